import { printConfig } from "../../src/cli/config.ts";
import { readServeConfig } from "../../src/cli/settings.ts";
import { OutbandError } from "../../src/base/errors.ts";
import { assert, assertEquals, assertStringIncludes, assertThrows } from "../support/std.ts";
import { TempDir } from "../support/temp_dir.ts";

interface Printed {
  code: number;
  out: string;
  err: string;
}

function config(args: readonly string[], env: Record<string, string> = {}): Printed {
  const printed: Printed = { code: -1, out: "", err: "" };
  printed.code = printConfig(args, {
    io: {
      out: (text) => void (printed.out += text),
      err: (text) => void (printed.err += text),
    },
    variables: { valueOf: (name) => env[name], names: () => Object.keys(env) },
  });
  return printed;
}

interface JsonConfig {
  file: string | null;
  settings: { name: string; value: string; from: string; at: string }[];
  warnings: string[];
  faults: string[];
}

async function withFile(text: string, body: (file: string) => void): Promise<void> {
  await using dir = await TempDir.make();
  const file = dir.join("outband.jsonc");
  await Deno.writeTextFile(file, text);
  body(file);
}

Deno.test("printConfig() says where each value comes from: flag, variable, file, default", async () => {
  const text = `{
    // for editors
    "$schema": "./outband.schema.json",
    "target": "http://file:1", "log_dir": "/file", "evidence_dir": "/file", "workers": 2,
  }`;
  await withFile(text, (file) => {
    const env = { OUTBAND_LOG_DIR: "/variable", OUTBAND_EVIDENCE_DIR: "/variable" };
    const args = [`--config=${file}`, "--evidence-dir=/flag", "--json"];
    const { code, out } = config(args, env);
    const printed = JSON.parse(out) as JsonConfig;
    assertEquals([code, printed.file, printed.faults], [0, file, []]);
    const of = (name: string): unknown => {
      const found = printed.settings.find((setting) => setting.name === name);
      return [found?.value, found?.from, found?.at];
    };
    assertEquals(of("evidence-dir"), ["/flag", "flag", "--evidence-dir"]);
    assertEquals(of("private-dir"), ["/flag.private", "default", ""]);
    assertEquals(of("log-dir"), ["/variable", "variable", "OUTBAND_LOG_DIR"]);
    assertEquals(of("target"), ["http://file:1", "file", `${file}: target`]);
    assertEquals(of("workers"), ["2", "file", `${file}: workers`]);
    assertEquals(of("listen"), ["127.0.0.1:8080", "default", ""]);
  });
});

Deno.test("printConfig() prints a table of at most 80 columns, whole values included", () => {
  const target = `http://${"long-host-name.".repeat(8)}example/v1`;
  const { code, out, err } = config([`--target=${target}`, "--route=/a=http://a,/b=http://b"]);
  assertEquals([code, err], [0, ""]);
  assertEquals(out.split("\n").filter((line) => line.length > 80), []);
  assertStringIncludes(out.replaceAll(/\n {24}/g, "").replaceAll(/ +flag/g, ""), target);
  assertStringIncludes(out, "\nlog-output              file    ");
});

Deno.test("printConfig() shows everything before it names all faults by their source", async () => {
  await withFile('{"workers": 0, "log-dir": "/x", "target": "http://a"}', (file) => {
    const { code, out, err } = config([`--config=${file}`, "--commitment=md5"], {
      OUTBAND_SUMMARY_INTERVAL: "5",
      OUTBAND_TARGT: "http://b",
      OUTBAND_SERVICE_HOST: "10.0.0.1",
      OUTBAND_PORT_8080_TCP: "tcp://10.0.0.1:8080",
      OUTBAND_KEY_PASSPHRASE: "open sesame",
    });
    assertEquals(code, 3);
    assertEquals(err.trim().split("\n"), [
      "outband: warning: OUTBAND_TARGT is set and is no setting; did you mean OUTBAND_TARGET?",
      `outband: ${file}: "log-dir" is no setting; did you mean log_dir?`,
      "outband: OUTBAND_SUMMARY_INTERVAL must be a duration such as 500ms, 5s, 60m, 1h or 90d",
      `outband: ${file}: workers must be > 0`,
      "outband: --commitment must be hmac or sha256",
    ]);
    assertStringIncludes(out, "md5");
    assertEquals((out + err).includes("sesame"), false);
  });
});

Deno.test("readServeConfig() refuses a file that it cannot use, naming it", async () => {
  for (
    const [text, problem] of [
      ["{", "line 1, column 2: a key in quotes is missing"],
      ["[]", "it must hold one object"],
      ['{"target": "http://a", "target": "http://b"}', "the key stands here a second time"],
      ['{"targt": "http://a"}', "did you mean target?"],
      [`{"log_dir": "${"x".repeat(1024 * 1024)}"}`, "longer than"],
    ] as const
  ) {
    await withFile(text, (file) => {
      const error = assertThrows(
        () => readServeConfig([`--config=${file}`], () => undefined),
        OutbandError,
      );
      assertEquals([error.code, error.exitCode], ["CONFIG", 3]);
      assertStringIncludes(error.message, problem);
      assertStringIncludes(error.message, file);
    });
  }
  const missing = assertThrows(
    () => readServeConfig(["--config=/nowhere/x"], () => undefined),
    OutbandError,
  );
  assertEquals(missing.exitCode, 5);
});

Deno.test("readServeConfig() takes a file that is cut off anywhere for what it is", async () => {
  const whole = '{"target": "http://a:1", "workers": 2}';
  for (let length = 0; length < whole.length; length++) {
    await withFile(whole.slice(0, length), (file) => {
      assertThrows(() => readServeConfig([`--config=${file}`], () => undefined), OutbandError);
    });
  }
});

Deno.test("readServeConfig() lets a switch say no against a variable, the last one counting", () => {
  const env = (name: string): string | undefined =>
    name === "OUTBAND_REUSE_PORT" ? "true" : undefined;
  const reuse = (...flags: string[]): boolean =>
    readServeConfig(["--target=http://a", ...flags], env).config.reusePort;
  assertEquals([reuse(), reuse("--reuse-port=false"), reuse("-reuse-port=false")], [
    true,
    false,
    false,
  ]);
  assert(reuse("--reuse-port=false", "--reuse-port"));
});

Deno.test("readServeConfig() reads repeated routes, and the file named by a variable", async () => {
  await withFile('{"target": "http://a", "route": ["/x=http://x"]}', (file) => {
    const env = (name: string): string | undefined => name === "OUTBAND_CONFIG" ? file : undefined;
    const routes = (...flags: string[]): string[] =>
      readServeConfig(flags, env).config.routes.map(({ prefix }) => prefix);
    assertEquals(routes(), ["/x"]);
    assertEquals(routes("--route=/y=http://y", "--route", "/z=http://z"), ["/y", "/z"]);
  });
});
