/**
 * The page in a real Chromium: through its own inputs, as a reader uses it.
 */

import { PAGE } from "../../deploy/page/build.ts";
import type { VerifyReport } from "../../src/verify/report.ts";
import { CHROMIUM, Chromium, type ChromiumPage, chromiumTest } from "../support/chromium.ts";
import { cctvCases, wycheproofCases } from "../support/ed25519_vectors.ts";
import { assert, assertEquals, assertStringIncludes } from "../support/std.ts";
import { TempDir } from "../support/temp_dir.ts";
import { HAVE_VECTORS } from "../support/vectors.ts";
import { type CasePlace, commandReport, type PageCase, pageCases, writeCase } from "./cases.ts";

/** Notes every breach of the page's policy from its first moment on. */
const WATCH = "globalThis.breaches = [];" +
  "addEventListener('securitypolicyviolation', (e) => breaches.push(e.violatedDirective));";

/** Fills the form in, presses the button, and reads the report. */
async function verifyIn(
  page: ChromiumPage,
  place: CasePlace,
  given: PageCase,
): Promise<VerifyReport> {
  await page.evaluate("document.getElementById('form').reset()");
  await page.choose(given.archive === undefined ? "#folder" : "#files", [place.evidence]);
  await page.until("document.getElementById('state').textContent === 'Ready to verify.'");
  if (place.heads.length > 0) await page.choose("#heads", place.heads);
  if (place.telemetry.length > 0) await page.choose("#telemetry", place.telemetry);
  if (place.policy.length > 0) await page.choose("#policy", place.policy);
  await page.evaluate(
    `document.getElementById('key').value = ${JSON.stringify(given.keys.join("\n"))}`,
  );
  for (const name of given.require) {
    await page.evaluate(`document.querySelector('input[value="${name}"]').click()`);
  }
  await page.evaluate("document.querySelector('button.main').click()");
  await page.until("document.querySelector('#json, #failure') !== null");
  const text = await page.evaluate("document.querySelector('#json, #failure').textContent");
  return JSON.parse(String(text));
}

chromiumTest("the page gives the command line's report for every case", async (browser) => {
  await using dir = await TempDir.make();
  const page = await browser.open(PAGE.href, { script: WATCH });
  const cases = await pageCases();
  assert(cases.length > 100, `${cases.length} cases`);
  for (const given of cases) {
    const place = await writeCase(dir.join(given.name), given);
    const report = await verifyIn(page, place, given);
    assertEquals(report, await commandReport(place, given), given.name);
  }
  assertEquals(await page.evaluate("breaches"), [], "The page keeps its own policy");
  const urls = page.events("Network.requestWillBeSent").map(({ documentURL, request }) =>
    String((request as { url?: unknown }).url ?? documentURL)
  );
  assertEquals(urls, [PAGE.href], "The page asks for nothing but itself");
});

const STRICT_MISSING = CHROMIUM === null || !HAVE_VECTORS;
Deno.test({
  name: `the page gives the strict verdict on 914 CCTV and 151 Wycheproof cases in Chromium${
    STRICT_MISSING ? " (skipped: no chromium, or no vectors)" : ""
  }`,
  ignore: STRICT_MISSING,
  async fn(): Promise<void> {
    await using browser = await Chromium.start();
    const cases = [...cctvCases(), ...wycheproofCases()];
    assertEquals(cases.length, 1_065);
    const page = await browser.open(PAGE.href);
    const verdicts = await page.evaluate(`Promise.all(${JSON.stringify(cases)}.map((given) =>
      outband.verifyStrict(...[given.key, given.message, given.signature].map((hex) =>
        Uint8Array.from(hex.match(/../g) ?? [], (byte) => parseInt(byte, 16))))))`);
    assertEquals(verdicts, cases.map(({ isGood }) => isGood));
  },
});

