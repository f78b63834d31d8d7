/**
 * `outband sample`: draws calls by an auditor's nonce and writes proof of each. It opens nothing:
 * that is `outband open`.
 * @module
 */

import { NODE_SUITE } from "../base/digest.ts";
import { EXIT, OutbandError } from "../base/errors.ts";
import { type Sample, SAMPLE_FILE, sampleText, type Stratum } from "../format/sample.ts";
import { isNonce, sampleSeed } from "../tlog/sampler.ts";
import { CallIndex } from "../verify/call_index.ts";
import { planSize, shareOf } from "../verify/sample_check.ts";
import { openEvidence } from "./archive_input.ts";
import { type Arguments, readArguments } from "./arguments.ts";
import type { Command, CommandIo } from "./command.ts";
import { readWhole } from "./input.ts";
import { findWholeLog } from "./log_lines.ts";
import {
  makeOutDirectory,
  newestProofHead,
  readProofHead,
  readProvable,
  writeOut,
  writeProofs,
} from "./proof_files.ts";

const USAGE = `Usage: outband sample PATH --nonce DIGITS --out DIR [--checkpoint FILE]
                      [--risk P] [--tolerable P] [--deviations N] [--count N]
                      [--stratum NAME=VALUE[,NAME=VALUE]...]

Draws calls from a log so that neither side can steer, and writes proof of each. The auditor names a
signed checkpoint first, and a nonce afterwards: at least 20 decimal digits, from dice. PATH is an
evidence directory or an archive of it.

  --nonce DIGITS       the auditor's nonce
  --out DIR            directory to make: sample.json, and of each call its line and tlog-proof
  --checkpoint FILE    the signed checkpoint that the auditor named; default: the log's newest
  --risk P             accepted risk, percent [5]
  --tolerable P        tolerable rate of deviations, percent [5]
  --deviations N       deviations that are expected to be seen [0]
  --count N            so many calls, instead of what risk and rate need (59 by default)
  --stratum LIST       only calls with these: provider, model, class, category

Hand the directory over; outband verify PATH --sample DIR --nonce DIGITS draws again and checks all
of it. Add openings of what the calls said with outband open --sample DIR.
`;

const CHECKPOINT_BYTES_MAX = 131_072;
const COUNT_REGEXP = /^(?:0|[1-9]\d{0,5})$/;
const STRATUM_FIELDS = ["provider", "model", "class", "category"] as const;

/** `outband sample`. */
export const SAMPLE_COMMAND: Command = {
  name: "sample",
  summary: "draw calls by an auditor's nonce, and prove them",
  usage: USAGE,
  run: runSample,
};

async function runSample(args: readonly string[], io: CommandIo): Promise<number> {
  const given = readArguments("sample", args, {
    values: ["nonce", "out", "checkpoint", "risk", "tolerable", "deviations", "count", "stratum"],
  });
  const [path, extra] = given.rest;
  if (path === undefined || extra !== undefined) {
    throw new OutbandError("USAGE", "Name one path to sample; see outband sample --help");
  }
  const nonce = readNonce(required(given, "nonce"));
  const out = required(given, "out");
  const size = readSize(given);
  const stratum = readStratum(given.value("stratum"));
  const evidence = await openEvidence(path, "sample");
  try {
    const log = await findWholeLog(evidence.source, path);
    const checkpoint = given.value("checkpoint");
    const head = checkpoint === undefined
      ? await newestProofHead(evidence.source, log)
      : readProofHead(await textFile(checkpoint, io), checkpoint);
    const calls = new CallIndex(head.checkpoint.size, stratum);
    const provable = await readProvable(evidence.source, log, {
      head,
      onLine: ({ index, record }): void => {
        if (record?.kind === "call") calls.add(index, record);
      },
    });
    const seed = sampleSeed(NODE_SUITE.sha256, { text: head.text, nonce });
    const records = calls.draw(NODE_SUITE.sha256, { seed, count: size.count });
    const wanted = new Set(records);
    const lines = new Map<number, Uint8Array>();
    await readProvable(evidence.source, log, {
      head,
      onLine: ({ index, bytes }): void => void (wanted.has(index) && lines.set(index, bytes)),
    });
    const sample: Sample = {
      format: "outband/sample/v1",
      checkpoint: head.note,
      nonce,
      seed,
      ...size,
      ...(stratum === undefined ? {} : { stratum }),
      records,
    };
    makeOutDirectory(out);
    writeProofs(out, provable, lines);
    writeOut(`${out}/${SAMPLE_FILE}`, sampleText(sample));
    io.out(resultText(sample, { calls: calls.count, size: head.checkpoint.size, out }));
    return EXIT.OK;
  } finally {
    evidence.close();
  }
}

