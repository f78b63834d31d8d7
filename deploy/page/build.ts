/**
 * Makes `src/page/verify_page.html`, the page that `outband verify --html` writes: the script of
 * `src/page/page.ts` with all that it imports, its style and its content security policy in one
 * file. The result is committed, because whoever writes the page may have no network and no bundler.
 *
 *     deno task page
 *
 * The bundler is Deno's own. The page carries a digest of the sources that it was made from, by
 * which a test tells a page that is out of date.
 * @module
 */

import { hash } from "node:crypto";
import { VERSION } from "../../src/base/version.ts";

const ROOT = new URL("../../", import.meta.url);
/** The script's entry. */
const ENTRY = "src/page/page.ts";
/** The finished page. */
export const PAGE: URL = new URL("src/page/verify_page.html", ROOT);
const FRAME = new URL("src/page/page.html", ROOT);
const STYLE = new URL("src/page/page.css", ROOT);
const OTHERS = ["src/page/page.html", "src/page/page.css", "deno.lock"];

/** Digest over the path and the bytes of every file that the page is made of. */
export async function sourcesDigest(): Promise<string> {
  const { code, stdout, stderr } = await deno(["info", "--json", ENTRY]);
  if (code !== 0) throw new Error(stderr);
  const { modules }: { modules: { specifier: string }[] } = JSON.parse(stdout);
  const own = modules.map(({ specifier }) => specifier)
    .filter((specifier) => specifier.startsWith(ROOT.href))
    .map((specifier) => specifier.slice(ROOT.href.length));
  const lines = [...own, ...OTHERS].sort().map((path) =>
    `${hash("sha256", Deno.readFileSync(new URL(path, ROOT)))}  ${path}\n`
  );
  return hash("sha256", lines.join(""));
}

/** The page's text. */
export async function buildPage(): Promise<string> {
  const { code, stdout, stderr } = await deno(
    ["bundle", "--quiet", "--platform=browser", "--format=iife", "--minify", ENTRY],
  );
  if (code !== 0) throw new Error(`Cannot bundle ${ENTRY}: ${stderr}`);
  const digest = await sourcesDigest();
  const script = `/* sources ${digest} */\n${asciiOnly(stdout.trim())}\n`;
  // Inside an element the parser would end the script at these.
  if (/<\/script|<!--/i.test(script)) throw new Error("The script would end inside its element");
  const style = await Deno.readTextFile(STYLE);
  return filled(await Deno.readTextFile(FRAME), {
    policy: policyOf({ script, style }),
    style,
    version: VERSION,
    script,
  });
}

/** What the page may do: run its own script, use its own style, and nothing else. */
export function policyOf({ script, style }: { script: string; style: string }): string {
  const source = (text: string): string => `'sha256-${hash("sha256", text, "base64")}'`;
  return [
    "default-src 'none'",
    `script-src ${source(script)}`,
    `style-src ${source(style)}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");
}

/** The frame with its four places filled; each must be there exactly once. */
function filled(
  frame: string,
  { policy, style, version, script }: Record<"policy" | "style" | "version" | "script", string>,
): string {
  const places: readonly [RegExp, string][] = [
    [/%POLICY%/g, policy],
    [/%VERSION%/g, version],
    [/(?<=<style>)\s*\/\* STYLE \*\/\s*(?=<\/style>)/g, style],
    [/(?<=<script>)\s*\/\* SCRIPT \*\/\s*(?=<\/script>)/g, script],
  ];
  let page = frame;
  for (const [place, value] of places) {
    if (page.match(place)?.length !== 1) throw new Error(`The frame must have one ${place}`);
    page = page.replace(place, () => value);
  }
  return page;
}

/** Escapes in strings what an editor or a wrong encoding could change. */
function asciiOnly(script: string): string {
  return script.replaceAll(
    /[^\t\n\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

async function deno(args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const command = new Deno.Command(Deno.execPath(), { args, cwd: ROOT.pathname });
  const { code, stdout, stderr } = await command.output();
  const decoder = new TextDecoder();
  return { code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
}

if (import.meta.main) await Deno.writeTextFile(PAGE, await buildPage());