chromiumTest(
  "the page takes a dropped folder or archive, and says what it cannot take",
  async (browser) => {
    await using dir = await TempDir.make();
    const page = await browser.open(PAGE.href, { script: WATCH });
    await page.show(1280, "light");
    const names = ["LOG_NOT_CLOSED", "archive good.zip", "archive good.tar.gz", "archive link.tgz"];
    const cases = (await pageCases()).filter(({ name }) => names.includes(name));
    assertEquals(cases.length, names.length);
    let folder = "";
    for (const given of cases) {
      const place = await writeCase(dir.join(given.name), given);
      folder ||= place.evidence;
      await drop(page, [place.evidence]);
      await page.until("document.getElementById('state').textContent === 'Ready to verify.'");
      await page.evaluate(
        `document.getElementById('key').value = ${JSON.stringify(given.keys[0])}`,
      );
      await page.evaluate("document.querySelector('button.main').click()");
      await page.until("document.querySelector('#json') !== null");
      const text = await page.evaluate("document.querySelector('#json').textContent");
      assertEquals(JSON.parse(String(text)), await commandReport(place, given), given.name);
      assertEquals(await page.evaluate("document.activeElement.id"), "verdict");
    }

    await Deno.writeTextFile(dir.join("evidence.zip"), "PK");
    const failures = [
      { files: [dir.join("evidence.zip")], key: "", words: "is no zip, tar or tar.gz archive" },
      { files: [folder], key: "nonsense", words: "Cannot trust the key nonsense" },
    ];
    for (const { files, key, words } of failures) {
      await drop(page, files);
      await page.until("document.getElementById('state').textContent === 'Ready to verify.'");
      await page.evaluate(`document.getElementById('key').value = "${key}"`);
      await page.evaluate("document.querySelector('button.main').click()");
      await page.until("document.querySelector('#failure') !== null");
      assertStringIncludes(
        String(await page.evaluate("document.querySelector('#failure').textContent")),
        words,
      );
    }
    assertEquals(await page.evaluate("breaches"), []);
  },
);

/** Drops files where the page takes them. */
async function drop(page: ChromiumPage, files: readonly string[]): Promise<void> {
  const at = await page.evaluate(
    "(() => { scrollTo(0, 0); const r = document.getElementById('drop').getBoundingClientRect();" +
      " return { x: r.x + 20, y: r.y + 10 }; })()",
  ) as { x: number; y: number };
  const data = { items: [], files, dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"]) {
    await page.call("Input.dispatchDragEvent", { type, ...at, data });
  }
}

chromiumTest("the page's policy forbids every connection and eval", async (browser) => {
  const page = await browser.open(PAGE.href, { script: WATCH });
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const url = `http://127.0.0.1:${listener.addr.port}/`;
  const tries = [
    `fetch("${url}").then(() => "sent", () => "refused")`,
    `new Promise((done) => { const i = new Image(); i.onload = () => done("sent");
      i.onerror = () => done("refused"); i.src = "${url}x.png"; })`,
    `(() => { try { return eval("'run'"); } catch { return "refused"; } })()`,
    `(() => { try { document.body.innerHTML = "<b>x</b>"; return "set"; }
      catch { return "refused"; } })()`,
  ];
  for (const [k, expression] of tries.entries()) {
    const options = { allowUnsafeEvalBlockedByCSP: false };
    assertEquals(await page.evaluate(expression, options), "refused", `try ${k}`);
  }
  // A socket can be made before it is refused; only the breach tells.
  await page.evaluate(`void new WebSocket("${url.replace("http", "ws")}")`);
  await page.until("breaches.filter((name) => name === 'connect-src').length === 2");
  const breaches = await page.evaluate("breaches") as string[];
  assert(breaches.includes("img-src") && breaches.includes("require-trusted-types-for"));
});

chromiumTest("the page fits a phone and a desk, and names what can be used", async (browser) => {
  await using dir = await TempDir.make();
  const page = await browser.open(PAGE.href);
  const shots = Deno.env.get("OUTBAND_SCREENSHOTS");
  const cases = (await pageCases()).filter(({ name }) =>
    ["CHAIN_BROKEN", "LOG_NOT_CLOSED", "KEY_NOT_PINNED"].includes(name)
  );
  for (const given of cases) {
    const place = await writeCase(dir.join(given.name), given);
    await verifyIn(page, place, given);
    for (const width of [390, 1280]) {
      for (const scheme of ["light", "dark"] as const) {
        await page.show(width, scheme);
        const inner = await page.evaluate("document.documentElement.scrollWidth");
        assertEquals(inner, width, `${given.name} at ${width} pixels`);
        if (shots === undefined) continue;
        const path = `${shots}/${given.name}-${width}-${scheme}.png`;
        await Deno.writeFile(path, await page.screenshot());
      }
    }
  }
  const { nodes } = await page.call("Accessibility.getFullAXTree") as { nodes: AxNode[] };
  const roles = ["button", "textbox", "checkbox", "link", "heading", "table", "progressbar"];
  const named = nodes.filter(({ ignored, role }) => !ignored && roles.includes(role?.value ?? ""));
  assert(named.length > 12, `${named.length} elements have a role`);
  const nameless = named.filter(({ role, name }) =>
    (name?.value ?? "") === "" && role?.value !== "table"
  );
  assertEquals(nameless, []);
});

interface AxNode {
  ignored: boolean;
  role?: { value: string };
  name?: { value: string };
}
