import { CHANGE_COLUMNS, changeCells, changesOf } from "../../src/report/changes.ts";
import { FIRST_W, LogBuilder, PERIOD } from "../support/log_builder.ts";
import { SmallIndex } from "../support/small_index.ts";
import { testKey } from "../support/test_keys.ts";
import { assertEquals } from "../support/std.ts";

const PERIOD_TWO_DAYS = {
  fromMs: FIRST_W * PERIOD * 1000,
  toMs: (FIRST_W + 48) * PERIOD * 1000,
};
const DAY_MS = 86_400_000;
const CONFIG = {
  ...{ kind: "config", config: "cd".repeat(32), upstreams: ["api.other.example"], tls: true },
  ...{ limits: {}, commitment: "hmac", sandbox: true, on_audit_failure: "pass" },
};

/** A day of the usual, then another host, model, configuration and key. */
function changingLog(options: { isAnnotated: boolean }): LogBuilder {
  const log = new LogBuilder().begin();
  log.call();
  log.closeWindow().seal();
  log.nowMs += DAY_MS;
  log.openWindow();
  log.append(CONFIG);
  if (options.isAnnotated) {
    log.append({
      kind: "annotation",
      about: "change",
      trace: "a".repeat(32),
      said: { ref: "CHG-7" },
    });
  }
  log.call({ host: "api.other.example", system_prompt: "b".repeat(32) });
  log.rotate(testKey(2));
  log.closeWindow().seal();
  log.openWindow();
  return log.closeWindow().seal();
}

Deno.test("changesOf() names what was not there on the first day, and settings that differ", async () => {
  await using index = await SmallIndex.of(changingLog({ isAnnotated: false }));
  const changes = changesOf(index.ask(PERIOD_TWO_DAYS), PERIOD_TWO_DAYS);
  assertEquals(changes.map(({ kind }) => kind).sort(), [
    "configuration",
    "configuration",
    "host",
    "key",
    "system_prompt",
  ]);
  const [there, back] = changes.filter(({ kind }) => kind === "configuration");
  assertEquals(
    [there?.from, there?.to],
    [back?.to, back?.from],
    "Back to what it was, a change, too",
  );
  assertEquals(changes.every(({ reference }) => reference === null), true);
});

Deno.test("changesOf() gives a change the reference that an annotation names", async () => {
  await using index = await SmallIndex.of(changingLog({ isAnnotated: true }));
  const changes = changesOf(index.ask(PERIOD_TWO_DAYS), PERIOD_TWO_DAYS);
  assertEquals(new Set(changes.map(({ reference }) => reference)), new Set(["CHG-7"]));
  const [change] = changes;
  assertEquals(change === undefined ? 0 : changeCells(change).length, CHANGE_COLUMNS.length);
});

Deno.test("changesOf() tells only of the period, and knows what was before it", async () => {
  await using index = await SmallIndex.of(changingLog({ isAnnotated: false }));
  const first = { fromMs: PERIOD_TWO_DAYS.fromMs, toMs: PERIOD_TWO_DAYS.fromMs + DAY_MS };
  assertEquals(changesOf(index.ask(first), first), []);
  const second = { fromMs: first.toMs, toMs: PERIOD_TWO_DAYS.toMs };
  assertEquals(changesOf(index.ask(second), second).length, 5);
});
