/**
 * Evidence cases as files that a page can be given, and what the command line says of each.
 * @module
 */

import { toBase64, utf8 } from "../../src/base/bytes.ts";
import { VERIFY_COMMAND } from "../../src/cli/verify.ts";
import type { Requirement } from "../../src/verify/mod.ts";
import type { VerifyReport } from "../../src/verify/report.ts";
import type { Policy } from "../../src/tlog/policy.ts";
import { formatVkey } from "../../src/tlog/note.ts";
import { ANCHOR_CASES } from "../support/anchor_cases.ts";
import { compressed, tarOf, zipOf } from "../support/archives.ts";
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
  /** Text of a policy. */
  policy?: string;
  keys: readonly string[];
  require: readonly Requirement[];
  /** The files are handed over as this archive. */
  archive?: { name: string; bytes: Uint8Array };
}

/** Name of the folder that the evidence of a case lies in. */
const FOLDER = "evidence";

/**
 * Every case of the finding codes, but the one whose disk fails, which no file can show, and those
 * of time-stamps and samples, which the page does not check; every attack, with a head that was kept;
 * and archives, good and hostile.
 */
export async function pageCases(): Promise<PageCase[]> {
  const makers = {
    ...INTEGRITY_CASES,
    ...IDENTITY_CASES,
    ...CONTINUITY_CASES,
    ...OTHER_CASES,
    ...ANCHOR_CASES,
  };
  const cases: PageCase[] = [];
  for (const [name, make] of Object.entries(makers)) {
    const { files, source, options = {} } = make();
    if (source !== undefined || options.timestamps !== undefined) continue;
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
      ...(options.policy === undefined ? {} : { policy: policyText(options.policy) }),
      keys: options.keys ?? [testKey(1).text],
      require: options.require ?? [],
    });
  }
  return [...cases, ...attackCases(), ...await archiveCases(cases)];
}

/** A policy without groups. */
function policyText({ witnesses, quorum }: Policy): string {
  const lines = witnesses.map(({ name, vkey }) => `witness ${name} ${formatVkey(vkey)}\n`);
  return `${lines.join("")}quorum ${quorum ?? "none"}\n`;
}

/** Bytes that inflate to more than the verifier takes. */
const BOMB_BYTES = 80 * 1024 * 1024;

async function archiveCases(cases: readonly PageCase[]): Promise<PageCase[]> {
  const entriesOf = (name: string): { name: string; data: Uint8Array }[] => {
    const files = cases.find((given) => given.name === name)?.files ?? new Map();
    return [...files].map(([path, data]) => ({ name: `evidence/${path}`, data }));
  };
  const good = tarOf(entriesOf("LOG_NOT_CLOSED"));
  const packed = await compressed(good, "gzip");
  const link = tarOf([{ name: "checkpoint", kind: "2", link: "/etc/passwd" }]);
  const archives: Readonly<Record<string, Uint8Array>> = {
    "good.zip": await zipOf(entriesOf("LOG_NOT_CLOSED")),
    "good.tar": good,
    "good.tar.gz": packed,
    "chain_broken.zip": await zipOf(entriesOf("CHAIN_BROKEN")),
    "chain_broken.tgz": await compressed(tarOf(entriesOf("CHAIN_BROKEN")), "gzip"),
    "link.tar": link,
    "link.tgz": await compressed(link, "gzip"),
    "leaves.zip": await zipOf([{ name: "../x", data: utf8("x") }]),
    "twice.zip": await zipOf([{ name: "x", data: utf8("1") }, { name: "x", data: utf8("2") }]),
    "cut.zip": (await zipOf(entriesOf("LOG_NOT_CLOSED"))).slice(0, -30),
    "cut.tgz": packed.slice(0, -30),
    "bomb.tgz": await compressed(new Uint8Array(BOMB_BYTES), "gzip"),
  };
  return Object.entries(archives).map(([name, bytes]) => ({
    name: `archive ${name}`,
    files: new Map(),
    heads: new Map(),
    telemetry: new Map(),
    keys: [testKey(1).text],
    require: [],
    archive: { name, bytes },
  }));
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
  /** Empty or one. */
  policy: string[];
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
  const { archive, policy } = page;
  const archives: Files = new Map(archive === undefined ? [] : [[archive.name, archive.bytes]]);
  await write(FOLDER, page.files);
  const [packed] = await write("packed", archives);
  return {
    evidence: packed ?? `${dir}/${FOLDER}`,
    policy: await write("trust", new Map(policy === undefined ? [] : [["policy", utf8(policy)]])),
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
    ...place.policy.map((path) => `--policy=${path}`),
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
  const { archive, policy } = page;
  return {
    keys: page.keys,
    require: page.require,
    files: archive === undefined
      ? plain(page.files, `${FOLDER}/`)
      : plain(new Map([[archive.name, archive.bytes]])),
    policy: plain(new Map(policy === undefined ? [] : [["policy", utf8(policy)]])),
    heads: plain(page.heads),
    telemetry: plain(page.telemetry),
  };
}
