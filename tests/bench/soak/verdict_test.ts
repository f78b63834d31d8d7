/** The verdict of a soak: a sound run passes, and each check can fail for each of its reasons. */

import { BoundedList } from "../../../bench/soak/bounded.ts";
import { type Difference, newTally } from "../../../bench/soak/load.ts";
import { compareOutcomes, directFault, type Outcome } from "../../../bench/soak/outcome.ts";
import { exchangeAt } from "../../../bench/soak/schedule.ts";
import type { Sample } from "../../../bench/soak/samples.ts";
import { type Check, checksOf, type SoakFacts } from "../../../bench/soak/verdict.ts";
import { assert, assertEquals } from "../../support/std.ts";

const CALLS = 1_000;

function outcome(change: Partial<Outcome> = {}): Outcome {
  return {
    ending: "answered",
    status: 200,
    bodyBytes: 10,
    digest: "aa",
    fields: { "content-type": "text/plain" },
    reason: "",
    ownError: "",
    stale: null,
    isUpstreamFreed: true,
    arrivals: 1,
    isSurelySeen: true,
    ...change,
  };
}

function sample(minute: number, change: Partial<Sample> = {}): Sample {
  return {
    atSeconds: minute * 60,
    // Flat, and with some noise.
    rssMib: 300 + minute % 3,
    threads: 8,
    descriptors: { sockets: 1, others: 1, kinds: {} },
    readyStatus: 200,
    ready: "ok",
    metrics: { outband_requests_total: minute },
    running: 3,
    driverMib: 100,
    ...change,
  };
}

/** What a run of half an hour sees when nothing is wrong. */
function soundFacts(): SoakFacts {
  return {
    minutes: 30,
    tally: { ...newTally(), pairs: CALLS, surelySent: CALLS - 2, maybeSent: 2, left: 10 },
    directStale: 5,
    closings: { direct: 9, proxied: 9 },
    upstreamFaults: new BoundedList(5),
    faults: [{ kind: "kill_worker", atMs: 1, tookMs: 1, error: null }],
    faultsPlanned: 1,
    kills: 1,
    hasDisk: true,
    samples: Array.from({ length: 30 }, (_, minute) => sample(minute)),
    watchError: null,
    idle: {
      leftovers: [],
      lastGone: [],
      seconds: 1,
      rssMib: 300,
      metrics: { outband_requests_total: CALLS },
      ready: "ok",
    },
    ended: {
      exitCode: 0,
      stopSeconds: 1,
      counts: {
        windows: 30,
        processed: CALLS,
        audited_full: CALLS - 100,
        audited_partial: 50,
        metadata_only: 49,
        dropped: 1,
        excluded: 0,
        unknown_at_crash: 0,
      },
      verifyCode: 0,
      findings: [{ code: "REQUESTS_DROPPED", weight: "note", count: 1 }],
      logEvents: { "error worker.lost": 1, "info window.sealed": 30 },
      otherLines: [],
      problems: [],
    },
  };
}

function difference(): Difference {
  const ends = { direct: outcome(), proxied: outcome() };
  return { index: 1, kind: "small", atSeconds: 1, reason: "it differs", request: "GET", ...ends };
}

/** One fault in the facts, and the one check that must say so. */
type Spoil = [check: string, spoil: (facts: SoakFacts) => void];

