import { toBase64, utf8 } from "../../src/base/bytes.ts";
import { sha256 } from "../../src/base/digest.ts";
import { formatCheckpoint, formatNote } from "../../src/tlog/note.ts";
import { formatProof, parseProof } from "../../src/tlog/proof.ts";
import { assertEquals, assertThrows } from "../support/std.ts";

const ROOT = sha256(utf8("root"));
const CHECKPOINT = formatNote({
  text: formatCheckpoint({ origin: "example.com/log", size: 14, root: ROOT }),
  signatures: [{ name: "example.com/log", id: 1, signature: new Uint8Array(64) }],
});
const PROOF = { index: 2, proof: [ROOT, sha256(utf8("b"))], checkpoint: CHECKPOINT };
const TEXT = formatProof(PROOF);

Deno.test("formatProof() writes the form of the specification", () => {
  const [first = ROOT, second = ROOT] = PROOF.proof;
  const expected = `c2sp.org/tlog-proof@v1\nindex 2\n${toBase64(first)}\n${toBase64(second)}\n\n`;
  assertEquals(TEXT, expected + CHECKPOINT);
});

Deno.test("formatProof() throws on an index or hash that no proof has", () => {
  for (const index of [-1, 0.5, 2 ** 53]) {
    assertThrows(() => formatProof({ ...PROOF, index }), RangeError);
  }
  assertThrows(() => formatProof({ ...PROOF, proof: [new Uint8Array(31)] }), RangeError);
});

Deno.test("parseProof() is the inverse of formatProof()", () => {
  assertEquals(parseProof(TEXT), PROOF);
  for (const index of [0, 10, Number.MAX_SAFE_INTEGER]) {
    for (const count of [0, 1, 63]) {
      const other = { ...PROOF, index, proof: new Array<Uint8Array>(count).fill(ROOT) };
      assertEquals(parseProof(formatProof(other)), other);
    }
  }
});

Deno.test("parseProof() gives null for every fault", () => {
  const hash = toBase64(ROOT);
  const faults = [
    "",
    ` ${TEXT}`,
    TEXT.replace("@v1", "@v2"),
    TEXT.replace("index 2", "index 02"),
    TEXT.replace("index 2", "index -2"),
    TEXT.replace("index 2", "index  2"),
    TEXT.replace("index 2", "index 2 "),
    TEXT.replace("index 2", "index 9007199254740992"),
    TEXT.replace("index 2", "Index 2"),
    TEXT.replace("index 2\n", ""),
    TEXT.replace("index 2\n", "index 2\nindex 2\n"),
    TEXT.replace("index 2", "extra AAAA\nindex 2"),
    TEXT.replace(hash, hash.slice(0, -4)),
    TEXT.replace(hash, `${hash} `),
    TEXT.replace(hash, hash.replace("=", "")),
    TEXT.replace(hash, ""),
    TEXT.replace(`\n\n${CHECKPOINT}`, `\n${CHECKPOINT}`),
    TEXT.replace(`\n\n${CHECKPOINT}`, `\n\n\n${CHECKPOINT}x`),
    TEXT.replaceAll("\n", "\r\n"),
    `${TEXT}\n`,
    `${TEXT}x`,
    formatProof({ ...PROOF, proof: new Array<Uint8Array>(64).fill(ROOT) }),
    formatProof({ ...PROOF, checkpoint: "" }),
    formatProof({ ...PROOF, checkpoint: "example.com/log\n" }),
    formatProof({ ...PROOF, checkpoint: `${"a".repeat(140_000)}\n${CHECKPOINT}` }),
  ];
  for (const fault of faults) assertEquals(parseProof(fault), null, fault.slice(0, 300));
});

Deno.test("parseProof() gives null at every cut", () => {
  for (let k = 0; k < TEXT.length; k++) assertEquals(parseProof(TEXT.slice(0, k)), null);
});
