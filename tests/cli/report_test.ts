/**
 * The report of a scripted quarter: each event of it in its place, and nothing that is not there.
 */

import { OutbandError } from "../../src/base/errors.ts";
import { EXCEPTIONS_COMMAND } from "../../src/cli/exceptions.ts";
import { REPORT_COMMAND } from "../../src/cli/report.ts";
import { VERIFY_COMMAND } from "../../src/cli/verify.ts";
import { parseCsv } from "../../src/report/csv.ts";
import { DENIED_CATEGORY, INCIDENT, STRANGER } from "../support/quarter.ts";
import { QuarterFixture } from "../support/quarter_fixture.ts";
import {
  assert,
  assertEquals,
  assertMatch,
  assertRejects,
  assertStringIncludes,
} from "../support/std.ts";

const PERIOD = ["--from", "2026-07-01", "--to", "2026-09-30"];

/** Rows of one of the report's tables as objects. */
function rowsOf(fixture: QuarterFixture, file: string): Record<string, string>[] {
  const rows = parseCsv(Deno.readTextFileSync(fixture.dir.join("report", file)));
  assert(Array.isArray(rows));
  const [names = [], ...lines] = rows;
  return lines.map((line) => Object.fromEntries(names.map((name, k) => [name, line[k] ?? ""])));
}

function days(rows: readonly Record<string, string>[], kind: string): string[] {
  return rows.filter((row) => row["kind"] === kind).map((row) => (row["from"] ?? "").slice(0, 10));
}