function resultText(
  { records, nonce, seed }: Sample,
  { calls, size, out }: { calls: number; size: number; out: string },
): string {
  return `${records.length} of ${calls} calls drawn under the checkpoint of ${size} records\n` +
    `nonce    ${nonce}\nseed     ${seed}\nrecords  ${records.join(" ")}\nwritten  ${out}\n`;
}

function required(given: Arguments, name: string): string {
  const value = given.value(name);
  if (value !== undefined) return value;
  throw new OutbandError("USAGE", `Flag --${name} is required; see outband sample --help`);
}

/** Also for `verify`. @throws {OutbandError} CONFIG unless it leaves nobody a choice. */
export function readNonce(text: string): string {
  if (isNonce(text)) return text;
  throw new OutbandError("CONFIG", `Flag --nonce is "${text}" and must be 20 to 200 digits`);
}

function readSize(given: Arguments): Pick<Sample, "count" | "plan"> {
  const count = given.value("count");
  const names = ["risk", "tolerable", "deviations"];
  if (count !== undefined) {
    if (names.some((name) => given.value(name) !== undefined)) {
      throw new OutbandError("USAGE", "Give --count, or --risk, --tolerable and --deviations");
    }
    const n = readCount("count", count);
    if (n > 0) return { count: n };
    throw new OutbandError("CONFIG", "Flag --count is 0 and must be at least 1");
  }
  const risk = readPercent("risk", given.value("risk") ?? "5");
  const tolerable = readPercent("tolerable", given.value("tolerable") ?? "5");
  const deviations = readCount("deviations", given.value("deviations") ?? "0");
  const plan = { risk, tolerable, deviations };
  const needed = planSize(plan);
  if (needed !== null) return { count: needed, plan };
  throw new OutbandError(
    "CONFIG",
    `Flags --risk ${risk} and --tolerable ${tolerable} need more than a million calls`,
  );
}

function readPercent(name: string, text: string): string {
  if (shareOf(text) !== null) return text;
  throw new OutbandError(
    "CONFIG",
    `Flag --${name} is "${text}" and must be percent above 0 and below 100, like 5 or 0.1`,
  );
}

function readCount(name: string, text: string): number {
  if (COUNT_REGEXP.test(text)) return Number(text);
  throw new OutbandError("CONFIG", `Flag --${name} is "${text}" and must be a whole number`);
}

function readStratum(text: string | undefined): Stratum | undefined {
  if (text === undefined) return undefined;
  const stratum: Stratum = {};
  for (const pair of text.split(",")) {
    const [, name, value] = /^([a-z]{1,20})=(.{1,1000})$/.exec(pair) ?? [];
    const field = STRATUM_FIELDS.find((known) => known === name);
    if (field === undefined || value === undefined || field in stratum) {
      throw new OutbandError(
        "CONFIG",
        `Flag --stratum has "${pair}" and must be NAME=VALUE with ${STRATUM_FIELDS.join(", ")}`,
      );
    }
    stratum[field] = value;
  }
  return stratum;
}

async function textFile(name: string, io: CommandIo): Promise<string> {
  return new TextDecoder().decode(await readWhole(name, io, { bytesMax: CHECKPOINT_BYTES_MAX }));
}
