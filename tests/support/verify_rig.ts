/**
 * What the tests of the verifier share: short ways to verify files in memory.
 * @module
 */

import { decodeUtf8, utf8 } from "../../src/base/bytes.ts";
import type { CryptoSuite } from "../../src/base/crypto_suite.ts";
import { NODE_SUITE } from "../../src/base/digest.ts";
import type { FindingCode, FindingWeight } from "../../src/format/finding_codes.ts";
import { type ParsedRecord, parseRecord } from "../../src/format/record_schema.ts";
import type { Findings } from "../../src/verify/findings.ts";
import type { VerifyReport } from "../../src/verify/report.ts";
import { memorySource } from "../../src/verify/source.ts";
import type { TelemetryFile } from "../../src/verify/telemetry_check.ts";
import { verifyEvidence, type VerifyOptions } from "../../src/verify/verifier.ts";
import { VECTORS_DIR } from "./vectors.ts";

/** Files in memory, by path. */
export type Files = Map<string, Uint8Array>;

/** Verifies files in memory. */
export function verifyFiles(
  files: ReadonlyMap<string, Uint8Array>,
  options: Partial<VerifyOptions> = {},
): Promise<VerifyReport> {
  return verifyEvidence(memorySource(files), { suite: NODE_SUITE, ...options });
}

/** Codes of all findings of these weights, sorted, each once. */
export function codesOf(report: VerifyReport, weights: readonly FindingWeight[]): FindingCode[] {
  const codes = report.findings.filter((f) => weights.includes(f.weight)).map(({ code }) => code);
  return [...new Set(codes)].sort();
}

/** A record as the verifier's rules get it; throws when it breaks the schema. */
export function parsedRecord(
  body: Readonly<Record<string, unknown>>,
  t = "2026-11-21T00:00:00.000Z",
): ParsedRecord {
  const head = { v: 1, log: "test.example/gw-0", i: 5, prev: "00".repeat(32), t };
  const parsed = parseRecord({ ...head, ...body });
  if ("problem" in parsed) throw new Error(parsed.problem);
  return parsed;
}

/** Codes in a collector, in the order in which they were added. */
export function addedCodes(findings: Findings): FindingCode[] {
  return findings.list().map(({ code }) => code);
}

/** Text of a file. */
export function fileText(files: ReadonlyMap<string, Uint8Array>, path: string): string {
  const bytes = files.get(path);
  if (bytes === undefined) throw new Error(`No file ${path}`);
  return decodeUtf8(bytes);
}

/** Changes the text of a file. */
export function editFile(files: Files, path: string, edit: (text: string) => string): void {
  const before = fileText(files, path);
  const after = edit(before);
  if (after === before) throw new Error(`Nothing was changed in ${path}`);
  files.set(path, utf8(after));
}

/** A telemetry file in memory. */
export function telemetryOf(text: string, name = "telemetry.jsonl"): TelemetryFile {
  return {
    name,
    async *stream(): AsyncIterable<Uint8Array> {
      yield await Promise.resolve(utf8(text));
    },
  };
}

/** The published worked example, in memory. */
export function exampleFiles(): Files {
  const files: Files = new Map();
  const visit = (below: string): void => {
    for (const entry of Deno.readDirSync(`${VECTORS_DIR}/example-outband/${below}`)) {
      const path = `${below}${entry.name}`;
      if (entry.isDirectory) visit(`${path}/`);
      else files.set(path, Deno.readFileSync(`${VECTORS_DIR}/example-outband/${path}`));
    }
  };
  visit("");
  return files;
}

/** {@linkcode NODE_SUITE} that remembers signatures, for thousands of verifications of one log. */
export function rememberingSuite(): CryptoSuite {
  const verdicts = new Map<string, boolean | Promise<boolean>>();
  return {
    ...NODE_SUITE,
    ed25519Verify(publicKey, message, signature): boolean | Promise<boolean> {
      const name = [publicKey, message, signature].map((part) => part.toHex()).join();
      const known = verdicts.get(name);
      if (known !== undefined) return known;
      const verdict = NODE_SUITE.ed25519Verify(publicKey, message, signature);
      verdicts.set(name, verdict);
      return verdict;
    },
  };
}
