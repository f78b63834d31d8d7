import { OutbandError } from "../../src/base/errors.ts";
import { readArguments } from "../../src/cli/arguments.ts";
import { assertEquals, assertStringIncludes, assertThrows } from "../support/std.ts";

const NAMES = { switches: ["json"], values: ["key", "window"], lists: ["head"] };

Deno.test("readArguments() reads switches, values, lists and the rest", () => {
  const given = readArguments("x", ["a", "--json", "--key", "k", "--head=1", "--head", "2", "b"], {
    ...NAMES,
  });
  assertEquals(given.has("json"), true);
  assertEquals(given.value("key"), "k");
  assertEquals(given.list("head"), ["1", "2"]);
  assertEquals(given.rest, ["a", "b"]);
});

Deno.test("readArguments() gives nothing for what was not given", () => {
  const given = readArguments("x", [], NAMES);
  assertEquals([given.has("json"), given.value("key"), given.list("head"), given.rest], [
    false,
    undefined,
    [],
    [],
  ]);
});

Deno.test("readArguments() takes one dash for two", () => {
  const given = readArguments("x", ["-json", "-key", "k", "-window=3"], NAMES);
  assertEquals([given.has("json"), given.value("key"), given.value("window")], [true, "k", "3"]);
});

Deno.test("readArguments() keeps texts that look like numbers", () => {
  const given = readArguments("x", ["007", "--key", "1e3", "--head", "0x10"], NAMES);
  assertEquals([given.rest, given.value("key"), given.list("head")], [["007"], "1e3", ["0x10"]]);
});

Deno.test("readArguments() takes a dash alone, and everything after two, as it is", () => {
  const given = readArguments("x", ["-", "--", "-json", "--nope"], NAMES);
  assertEquals([given.rest, given.has("json")], [["-", "-json", "--nope"], false]);
});

Deno.test("readArguments() names every unknown flag", () => {
  const error = assertThrows(
    () => readArguments("scan", ["--nope", "-what=1", "--no-json", "file"], NAMES),
    OutbandError,
  );
  assertEquals([error.code, error.exitCode], ["USAGE", 2]);
  assertEquals(
    error.message,
    "Unknown flag --nope, --what, --no-json (did you mean --json?); see outband scan --help",
  );
});

Deno.test("readArguments() wants a value where one belongs", () => {
  for (const args of [["--key"], ["--key="], ["--key", "--json"], ["--head"], ["--head", "-x"]]) {
    const error = assertThrows(() => readArguments("x", args, NAMES), OutbandError);
    assertEquals(error.code, "USAGE", args.join(" "));
  }
  const error = assertThrows(() => readArguments("x", ["--head"], NAMES), OutbandError);
  assertStringIncludes(error.message, "Flag --head needs a value");
});

Deno.test("readArguments() does not let a flag reach the prototype", () => {
  assertThrows(() => readArguments("x", ["--__proto__", "1"], NAMES), OutbandError);
  assertThrows(() => readArguments("x", ["--constructor.name=1"], NAMES), OutbandError);
});
