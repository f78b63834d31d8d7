/**
 * Journey: an auditor with nothing but the archive of `export`, a key from a letter, and dice. The
 * operator's machine and the auditor's are two directories; only what people hand over passes between
 * them, and when the auditor is at work the operator's evidence is not even there.
 */

import { filesIn } from "../support/archives.ts";
import { chat, chatUpstream, filesBelow, verify, vkeyOf } from "../support/journey.ts";
import { runCommand, startServe } from "../support/program.ts";
import { assert, assertEquals, assertFalse, assertStringIncludes } from "../support/std.ts";
import { TempDir } from "../support/temp_dir.ts";

const NONCE = "27182818284590452353";
const CALLS = 6;
const SECRET_TEXT = "jane.roe@example.com";

async function have(program: string): Promise<boolean> {
  const args = ["-c", `command -v ${program}`];
  return (await new Deno.Command("sh", { args }).output()).success;
}

const HAVE_TOOLS = await have("openssl") && await have("jq");

async function outband(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await runCommand(args);
  assertEquals(code, 0, `${args.join(" ")}: ${stderr}${stdout}`);
  return stdout;
}

/** The operator's side: traffic, then the archive. @returns The key, as it goes into a letter. */
async function operate(operator: TempDir): Promise<string> {
  await using upstream = chatUpstream();
  await using serve = await startServe({
    target: upstream.url,
    evidenceDir: operator.join("evidence"),
    args: [`--log-dir=${operator.join("telemetry")}`],
  });
  const vkey = await vkeyOf(serve);
  for (let k = 0; k < CALLS; k++) {
    assertEquals(await chat(serve.url, `call ${k}: I am ${SECRET_TEXT}, SSN 219-09-9999`), 200);
  }
  assertEquals((await serve.stop()).code, 0);
  const archive = operator.join("handed-over.zip");
  await outband("export", operator.join("evidence"), "--key", vkey, "--out", archive);
  return vkey;
}

