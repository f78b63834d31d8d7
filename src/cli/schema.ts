/**
 * `outband schema`: what the program understands and writes, for readers and for programs.
 * @module
 */

import { OutbandError } from "../base/errors.ts";
import { LOG_EVENTS } from "../base/log.ts";
import { ANNOTATION_KINDS } from "../format/annotation.ts";
import { ATTRIBUTES } from "../format/attribution.ts";
import { configJsonSchema } from "../format/config.ts";
import { WIRE_FORMATS } from "../wire/registry.ts";
import type { Command, CommandIo } from "./command.ts";

const USAGE = `Usage: outband schema --formats | --attributes | --events | --config [--json]

Prints what the program understands and writes.

  --formats      the APIs whose calls it reads, how a call is recognised, and which of them stream
  --attributes   what an application may say of a call, as x-outband-NAME fields, outband.NAME
                 members of baggage, or afterwards with POST /_outband/v1/annotations
  --events       the events that serve logs on standard error, one JSON line each
  --config       JSON Schema of the file of serve --config, for editors: name it in "$schema"
  --json         for programs, instead of a Markdown table
`;

/** What prints rows. */
const TABLES: Readonly<Record<string, () => Row[]>> = {
  "--formats": formatRows,
  "--attributes": attributeRows,
  "--events": eventRows,
};
const FLAGS = [...Object.keys(TABLES), "--config", "--json"];

/** The command. */
export const SCHEMA_COMMAND: Command = {
  name: "schema",
  summary: "print what is understood: APIs, attributes, settings, events",
  usage: USAGE,
  run,
};

function run(args: readonly string[], io: CommandIo): Promise<number> {
  const unknown = args.find((arg) => !FLAGS.includes(arg));
  if (unknown !== undefined) {
    throw new OutbandError("USAGE", `schema does not know ${JSON.stringify(unknown)}; see --help`);
  }
  const wanted = args.filter((arg) => arg !== "--json");
  const [what] = wanted;
  if (wanted.length !== 1 || what === undefined) {
    throw new OutbandError("USAGE", `schema prints one thing: give one of ${FLAGS.join(", ")}`);
  }
  const rows = TABLES[what]?.();
  if (rows === undefined) io.out(`${JSON.stringify(configJsonSchema(), null, 2)}\n`);
  else io.out(args.includes("--json") ? `${JSON.stringify(rows, null, 2)}\n` : table(rows));
  return Promise.resolve(0);
}

type Row = Record<string, string | number | boolean>;

function formatRows(): Row[] {
  return WIRE_FORMATS.map(({ id, version, title, route, operation, stream }) => ({
    format: `${id}/${version}`,
    API: title,
    call: route,
    operation,
    streams: stream === null ? "" : "yes",
  }));
}

function attributeRows(): Row[] {
  const said = [...ATTRIBUTES].map(([name, { meaning, isPersonal }]) => ({
    name: `x-outband-${name}`,
    meaning,
    kept: isPersonal === true ? "keyed hash" : "redacted",
  }));
  const annotations = Object.entries(ANNOTATION_KINDS).map(([name, meaning]) => ({
    name: `annotation ${name}`,
    meaning,
    kept: "redacted",
  }));
  return [...said, ...annotations];
}

function eventRows(): Row[] {
  return Object.entries(LOG_EVENTS).map(([event, meaning]) => ({ event, meaning }));
}

/** Rows as a Markdown table with aligned columns. */
function table(rows: readonly Row[]): string {
  const [first] = rows;
  const names = Object.keys(first ?? {});
  const cells = [names, ...rows.map((row) => names.map((name) => cell(row[name])))];
  const widths = names.map((_, k) => Math.max(...cells.map((line) => (line[k] ?? "").length)));
  const lines = cells.map((line) =>
    `| ${line.map((text, k) => text.padEnd(widths[k] as number)).join(" | ")} |\n`
  );
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |\n`;
  return `${lines[0] ?? ""}${rule}${lines.slice(1).join("")}`;
}

/** A brace in a route would be taken for markup by some readers; it is code. */
function cell(value: string | number | boolean | undefined): string {
  const text = String(value ?? "");
  return /[{*]/.test(text) ? `\`${text}\`` : text;
}
