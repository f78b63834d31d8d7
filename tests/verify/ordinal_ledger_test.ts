import { OrdinalLedger } from "../../src/verify/ordinal_ledger.ts";
import { assertEquals } from "../support/std.ts";

Deno.test("OrdinalLedger.add() takes each ordinal once, in any order", () => {
  const ledger = new OrdinalLedger();
  for (const ordinal of [3, 0, 1, 5, 4, 2]) assertEquals(ledger.add(ordinal, 1), null);
  assertEquals(ledger.size, 6);
  assertEquals(ledger.end, 6);
  for (const ordinal of [0, 3, 5]) assertEquals(ledger.add(ordinal, 1), ordinal);
  assertEquals(ledger.size, 6);
});

Deno.test("OrdinalLedger.add() names the first ordinal of a run that was there", () => {
  const ledger = new OrdinalLedger();
  ledger.add(10, 5);
  assertEquals(ledger.add(8, 4), 10);
  assertEquals(ledger.add(12, 10), 12);
  assertEquals(ledger.add(0, 100), 10);
  assertEquals(ledger.add(8, 2), null);
  assertEquals(ledger.add(15, 1_000_000_000), null);
  assertEquals(ledger.size, 1_000_000_007);
});

Deno.test("OrdinalLedger.firstMissing() finds the first hole in a range", () => {
  const ledger = new OrdinalLedger();
  assertEquals(ledger.firstMissing({ floor: 0, limit: 0 }), null);
  assertEquals(ledger.firstMissing({ floor: 0, limit: 1 }), 0);
  ledger.add(0, 3);
  ledger.add(5, 2);
  assertEquals(ledger.firstMissing({ floor: 0, limit: 3 }), null);
  assertEquals(ledger.firstMissing({ floor: 0, limit: 7 }), 3);
  assertEquals(ledger.firstMissing({ floor: 4, limit: 7 }), 4);
  assertEquals(ledger.firstMissing({ floor: 5, limit: 8 }), 7);
  assertEquals(ledger.firstMissing({ floor: 6, limit: 7 }), null);
});

Deno.test("OrdinalLedger agrees with a set under random runs", () => {
  for (let seed = 1; seed <= 20; seed++) {
    const ledger = new OrdinalLedger();
    const set = new Set<number>();
    let state = seed * 7_919;
    for (let round = 0; round < 400; round++) {
      state = (state * 48_271) % 2_147_483_647;
      const from = state % 300;
      const n = 1 + (state >> 12) % 4;
      const run = Array.from({ length: n }, (_, k) => from + k);
      const duplicate = run.find((ordinal) => set.has(ordinal)) ?? null;
      assertEquals(ledger.add(from, n), duplicate, `seed ${seed}`);
      if (duplicate === null) { for (const ordinal of run) set.add(ordinal); }
      assertEquals(ledger.size, set.size, `seed ${seed}`);
      let missing: number | null = 0;
      while (set.has(missing)) missing++;
      if (missing >= 250) missing = null;
      assertEquals(ledger.firstMissing({ floor: 0, limit: 250 }), missing, `seed ${seed}`);
    }
  }
});

Deno.test("OrdinalLedger.isFull is true at a million intervals", () => {
  const ledger = new OrdinalLedger();
  for (let k = 0; k < 999_999; k++) ledger.add(2 * k, 1);
  assertEquals(ledger.isFull, false);
  ledger.add(2_000_000, 1);
  assertEquals(ledger.isFull, true);
});
