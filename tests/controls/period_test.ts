import type { WindowFacts } from "../../src/format/facts.ts";
import { CONTROLS } from "../../src/controls/catalogue.ts";
import { type PeriodControl, PeriodStatus } from "../../src/controls/period.ts";
import { assert, assertEquals } from "../support/std.ts";
import { fullPolicy, goodPeriod, goodWindow } from "./facts.ts";

const HOURS = 200;

/** A period in which window `k` differs as `changeOf` says. */
function controlsOf(
  changeOf: (k: number) => Partial<WindowFacts>,
  policies: Record<string, ReturnType<typeof fullPolicy>> = { p1: fullPolicy() },
): Map<string, PeriodControl> {
  const status = new PeriodStatus({
    period: goodPeriod(HOURS),
    policyOf: (digest) => policies[digest] ?? null,
    policy: policies["p1"] ?? null,
  });
  for (let k = 0; k < HOURS; k++) status.add(goodWindow(k, changeOf(k)));
  return new Map(status.controls().map((control) => [control.control, control]));
}

/** 14 calls of 100 have no record in that window. */
function lossy(k: number): Partial<WindowFacts> {
  const counts = { ...goodWindow(k).counts, audited_full: 86, dropped: 14 };
  return { counts, dropsByReason: { disk: 14 } };
}

Deno.test("PeriodStatus gives every control its cap in a good period, but for enforcement", () => {
  const controls = controlsOf(() => ({}));
  assertEquals(controls.size, CONTROLS.length);
  for (const control of CONTROLS) {
    const found = controls.get(control.id);
    const isHeld = control.required.includes("ENFORCE") && control.cap === "supported";
    assertEquals(found?.status, isHeld ? "partial" : control.cap, control.id);
    assertEquals(Object.values(found?.windows ?? {}).reduce((sum, n) => sum + n, 0), HOURS);
  }
});

Deno.test("PeriodStatus lets no good month hide a bad week", () => {
  // On the whole 99 % were captured, which would pass at the lower level.
  const bad = controlsOf((k) => k < 14 ? lossy(k) : {}).get("soc2:CC7.2");
  assertEquals(bad?.tests["COVERAGE"]?.value, 0.9902);
  assertEquals(bad?.status, "partial");
  assertEquals(bad?.windows, { supported: 186, partial: 14, exception: 0, not_evidenced: 0 });

  // All calls of those windows went without a self-test, too: they show nothing at all.
  const worse = controlsOf((k) => k < 30 ? { ...lossy(k), integrity: "unsigned" } : {})
    .get("soc2:CC7.2");
  assertEquals(worse?.status, "not_evidenced");
  assert(worse?.reasons.includes("WINDOWS_BELOW"), String(worse?.reasons));
});

Deno.test("PeriodStatus takes a deviation of one window for one of the period", () => {
  const found = { SSN: 1 };
  const controls = controlsOf((k) => k === 7 ? { req: { found, calls: found, signals: {} } } : {});
  assertEquals(controls.get("soc2:P6.3")?.status, "exception");
  assertEquals(controls.get("soc2:P6.3")?.windows.exception, 1);
  assertEquals(controls.get("soc2:CC9.2")?.status, "partial");
});

Deno.test("PeriodStatus judges each window by the policy that it names", () => {
  const found = { SSN: 1 };
  const allows = fullPolicy({ categories: { SSN: "allow" } });
  const change = (policy: string): Partial<WindowFacts> => ({
    policy,
    req: { found, calls: found, signals: {} },
  });
  const policies = { p1: fullPolicy(), p0: allows };
  const before = controlsOf((k) => k === 7 ? change("p0") : {}, policies).get("soc2:P6.3");
  assertEquals(before?.status, "partial");
  assertEquals(before?.tests["EGRESS_PII"]?.state, "pass");
  const after = controlsOf((k) => k === 7 ? change("p1") : {}, policies).get("soc2:P6.3");
  assertEquals(after?.status, "exception");
});

Deno.test("PeriodStatus lets a self-test count for a day, and for the same rules", () => {
  const daily = controlsOf((k) => k % 24 === 0 ? {} : { selfTest: null }).get("soc2:CC7.2");
  assertEquals([daily?.status, daily?.windows.supported], ["supported", HOURS]);
  const rare = controlsOf((k) => k % 50 === 0 ? {} : { selfTest: null }).get("soc2:CC7.2");
  // Four times 25 windows: the one with the test, and those of the day after it.
  assertEquals(rare?.windows, { supported: 100, partial: 100, exception: 0, not_evidenced: 0 });
  assertEquals(rare?.status, "partial");
  const other = controlsOf((k) => k === 0 ? {} : { selfTest: null, detector: "d2" })
    .get("soc2:CC7.2");
  assertEquals(other?.windows.supported, 1);
});

Deno.test("PeriodStatus takes windows without calls neither for good nor for bad", () => {
  const counts = { ...goodWindow().counts, processed: 0, audited_full: 0 };
  const controls = controlsOf((k) => k < 100 ? { counts } : {});
  assertEquals(controls.get("soc2:CC7.2")?.status, "supported");
  assertEquals(controls.get("soc2:CC7.2")?.windows.supported, 100);
});

Deno.test("PeriodStatus asks each framework's own time of retention", () => {
  const status = new PeriodStatus({
    period: goodPeriod(1, {
      retention: { oldestMs: goodPeriod(1).toMs - 200 * 86_400_000, deletedWithoutTombstone: 0 },
    }),
    policyOf: () => fullPolicy({ retentionDays: 400 }),
    policy: fullPolicy({ retentionDays: 400 }),
  });
  status.add(goodWindow(0));
  const stateOf = (id: string): string | undefined => {
    const control = CONTROLS.find((candidate) => candidate.id === id);
    return control === undefined ? undefined : status.tests(control).RETAIN.state;
  };
  assertEquals(stateOf("euaiact:Art. 19(1)"), "pass");
  assertEquals(stateOf("pci:10.5.1"), "partial");
  assertEquals(stateOf("hipaa:164.316(b)(2)(i)"), "fail");
  assertEquals(stateOf("soc2:P4.2"), "partial");
});

Deno.test("PeriodStatus takes not applicable from the policy alone", () => {
  const notApplicable = [{ control: "gdpr:Art. 17", reason: "no personal data" }];
  const controls = controlsOf(() => ({}), { p1: fullPolicy({ notApplicable }) });
  const declared = [...controls.values()].filter(({ status }) => status === "not_applicable");
  assertEquals(declared.map(({ control }) => control), ["gdpr:Art. 17"]);
});
