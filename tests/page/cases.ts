/**
 * Evidence cases as files that a page can be given, and what the command line says of each.
 * @module
 */

import { toBase64, utf8 } from "../../src/base/bytes.ts";
import { VERIFY_COMMAND } from "../../src/cli/verify.ts";
import type { Requirement } from "../../src/verify/mod.ts";
import type { VerifyReport } from "../../src/verify/report.ts";
import { attackLog, HONEST } from "../support/attack_log.ts";
import { KEY_ATTACKS, LINE_ATTACKS, OTHER_ATTACKS, WINDOW_ATTACKS } from "../support/attacks.ts";
import { RecordedIo } from "../support/command_io.ts";
import {
  CONTINUITY_CASES,
  IDENTITY_CASES,
  INTEGRITY_CASES,
  OTHER_CASES,
} from "../support/evidence_cases.ts";
import { testKey } from "../support/test_keys.ts";
import type { Files } from "../support/verify_rig.ts";

/** A case without anything that is not a file. */
export interface PageCase {
  name: string;
  files: Files;
  heads: Files;
  telemetry: Files;
  keys: readonly string[];
  require: readonly Requirement[];
}

/** Name of the folder that the evidence of a case lies in. */
export const FOLDER = "evidence";

/**
 * Every case of the finding codes, but the one whose disk fails, which no file can show; and every
 * attack, with a head that was kept.
 */
export async function pageCases(): Promise<PageCase[]> {
  const makers = { ...INTEGRITY_CASES, ...IDENTITY_CASES, ...CONTINUITY_CASES, ...OTHER_CASES };
  const cases: PageCase[] = [];
  for (const [name, make] of Object.entries(makers)) {
    const { files, source, options = {} } = make();
    if (source !== undefined) continue;
    const heads = (options.knownHeads ?? []).map(({ name, text }) => [name, utf8(text)] as const);
    const telemetry: Files = new Map();
    for (const { name, stream } of options.telemetry ?? []) {
      for await (const piece of stream()) telemetry.set(name, piece);
    }
    cases.push({
      name,
      files,
      heads: new Map(heads),
      telemetry,
      keys: options.keys ?? [testKey(1).text],
      require: options.require ?? [],
    });
  }
  return [...cases, ...attackCases()];
}

function attackCases(): PageCase[] {
  const makers = { ...LINE_ATTACKS, ...WINDOW_ATTACKS, ...OTHER_ATTACKS, ...KEY_ATTACKS };
  return Object.entries(makers).map(([name, make]) => {
    const { files, telemetry, honest = attackLog(HONEST) } = make();
    return {
      name,
      files,
      heads: new Map([["kept.txt", utf8(honest.head)]]),
      telemetry: new Map(telemetry === undefined ? [] : [["lines.jsonl", utf8(telemetry)]]),
      keys: [honest.vkey],
      require: [],
    };
  });
}

/** Where the files of a case lie on disk. */
export interface CasePlace {
  evidence: string;
  heads: string[];
  telemetry: string[];
}

/** Writes a case below a directory. */
export async function writeCase(dir: string, page: PageCase): Promise<CasePlace> {
  const write = async (folder: string, files: Files): Promise<string[]> => {
    const paths: string[] = [];
    for (const [name, bytes] of files) {
      const path = `${dir}/${folder}/${name}`;
      await Deno.mkdir(path.slice(0, path.lastIndexOf("/")), { recursive: true });
      await Deno.writeFile(path, bytes);
      paths.push(path);
    }
    return paths;
  };
  await write(FOLDER, page.files);
  return {
    evidence: `${dir}/${FOLDER}`,
    heads: await write("heads", page.heads),
    telemetry: await write("telemetry", page.telemetry),
  };
}

/** What `verify --json` says of a case; files are named without their directory, as in a page. */
export async function commandReport(place: CasePlace, page: PageCase): Promise<VerifyReport> {
  const io = new RecordedIo();
  await VERIFY_COMMAND.run([
    place.evidence,
    "--json",
    ...page.keys.map((key) => `--key=${key}`),
    ...page.require.map((name) => `--require=${name}`),
    ...place.heads.map((path) => `--known-head=${path}`),
    ...place.telemetry.map((path) => `--telemetry=${path}`),
  ], io);
  let text = io.stdout;
  for (const path of [...place.heads, ...place.telemetry]) {
    text = text.replaceAll(path, path.slice(path.lastIndexOf("/") + 1));
  }
  return JSON.parse(text);
}

/** A case as `node_verify.mjs` reads it. */
export function nodeCase(page: PageCase): unknown {
  const plain = (files: Files, prefix = ""): [string, string][] =>
    [...files].map(([path, bytes]) => [prefix + path, toBase64(bytes)]);
  return {
    keys: page.keys,
    require: page.require,
    files: plain(page.files, `${FOLDER}/`),
    heads: plain(page.heads),
    telemetry: plain(page.telemetry),
  };
}
