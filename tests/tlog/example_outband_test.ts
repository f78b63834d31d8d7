/**
 * Reproduces the worked example of the formats, byte for byte, from its records' content and three
 * published secret keys.
 * @module
 */

import { decodeUtf8, fromBase64, fromHex, toBase64, toHex, utf8 } from "../../src/base/bytes.ts";
import { canonicalJson } from "../../src/base/canonical_json.ts";
import { NODE_SUITE, sha256, sha256Hex } from "../../src/base/digest.ts";
import { commitment, genesisPrev, keyNextMessage, prevOf } from "../../src/tlog/commitment.ts";
import { formatEnvelope, pae, parseEnvelope } from "../../src/tlog/dsse.ts";
import { verifyStrict } from "../../src/tlog/ed25519.ts";
import {
  consistencyProof,
  Frontier,
  inclusionProof,
  leafHash,
  leavesSource,
  rootAt,
  verifyConsistency,
  verifyInclusion,
} from "../../src/tlog/merkle.ts";
import {
  cosignatureMessage,
  formatCheckpoint,
  formatNote,
  formatVkey,
  KEY_TYPE_COSIGNATURE,
  type NoteSignature,
  parseCheckpoint,
  parseCosignature,
  parseNote,
  parseVkey,
  type Vkey,
  vkeyOf,
} from "../../src/tlog/note.ts";
import { formatProof, parseProof } from "../../src/tlog/proof.ts";
import { entryBundle, parseEntryBundle, tilePath, tilesForRange } from "../../src/tlog/tiles.ts";
import { assert, assertEquals } from "../support/std.ts";
import { vectorBytes, vectorTest, vectorText } from "../support/vectors.ts";
import { SECRETS, type TestKey, testKey } from "./rfc8032_keys.ts";

const ORIGIN = "evidence.example.com/prod/gw-0";
const WITNESS_NAME = "witness.example.com/audit-team";
const LOG_1 = testKey(SECRETS.first);
const LOG_2 = testKey(SECRETS.second);
const WITNESS = testKey(SECRETS.third);
const VKEY_1 = vkeyOf(sha256, ORIGIN, LOG_1.publicKey);
const VKEY_2 = vkeyOf(sha256, ORIGIN, LOG_2.publicKey);
const WITNESS_VKEY = vkeyOf(sha256, WITNESS_NAME, WITNESS.publicKey, KEY_TYPE_COSIGNATURE);

/** The second window rotates the key, so both sign its checkpoint and the new one its statement. */
const WINDOWS = [
  { name: "498672", start: 0, end: 8, signers: [LOG_1], attester: LOG_1 },
  { name: "498673", start: 8, end: 11, signers: [LOG_1, LOG_2], attester: LOG_2 },
  { name: "498674", start: 11, end: 14, signers: [LOG_2], attester: LOG_2 },
];

/** The two originals behind the commitments, which the example itself does not store. */
const ORIGINALS = new Map([[2, "My SSN is 123-45-6789"], [5, "Call me at 123-45-6789"]]);

type Window = typeof WINDOWS[number];
type LogRecord = Record<string, unknown>;

interface Expected {
  genesis_prev: string;
  leaf_hashes: string[];
  roots: Record<string, string>;
  first_pae_bytes: number;
  commit_example: { i: number; part: string; k: string; data: string; c: string };
}

function text(path: string): string {
  return vectorText(`example-outband/${path}`);
}

function windowText(window: Window, file: string): string {
  return text(`windows/${window.name}/${file}`);
}

function expected(): Expected {
  return JSON.parse(text("expected.json"));
}

function linesOf(path: string): string[] {
  const lines = text(path).split("\n");
  assertEquals(lines.pop(), "");
  return lines;
}

function allLines(): string[] {
  return WINDOWS.flatMap((window) => linesOf(`windows/${window.name}/segment.jsonl`));
}

function records(): LogRecord[] {
  return allLines().map((line) => JSON.parse(line));
}

function leaves(): Uint8Array[] {
  return allLines().map((line) => leafHash(sha256, utf8(line)));
}

function bytesOf(decoded: Uint8Array<ArrayBuffer> | null): Uint8Array<ArrayBuffer> {
  assert(decoded !== null);
  return decoded;
}

function signatureOf(key: TestKey, message: Uint8Array): NoteSignature {
  const vkey = vkeyOf(sha256, ORIGIN, key.publicKey);
  return { name: ORIGIN, id: vkey.id, signature: key.sign(message) };
}

/** The window's checkpoint as this code makes it. */
function madeNote(window: Window): { text: string; signatures: NoteSignature[] } {
  const root = rootAt(leavesSource(sha256, leaves()), window.end);
  const head = formatCheckpoint({ origin: ORIGIN, size: window.end, root });
  return { text: head, signatures: window.signers.map((key) => signatureOf(key, utf8(head))) };
}

