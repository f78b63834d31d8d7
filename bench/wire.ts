/**
 * `deno task bench:wire`: how fast bodies are parsed, put together and walked, before anything is
 * looked for in them; one row for each format, in one thread.
 *
 *     deno run -A bench/wire.ts [--seconds N] [--json]
 *
 * The bodies are the fixtures of the tests with their texts made longer, to about the length that
 * prompts and answers have, and each is read from its bytes. What would make it lie: one body is
 * read again and again, so its branches are learned; the median of the rounds is printed.
 *
 * @module
 */

import { parseArgs } from "node:util";
import { utf8 } from "../src/base/bytes.ts";
import { recognise, WIRE_FORMATS } from "../src/wire/registry.ts";
import type { FieldSink, StreamReader } from "../src/wire/wire_format.ts";
import { declaredKind, kindOf } from "../src/worker/audit_media.ts";
import { readBody } from "../src/worker/read_body.ts";
import { bodyBytes, streamBytes } from "../tests/wire/canary.ts";
import { FIXTURES } from "../tests/wire/fixtures/all.ts";
import type { WireFixture } from "../tests/wire/fixtures/fixture.ts";
import { describeMachine, machineLine } from "./machine.ts";
import { median } from "./statistics.ts";

const ROUNDS = 5;
/** Bodies are repeated in lists until they are at least as long. */
const BODY_BYTES_MIN = 32 * 1024;
/** Shorter bodies cost what a call costs, however long they are: they are not compared. */
const SHORT_BYTES = 4_096;
const SENTENCE = " The quick brown fox looks at the lazy dog, and says so in as many words.";

/** Takes everything and keeps nothing. */
const NOWHERE: FieldSink = {
  text: () => {},
  identifier: () => {},
  number: () => {},
  key: () => {},
  nameOf: (key) => key,
  notInspected: () => {},
  unvisited: () => {},
  tooDeep: () => {},
};

interface Row {
  format: string;
  kind: string;
  bytes: number;
  mbPerSecond: number;
}

/** The value with its prose made longer; names and short words stay. */
function longer(value: unknown): unknown {
  if (typeof value === "string") return value.includes(" ") ? value + SENTENCE.repeat(3) : value;
  if (Array.isArray(value)) return value.map(longer);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, longer(item)]));
}

/** A JSON body that is long enough: its longest list again and again. */
function longBody(value: unknown): Uint8Array<ArrayBuffer> {
  let body = bodyBytes(longer(value));
  if (typeof value !== "object" || value === null) return body;
  const fields = value as Record<string, unknown>;
  const lists = Object.keys(fields).filter((key) => Array.isArray(fields[key]));
  const [name] = lists.sort((a, b) => sizeOf(fields[b]) - sizeOf(fields[a]));
  if (name === undefined) return body;
  for (let copies = 2; body.length < BODY_BYTES_MIN && copies < 1_024; copies *= 2) {
    const list = Array.from({ length: copies }, () => fields[name]).flat();
    body = bodyBytes(longer({ ...fields, [name]: list }));
  }
  return body;
}

function sizeOf(value: unknown): number {
  return JSON.stringify(value)?.length ?? 0;
}

function measure(
  body: { bytes: Uint8Array; type: string },
  reader: (() => StreamReader) | null,
  seconds: number,
): number {
  const kind = kindOf(body.bytes, declaredKind(body.type));
  const run = (): void => {
    const opened = { kind, bytes: body.bytes, type: body.type, reason: null };
    readBody(opened, { sink: NOWHERE, reader: reader?.() ?? null, isAnswer: reader !== null });
  };
  const rates: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const start = performance.now();
    let count = 0;
    let elapsed = 0;
    do {
      run();
      count++;
      elapsed = performance.now() - start;
    } while (elapsed < seconds * 1_000 / ROUNDS);
    if (round > 0) rates.push(count * body.bytes.length / elapsed / 1_000);
  }
  return median(rates);
}

function rowsOf(fixture: WireFixture, seconds: number): Row[] {
  const { format, method, path, host, requestType } = fixture;
  const call = { method, path, host, contentType: requestType, body: undefined };
  const stream = recognise(call)?.stream ?? null;
  const rows: Row[] = [];
  const add = (
    kind: string,
    body: { bytes: Uint8Array; type: string },
    reader: typeof stream,
  ): void => {
    const mbPerSecond = measure(body, reader, seconds);
    rows.push({ format, kind, bytes: body.bytes.length, mbPerSecond });
  };
  if (typeof fixture.request === "object") {
    add("request", { bytes: longBody(fixture.request), type: "application/json" }, null);
  }
  if (fixture.stream !== undefined && typeof fixture.stream.events !== "string") {
    const events = Array.from({ length: 64 }, () => fixture.stream?.events as unknown[]).flat();
    const { type, bytes } = streamBytes({ ...fixture.stream, events });
    add(fixture.stream.type, { bytes, type }, stream);
  }
  return rows;
}

function print(line: string): void {
  Deno.stdout.writeSync(utf8(`${line}\n`));
}

function main(): void {
  const { values } = parseArgs({
    options: { seconds: { type: "string", default: "0.5" }, json: { type: "boolean" } },
  });
  const rows = WIRE_FORMATS.flatMap(({ id }) => FIXTURES.filter(({ format }) => format === id))
    .flatMap((fixture) => rowsOf(fixture, Number(values.seconds)));
  if (values.json === true) {
    return print(JSON.stringify({ machine: describeMachine(), rows }));
  }
  print(`Machine: ${machineLine(describeMachine())}`);
  print("Parsing and walking before detection, one thread, MB/s (median of 5 rounds)");
  for (const { format, kind, bytes, mbPerSecond } of rows) {
    print(
      `${format.padEnd(28)} ${kind.padEnd(8)} ${String(bytes).padStart(8)} B ${
        mbPerSecond.toFixed(0).padStart(6)
      }`,
    );
  }
  for (const [name, kinds] of [["JSON", ["request"]], ["SSE", ["sse"]]] as const) {
    const rates = rows.filter(({ kind, bytes }) =>
      (kinds as readonly string[]).includes(kind) && bytes >= SHORT_BYTES
    );
    const slowest = rates.sort((a, b) => a.mbPerSecond - b.mbPerSecond)[0];
    print(`Slowest ${name}: ${slowest?.format} ${slowest?.mbPerSecond.toFixed(0)} MB/s`);
  }
}

if (import.meta.main) main();