Deno.test("report shows each event of a quarter in its place, and nothing else", async (t) => {
  await using fixture = await QuarterFixture.make();
  const { quarter } = fixture;
  const { code, stdout } = await fixture.run(
    REPORT_COMMAND,
    ...["--out", fixture.dir.join("report"), ...PERIOD, ...fixture.keys],
    ...["--policy", quarter.policyFile, "--openai-usage", quarter.usageFile],
  );
  assertEquals(code, 0, stdout);
  const json = JSON.parse(await Deno.readTextFile(fixture.dir.join("report", "report.json")));
  const exceptions = rowsOf(fixture, "exceptions.csv");

  await t.step("every call is counted, and the lost ones are named", () => {
    // The calls that the crash may have cost are an upper bound beside those that were made.
    assertEquals(json.totals.processed - json.totals.unknown_at_crash, quarter.calls);
    assertEquals(json.totals.dropped, quarter.dropped);
    assertEquals(days(exceptions, "CRASH"), ["2026-08-04"]);
    assertEquals(new Set(days(exceptions, "DROPS")), new Set(["2026-09-10"]));
  });
  await t.step("the outage is downtime and windows that are declared absent", () => {
    const gaps = rowsOf(fixture, "gaps.csv");
    const outage = gaps.filter(({ kind }) => kind === "downtime" || kind === "windows_absent");
    assertEquals(outage.map(({ log, kind, to }) => [log, kind, to]), [
      ["gateway.example/gw-1", "downtime", "2026-08-05T15:00:00.000Z"],
      ["gateway.example/gw-1", "windows_absent", "2026-08-05T12:00:00.000Z"],
    ]);
    assertEquals(
      gaps.filter(({ kind }) => kind === "windows_missing" || kind === "ends_early"),
      [],
    );
  });
  await t.step("the breaches of policy are deviations with their numbers", () => {
    const denied = exceptions.filter(({ kind }) => kind === "CATEGORY_DENIED");
    assertEquals(denied.reduce((sum, { n }) => sum + Number(n), 0), quarter.deniedCalls);
    assert(
      denied.every(({ what, from }) =>
        what?.includes(DENIED_CATEGORY) && from?.startsWith("2026-08-20")
      ),
    );
    const hosts = exceptions.filter(({ kind }) => kind === "UPSTREAM");
    assertEquals(
      hosts.reduce((sum, { n }) => sum + Number(n), 0),
      quarter.strangerCalls,
    );
    assert(
      hosts.every(({ what, from }) =>
        what?.includes(STRANGER.host) && from?.startsWith("2026-09-17")
      ),
    );
  });
  await t.step("the week without a review is missing in each log, and no other", () => {
    const reviews = exceptions.filter(({ kind }) => kind === "REVIEW");
    assertEquals(
      reviews.map(({ from, what }) => [from?.slice(0, 10), what?.endsWith("was not reviewed")]),
      [
        ["2026-08-17", true],
        ["2026-08-17", true],
        ["2026-08-17", true],
      ],
    );
    assertEquals(new Set(reviews.map(({ log }) => log)).size, 3);
  });
  await t.step("what was answered says by whom, and the rest is open under ids for ack", () => {
    assert(exceptions.every(({ id }) => /^[0-9a-f]{16}$/.test(id ?? "")));
    assertEquals(new Set(exceptions.map(({ id }) => id)).size, exceptions.length);
    const answered = exceptions.filter(({ state }) => state !== "open");
    assertEquals(
      answered.map(({ kind, log, state, ticket, disposition }) => [
        ...[kind, log, state, ticket, disposition],
      ]),
      [["DROPS", "gateway.example/gw-1", "in_time", "OPS-412", "accepted"]],
    );
    const page = Deno.readTextFileSync(fixture.dir.join("report", "report.html"));
    assertStringIncludes(page, "accepted by test.example/people/ann");
    for (const kind of ["open", "pack", "close"]) {
      assertStringIncludes(page, `kind: incident.${kind}; incident: ${INCIDENT}`);
    }
  });
  await t.step("outband exceptions lists the same, under the same ids", async () => {
    const { stdout } = await fixture.run(
      EXCEPTIONS_COMMAND,
      ...["--json", ...PERIOD, ...fixture.keys, "--policy", quarter.policyFile],
      ...["--openai-usage", quarter.usageFile],
    );
    const listed = JSON.parse(stdout).exceptions as Record<string, string>[];
    assertEquals(listed.map(({ id }) => id), exceptions.map(({ id }) => id));
  });
  await t.step("calls that bypassed the proxy are found by the vendor's count", () => {
    const delta = exceptions.filter(({ kind }) => kind === "POPULATION");
    assertEquals(delta[0]?.["n"], String(quarter.bypassed));
    assertEquals(delta.map(({ from }) => from?.slice(0, 10)).slice(0, 1), ["2026-09-03"]);
    assert(delta.slice(1).every(({ from }) => from?.startsWith("2026-09-10")), "but for the drops");
  });
  await t.step("no other kind of deviation is there", () => {
    const kinds = new Set(
      exceptions.filter(({ weight }) => weight === "deviation").map(({ kind }) => kind),
    );
    assertEquals([...kinds].sort(), [
      "CATEGORY_DENIED",
      "MODEL",
      "REVIEW",
      "UPSTREAM",
    ]);
  });
  await t.step("changes are those that were made, on their days", () => {
    const seen = rowsOf(fixture, "changes.csv").map(({ kind, at }) =>
      `${at?.slice(0, 10)} ${kind}`
    );
    assertEquals([...new Set(seen)].filter((change) => !change.startsWith("2026-09-17")).sort(), [
      "2026-07-28 program",
      "2026-07-28 tools",
      "2026-08-01 detector",
      "2026-08-07 served_model",
      "2026-08-15 key",
      "2026-08-25 system_prompt",
    ]);
  });
  await t.step("the same change of all replicas is one, with their names", () => {
    const programs = rowsOf(fixture, "changes.csv").filter(({ kind }) => kind === "program");
    assertEquals(programs.map(({ logs }) => logs), [
      "gateway.example/gw-0 gateway.example/gw-1 gateway.example/gw-2",
    ]);
  });
  await t.step("all windows verify, by the pinned keys", () => {
    for (const log of json.verification) {
      assertEquals(new Set(Object.values(log.parts)), new Set(["verified"]));
    }
  });
  await t.step("statuses name the deviations, and none is better than the evidence", () => {
    const statuses = new Map(rowsOf(fixture, "controls.csv").map((row) => [row["control"], row]));
    assertEquals(statuses.get("soc2:CC6.6")?.["status"], "exception");
    assertMatch(statuses.get("soc2:CC6.6")?.["reasons"] ?? "", /UNAPPROVED_UPSTREAM/);
    assertMatch(statuses.get("soc2:CC6.7")?.["reasons"] ?? "", /PII_FORWARDED/);
    assertMatch(statuses.get("soc2:CC7.2")?.["reasons"] ?? "", /UNCLEAN_SHUTDOWN/);
  });
  await t.step("sheets fit their files", async () => {
    for await (const { name } of Deno.readDir(fixture.dir.join("report"))) {
      if (!name.endsWith(".ipe.json")) continue;
      const path = fixture.dir.join("report", name);
      const sheet = JSON.parse(await Deno.readTextFile(path));
      const bytes = await Deno.readFile(path.replace(/\.ipe\.json$/, ""));
      const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
      assertEquals(sheet.sha256, digest, name);
      assertEquals(rowsOf(fixture, sheet.file).length, sheet.rows, name);
    }
  });
  await t.step("the report made again differs in nothing but its time", async () => {
    const again = await fixture.run(
      REPORT_COMMAND,
      ...["--out", fixture.dir.join("again"), ...PERIOD, ...fixture.keys],
      ...["--policy", quarter.policyFile, "--openai-usage", quarter.usageFile],
    );
    assertEquals(again.code, 0);
    const other = JSON.parse(await Deno.readTextFile(fixture.dir.join("again", "report.json")));
    assertEquals({ ...other, generatedAt: "" }, { ...json, generatedAt: "" });
  });
  await t.step(
    "verify computes the report again, and finds each figure that was changed",
    async () => {
      const path = fixture.dir.join("report", "report.json");
      const flags = [
        ...["--recompute", "--json", ...fixture.keys, "--declared-policy", quarter.policyFile],
        ...["--openai-usage", quarter.usageFile, "--report"],
      ];
      const good = await fixture.run(VERIFY_COMMAND, ...flags, path);
      assertEquals(good.code, 0, good.stdout);
      const lie = fixture.dir.join("lie.json");
      const text = await Deno.readTextFile(path);
      const processed = json.totals.processed as number;
      await Deno.writeTextFile(lie, text.replace(`"processed": ${processed},`, '"processed": 7,'));
      const bad = await fixture.run(VERIFY_COMMAND, ...flags, lie);
      assertEquals(bad.code, 4);
      assertMatch(
        bad.stdout,
        new RegExp(`REPORT_MISMATCH[^}]*is 7, and the records make it ${processed}`),
      );
      const bare = await fixture.run(
        VERIFY_COMMAND,
        "--recompute",
        ...fixture.keys,
        "--report",
        path,
      );
      assertEquals(bare.code, 6, "Without policy and usage a part of it cannot be compared");
      assertMatch(bare.stdout, /STATUS_NOT_RECOMPUTED/);
      assertMatch(bare.stdout, /REPORT_NOT_RECOMPUTED/);
    },
  );
  await t.step("without keys nothing is evidenced, and the exit code says so", async () => {
    const out = fixture.dir.join("unpinned");
    const { code, stdout } = await fixture.run(REPORT_COMMAND, "--out", out, ...PERIOD);
    assertEquals(code, 6);
    assertMatch(stdout, /Controls {4}\d+ not_evidenced\n/);
  });
  await t.step("evidence that was changed is not reported on from an old index", async () => {
    const day = `${fixture.evidence}/gw-2/windows/2026-07-22`;
    const [part] = (await Array.fromAsync(Deno.readDir(day))).map(({ name }) => name).sort();
    const segment = `${day}/${part}/segment.jsonl`;
    const { mtime } = await Deno.stat(segment);
    const text = await Deno.readTextFile(segment);
    await Deno.writeTextFile(segment, text.replace('"sandbox":true', '"sandbox":null'));
    await Deno.utime(segment, mtime ?? 0, mtime ?? 0);
    const out = fixture.dir.join("changed");
    const { code } = await fixture.run(REPORT_COMMAND, "--out", out, ...PERIOD, ...fixture.keys);
    assertEquals(code, 4);
    const changed = JSON.parse(await Deno.readTextFile(`${out}/report.json`));
    const parts = changed.verification.find(({ origin }: { origin: string }) =>
      origin.endsWith("gw-2")
    ).parts;
    assert(Object.values(parts).includes("failed"));
  });
});

Deno.test("report refuses what it cannot use, before it reads anything", async () => {
  const io = {
    out(): void {},
    err(): void {},
    stdin: () => ReadableStream.from([]),
    isTerminal: false,
  };
  const cases: [string[], string][] = [
    [["/nowhere"], "Name a path and --out"],
    [["/nowhere", "--out", "x", "--framework", "soc3"], 'has "soc3"'],
    [["/nowhere", "--out", "x", "--from", "2026-13-01"], 'is "2026-13-01"'],
    [["/nowhere", "--out", "x", "--from", "2026-02-02", "--to", "2026-02-01"], "must be before"],
    [["/nowhere", "--out", "x", "--key", "a+b+c"], "Cannot trust the key"],
  ];
  for (const [args, message] of cases) {
    await assertRejects(() => REPORT_COMMAND.run(args, io), OutbandError, message);
  }
});