/** The same with the witness's line; the time is the witness's, so it is read from the file. */
function madeCosigned(window: Window, cosigned: string): string {
  const note = madeNote(window);
  const last = parseNote(cosigned)?.signatures.at(-1)?.signature;
  const time = parseCosignature(last ?? new Uint8Array(0))?.time;
  assert(time !== undefined);
  const signature = new Uint8Array(72);
  new DataView(signature.buffer).setBigUint64(0, BigInt(time));
  signature.set(WITNESS.sign(cosignatureMessage(time, note.text)), 8);
  const line = { name: WITNESS_NAME, id: WITNESS_VKEY.id, signature };
  return formatNote({ ...note, signatures: [...note.signatures, line] });
}

/** The window's in-toto statement, from its records and files. */
function madeStatement(window: Window): string {
  const all = records();
  const source = leavesSource(sha256, leaves());
  const close = all[window.end - 1] ?? {};
  return canonicalJson({
    _type: "https://in-toto.io/Statement/v1",
    subject: ["segment.jsonl", "checkpoint", "summary.json"].map((name) => ({
      name,
      digest: { sha256: sha256Hex(utf8(windowText(window, name))) },
    })),
    predicateType: "https://jsr.io/@outband/proxy/window/v1",
    predicate: {
      log: ORIGIN,
      window: Number(window.name),
      openedAt: all.slice(window.start).find((item) => item["kind"] === "window.open")?.["t"],
      closedAt: close["t"],
      firstIndex: window.start,
      endIndex: window.end,
      checkpoint: { size: window.end, root: toBase64(rootAt(source, window.end)) },
      previous: { size: window.start, root: toBase64(rootAt(source, window.start)) },
      counts: {
        audited: close["audited"],
        dropped: close["dropped"],
        proxied: close["proxied"],
      },
    },
  });
}

vectorTest("formatVkey() and parseVkey() reproduce the key files and the policy", () => {
  const files: [string, Vkey][] = [
    ["log-1", VKEY_1],
    ["log-2", VKEY_2],
    ["witness", WITNESS_VKEY],
  ];
  for (const [name, vkey] of files) {
    assertEquals(text(`keys/${name}.vkey`), `${formatVkey(vkey)}\n`);
    assertEquals(parseVkey(formatVkey(vkey)), vkey);
  }
  for (const [name, key] of [["log-1", LOG_1], ["log-2", LOG_2]] as const) {
    const body = toBase64(key.spki);
    const pem = `-----BEGIN PUBLIC KEY-----\n${body}\n-----END PUBLIC KEY-----\n`;
    assertEquals(text(`keys/${name}.pub.pem`), pem);
  }
  const witness = `witness audit-team ${formatVkey(WITNESS_VKEY)}`;
  const policy = [`log ${formatVkey(VKEY_1)}`, witness, "quorum audit-team", ""];
  assertEquals(text("policy"), policy.join("\n"));
});

vectorTest("canonicalJson(), genesisPrev() and leafHash() reproduce every line and link", () => {
  const { genesis_prev, leaf_hashes } = expected();
  let prev = genesisPrev(NODE_SUITE, { origin: ORIGIN, vkey: formatVkey(VKEY_1) });
  assertEquals(prev, genesis_prev);
  for (const [index, line] of allLines().entries()) {
    const record: LogRecord = JSON.parse(line);
    assertEquals(canonicalJson({ ...record, log: ORIGIN, i: index, prev }), line);
    const leaf = leafHash(sha256, utf8(line));
    assertEquals(toHex(leaf), leaf_hashes[index]);
    prev = prevOf(leaf);
  }
  assertEquals(leaf_hashes.length, 14);
});

vectorTest("Frontier has the expected root at the end of each window", () => {
  const frontier = new Frontier(sha256);
  const roots: Record<string, string> = {};
  for (const leaf of leaves()) {
    frontier.add(leaf);
    if (WINDOWS.some(({ end }) => end === frontier.size)) {
      roots[frontier.size] = toHex(frontier.root());
    }
  }
  assertEquals(roots, expected().roots);
});

vectorTest("formatNote() reproduces every checkpoint, also with the witness's line", () => {
  for (const window of WINDOWS) {
    const note = madeNote(window);
    assertEquals(windowText(window, "checkpoint"), formatNote(note));
    assertEquals(parseNote(formatNote(note)), note);
    assertEquals(parseCheckpoint(note.text)?.size, window.end);
    const cosigned = windowText(window, "checkpoint.cosigned");
    assertEquals(madeCosigned(window, cosigned), cosigned);
  }
  assertEquals(text("checkpoint"), windowText(WINDOWS[2] as Window, "checkpoint"));
});

