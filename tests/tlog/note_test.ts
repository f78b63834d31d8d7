import { concat, toBase64, utf8 } from "../../src/base/bytes.ts";
import { NODE_SUITE, sha256 } from "../../src/base/digest.ts";
import { verifyStrict } from "../../src/tlog/ed25519.ts";
import {
  cosignatureMessage,
  formatCheckpoint,
  formatNote,
  formatVkey,
  isOrigin,
  KEY_TYPE_COSIGNATURE,
  KEY_TYPE_ED25519,
  keyIdOf,
  type NoteSignature,
  ORIGIN_REGEXP,
  parseCheckpoint,
  parseCosignature,
  parseNote,
  parseVkey,
  vkeyOf,
} from "../../src/tlog/note.ts";
import { assert, assertEquals, assertFalse, assertThrows } from "../support/std.ts";
import { vectorTest, vectorText } from "../support/vectors.ts";
import { SECRETS, testKey } from "./rfc8032_keys.ts";

const ORIGIN = "example.com/log";
const KEY = testKey(SECRETS.first);
const VKEY = vkeyOf(sha256, ORIGIN, KEY.publicKey);
const ROOT = sha256(utf8("root"));
const TEXT = `${ORIGIN}\n14\n${toBase64(ROOT)}\n`;
const SIGNATURE = { name: ORIGIN, id: VKEY.id, signature: KEY.sign(utf8(TEXT)) };
const NOTE = formatNote({ text: TEXT, signatures: [SIGNATURE] });

function signatures(count: number): NoteSignature[] {
  return Array.from({ length: count }, (_, k) => ({ ...SIGNATURE, id: k }));
}

Deno.test("isOrigin() takes the form of the specification up to 120 bytes", () => {
  const sound = ["a", "localhost/outband-0a1b2c3d", "gw-0.example.com/prod/A_~.z", "a".repeat(120)];
  for (const text of sound) assert(isOrigin(text), text);
  const faults = [
    "",
    "/",
    "a/",
    "/a",
    "a//b",
    "A/b",
    "a b",
    "a+b",
    "a/b+c",
    "a/b c",
    "a:443",
    "a/b\n",
    "a\n",
    "a/\u00e9",
    "https://a",
    ".",
    "..",
    "a".repeat(121),
  ];
  for (const text of faults) assertFalse(isOrigin(text), text);
  assert(ORIGIN_REGEXP.test(ORIGIN));
});

Deno.test("vkeyOf() gives the key id of the specification's formula", () => {
  const input = concat(utf8(`${ORIGIN}\n`), Uint8Array.of(1), KEY.publicKey);
  const expected = new DataView(sha256(input).buffer).getUint32(0);
  assertEquals(VKEY.id, expected);
  assertEquals(VKEY.type, KEY_TYPE_ED25519);
  const witness = vkeyOf(sha256, ORIGIN, KEY.publicKey, KEY_TYPE_COSIGNATURE);
  assertEquals(witness.id, keyIdOf(sha256, ORIGIN, 4, KEY.publicKey));
  assert(witness.id !== VKEY.id);
});

Deno.test("vkeyOf() throws on a name or key that no text could hold", () => {
  for (const name of ["", "a b", "a+b", "a\u00a0b", "a\n", "a\ud800"]) {
    assertThrows(() => vkeyOf(sha256, name, KEY.publicKey), RangeError);
  }
  assertThrows(() => vkeyOf(sha256, ORIGIN, new Uint8Array(31)), RangeError);
});

Deno.test("parseVkey() is the inverse of formatVkey() for both types and any id", () => {
  for (const type of [KEY_TYPE_ED25519, KEY_TYPE_COSIGNATURE]) {
    for (const id of [0, 1, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff]) {
      const vkey = { name: ORIGIN, id, type, publicKey: KEY.publicKey };
      assertEquals(parseVkey(formatVkey(vkey)), vkey);
    }
  }
});

Deno.test("parseVkey() gives null for every fault and every cut", () => {
  const text = formatVkey(VKEY);
  const [name = "", id = "", ...rest] = text.split("+");
  const key = rest.join("+");
  const otherType = toBase64(concat(Uint8Array.of(2), KEY.publicKey));
  const faults = [
    `${text}\n`,
    ` ${text}`,
    `+${id}+${key}`,
    `a b+${id}+${key}`,
    `a\u2003b+${id}+${key}`,
    `a\u0007b+${id}+${key}`,
    `\ud800+${id}+${key}`,
    `${name}+${id.toUpperCase()}A+${key}`,
    `${name}+${id.slice(1)}+${key}`,
    `${name}+0${id}+${key}`,
    `${name}+${id}+${key.slice(0, -4)}`,
    `${name}+${id}+${key}AAAA`,
    `${name}+${id}+${key}=`,
    `${name}+${id}+${otherType}`,
    `${name}+${id}`,
    `${name}++${key}`,
    `${"a".repeat(2000)}+${id}+${key}`,
  ];
  for (const fault of faults) assertEquals(parseVkey(fault), null, fault);
  for (let k = 0; k < text.length; k++) assertEquals(parseVkey(text.slice(0, k)), null);
});

