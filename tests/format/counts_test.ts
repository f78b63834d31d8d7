import { toBase64 } from "../../src/base/bytes.ts";
import {
  addCounts,
  classOf,
  countCall,
  countGap,
  type Counts,
  coveragePercent,
  type Gap,
  GAP_SPAN_MAX,
  gapOrdinals,
  gapSize,
  gapsOf,
  noCounts,
  settledSum,
} from "../../src/format/counts.ts";
import type { CaptureClass } from "../../src/format/draft.ts";
import { assert, assertEquals } from "../support/std.ts";

/** Repeatable numbers; the seed is printed with every failure. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

/** Runs a property for 100 seeds. */
function forSeeds(property: (next: (below: number) => number) => void): void {
  for (let seed = 1; seed <= 100; seed++) {
    try {
      property(generator(seed * 7_919));
    } catch (error) {
      throw new Error(`The property fails for seed ${seed}`, { cause: error });
    }
  }
}

/** Ascending ordinals, dense in places and sparse in others. */
function someOrdinals(next: (below: number) => number): number[] {
  const ordinals: number[] = [];
  let ordinal = next(1_000);
  const count = 1 + next(400);
  for (let k = 0; k < count; k++) {
    ordinals.push(ordinal);
    const step = next(10);
    ordinal += step < 6 ? 1 : step < 9 ? 1 + next(50) : 1 + next(3 * GAP_SPAN_MAX);
  }
  return ordinals;
}

function ordinalsOf(gap: Gap): number[] {
  return gapOrdinals(gap) ?? Array.from({ length: gap.n }, (_, k) => gap.ord + k);
}

Deno.test("gapsOf() holds exactly the ordinals it was given, for any of them", () => {
  forSeeds((next) => {
    const ordinals = someOrdinals(next);
    const gaps = gapsOf(ordinals, "worker_lost");
    assertEquals(gaps.flatMap(ordinalsOf), ordinals);
    assertEquals(gaps.reduce((sum, gap) => sum + gapSize(gap), 0), ordinals.length);
    for (const gap of gaps) {
      assertEquals(gap.why, "worker_lost");
      assert(gap.bits === undefined || gap.n <= GAP_SPAN_MAX);
      assert(gap.bits === undefined || gap.bits.length <= 10_924);
    }
  });
});

Deno.test("gapsOf() makes one gap of a run, however long", () => {
  const run = Array.from({ length: 100_000 }, (_, k) => 5 + k);
  assertEquals(gapsOf(run, "disk"), [{ ord: 5, n: 100_000, why: "disk" }]);
  assertEquals(gapsOf([], "disk"), []);
  assertEquals(gapsOf([7], "disk"), [{ ord: 7, n: 1, why: "disk" }]);
});

Deno.test("gapsOf() interleaves in a bitmap, least significant bit first", () => {
  assertEquals(gapsOf([10, 12, 19], "crash"), [
    { ord: 10, n: 10, why: "crash", bits: toBase64(Uint8Array.of(0b101, 0b10)) },
  ]);
});

Deno.test("gapOrdinals() refuses bitmaps that are not exactly theirs", () => {
  const gap = (n: number, ...bytes: number[]): Gap => ({
    ord: 3,
    n,
    why: "crash",
    bits: toBase64(Uint8Array.of(...bytes)),
  });
  assertEquals(gapOrdinals(gap(3, 0b101)), [3, 5]);
  const bad = [
    gap(3, 0b001),
    gap(3, 0b100),
    gap(3, 0b1101),
    gap(3, 0b101, 0),
    gap(9, 0b1),
    gap(0),
    gap(3),
    { ...gap(3, 0b101), bits: "B" },
    { ...gap(3, 0b101), bits: "BQ" },
    { ...gap(GAP_SPAN_MAX + 8, 1), bits: toBase64(new Uint8Array(8_193).fill(255)) },
  ];
  for (const broken of bad) assertEquals(gapOrdinals(broken), null, JSON.stringify(broken));
  assertEquals(gapOrdinals({ ord: 3, n: 3, why: "crash" }), null);
});

Deno.test("gapSize() counts bits, or the run", () => {
  assertEquals(gapSize({ ord: 0, n: 4_000_000_000, why: "disabled" }), 4_000_000_000);
  assertEquals(gapSize({ ord: 0, n: 8, why: "crash", bits: toBase64(Uint8Array.of(0xff)) }), 8);
  assertEquals(gapSize({ ord: 0, n: 8, why: "crash", bits: "?" }), 0);
});

Deno.test("countCall() and countGap() keep the conservation law, whatever happens", () => {
  forSeeds((next) => {
    const counts = noCounts();
    let calls = 0;
    for (let k = 0; k < 200; k++) {
      if (next(3) > 0) {
        countCall(counts, (["full", "partial", "metadata"] as const)[next(3)] ?? "full");
        calls++;
      } else {
        const why = (["crash", "excluded", "disk", "table_full"] as const)[next(4)] ?? "disk";
        const gap: Gap = { ord: k, n: 1 + next(20), why };
        if (next(4) === 0) gap.upper_bound = true;
        countGap(counts, gap);
        calls += gap.n;
      }
      assertEquals(counts.processed, calls);
      assertEquals(settledSum(counts), calls);
    }
  });
});

Deno.test("countGap() tells losses, exclusions and upper bounds apart", () => {
  const counts = noCounts();
  countGap(counts, { ord: 0, n: 2, why: "crash" });
  countGap(counts, { ord: 2, n: 3, why: "excluded" });
  countGap(counts, { ord: 5, n: 4, why: "crash", upper_bound: true });
  assertEquals([counts.dropped, counts.excluded, counts.unknown_at_crash], [2, 3, 4]);
});

Deno.test("addCounts() adds every field", () => {
  const ones = Object.fromEntries(Object.keys(noCounts()).map((name, k) => [name, k + 1]));
  const sum = noCounts();
  addCounts(sum, ones as unknown as Counts);
  addCounts(sum, ones as unknown as Counts);
  assertEquals(Object.values(sum), [2, 4, 6, 8, 10, 12, 14]);
});

Deno.test("classOf() is the worse of both directions", () => {
  const classes: CaptureClass[] = ["full", "none", "partial", "metadata"];
  const expected = { full: 0, none: 0, partial: 1, metadata: 2 };
  for (const req of classes) {
    for (const res of classes) {
      const worst = ["full", "partial", "metadata"][Math.max(expected[req], expected[res])];
      assertEquals(classOf({ req, res }), worst);
    }
  }
});

Deno.test("coveragePercent() never rounds up, and never reads 100 when something may be missing", () => {
  const counts = (fields: Partial<Counts>): Counts => ({ ...noCounts(), ...fields });
  assertEquals(coveragePercent(noCounts()), null);
  assertEquals(coveragePercent(counts({ processed: 5, excluded: 5 })), null);
  assertEquals(coveragePercent(counts({ processed: 3, audited_full: 2 })), 66.66);
  assertEquals(coveragePercent(counts({ processed: 10, audited_full: 5, excluded: 5 })), 100);
  forSeeds((next) => {
    const processed = 1 + next(1_000_000_000);
    const missing = 1 + next(3);
    const full = Math.max(0, processed - missing);
    const percent = coveragePercent(counts({ processed, audited_full: full }));
    assert(percent !== null && percent < 100, `${percent} of ${processed}`);
    assert(percent <= (100 * full) / processed);
  });
});
