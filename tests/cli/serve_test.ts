import { assertEquals, assertRejects, assertStringIncludes, assertThrows } from "../support/std.ts";
import { OutbandError } from "../../src/base/errors.ts";
import { SERVE_COMMAND } from "../../src/cli/serve.ts";
import { readServeConfig } from "../../src/cli/settings.ts";
import type { CommandIo } from "../../src/cli/command.ts";

function noEnv(): undefined {
  return undefined;
}

Deno.test("readServeConfig() takes the flag before the variable before the default", () => {
  const env = (name: string): string | undefined =>
    ({ OUTBAND_TARGET: "http://env:1", OUTBAND_LOG_DIR: "/from-env" })[name];
  const { config } = readServeConfig(["--target=http://flag:1"], env);
  assertEquals(config.target, "http://flag:1");
  assertEquals(config.logDir, "/from-env");
  assertEquals(config.evidenceDir, "./evidence");
});

Deno.test("readServeConfig() reads the reference program's command lines", () => {
  const { config, warnings } = readServeConfig([
    "-target",
    "http://127.0.0.1:1",
    "--listen=localhost:8081",
    "--batch-size=10",
    "--api-format",
    "openai",
    "--metrics-port=9191",
    "--summary-interval=10s",
  ], noEnv);
  assertEquals(config.listen, { hostname: "localhost", port: 8081 });
  assertEquals(config.metricsListen, { hostname: "127.0.0.1", port: 9191 });
  assertEquals(warnings.map((text) => text.split(" ")[0]), ["--api-format", "--batch-size"]);
});

Deno.test("readServeConfig() lets the last of a repeated flag win", () => {
  const flags = ["--target=http://a:1", "--log-dir=/a", "--log-dir=/b"];
  assertEquals(readServeConfig(flags, noEnv).config.logDir, "/b");
});

Deno.test("readServeConfig() throws USAGE for what it does not know", () => {
  for (const args of [["--nope=1"], ["--target=http://a:1", "stray"], ["--target"]]) {
    const error = assertThrows(() => readServeConfig(args, noEnv), OutbandError);
    assertEquals(error.exitCode, 2);
  }
});

Deno.test("readServeConfig() throws CONFIG naming every broken value", () => {
  const error = assertThrows(
    () => readServeConfig(["--workers=0", "--summary-interval=5"], noEnv),
    OutbandError,
  );
  assertEquals(error.exitCode, 3);
  for (const part of ["--target is required", "--workers must be > 0", "--summary-interval must"]) {
    assertStringIncludes(error.message, part);
  }
});

Deno.test("readServeConfig() refuses webhooks without a secret, and secrets in flags", () => {
  for (const flag of ["--webhook-url=http://b", "--webhook-headers=authorization: x"]) {
    const args = ["--target=http://a:1", flag];
    assertEquals(assertThrows(() => readServeConfig(args, noEnv), OutbandError).exitCode, 3);
  }
});

Deno.test("SERVE_COMMAND.run() refuses a target that is no http URL", async () => {
  const io: CommandIo = {
    out: () => {},
    err: () => {},
    stdin: () => new ReadableStream(),
    isTerminal: false,
  };
  for (const target of ["ftp://x", "nonsense", "http://u:p@h", "http://h/?q=1"]) {
    const error = await assertRejects(
      () => SERVE_COMMAND.run([`--target=${target}`, "--audit-capacity=0"], io),
      OutbandError,
    );
    assertEquals(error.exitCode, 3);
  }
});