Deno.test("parseNote() is the inverse of formatNote()", () => {
  const note = { text: TEXT, signatures: [SIGNATURE] };
  assertEquals(parseNote(NOTE), note);
  assertEquals(
    parseNote(formatNote({ text: TEXT, signatures: signatures(16) }))?.signatures.length,
    16,
  );
  const spaced = { text: "a\n\nb \u00e9\u0085\n\n\n", signatures: [SIGNATURE] };
  assertEquals(parseNote(formatNote(spaced)), spaced);
  for (const id of [0, 1, 0x8000_0000, 0xffff_ffff]) {
    const other = { text: TEXT, signatures: [{ ...SIGNATURE, id }] };
    assertEquals(parseNote(formatNote(other)), other);
  }
});

Deno.test("parseNote() gives null for every fault", () => {
  const line = NOTE.slice(TEXT.length + 1);
  const encoded = line.split(" ")[2]?.trimEnd() ?? "";
  const faults = [
    "",
    "\n",
    "\n\n",
    TEXT,
    `${TEXT}\n`,
    `${TEXT}${line}`,
    `${NOTE}\n`,
    `${NOTE}x`,
    NOTE.replaceAll("\n", "\r\n"),
    NOTE.replace("\u2014", "-"),
    NOTE.replace("\u2014", "\u2013"),
    NOTE.replace("\u2014 ", "\u2014  "),
    NOTE.replace("\u2014 ", "\u2014\u00a0"),
    NOTE.replace(`\u2014 ${ORIGIN}`, "\u2014 "),
    NOTE.replace(`\u2014 ${ORIGIN}`, "\u2014 a+b"),
    NOTE.replace(`\u2014 ${ORIGIN}`, "\u2014 a\u2003b"),
    NOTE.replace(encoded, "AAAA"),
    NOTE.replace(encoded, "AAAAAA=="),
    NOTE.replace(encoded, encoded.slice(1)),
    NOTE.replace(encoded, `${encoded}=`),
    NOTE.replace(encoded, `${encoded} `),
    `${TEXT}\t\n\n${line}`,
    `${TEXT}\u0000\n\n${line}`,
    `\ud800${NOTE}`,
    `${TEXT}\n${line.repeat(17)}`,
    `${"a".repeat(131_072)}\n\n${line}`,
  ];
  for (const fault of faults) assertEquals(parseNote(fault), null, JSON.stringify(fault));
});

Deno.test("parseNote() gives null for a note cut at any place but after a signature", () => {
  const text = formatNote({ text: TEXT, signatures: signatures(2) });
  const first = text.length - (text.length - TEXT.length - 1) / 2;
  for (let k = 0; k < text.length; k++) {
    assertEquals(parseNote(text.slice(0, k)) === null, k !== first);
  }
});

Deno.test("formatNote() throws on what is no note", () => {
  assertThrows(() => formatNote({ text: "a", signatures: [SIGNATURE] }), RangeError);
  assertThrows(() => formatNote({ text: TEXT, signatures: [] }), RangeError);
  for (const bad of [{ name: "" }, { name: "a b" }, { id: -1 }, { id: 2 ** 32 }, { id: 0.5 }]) {
    const note = { text: TEXT, signatures: [{ ...SIGNATURE, ...bad }] };
    assertThrows(() => formatNote(note), RangeError);
  }
});

Deno.test("parseCheckpoint() is the inverse of formatCheckpoint()", () => {
  for (const size of [0, 1, 10, 2 ** 32, Number.MAX_SAFE_INTEGER]) {
    const checkpoint = { origin: ORIGIN, size, root: ROOT };
    assertEquals(parseCheckpoint(formatCheckpoint(checkpoint)), checkpoint);
  }
  assertEquals(formatCheckpoint({ origin: ORIGIN, size: 14, root: ROOT }), TEXT);
  const longest = { origin: "a".repeat(120), size: Number.MAX_SAFE_INTEGER, root: ROOT };
  assert(formatCheckpoint(longest).length <= 187);
});