/** Bytes of everything that must never leave the operator, as texts to look for. */
function privateTexts(operator: TempDir): string[] {
  const secrets = operator.join("evidence.private");
  // The head and the name of the log lie there, too, and are no secrets.
  const names = filesBelow(secrets).filter((name) => /\.(?:key|pem)$|^secrets\//.test(name));
  assert(names.length >= 3, "Signing key, window secret and key of pseudonyms");
  const keys = names.flatMap((name) => Deno.readTextFileSync(`${secrets}/${name}`).split("\n"))
    .filter((line) => !line.startsWith("-----"));
  const lines = filesBelow(operator.join("telemetry")).flatMap((name) =>
    Deno.readTextFileSync(operator.join("telemetry", name)).trim().split("\n")
  );
  const redactedKeys = lines.map((line) => JSON.parse(line)["redacted_key"]);
  return [...keys, ...redactedKeys, SECRET_TEXT, "[REDACTED:"].filter((text) =>
    text !== undefined && text.length > 8
  );
}

Deno.test("an auditor draws, opens, checks and follows a call with the archive alone", async (t) => {
  await using operator = await TempDir.make();
  await using auditor = await TempDir.make();
  const key = ["--key", await operate(operator)];
  const archive = auditor.join("evidence.zip");
  await Deno.copyFile(operator.join("handed-over.zip"), archive);
  const away = operator.join("away");
  const hide = (): void => Deno.renameSync(operator.join("evidence"), away);
  const show = (): void => Deno.renameSync(away, operator.join("evidence"));

  await t.step("the archive verifies as it is, and holds nothing private", async () => {
    hide();
    const { code, report } = await verify(archive, key);
    assertEquals(code, 0, JSON.stringify(report.findings));
    for (const [path, bytes] of await filesIn(await Deno.readFile(archive))) {
      const to = auditor.join("u", path);
      await Deno.mkdir(to.slice(0, to.lastIndexOf("/")), { recursive: true });
      await Deno.writeFile(to, bytes);
    }
    const texts = privateTexts(operator);
    assert(texts.length > CALLS, "There is something to look for");
    for (const name of filesBelow(auditor.join("u"))) {
      const content = new TextDecoder().decode(await Deno.readFile(auditor.join("u", name)));
      if (name.endsWith("/verify.html")) continue; // The same page for everybody; it names markers.
      for (const text of texts) {
        assertFalse(content.includes(text), `${name} holds something private`);
      }
    }
    const [folder = ""] = (await Array.fromAsync(Deno.readDir(auditor.join("u")))).map(({ name }) =>
      name
    );
    const sums = await new Deno.Command("sha256sum", {
      args: ["--check", "--quiet", "SHA256SUMS"],
      cwd: auditor.join("u", folder),
    }).output();
    assertEquals(sums.code, 0, new TextDecoder().decode(sums.stderr));
  });

  const sample = auditor.join("sample");
  await t.step("the auditor draws with dice, and hands over the sample", async () => {
    const text = await outband("sample", archive, "--nonce", NONCE, "--count=3", "--out", sample);
    assertStringIncludes(text, `3 of ${CALLS} calls drawn`);
    show();
  });
  await t.step("the operator opens the sample, and hands it back", async () => {
    const handed = operator.join("sample");
    await copyFiles(sample, handed);
    const lines = ["--telemetry", operator.join("telemetry")];
    await outband("open", operator.join("evidence"), "--sample", handed, ...lines);
    hide();
    await Deno.remove(sample, { recursive: true });
    await copyFiles(handed, sample);
  });
  await t.step("the auditor checks it against the archive that came first", async () => {
    const { code, report } = await verify(archive, [
      ...key,
      `--sample=${sample}`,
      "--nonce",
      NONCE,
    ]);
    assertEquals(code, 0, JSON.stringify(report.findings));
    assertEquals([report.sample?.drawn, report.sample?.opened], [3, 3]);
  });
  const record = filesBelow(sample).find((name) => name.endsWith(".tlog-proof"))?.split(".")[0] ??
    "";
  await t.step("and follows one call of it from end to end", async () => {
    const page = auditor.join("call.html");
    const flags = [...key, "--openings", sample, "--out", page];
    const said = await outband("walkthrough", archive, record, ...flags);
    assertStringIncludes(said, "opened: req, res, line");
    await checkPage(await Deno.readTextFile(page), { record, auditor });
  });
  await t.step({
    name: `the commitment is made again with common tools${
      HAVE_TOOLS ? "" : " (skipped: no openssl or jq)"
    }`,
    ignore: !HAVE_TOOLS,
    async fn(): Promise<void> {
      const page = await Deno.readTextFile(auditor.join("call.html"));
      const made = (await shellOf(page, { start: "K=", cwd: sample })).trim().split(/\s/).at(-1) ??
        "";
      assert(/^[0-9a-f]{64}$/.test(made), made);
      assertStringIncludes(page, `<td><code>req</code></td><td><code>${made}</code></td>`);
    },
  });
  await t.step("a call that somebody opened with other content is not taken", async () => {
    const file = `${sample}/${record}.openings.jsonl`;
    const forged = (await Deno.readTextFile(file)).replaceAll("I am", "I was");
    await Deno.writeTextFile(auditor.join("forged.jsonl"), forged);
    const page = auditor.join("forged.html");
    const flags = [...key, "--openings", auditor.join("forged.jsonl"), "--out", page];
    const { code } = await runCommand(["walkthrough", archive, record, ...flags]);
    assertEquals(code, 4);
    const text = await Deno.readTextFile(page);
    assertStringIncludes(text, "opened: another content");
    assertFalse(text.includes("I was"), "What does not fit is not shown as the call's");
  });
  show();
});

async function copyFiles(from: string, to: string): Promise<void> {
  await Deno.mkdir(to);
  for (const name of filesBelow(from)) await Deno.copyFile(`${from}/${name}`, `${to}/${name}`);
}

/** What the page says can be done again, done again. */
async function checkPage(
  page: string,
  { record, auditor }: { record: string; auditor: TempDir },
): Promise<void> {
  assertStringIncludes(page, `<h1>Walkthrough of record ${record}</h1>`);
  assertStringIncludes(page, "I am [REDACTED:EMAIL], SSN [REDACTED:SSN]");
  assertStringIncludes(page, "opened: made again, the same");
  assertStringIncludes(page, "default-src 'none'");
  assertFalse(/<script|<link|<img|https?:/.test(page));
  assertFalse(page.includes(SECRET_TEXT));
  const leaf = (await shellOf(page, {
    start: "(printf &#39;\\000&#39;",
    cwd: auditor.join("u"),
  })).slice(0, 64);
  assert(/^[0-9a-f]{64}$/.test(leaf), leaf);
  assertStringIncludes(page, `<code>${leaf}</code>`);
}

/** Output of a command that the page shows, run in a directory. */
async function shellOf(
  page: string,
  { start, cwd }: { start: string; cwd: string },
): Promise<string> {
  const at = page.indexOf(`<pre>${start}`) + "<pre>".length;
  const command = page.slice(at, page.indexOf("</pre>", at)).replaceAll("&#39;", "'")
    .replaceAll("&quot;", '"');
  const { stdout } = await new Deno.Command("bash", { args: ["-c", command], cwd }).output();
  return new TextDecoder().decode(stdout);
}
