import { assertEquals, assertThrows } from "../support/std.ts";
import { utf8 } from "../../src/base/bytes.ts";
import { NODE_SUITE } from "../../src/base/digest.ts";
import { Lease, parseSlot, SLOT_BYTES, slotBytes } from "../../src/journal/lease.ts";
import { DiskFault, FakeDisk } from "../support/fake_disk.ts";

const { sha256 } = NODE_SUITE;

function newLease(disk: FakeDisk): Lease {
  return new Lease(disk, "/ordinals", sha256);
}

Deno.test("slotBytes() writes 64 bytes that parseSlot() reads back", () => {
  const bytes = slotBytes(sha256, { seq: 7, end: 4_096 });
  const text = new TextDecoder().decode(bytes);
  assertEquals(bytes.length, SLOT_BYTES);
  assertEquals(text.slice(0, 42), "00000000000000000007 00000000000000004096 ");
  assertEquals(text.slice(58), "     \n");
  assertEquals(parseSlot(sha256, bytes), { seq: 7, end: 4_096 });
});

Deno.test("parseSlot() refuses every changed byte and every other length", () => {
  const bytes = slotBytes(sha256, { seq: 8, end: 12_288 });
  for (let k = 0; k < bytes.length; k++) {
    for (const flip of [1, 0x20, 0x80]) {
      const changed = bytes.slice();
      changed[k] = (changed[k] as number) ^ flip;
      assertEquals(parseSlot(sha256, changed), null);
    }
    assertEquals(parseSlot(sha256, bytes.subarray(0, k)), null);
  }
  assertEquals(parseSlot(sha256, utf8(`${new TextDecoder().decode(bytes)} `)), null);
  const huge = slotBytes(sha256, { seq: 1, end: 9_007_199_254_740_992 });
  assertEquals(parseSlot(sha256, huge), null);
});

Deno.test("Lease.set() is durable, overwrites in turn and reads back", () => {
  const disk = new FakeDisk();
  const lease = newLease(disk);
  assertEquals(lease.end, null);
  for (const end of [0, 4_096, 8_192, 8_000]) {
    lease.set(end);
    assertEquals(disk.calls.at(-1), { name: "sync", path: "/ordinals" });
    assertEquals([lease.end, newLease(disk).end], [end, end]);
  }
  assertEquals(disk.bytes("/ordinals").length, 2 * SLOT_BYTES);
  assertEquals(disk.mode("/ordinals"), 0o600);
});

Deno.test("Lease reads the other slot when a renewal is torn at any byte", () => {
  const disk = new FakeDisk();
  const lease = newLease(disk);
  lease.set(4_096);
  lease.set(8_192);
  const before = disk.bytes("/ordinals");
  lease.set(12_288);
  const after = disk.bytes("/ordinals");
  for (let torn = 0; torn <= SLOT_BYTES; torn++) {
    const bytes = before.slice();
    bytes.set(after.subarray(SLOT_BYTES, SLOT_BYTES + torn), SLOT_BYTES);
    disk.put("/ordinals", bytes);
    const end = newLease(disk).end;
    // Until the digits differ from those of the slot's last renewal, the bytes are that one's.
    assertEquals(end, torn >= 58 ? 12_288 : 8_192, `torn at ${torn}`);
  }
});

Deno.test("Lease.set() keeps the old end when the disk fails", () => {
  const disk = new FakeDisk();
  const lease = newLease(disk);
  lease.set(4_096);
  for (const name of ["write", "sync"]) {
    disk.fails = (call): boolean => call.name === name;
    assertThrows(() => lease.set(8_192), DiskFault);
    assertEquals(lease.end, 4_096);
  }
  disk.fails = (): boolean => false;
  lease.set(8_192);
  assertEquals(newLease(disk).end, 8_192);
});

Deno.test("Lease.isShort() is true below half of a lease", () => {
  const lease = newLease(new FakeDisk());
  assertEquals(lease.isShort(0), true);
  lease.set(4_096);
  assertEquals([lease.isShort(0), lease.isShort(2_048), lease.isShort(2_049)], [
    false,
    false,
    true,
  ]);
});
