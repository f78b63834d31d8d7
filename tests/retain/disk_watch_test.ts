import { type DiskSpace, DiskUse, DiskWatch } from "../../src/retain/disk_watch.ts";
import { FakeDisk } from "../support/fake_disk.ts";
import { assertEquals } from "../support/std.ts";

const GIB = 1024 ** 3;
const MINUTE_MS = 60_000;

function put(disk: FakeDisk, path: string, bytes: number): void {
  disk.makeDirectory(path.slice(0, path.lastIndexOf("/")));
  disk.put(path, new Uint8Array(bytes));
}

/** 300 bytes of evidence, 100 of telemetry, and files that do not count. */
function makeDisk(): FakeDisk {
  const disk = new FakeDisk();
  put(disk, "ev/windows/2026-11-21/000000Z-498672/segment.jsonl", 100);
  put(disk, "ev/windows/2026-11-21/000000Z-498672/anchors/checkpoint.tsr", 50);
  put(disk, "ev/windows/2026-11-21/010000Z-498673/segment.jsonl", 50);
  put(disk, "ev/tile/0/000", 100);
  put(disk, "logs/outband-telemetry-20261121T000000Z.jsonl", 60);
  put(disk, "logs/outband-telemetry-current.jsonl", 40);
  put(disk, "logs/mine.txt", 1_000);
  return disk;
}

function watchOf(
  disk: FakeDisk,
  more: { budgetBytes?: number; space?: () => DiskSpace | null },
): { watch: DiskWatch; events: unknown[][] } {
  const events: unknown[][] = [];
  const watch = new DiskWatch({
    disk,
    evidenceDir: "ev",
    logDir: "logs",
    budgetBytes: 0,
    space: () => null,
    log: (event, fields) => void events.push([event, fields["reason"], fields["percent"]]),
    ...more,
  });
  return { watch, events };
}

Deno.test("DiskUse counts evidence and telemetry, and what grows or goes", () => {
  const disk = makeDisk();
  const use = new DiskUse({ disk, evidenceDir: "ev", logDir: "logs" });
  assertEquals(use.measure(), { evidence: 300, telemetry: 100 });
  put(disk, "ev/windows/2026-11-21/010000Z-498673/summary.json", 7);
  assertEquals(use.measure().evidence, 307);
  disk.remove("ev/windows/2026-11-21/000000Z-498672/segment.jsonl");
  assertEquals(use.measure(), { evidence: 157, telemetry: 100 });
  const none = { evidence: 0, telemetry: 0 };
  const alone = new DiskUse({ disk, evidenceDir: "ev", logDir: null });
  assertEquals(alone.measure(), { ...none, evidence: 157 });
  assertEquals(new DiskUse({ disk, evidenceDir: "none", logDir: null }).measure(), none);
});

Deno.test("DiskWatch warns at 70 % of the budget, once, and takes it back below 65 %", () => {
  const disk = makeDisk();
  const { watch, events } = watchOf(disk, { budgetBytes: 600 });
  watch.tick(0);
  assertEquals([watch.reasons, events], [[], []]);
  put(disk, "ev/windows/2026-11-21/010000Z-498673/summary.json", 25);
  watch.tick(MINUTE_MS - 1);
  assertEquals(watch.reasons, [], "it looks once a minute");
  for (const minute of [1, 2, 3]) watch.tick(minute * MINUTE_MS);
  assertEquals([watch.reasons, events], [["disk_budget"], [["disk.low", "disk_budget", 70]]]);
  put(disk, "ev/windows/2026-11-21/010000Z-498673/summary.json", 0);
  watch.tick(4 * MINUTE_MS);
  assertEquals(watch.reasons, ["disk_budget"], "66 % does not flutter");
  put(disk, "ev/tile/0/000", 50);
  watch.tick(5 * MINUTE_MS);
  assertEquals([watch.reasons, events.at(-1)], [[], ["disk.recovered", "disk_budget", 58]]);
});

Deno.test("DiskWatch warns when little is free, by share and by size", () => {
  const cases: [freeBytes: number, totalBytes: number, isLow: boolean][] = [
    [0.9 * GIB, 2 * GIB, true],
    [4 * GIB, 50 * GIB, true],
    [6 * GIB, 50 * GIB, false],
    // 5 % of a large disk is enough for months.
    [50 * GIB, 1_000 * GIB, false],
  ];
  for (const [freeBytes, totalBytes, isLow] of cases) {
    const { watch } = watchOf(makeDisk(), { space: () => ({ freeBytes, totalBytes }) });
    watch.tick(0);
    assertEquals(watch.reasons, isLow ? ["disk_low"] : [], `${freeBytes / GIB} GiB free`);
  }
  const { watch, events } = watchOf(makeDisk(), {});
  watch.tick(0);
  assertEquals([watch.reasons, events], [[], []], "what cannot be asked for is not guessed");
});

Deno.test("DiskWatch keeps what it saw for the metrics, and counts seldom without a budget", () => {
  const disk = makeDisk();
  const space = { freeBytes: 30 * GIB, totalBytes: 50 * GIB };
  const { watch } = watchOf(disk, { space: () => space });
  assertEquals(watch.figures, { used: null, space: { evidence: null, telemetry: null } });
  watch.tick(0);
  const seen = {
    used: { evidence: 300, telemetry: 100 },
    space: { evidence: space, telemetry: space },
  };
  assertEquals(watch.figures, seen);
  put(disk, "ev/tile/0/000", 200);
  watch.tick(9 * MINUTE_MS);
  assertEquals(watch.figures, seen, "the bytes of a long log are not counted each minute");
  watch.tick(10 * MINUTE_MS);
  assertEquals(watch.figures.used, { evidence: 400, telemetry: 100 });
});
