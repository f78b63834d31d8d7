/**
 * Data of the corpus: JSON, tool calls, CSV, logs, markdown, configuration.
 * @module
 */

import { digits, hex, pick } from "../support/detect_corpus.ts";
import type { Random } from "../support/random.ts";
import type { Draft, Kind } from "./document.ts";
import { mark } from "./draft.ts";
import { LANGUAGES, valueIn } from "./languages.ts";
import { shuffled } from "./prose.ts";
import type { Subject } from "./subject.ts";
import { SUBJECTS } from "./subjects.ts";

/** A name and a value, marked when it is one to find. */
interface Field {
  category: string;
  key: string;
  value: string;
}

/** Categories whose values some languages write in their own way. */
const NATIVE = ["PERSON_NAME", "PHONE", "STREET_ADDRESS", "DATE_OF_BIRTH"];

function fieldOf(random: Random, { category, keys, make }: Subject): Field {
  const isNative = NATIVE.includes(category) && random(2) === 0;
  const value = isNative
    ? valueIn(random, pick(random, LANGUAGES), category)
    : mark(category, make(random));
  return { category, key: pick(random, keys), value };
}

/** A field that holds nothing to find. */
function bystander(random: Random): Field {
  const [key, value] = pick(random, [
    ["status", pick(random, ["active", "pending", "closed"])],
    ["order_id", `ORD-${digits(random, 6)}`],
    ["created_at", `2025-0${1 + random(9)}-1${random(10)}T08:${10 + random(50)}:00Z`],
    ["amount", `${random(900)}.${digits(random, 2)}`],
    ["currency", pick(random, ["EUR", "USD", "JPY"])],
    ["trace_id", hex(random, 32)],
    ["plan", pick(random, ["free", "team", "enterprise"])],
    ["retries", String(random(5))],
    ["version", `${random(9)}.${random(20)}.${random(9)}`],
  ] as [string, string][]);
  return { category: "", key, value };
}

const BARE_REGEXP = /"(\ue000[\ue100-\ue4ff]?)([1-9]\d{0,14})\ue001"/g;

/** Values of digits alone stand without quotes, as programs write numbers. */
function withNumbers(json: string): string {
  return json.replaceAll(
    BARE_REGEXP,
    (_all, open: string, number: string) => `${open}${number}\ue001`,
  );
}

function objectOf(random: Random, fields: readonly Field[]): Record<string, unknown> {
  const all = shuffled(random, [...fields, bystander(random), bystander(random)]);
  const object = Object.fromEntries(all.map(({ key, value }) => [key, value]));
  return random(3) === 0 ? { id: digits(random, 5), profile: object } : object;
}

function asJson(random: Random, fields: readonly Field[]): string {
  const object = objectOf(random, fields);
  const json = random(4) === 0
    ? JSON.stringify([object, { status: "empty" }], null, 2)
    : JSON.stringify(object, null, random(2) * 2);
  return random(4) === 0 ? withNumbers(json) : json;
}

function asToolCall(random: Random, fields: readonly Field[]): string {
  const args = objectOf(random, fields);
  const name = pick(random, ["create_customer", "update_record", "send_form", "lookup"]);
  if (random(2) === 0) {
    return JSON.stringify({ type: "tool_use", id: `toolu_${hex(random, 20)}`, name, input: args });
  }
  const call = { name, arguments: JSON.stringify(args) };
  return JSON.stringify({
    role: "assistant",
    tool_calls: [{ id: `call_${hex(random, 24)}`, type: "function", function: call }],
  });
}

/** Rows of the same columns. */
function asCsv(random: Random, subjects: readonly Subject[]): string {
  const separator = pick(random, [",", ",", ";", "\t"]);
  const first = subjects.map((subject) => fieldOf(random, subject));
  const rows = [["row", ...first.map(({ key }) => key), "status"]];
  for (let row = 1; row <= 3; row++) {
    const fields = row === 1 ? first : subjects.map((subject) => fieldOf(random, subject));
    const cells = fields.map(({ value }) => value.includes(separator) ? `"${value}"` : value);
    rows.push([String(row), ...cells, pick(random, ["ok", "open"])]);
  }
  return rows.map((cells) => cells.join(separator)).join("\n");
}

