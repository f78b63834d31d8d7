/**
 * The page of a report in a real Chromium: on a desk, on a phone, in the dark and on paper.
 */

import axe from "axe-core";
import { NODE_SUITE } from "../../src/base/digest.ts";
import { REPORT_COMMAND } from "../../src/cli/report.ts";
import { reportPage } from "../../src/report/sections_end.ts";
import { type ChromiumPage, chromiumTest } from "../support/chromium.ts";
import { quarterPolicy } from "../support/quarter_policy.ts";
import { QuarterFixture } from "../support/quarter_fixture.ts";
import { sampleReport } from "../support/sample_report.ts";
import { assert, assertEquals } from "../support/std.ts";
import { TempDir } from "../support/temp_dir.ts";

const FRAME = {
  sheets: [],
  reconSql: "SELECT 1",
  dataSha256: "d".repeat(64),
  sha256: NODE_SUITE.sha256,
};
/** Notes every breach of the page's policy from its first moment on. */
const WATCH = "globalThis.breaches = [];" +
  "addEventListener('securitypolicyviolation', (e) => breaches.push(e.violatedDirective));";

/** What axe-core finds wrong, with the first place of each. */
async function violations(page: ChromiumPage): Promise<string[]> {
  const found = await page.evaluate(`axe.run().then(({ violations }) => violations.map((v) =>
    v.id + ": " + v.nodes[0].html.slice(0, 200) + " " + v.nodes[0].failureSummary))`);
  return found as string[];
}

chromiumTest(
  "a report has no accessibility fault, keeps its policy, and fits each screen",
  async (browser) => {
    await using dir = await TempDir.make();
    const file = dir.join("report.html");
    await Deno.writeTextFile(
      file,
      reportPage(await sampleReport({ policy: quarterPolicy() }), FRAME),
    );
    const page = await browser.open(`file://${file}`, { script: WATCH });
    await page.evaluate(axe.source);
    for (
      const [width, scheme] of [[1280, "light"], [1280, "dark"], [390, "light"], [
        390,
        "dark",
      ]] as const
    ) {
      await page.show(width, scheme);
      assertEquals(await violations(page), [], `${width} ${scheme}`);
      const isWide = await page.evaluate("document.documentElement.scrollWidth > innerWidth");
      assertEquals(isWide, false, `${width}: the page itself scrolls only down`);
    }
    assertEquals(await page.evaluate("breaches"), []);
    assertEquals(
      page.events("Network.requestWillBeSent").length,
      1,
      "It asks for nothing but itself",
    );
    const { data } = await page.call("Page.printToPDF", { preferCSSPageSize: true });
    const pdf = new TextDecoder("latin1").decode(Uint8Array.fromBase64(String(data)));
    assert(pdf.startsWith("%PDF-"));
    // A4 in points, as the page asks for.
    assert(/\/MediaBox \[0 0 59[45](?:\.\d+)? 84[12](?:\.\d+)?\]/.test(pdf), "A4");
  },
);

chromiumTest("the report of a whole quarter has no accessibility fault", async (browser) => {
  await using fixture = await QuarterFixture.make();
  const out = fixture.dir.join("report");
  const { quarter } = fixture;
  const { code } = await fixture.run(
    REPORT_COMMAND,
    ...["--out", out, "--policy", quarter.policyFile, "--openai-usage", quarter.usageFile],
    ...fixture.keys,
    ...["gw-0", "gw-1", "gw-2"].flatMap((name) => [
      "--telemetry",
      fixture.dir.join("telemetry", name),
    ]),
  );
  assertEquals(code, 0);
  const json = JSON.parse(await Deno.readTextFile(`${out}/report.json`));
  for (const { results, telemetry } of json.verification) {
    const content = results.find(({ name }: { name: string }) => name === "content");
    assertEquals(content?.status, "pass");
    assertEquals(telemetry.matched, telemetry.calls);
  }
  const page = await browser.open(`file://${out}/report.html`);
  await page.evaluate(axe.source);
  for (const [width, scheme] of [[1280, "light"], [390, "dark"]] as const) {
    await page.show(width, scheme);
    assertEquals(await violations(page), [], `${width} ${scheme}`);
    const isWide = await page.evaluate("document.documentElement.scrollWidth > innerWidth");
    assertEquals(isWide, false, `${width}: the page itself scrolls only down`);
  }
});

chromiumTest("axe-core would find a fault in a report", async (browser) => {
  await using dir = await TempDir.make();
  const file = dir.join("report.html");
  const page = reportPage(await sampleReport(), FRAME).replaceAll(
    / aria-labelledby="plot-[^"]*"/g,
    "",
  )
    .replaceAll("<desc", "<title").replace('<html lang="en">', "<html>");
  await Deno.writeTextFile(file, page);
  const opened = await browser.open(`file://${file}`);
  await opened.evaluate(axe.source);
  const ids = (await violations(opened)).map((violation) => violation.split(":")[0]);
  assert(ids.includes("html-has-lang"), ids.join());
});
