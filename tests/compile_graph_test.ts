/**
 * What `deno compile` would put into the binary: the runtime stub cannot be fetched everywhere, so
 * the module graph that it starts from is checked instead.
 */

import { assert, assertEquals } from "./support/std.ts";
import { ROOT_DIR } from "./support/program.ts";

interface GraphModule {
  specifier: string;
  error?: string;
}

async function graphOf(entry: string): Promise<GraphModule[]> {
  const command = new Deno.Command(Deno.execPath(), {
    args: ["info", "--json", entry],
    cwd: ROOT_DIR,
  });
  const { code, stdout } = await command.output();
  assertEquals(code, 0);
  return JSON.parse(new TextDecoder().decode(stdout)).modules;
}

Deno.test("the graph of the command holds every command and every thread entry, without errors", async () => {
  const modules = await graphOf("src/main.ts");
  assertEquals(modules.filter((module) => module.error !== undefined), []);
  const paths = modules.map(({ specifier }) => specifier);
  const entries = [
    "audit_thread",
    "journal_thread",
    "otel_thread",
    "serve",
    "demo",
    "verify",
    "inspect",
    "keys",
  ];
  assert(paths.some((path) => path.endsWith("/src/page/verify_page.html")), "the page is in it");
  for (const name of [...entries, "scan", "witness", "probe"]) {
    assert(paths.some((path) => path.endsWith(`/src/cli/${name}.ts`)), name);
  }
});

Deno.test("the graph of the verifier holds nothing but base, format, tlog and verify", async () => {
  const modules = await graphOf("src/verify/mod.ts");
  const rooms = new Set(
    modules.map(({ specifier }) => /\/src\/([a-z]+)\//.exec(specifier)?.[1])
      .filter((room) => room !== undefined),
  );
  assertEquals([...rooms].sort(), ["base", "format", "tlog", "verify"]);
  const platform = modules.filter(({ specifier }) => specifier.startsWith("node:"));
  assertEquals(platform.map(({ specifier }) => specifier), [], "it runs in a browser");
});
