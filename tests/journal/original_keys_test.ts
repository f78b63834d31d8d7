import { toHex, utf8 } from "../../src/base/bytes.ts";
import { NODE_SUITE } from "../../src/base/digest.ts";
import { OutbandError } from "../../src/base/errors.ts";
import { writeAll } from "../../src/format/disk.ts";
import { OriginalKeys } from "../../src/journal/original_keys.ts";
import { Secrets } from "../../src/journal/secrets.ts";
import { originalKey } from "../../src/tlog/commitment.ts";
import { FakeDisk } from "../support/fake_disk.ts";
import { assertEquals, assertThrows } from "../support/std.ts";

const ORIGIN = "example.com/gw-0";
const PART = { w: 7, part: 1 };
const SECRET = new Uint8Array(32).fill(9);
const PLACES = [3, 4, 5].flatMap((index) => [
  { index, part: "orig.req" },
  { index, part: "orig.res" },
]);

function machine(): { disk: FakeDisk; keys: OriginalKeys } {
  const disk = new FakeDisk();
  disk.makeDirectory("/private");
  new Secrets(disk, "/private", () => SECRET.slice()).ofPart({ ...PART, period: 3600 });
  return {
    disk,
    keys: new OriginalKeys({ disk, suite: NODE_SUITE, privateDir: "/private", origin: ORIGIN }),
  };
}

function expected(index: number, part: string): string {
  return toHex(originalKey(NODE_SUITE, { origin: ORIGIN, index, part, secret: SECRET }));
}

Deno.test("OriginalKeys gives the keys that follow from the secret", () => {
  const keyOf = machine().keys.ofPart(PART);
  for (const { index, part } of PLACES) {
    assertEquals(toHex(keyOf?.({ index, part }) ?? new Uint8Array(0)), expected(index, part));
  }
});

Deno.test("OriginalKeys keeps all keys but those of an erased record, twice", () => {
  const { disk, keys } = machine();
  for (const gone of [4, 5]) {
    keys.keep(PART, PLACES.filter(({ index }) => index !== gone && (gone === 4 || index !== 4)));
    keys.destroySecret(PART);
    assertEquals(disk.openRead("/private/secrets/7.1.key"), null);
  }
  const keyOf = keys.ofPart(PART);
  const left = PLACES.filter((place) => keyOf?.(place) !== null);
  assertEquals(left, PLACES.filter(({ index }) => index === 3));
  assertEquals(
    toHex(keyOf?.({ index: 3, part: "orig.req" }) ?? new Uint8Array(0)),
    expected(3, "orig.req"),
  );
  assertEquals(disk.mode("/private/secrets/7.1.keys.jsonl"), 0o600);
});

Deno.test("OriginalKeys says null for a part that was shredded as a whole", () => {
  const { keys } = machine();
  keys.destroySecret(PART);
  assertEquals(keys.ofPart(PART), null);
  keys.keep(PART, PLACES);
  assertEquals(keys.ofPart(PART), null);
  keys.destroySecret(PART);
});

Deno.test("OriginalKeys refuses a damaged file, cut at every byte", () => {
  const { disk, keys } = machine();
  keys.keep(PART, PLACES.slice(0, 2));
  keys.destroySecret(PART);
  const path = "/private/secrets/7.1.keys.jsonl";
  const file = disk.openRead(path);
  const whole = new Uint8Array(file?.size() ?? 0);
  file?.read(whole, 0);
  const line = whole.indexOf(0x0a) + 1;
  for (let end = 1; end < whole.length; end++) {
    if (end === line) continue;
    const cut = disk.openWrite(path);
    cut.truncate(0);
    writeAll(cut, whole.subarray(0, end), 0);
    assertThrows(() => keys.ofPart(PART), OutbandError, "damaged");
  }
  const other = disk.openWrite(path);
  other.truncate(0);
  writeAll(other, utf8('{"i":1,"k":"00","part":"orig.req"}\n'), 0);
  assertThrows(() => keys.ofPart(PART), OutbandError, "damaged");
});
