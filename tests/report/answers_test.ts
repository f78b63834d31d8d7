import { NODE_SUITE } from "../../src/base/digest.ts";
import { answersOf } from "../../src/report/answers.ts";
import type { WindowFacts } from "../../src/format/facts.ts";
import { windowFacts } from "../../src/report/statuses.ts";
import { quarterPolicy } from "../support/quarter_policy.ts";
import { registerEntries } from "../support/register_text.ts";
import { SAMPLE_PERIOD, sampleLog, sampleVerification } from "../support/sample_report.ts";
import { SmallIndex } from "../support/small_index.ts";
import { assert, assertEquals } from "../support/std.ts";

const NOW_MS = SAMPLE_PERIOD.toMs + 30 * 86_400_000;

Deno.test("answersOf() ties what people signed to the exceptions of windows", async () => {
  const log = sampleLog();
  await using index = await SmallIndex.of(log);
  const verification = sampleVerification(log, "verified");
  const rows = index.ask(SAMPLE_PERIOD)("facts");
  const facts: WindowFacts[] = [...windowFacts(rows, [verification])];
  const input = {
    period: SAMPLE_PERIOD,
    policy: quarterPolicy(),
    nowMs: NOW_MS,
    sha256: NODE_SUITE.sha256,
  };
  const before = answersOf({ ...input, verification: [verification] }, facts);
  assertEquals(before.exceptions.map(({ kind, disposition }) => [kind, disposition.state]), [
    ["DROPS", "open"],
  ]);
  assertEquals(before.facts.dispositions, { n: 0, N: 1, open: 1 });

  const register = registerEntries(log.origin, { size: log.size, root: log.root() }, [
    {
      kind: "ack",
      exception: before.exceptions[0]?.id ?? "",
      disposition: "accepted",
      reason: "r",
    },
    { kind: "custody", action: "export", what: "all of it", why: "audit" },
  ]);
  const after = answersOf({ ...input, verification: [{ ...verification, register }] }, facts);
  assertEquals(after.exceptions[0]?.disposition.ack?.reason, "r");
  assertEquals(after.facts.dispositions?.open, 0);
  assertEquals(after.facts.custody, { n: 1, N: 1 });
  // The sample was written without a policy, so none is in force in its windows.
  assert(after.exceptions.every(({ kind }) => kind !== "UPSTREAM"));
});

Deno.test("windowFacts() marks a window that the verification did not see as failed", async () => {
  const log = sampleLog();
  await using index = await SmallIndex.of(log);
  const rows = index.ask(SAMPLE_PERIOD)("facts");
  const known = [...windowFacts(rows, [sampleVerification(log, "verified")])];
  assertEquals(known.map(({ integrity }) => integrity), ["verified", "verified", "verified"]);
  const unknown = [...windowFacts(rows, [])];
  assertEquals(unknown.map(({ integrity }) => integrity), ["failed", "failed", "failed"]);
});