Deno.test("parseCheckpoint() gives null for every fault and every cut", () => {
  const root = toBase64(ROOT);
  const faults = [
    `${TEXT}\n`,
    `${TEXT}extension\n`,
    `\n14\n${root}\n`,
    `${ORIGIN}\n\n${root}\n`,
    `${ORIGIN}\n014\n${root}\n`,
    `${ORIGIN}\n+14\n${root}\n`,
    `${ORIGIN}\n-1\n${root}\n`,
    `${ORIGIN}\n1.0\n${root}\n`,
    `${ORIGIN}\n1e3\n${root}\n`,
    `${ORIGIN}\n 14\n${root}\n`,
    `${ORIGIN}\n9007199254740992\n${root}\n`,
    `${ORIGIN}\n99999999999999999\n${root}\n`,
    `${ORIGIN}\n14\n${root.slice(0, -4)}\n`,
    `${ORIGIN}\n14\n${toBase64(new Uint8Array(33))}\n`,
    `${ORIGIN}\n14\n${root} \n`,
    `${ORIGIN}\n14\n\n`,
    TEXT.replaceAll("\n", "\r\n"),
    `a\u0000b\n14\n${root}\n`,
    `\ud800\n14\n${root}\n`,
    `${"a".repeat(131_072)}\n14\n${root}\n`,
  ];
  for (const fault of faults) assertEquals(parseCheckpoint(fault), null, JSON.stringify(fault));
  for (let k = 0; k < TEXT.length; k++) assertEquals(parseCheckpoint(TEXT.slice(0, k)), null);
});

Deno.test("formatCheckpoint() throws on what no checkpoint can hold", () => {
  const sound = { origin: ORIGIN, size: 14, root: ROOT };
  const faults = [
    { origin: "" },
    { origin: "a\nb" },
    { size: -1 },
    { size: 1.5 },
    { size: 2 ** 53 },
    { root: new Uint8Array(31) },
  ];
  for (const fault of faults) {
    assertThrows(() => formatCheckpoint({ ...sound, ...fault }), RangeError);
  }
});

Deno.test("parseCosignature() takes time and signature apart, and nothing of another length", () => {
  const time = 1_795_219_200;
  const head = new Uint8Array(8);
  new DataView(head.buffer).setBigUint64(0, BigInt(time));
  const signature = KEY.sign(cosignatureMessage(time, TEXT));
  const whole = concat(Uint8Array.of(9), head, signature).subarray(1); // At an odd offset.
  assertEquals(parseCosignature(whole), { time, signature });
  for (let k = 0; k < whole.length; k++) assertEquals(parseCosignature(whole.subarray(0, k)), null);
  assertEquals(parseCosignature(new Uint8Array(73)), null);
  assertEquals(parseCosignature(new Uint8Array(72).fill(255)), null);
  assertEquals(cosignatureMessage(time, "a\n"), utf8(`cosignature/v1\ntime ${time}\na\n`));
});

vectorTest("parseNote() and parseVkey() read the published notes, which verify", async () => {
  interface Case {
    name: string;
    vkey: string;
    note: string;
    valid: boolean;
  }
  const cases: Case[] = JSON.parse(vectorText("c2sp/signed-notes.json"));
  for (const item of cases) {
    const vkey = parseVkey(item.vkey);
    const note = parseNote(item.note);
    assert(vkey !== null && note !== null, item.name);
    assertEquals(keyIdOf(sha256, vkey.name, vkey.type, vkey.publicKey), vkey.id);
    const mine = note.signatures.filter(({ name, id }) => name === vkey.name && id === vkey.id);
    assertEquals(mine.length, 1);
    const signature = mine[0]?.signature ?? new Uint8Array(0);
    const signed = { publicKey: vkey.publicKey, message: utf8(note.text), signature };
    assertEquals(await verifyStrict(NODE_SUITE, signed), item.valid);
    const altered = { ...signed, message: utf8(`${note.text}\n`) };
    assertFalse(await verifyStrict(NODE_SUITE, altered));
  }
  assertEquals(cases.length, 2);
  const head = parseCheckpoint(parseNote(cases[1]?.note ?? "")?.text ?? "");
  assert(head !== null);
  assertEquals(head.origin, "go.sum database tree");
  assertEquals(head.size, 35_225_469);
  assertEquals(toBase64(head.root), "vt5T6GaLCXvyHFl9VUvvItR43XZxfLgftEcTyO3eJCQ=");
});
