/**
 * The smaller commands of an auditor on one scripted quarter.
 */

import { OutbandError } from "../../src/base/errors.ts";
import { CHANGES_COMMAND } from "../../src/cli/changes.ts";
import { FIND_COMMAND } from "../../src/cli/find.ts";
import { INVENTORY_COMMAND } from "../../src/cli/inventory.ts";
import { PERIOD_COMMAND } from "../../src/cli/period.ts";
import { QUERY_COMMAND } from "../../src/cli/query.ts";
import { RECONCILE_COMMAND } from "../../src/cli/reconcile.ts";
import { QuarterFixture } from "../support/quarter_fixture.ts";
import {
  assert,
  assertEquals,
  assertFalse,
  assertRejects,
  assertStringIncludes,
} from "../support/std.ts";

const PERIOD = ["--from", "2026-07-01", "--to", "2026-09-30"];

/** A telemetry line, and the file that holds it. */
function someLine(fixture: QuarterFixture): { file: string; line: Record<string, unknown> } {
  const folder = fixture.dir.join("telemetry", "gw-1");
  const names = [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
  for (const name of names.slice(20)) {
    const [text = ""] = Deno.readTextFileSync(`${folder}/${name}`).split("\n");
    if (text !== "") return { file: `${folder}/${name}`, line: JSON.parse(text) };
  }
  throw new Error("No telemetry");
}

Deno.test("the auditor's commands answer about one quarter", async (t) => {
  await using fixture = await QuarterFixture.make();
  const { quarter } = fixture;
  await t.step(
    "query builds the index once, and builds it again when the evidence changed",
    async () => {
      const sql = "SELECT count(*) AS n FROM calls";
      const index = fixture.dir.join("evidence.index.sqlite");
      const first = await fixture.run(QUERY_COMMAND, sql, "--json");
      const made = (await Deno.stat(index)).mtime?.getTime();
      assertEquals(JSON.parse(first.stdout).n, quarter.calls - quarter.dropped);
      assertEquals((await fixture.run(QUERY_COMMAND, sql, "--json")).stdout, first.stdout);
      assertEquals((await Deno.stat(index)).mtime?.getTime(), made, "It was taken as it is");
      await Deno.remove(index);
      assertEquals((await fixture.run(QUERY_COMMAND, sql, "--json")).stdout, first.stdout);
      await Deno.writeTextFile(index, "SQLite format 3\0 no more");
      assertEquals((await fixture.run(QUERY_COMMAND, sql, "--json")).stdout, first.stdout);
    },
  );
  await t.step("query prints tables, JSON lines and CSV, and takes only questions", async () => {
    const sql = "SELECT '=1' AS a, 2 AS b";
    assertEquals((await fixture.run(QUERY_COMMAND, sql)).stdout, "a   b\n=1  2\n");
    assertEquals((await fixture.run(QUERY_COMMAND, sql, "--csv")).stdout, "a,b\r\n'=1,2\r\n");
    assertEquals((await fixture.run(QUERY_COMMAND, sql, "--json")).stdout, '{"a":"=1","b":2}\n');
    for (const bad of ["DELETE FROM call", "SELECT", "ATTACH 'x' AS y"]) {
      await assertRejects(() => fixture.run(QUERY_COMMAND, bad), OutbandError, "Cannot answer");
    }
  });
  await t.step("query leaves a file alone that is no index", async () => {
    const file = fixture.dir.join("mine.txt");
    await Deno.writeTextFile(file, "my words");
    const run = (): Promise<unknown> => fixture.run(QUERY_COMMAND, "SELECT 1", "--index", file);
    await assertRejects(run, OutbandError, "another kind of file");
    assertEquals(await Deno.readTextFile(file), "my words");
  });
  await t.step("period lists windows and gaps, and writes them with their sheets", async () => {
    const out = fixture.dir.join("period");
    const { code, stdout } = await fixture.run(PERIOD_COMMAND, ...PERIOD, "--out", out, "--fail");
    assertEquals(code, 0, "A declared outage is no hole");
    assertStringIncludes(stdout, "windows_absent");
    assertEquals((await Array.fromAsync(Deno.readDir(out))).map(({ name }) => name).sort(), [
      "gaps.csv",
      "gaps.csv.ipe.json",
      "period.csv",
      "period.csv.ipe.json",
    ]);
    const longer = await fixture.run(PERIOD_COMMAND, "--to", "2026-10-07", "--fail", "--json");
    assertEquals(longer.code, 10, "Nothing is there for October");
    assertEquals(JSON.parse(longer.stdout).gaps.at(-1).kind, "ends_early");
  });
  await t.step("inventory lists each vendor, and the one that nobody approved", async () => {
    const { stdout } = await fixture.run(INVENTORY_COMMAND, ...PERIOD, "--json");
    const hosts = JSON.parse(stdout).endpoints.map(({ host }: { host: string }) => host);
    assertEquals(hosts.sort(), ["api.anthropic.com", "api.openai.com", "api.unapproved.example"]);
  });
  await t.step(
    "changes lists the key, and nothing in a week in which nothing changed",
    async () => {
      const { stdout } = await fixture.run(
        CHANGES_COMMAND,
        "--from",
        "2026-08-15",
        "--to",
        "2026-08-15",
        "--json",
      );
      assertEquals(JSON.parse(stdout).changes.map(({ kind }: { kind: string }) => kind), ["key"]);
      const quiet = await fixture.run(
        CHANGES_COMMAND,
        "--from",
        "2026-09-20",
        "--to",
        "2026-09-26",
      );
      assertEquals(quiet.stdout, "No change was seen.\n");
    },
  );
  await t.step("reconcile finds what went around the proxy, and fails when asked to", async () => {
    const { code, stdout } = await fixture.run(
      RECONCILE_COMMAND,
      ...[...PERIOD, "--openai-usage", quarter.usageFile, "--fail"],
    );
    assertEquals(code, 10);
    assertStringIncludes(stdout, "2026-09-03");
    const july = ["--from", "2026-07-01", "--to", "2026-07-31", "--fail"];
    const fine = await fixture.run(RECONCILE_COMMAND, ...july, "--openai-usage", quarter.usageFile);
    assertEquals(fine.code, 0, fine.stdout);
    assertStringIncludes(fine.stdout, "All days agree.");
  });
  await t.step("reconcile takes a gateway's CSV with columns as they are named", async () => {
    const file = fixture.dir.join("gateway.csv");
    await Deno.writeTextFile(file, "at,model_name\r\n2026-07-01T03:30:00Z,ghost-model\r\n");
    const map = ["--map", "time=at,model=model_name", "--provider", "nobody.example"];
    const { stdout } = await fixture.run(RECONCILE_COMMAND, ...PERIOD, "--csv", file, ...map);
    assertStringIncludes(stdout, "only_there");
    const without = (): Promise<unknown> => fixture.run(RECONCILE_COMMAND, "--csv", file);
    await assertRejects(without, OutbandError, "--map with time=COLUMN");
    const wrong = (): Promise<unknown> =>
      fixture.run(RECONCILE_COMMAND, "--csv", file, "--map", "when=at");
    await assertRejects(wrong, OutbandError, 'has "when=at"');
    const none = (): Promise<unknown> => fixture.run(RECONCILE_COMMAND);
    await assertRejects(none, OutbandError, "Name a file with counts");
  });
  await t.step("find goes from the vendor's id to the record, and back", async () => {
    const { file, line } = someLine(fixture);
    const id = String(line["upstream_request_id"]);
    const byId = await fixture.run(
      FIND_COMMAND,
      "--provider-request-id",
      id,
      "--telemetry",
      file,
      "--json",
    );
    const found = JSON.parse(byId.stdout);
    assertEquals([found.log, found.record, found.request_id], [
      line["log"],
      line["index"],
      line["request_id"],
    ]);
    assert((await Deno.stat(`${found.segment}/segment.jsonl`)).isFile);
    assertEquals([byId.code, found.line], [0, "fits"]);
    const forged = fixture.dir.join("forged.jsonl");
    await Deno.writeTextFile(forged, `${JSON.stringify({ ...line, status: 201 })}\n`);
    const lie = await fixture.run(
      FIND_COMMAND,
      ...["--provider-request-id", id, "--telemetry", forged, "--json"],
    );
    assertEquals([lie.code, JSON.parse(lie.stdout).line], [4, "mismatch"]);
    const byNumber = await fixture.run(
      FIND_COMMAND,
      "--request-id",
      String(found.request_id),
      "--json",
    );
    assertStringIncludes(byNumber.stdout, `"record":${found.record},`);
    const none = await fixture.run(
      FIND_COMMAND,
      "--provider-request-id",
      "no",
      "--telemetry",
      file,
    );
    assertEquals([none.code, none.stdout], [10, ""]);
  });
  await t.step("nothing is written into the evidence", () => {
    const names = [...Deno.readDirSync(fixture.evidence)].map(({ name }) => name).sort();
    assertEquals(names, ["gw-0", "gw-1", "gw-2"]);
    assertFalse(
      Deno.readDirSync(`${fixture.evidence}/gw-0`).some(({ name }) => name.includes("sqlite")),
    );
  });
});

Deno.test("find asks for telemetry, because records do not hold the vendor's id", async () => {
  const io = {
    out(): void {},
    err(): void {},
    stdin: () => ReadableStream.from([]),
    isTerminal: false,
  };
  for (
    const [args, message] of [
      [["/nowhere", "--provider-request-id", "x"], "needs --telemetry"],
      [["/nowhere"], "one of --provider-request-id and --request-id"],
      [["/nowhere", "--request-id=-1"], "must be a whole number"],
      [["/nowhere", "--request-id=1.5"], "must be a whole number"],
      [["/nowhere", "--request-id", "1"], "it does not exist"],
    ] as const
  ) {
    await assertRejects(() => FIND_COMMAND.run(args, io), OutbandError, message);
  }
});
