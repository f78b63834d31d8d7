import { SCHEMA_COMMAND } from "../../src/cli/schema.ts";
import { OutbandError } from "../../src/base/errors.ts";
import { WIRE_FORMATS } from "../../src/wire/registry.ts";
import { ROOT_DIR } from "../support/program.ts";
import { assert, assertEquals, assertThrows } from "../support/std.ts";

async function printed(...args: string[]): Promise<string> {
  let text = "";
  const io = {
    out: (part: string): void => void (text += part),
    err: (): void => {},
    stdin: (): ReadableStream<Uint8Array> => new ReadableStream(),
    isTerminal: false,
  };
  assertEquals(await SCHEMA_COMMAND.run(args, io), 0);
  return text;
}

/** Cells of a Markdown table; how wide its columns are is the formatter's business. */
function cellsOf(table: string): string[][] {
  return table.trim().split("\n").map((line) =>
    line.split("|").slice(1, -1).map((cell) => cell.trim().replace(/^-+$/, "-"))
  );
}

async function readmeTable(name: string): Promise<string> {
  const readme = await Deno.readTextFile(`${ROOT_DIR}README.md`);
  return readme.split(`<!-- ${name}:begin -->`)[1]?.split(`<!-- ${name}:end -->`)[0] ?? "";
}

for (const name of ["formats", "attributes", "events"]) {
  Deno.test(`schema --${name} prints the table that the README shows`, async () => {
    assertEquals(cellsOf(await readmeTable(name)), cellsOf(await printed(`--${name}`)));
  });
}

Deno.test("schema --formats --json has one entry for each format", async () => {
  const rows = JSON.parse(await printed("--formats", "--json")) as { format: string }[];
  assertEquals(rows.length, WIRE_FORMATS.length);
  assertEquals(new Set(rows.map(({ format }) => format)).size, rows.length);
  assert(rows.every(({ format }) => /^[a-z_.]+\/[0-9]+$/.test(format)));
});

Deno.test("schema --config prints the JSON Schema of the settings", async () => {
  const schema = JSON.parse(await printed("--config"));
  assertEquals(schema.$schema, "https://json-schema.org/draft/2020-12/schema");
  assertEquals(schema.properties.log_output.enum, ["file", "stdout"]);
  assertEquals(schema.properties.workers.anyOf[0], { type: "integer", minimum: 1, maximum: 256 });
});

Deno.test("schema prints one thing, and says so", () => {
  for (const args of [[], ["--formats", "--attributes"], ["--nonsense"], ["--json"]]) {
    assertThrows(() => SCHEMA_COMMAND.run(args, {} as never), OutbandError);
  }
});