const SPOILS: readonly Spoil[] = [
  ["direct exchanges end as planned", ({ tally }) => tally.directFaults.add(difference())],
  [
    "exchanges through the proxy end as direct ones",
    ({ tally }) => tally.differences.add(difference()),
  ],
  ["stale connections explain every 502 that has no other reason", ({ tally }) => {
    tally.stale = { seen: 5, near: 5 };
  }],
  ["the upstream is told when a client leaves", ({ tally }) => tally.hangs.add(difference())],
  ["the upstream saw nothing wrong", ({ upstreamFaults }) => upstreamFaults.add("odd")],
  ["faults are made, and the program deals with them", (facts) => facts.faultsPlanned = 2],
  ["faults are made, and the program deals with them", (facts) => {
    facts.faults = [{ kind: "reopen", atMs: 1, tookMs: 1, error: "too late" }];
  }],
  ["the program can be looked at all the time", (facts) => facts.watchError = "refused"],
  ["counters never fall", (facts) => {
    facts.samples = [...facts.samples, sample(30, { metrics: { outband_requests_total: 1 } })];
  }],
  ["ready all the time, and ok at the end", (facts) => {
    facts.samples = [...facts.samples, sample(30, { readyStatus: 503 })];
  }],
  ["ready all the time, and ok at the end", ({ idle }) => {
    if (idle !== null) idle.ready = "ok, degraded: disk";
  }],
  ["nothing is left over when the load has ended", ({ idle }) => idle?.leftovers.push("a thread")],
  ["memory does not grow", (facts) => {
    facts.samples = facts.samples.map((seen, k) => ({ ...seen, rssMib: 300 + k + k % 3 }));
  }],
  ["the soak's own memory is bounded", (facts) => {
    facts.samples = [...facts.samples, sample(30, { driverMib: 5_000 })];
  }],
  ["SIGTERM ends it with 0", ({ ended }) => ended.exitCode = 137],
  ["its log has no error that the faults do not explain", ({ ended }) => {
    ended.logEvents["error server.error: odd"] = 1;
  }],
  ["its log has no error that the faults do not explain", (facts) => {
    facts.hasDisk = false;
    facts.ended.logEvents["error journal.error"] = 1;
  }],
  ["its log has no error that the faults do not explain", (facts) => facts.kills = 2],
  [
    "its log has no error that the faults do not explain",
    ({ ended }) => ended.otherLines.push("thread 'main' panicked"),
  ],
  ["the evidence counts every call that was sent", ({ tally }) => tally.surelySent += 3],
  ["the evidence counts every call that was sent", ({ tally }) => tally.maybeSent = 1],
  ["the evidence counts every call that was sent", ({ ended: { counts } }) => {
    if (counts !== null) counts.metadata_only--;
  }],
  ["the metrics count the same calls", ({ idle }) => {
    if (idle !== null) idle.metrics = { outband_requests_total: CALLS - 1 };
  }],
  ["the audit keeps up", ({ ended: { counts } }) => {
    if (counts !== null) [counts.audited_full, counts.audited_partial] = [700, 250];
  }],
  ["the audit keeps up", ({ ended: { counts } }) => {
    if (counts !== null) [counts.dropped, counts.metadata_only] = [20, 30];
  }],
  ["verify accepts the evidence", ({ ended }) => ended.verifyCode = 4],
  ["verify accepts the evidence", ({ ended }) => {
    ended.findings.push({ code: "SEAL_INCOMPLETE", weight: "unproven", count: 1 });
  }],
  ["verify accepts the evidence", ({ ended }) => ended.problems.push("verify printed no report")],
];

function failing(checks: readonly Check[]): string[] {
  return checks.filter(({ holds }) => holds === false).map(({ name }) => name);
}

Deno.test("checksOf() holds for a sound run, also with exit code 6 of the verifier", () => {
  const facts = soundFacts();
  assert(checksOf(facts).every(({ holds }) => holds === true));
  facts.ended.verifyCode = 6;
  assertEquals(failing(checksOf(facts)), []);
});

Deno.test("checksOf() lets each fault fail the check that is there for it, and no other", () => {
  for (const [k, [check, spoil]] of SPOILS.entries()) {
    const facts = soundFacts();
    spoil(facts);
    assertEquals(failing(checksOf(facts)), [check], `fault ${k}`);
  }
});

Deno.test("checksOf() has no check that cannot fail", () => {
  const names = checksOf(soundFacts()).map(({ name }) => name);
  assertEquals(names.filter((name) => !SPOILS.some(([check]) => check === name)), []);
});

Deno.test("checksOf() judges no slope of a short run, and no program that it could not see", () => {
  const facts = { ...soundFacts(), minutes: 2, idle: null };
  const open = checksOf(facts).filter(({ holds }) => holds === null).map(({ name }) => name);
  assertEquals(open, ["nothing is left over when the load has ended", "memory does not grow"]);
  assert(failing(checksOf(facts)).includes("the metrics count the same calls"));
});

Deno.test("compareOutcomes() finds every way in which two outcomes differ", () => {
  const direct = outcome();
  const cases: [Partial<Outcome>, string][] = [
    [{}, "same"],
    [{ status: 201 }, "different"],
    [{ bodyBytes: 9 }, "different"],
    [{ digest: "bb" }, "different"],
    [{ fields: {} }, "different"],
    [{ ending: "failed" }, "different"],
    [{ arrivals: 2 }, "different"],
    [{ ownError: "outband_upstream_closed", status: 502 }, "different"],
    [{ ownError: "outband_upstream_closed", status: 502, stale: "near" }, "different"],
    [{ ownError: "outband_upstream_closed", status: 502, stale: "near", arrivals: 0 }, "stale"],
    [{ isUpstreamFreed: false }, "hanging"],
  ];
  for (const [change, verdict] of cases) {
    const note = JSON.stringify(change);
    assertEquals(compareOutcomes(direct, outcome(change)).verdict, verdict, note);
  }
  const failed = outcome({ ending: "failed" });
  assertEquals(compareOutcomes(failed, outcome()).verdict, "different");
  assertEquals(
    compareOutcomes(failed, outcome({ ownError: "outband_bad_answer" })).verdict,
    "same",
  );
});

Deno.test("directFault() sees a direct exchange that is not as planned", () => {
  const small = Array.from({ length: 100 }, (_, index) => exchangeAt(1, index))
    .find(({ kind }) => kind === "small");
  assert(small !== undefined);
  assertEquals(directFault(small, outcome()), null);
  for (
    const change of [{ ending: "failed" }, { status: 500 }, { isUpstreamFreed: false }] as const
  ) {
    assert(directFault(small, outcome(change)) !== null, JSON.stringify(change));
  }
});