function asLog(random: Random, fields: readonly Field[]): string {
  return fields.map(({ key, value }) => {
    const stamp = `2026-0${1 + random(9)}-1${random(10)}T0${random(10)}:${10 + random(50)}:${
      10 + random(50)
    }.${digits(random, 3)}Z`;
    const { key: otherKey, value: other } = bystander(random);
    const quoted = /[ ,]/.test(value) ? `"${value}"` : value;
    return pick(random, [
      `${stamp} INFO  [api] request done ${otherKey}=${other} ${key}=${quoted} took_ms=${
        random(900)
      }`,
      `${stamp} WARN  validation failed: ${key}: ${value}`,
      `[${stamp}] level=debug msg="saved" ${key}=${quoted}`,
      `{"ts":"${stamp}","level":"error","msg":"rejected","${key}":"${value}"}`,
    ]);
  }).join("\n");
}

function asMarkdown(random: Random, fields: readonly Field[]): string {
  const title = `## ${pick(random, ["Customer record", "Intake form", "Notes", "Account data"])}`;
  const label = ({ key }: Field): string => key.replaceAll("_", " ");
  switch (random(3)) {
    case 0:
      return [title, ...fields.map((field) => `- **${label(field)}**: ${field.value}`)].join("\n");
    case 1: {
      const rows = fields.map((field) => `| ${label(field)} | ${field.value} |`);
      return [title, "", "| field | value |", "| --- | --- |", ...rows].join("\n");
    }
    default:
      return [title, ...fields.map((field) => `${label(field)}: \`${field.value}\``)].join("\n");
  }
}

function asConfig(random: Random, fields: readonly Field[]): string {
  const all = shuffled(random, [...fields, bystander(random)]);
  switch (random(3)) {
    case 0:
      return all.map(({ key, value }) =>
        `${key.replace(/(?<=[a-z])[A-Z]/g, "_$&").toUpperCase()}=${
          /[ ,]/.test(value) ? `"${value}"` : value
        }`
      ).join("\n");
    case 1:
      return `record:\n${all.map(({ key, value }) => `  ${key}: "${value}"`).join("\n")}\n`;
    default:
      return `[record]\n${all.map(({ key, value }) => `${key} = ${value}`).join("\n")}\n`;
  }
}

/** Shapes of data, and whether a value of several lines fits into them. */
const SHAPES: readonly (readonly [kind: Kind, fitsLines: boolean])[] = [
  ...[["json", true], ["json", true], ["tool_call", true], ["tool_call", true]] as const,
  ...[["csv", false], ["log", false], ["markdown", false], ["config", false]] as const,
];

function draftOf(random: Random, kind: Kind, subjects: readonly Subject[]): Draft {
  const fields = subjects.map((subject) => fieldOf(random, subject));
  const texts: Partial<Record<Kind, () => string>> = {
    json: () => asJson(random, fields),
    tool_call: () => asToolCall(random, fields),
    csv: () => asCsv(random, subjects),
    log: () => asLog(random, fields),
    markdown: () => asMarkdown(random, fields),
    config: () => asConfig(random, fields),
  };
  return { language: "en", kind, text: texts[kind]?.() ?? "" };
}

/** Every category in every shape, several to a document. */
export function dataDrafts(random: Random): Draft[] {
  return SHAPES.flatMap(([kind, fitsLines]) => {
    const fitting = SUBJECTS.filter(({ category }) => fitsLines || category !== "PRIVATE_KEY");
    const order = shuffled(random, fitting);
    const drafts: Draft[] = [];
    for (let at = 0; at < order.length;) {
      const size = 1 + random(3);
      drafts.push(draftOf(random, kind, order.slice(at, at + size)));
      at += size;
    }
    return drafts;
  });
}
