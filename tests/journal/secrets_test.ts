import { assertEquals, assertNotEquals, assertThrows } from "../support/std.ts";
import { toHex } from "../../src/base/bytes.ts";
import { OutbandError } from "../../src/base/errors.ts";
import { Secrets } from "../../src/journal/secrets.ts";
import { seededBytes } from "../support/drafts.ts";
import { DiskFault, FakeDisk } from "../support/fake_disk.ts";

const WINDOW = { w: 498_686, part: 2, period: 3600 };
const PATH = "/private/secrets/498686.2.key";

function newDisk(): FakeDisk {
  const disk = new FakeDisk();
  disk.makeDirectory("/private");
  return disk;
}

Deno.test("Secrets.ofPart() makes a durable private file once and reads it afterwards", () => {
  const disk = newDisk();
  const secret = new Secrets(disk, "/private", seededBytes(1)).ofPart(WINDOW);
  disk.restart("synced");
  assertEquals(disk.text(PATH), `${toHex(secret)}\n`);
  assertEquals(disk.mode(PATH), 0o600);
  const again = new Secrets(disk, "/private", seededBytes(2));
  assertEquals(again.ofPart(WINDOW), secret);
  assertNotEquals(again.ofPart({ ...WINDOW, part: 3 }), secret);
});

Deno.test("Secrets.pseudonymKey() stays the same for a log", () => {
  const disk = newDisk();
  const key = new Secrets(disk, "/private", seededBytes(1)).pseudonymKey();
  disk.restart("synced");
  assertEquals(new Secrets(disk, "/private", seededBytes(2)).pseudonymKey(), key);
});

Deno.test("Secrets.ofPart() throws what the disk reports and works afterwards", () => {
  const disk = newDisk();
  const secrets = new Secrets(disk, "/private", seededBytes(1));
  disk.fails = (call): boolean => call.name === "rename";
  assertThrows(() => secrets.ofPart(WINDOW), DiskFault);
  disk.fails = (): boolean => false;
  assertEquals(secrets.ofPart(WINDOW), secrets.ofPart(WINDOW));
});

Deno.test("Secrets.ofPart() refuses a damaged file, whatever the damage", () => {
  const disk = newDisk();
  const secrets = new Secrets(disk, "/private", seededBytes(1));
  secrets.ofPart(WINDOW);
  const text = disk.text(PATH);
  const faults = [
    "",
    text.slice(0, -1),
    text.slice(2),
    `${text}\n`,
    text.toUpperCase(),
    "\u00ff\n",
  ];
  for (const fault of faults) {
    disk.put(PATH, fault);
    assertThrows(() => secrets.ofPart(WINDOW), OutbandError, PATH);
  }
});
