import { utf8 } from "../../src/base/bytes.ts";
import { NODE_SUITE, sha256 } from "../../src/base/digest.ts";
import {
  cosign,
  cosignatureTime,
  formatAddCheckpoint,
  isLineOf,
  lineBytes,
  parseAddCheckpoint,
  parseSignatureLines,
  signatureLines,
} from "../../src/tlog/cosignature.ts";
import { formatCheckpoint, parseNote } from "../../src/tlog/note.ts";
import { assert, assertEquals } from "../support/std.ts";
import { ORIGIN, signedNote, testKey } from "../support/test_keys.ts";
import { TestWitness } from "../support/test_witness.ts";

const TEXT = formatCheckpoint({ origin: ORIGIN, size: 7, root: sha256(utf8("root")) });
const NOTE = parseNote(signedNote(TEXT, [testKey(1)]));
assert(NOTE !== null);

function request(oldSize: number, hashes: number): string {
  assert(NOTE !== null);
  const proof = Array.from({ length: hashes }, (_, k) => sha256(utf8(`hash ${k}`)));
  return formatAddCheckpoint({ oldSize, proof, note: NOTE });
}

Deno.test("parseAddCheckpoint() reads what formatAddCheckpoint() writes", () => {
  for (const [oldSize, hashes] of [[0, 0], [5, 3], [2 ** 53 - 1, 63]] as const) {
    const text = request(oldSize, hashes);
    const read = parseAddCheckpoint(text);
    assert(read !== null);
    assertEquals([read.oldSize, read.proof.length, read.checkpoint.size], [oldSize, hashes, 7]);
    assertEquals(formatAddCheckpoint(read), text);
  }
});

Deno.test("parseAddCheckpoint() refuses what is cut anywhere, and each broken rule", () => {
  const text = request(5, 2);
  for (let length = 0; length < text.length; length++) {
    assertEquals(parseAddCheckpoint(text.slice(0, length)), null, `cut at ${length}`);
  }
  const broken = [
    text.replace("old 5", "old 05"),
    text.replace("old 5", "old -1"),
    text.replace("old 5", "old  5"),
    text.replace("old 5", "Old 5"),
    text.replace("old 5", `old ${2 ** 53}`),
    text.replace("old 5\n", "old 5\n\n"),
    text.replace("old 5\n", "old 5\nAAAA\n"),
    `${text}\n`,
    ` ${text}`,
    request(5, 64),
    "old 0\n\n" + "x".repeat(200_000),
  ];
  for (const wrong of broken) assertEquals(parseAddCheckpoint(wrong), null, wrong.slice(0, 40));
});

Deno.test("cosignatureTime() tells the time of a line that holds, else null", async () => {
  const witness = new TestWitness(11);
  const line = cosign(witness, TEXT, 1_795_000_000);
  const time = (text: string, given = line): Promise<number | null> =>
    cosignatureTime(NODE_SUITE, witness.vkey, { text, line: given });
  assertEquals(await time(TEXT), 1_795_000_000);
  assertEquals(await time(TEXT.replace("7", "8")), null);
  assertEquals(await time(TEXT, cosign(new TestWitness(12), TEXT, 1)), null);
  for (let at = 0; at < line.signature.length; at++) {
    const signature = line.signature.slice();
    signature[at] = (signature[at] as number) ^ 1;
    assertEquals(await time(TEXT, { ...line, signature }), null, `byte ${at}`);
  }
  assertEquals(await time(TEXT, { ...line, signature: line.signature.slice(1) }), null);
  assertEquals(isLineOf(line, witness.vkey), true);
});

Deno.test("signatureLines() and parseSignatureLines() are each other's inverse", () => {
  const lines = [11, 12].map((seed) => cosign(new TestWitness(seed), TEXT, 9));
  const text = signatureLines(lines);
  assertEquals(parseSignatureLines(text), lines);
  assertEquals(lines.map(lineBytes).map((bytes) => new TextDecoder().decode(bytes)).join(""), text);
  for (let length = 0; length < text.length; length++) {
    const read = parseSignatureLines(text.slice(0, length));
    assert(read === null || signatureLines(read) === text.slice(0, length));
  }
  assertEquals(parseSignatureLines(""), null);
  assertEquals(parseSignatureLines(`\n${text}`), null);
  assertEquals(parseSignatureLines(`x\n\n${text}`), null);
});