vectorTest("keyNextMessage() is what the new key signed in key.next", async () => {
  const record = records().find((item) => item["kind"] === "key.next");
  assert(record !== undefined);
  const message = keyNextMessage({
    origin: ORIGIN,
    oldVkey: formatVkey(VKEY_1),
    newVkey: formatVkey(VKEY_2),
    index: 9,
  });
  assertEquals([record["i"], record["old"], record["new"]], [
    9,
    formatVkey(VKEY_1),
    formatVkey(VKEY_2),
  ]);
  const signature = LOG_2.sign(message);
  assertEquals(record["pop"], toBase64(signature));
  assert(await verifyStrict(NODE_SUITE, { publicKey: LOG_2.publicKey, message, signature }));
});

vectorTest("formatEnvelope() and pae() reproduce every statement", () => {
  for (const window of WINDOWS) {
    const payload = utf8(madeStatement(window));
    const payloadType = "application/vnd.in-toto+json";
    const keyid = sha256Hex(window.attester.spki);
    const sig = window.attester.sign(pae(payloadType, payload));
    const envelope = { payload, payloadType, signatures: [{ keyid, sig }] };
    assertEquals(windowText(window, "statement.dsse.json"), `${formatEnvelope(envelope)}\n`);
    assertEquals(parseEnvelope(formatEnvelope(envelope)), envelope);
    if (window.start === 0) {
      assertEquals(pae(payloadType, payload).length, expected().first_pae_bytes);
    }
    const sums = ["segment.jsonl", "checkpoint", "summary.json"].map((name) =>
      `${sha256Hex(utf8(windowText(window, name)))}  ${name}\n`
    );
    assertEquals(windowText(window, "SHA256SUMS"), sums.join(""));
    const summary = windowText(window, "summary.json");
    assertEquals(canonicalJson(JSON.parse(summary)), summary);
  }
});

vectorTest("tilePath() and entryBundle() reproduce the tiles", () => {
  const lines = allLines().map((line) => utf8(line));
  const tiles = tilesForRange(0, lines.length);
  assertEquals(tiles, [{ level: 0, index: 0, width: 14 }]);
  const hashes = vectorBytes(`example-outband/${tilePath(0, 0, 14)}`);
  assertEquals(hashes, Uint8Array.from(leaves().flatMap((leaf) => [...leaf])));
  const entries = vectorBytes(`example-outband/${tilePath("entries", 0, 14)}`);
  assertEquals(entries, entryBundle(lines));
  assertEquals(parseEntryBundle(entries)?.map(decodeUtf8), allLines());
});

vectorTest("formatProof() and inclusionProof() reproduce the sample", () => {
  const file = text("samples/2.tlog-proof");
  const last = WINDOWS[2] as Window;
  const source = leavesSource(sha256, leaves());
  const proof = inclusionProof(source, 2, last.end);
  const checkpoint = madeCosigned(last, file.slice(file.indexOf("\n\n") + 2));
  assertEquals(formatProof({ index: 2, proof, checkpoint }), file);
  assertEquals(parseProof(file), { index: 2, proof, checkpoint });
  const leaf = leafHash(sha256, utf8(text("samples/2.entry.json")));
  const root = rootAt(source, last.end);
  assert(verifyInclusion(sha256, { index: 2, size: last.end, leaf, root, proof }));
});

vectorTest("consistencyProof() reproduces every add-checkpoint request", () => {
  const source = leavesSource(sha256, leaves());
  for (const window of WINDOWS) {
    const proof = consistencyProof(source, window.start, window.end);
    const head = [`old ${window.start}`, ...proof.map(toBase64)].join("\n");
    const body = `${head}\n\n${formatNote(madeNote(window))}`;
    assertEquals(windowText(window, "add-checkpoint"), body);
    assert(verifyConsistency(sha256, {
      oldSize: window.start,
      newSize: window.end,
      oldRoot: rootAt(source, window.start),
      newRoot: rootAt(source, window.end),
      proof,
    }));
  }
});

vectorTest("commitment() reproduces every opened part, and record 3 is erased", () => {
  interface Opening {
    i: number;
    part: string;
    k: string;
    /** Base64 of the data; the originals lack it. */
    d?: string;
  }
  const { commit_example } = expected();
  assertEquals(ORIGINALS.get(commit_example.i), commit_example.data);
  const opened: string[] = [];
  const commitments = records().map((record) => record["parts"] as Record<string, string>);
  for (const line of [...linesOf("openings.jsonl"), ...linesOf("payloads.jsonl")]) {
    const { i: index, part, k, d }: Opening = JSON.parse(line);
    const data = d === undefined ? utf8(ORIGINALS.get(index) ?? "") : bytesOf(fromBase64(d));
    const key = bytesOf(fromHex(k));
    const made = commitment(NODE_SUITE, { origin: ORIGIN, index, part, key, data });
    assertEquals(toHex(made), commitments[index]?.[part]);
    if (index === commit_example.i && part === commit_example.part) {
      assertEquals([k, toHex(made)], [commit_example.k, commit_example.c]);
    }
    opened.push(`${index} ${part}`);
  }
  assertEquals(opened, ["2 orig", "5 orig", "2 req", "5 req"]);
});
