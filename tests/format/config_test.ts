import { z } from "zod";
import { parseJsonc } from "../../src/base/jsonc.ts";
import { ROOT_DIR } from "../support/program.ts";
import { assert, assertEquals } from "../support/std.ts";
import {
  configJsonSchema,
  fileKeyOf,
  parseServeConfig,
  type ServeConfig,
  SETTINGS,
  shownValue,
  unknownKeys,
  variableOf,
} from "../../src/format/config.ts";

function parse(texts: Record<string, unknown>, cores = 2): ReturnType<typeof parseServeConfig> {
  return parseServeConfig((flag) => texts[flag], cores);
}

function good(texts: Record<string, unknown>, cores = 2): ServeConfig {
  const result = parse({ target: "http://127.0.0.1:9", ...texts }, cores);
  assert("config" in result, JSON.stringify(result));
  return result.config;
}

function faults(texts: Record<string, unknown>): string[] {
  const result = parse({ target: "http://127.0.0.1:9", ...texts });
  assert("faults" in result);
  return result.faults.map(({ flag, message }) => `${flag} ${message}`);
}

Deno.test("parseServeConfig() gives the documented defaults", () => {
  const config = good({});
  assertEquals(config.listen, { hostname: "127.0.0.1", port: 8080 });
  assertEquals(config.metricsListen, { hostname: "127.0.0.1", port: 9090 });
  assertEquals(config.summaryIntervalMs, 3_600_000);
  assertEquals(config.auditCapacity, 134_217_728);
  assertEquals(config.auditBlockSize, 4_096);
  assertEquals(config.maxPayloadSize, 10_485_760);
  assertEquals(config.privateDir, "./evidence.private");
  assertEquals(config.logOutput, "file");
  assertEquals(config.headerTimeoutMs, 0);
  assertEquals(config.workers, 1);
  assertEquals(config.keyFile, null);
  assertEquals(config.origin, null);
});

Deno.test("parseServeConfig() derives the private directory and the workers", () => {
  assertEquals(good({ "evidence-dir": "/e/log/" }).privateDir, "/e/log.private");
  assertEquals(good({ "private-dir": "/p" }).privateDir, "/p");
  assertEquals(good({}, 1).workers, 1);
  assertEquals(good({}, 8).workers, 7);
});

Deno.test("parseServeConfig() reads durations only with a unit", () => {
  assertEquals(good({ "summary-interval": "5s" }).summaryIntervalMs, 5_000);
  assertEquals(good({ "summary-interval": "1h" }).summaryIntervalMs, 3_600_000);
  assertEquals(good({ "shutdown-drain": "1500ms" }).shutdownDrainMs, 1_500);
  for (const text of ["5", "5 s", "-5s", "s", "", "5s5", "1.5s"]) {
    assertEquals(faults({ "summary-interval": text }), [
      "summary-interval must be a duration such as 500ms, 5s, 60m, 1h or 90d",
    ]);
  }
  assertEquals(faults({ "summary-interval": "0s" }), ["summary-interval must be >= 1000ms"]);
  assertEquals(faults({ "summary-interval": "1500ms" }), [
    "summary-interval must be whole seconds",
  ]);
  assertEquals(faults({ "shutdown-drain": "0s" }), ["shutdown-drain must be > 0"]);
});

Deno.test("parseServeConfig() reads addresses of both families", () => {
  assertEquals(good({ listen: "[::1]:0" }).listen, { hostname: "::1", port: 0 });
  assertEquals(good({ listen: ":8081" }).listen, { hostname: "0.0.0.0", port: 8081 });
  assertEquals(good({ listen: "localhost:80" }).listen, { hostname: "localhost", port: 80 });
  assertEquals(good({ "metrics-listen": "off" }).metricsListen, null);
  for (const text of ["8080", "a:b", "127.0.0.1:65536", "::1:80", ""]) {
    assertEquals(faults({ listen: text }).length, 1, text);
  }
});

Deno.test("parseServeConfig() reports all faults at once", () => {
  assertEquals(
    faults({ workers: "0", "audit-block-size": "7", commitment: "md5", origin: "Big Name" }),
    [
      "origin must be a lower-case host name, then /segments: example.com/prod/gw-0",
      "audit-block-size must be a multiple of 8",
      "workers must be > 0",
      "commitment must be hmac or sha256",
    ],
  );
});

Deno.test("parseServeConfig() wants a target, and a block inside the capacity", () => {
  const result = parse({});
  assert("faults" in result);
  assertEquals(result.faults, [{ flag: "target", message: "is required" }]);
  assertEquals(faults({ "audit-capacity": "2048" }), [
    "audit-block-size must be <= --audit-capacity",
  ]);
  assertEquals(good({ "audit-capacity": "0" }).auditCapacity, 0);
  assertEquals(faults({ "audit-capacity": "-1" }), ["audit-capacity must be >= 0"]);
});

Deno.test("parseServeConfig() wants certificate and key together", () => {
  const pair = { "tls-cert": "c.pem", "tls-key": "k.pem" };
  assertEquals([good(pair).tlsCert, good(pair).tlsKey], ["c.pem", "k.pem"]);
  assertEquals([good({}).tlsCert, good({}).upstreamCert, good({}).upstreamCa], [null, null, null]);
  assertEquals(faults({ "tls-key": "k.pem", "upstream-cert": "c.pem" }), [
    "tls-cert and --tls-key must be given together",
    "upstream-cert and --upstream-key must be given together",
  ]);
});

Deno.test("parseServeConfig() bounds what a connection may take", () => {
  const config = good({});
  assertEquals([config.headerReadTimeoutMs, config.clientIdleTimeoutMs], [30_000, 300_000]);
  assertEquals([config.streamIdleTimeoutMs, config.maxConnections], [0, 10_000]);
  assertEquals([config.maxHeaderSize, config.reusePort], [65_536, false]);
  assertEquals(good({ "client-idle-timeout": "0s", "reuse-port": "true" }).reusePort, true);
  assertEquals(faults({ "max-connections": "0", "max-header-size": "99", "reuse-port": "x" }), [
    "reuse-port must be true or false",
    "max-connections must be > 0",
    "max-header-size must be >= 1024",
  ]);
});

Deno.test("SETTINGS lists every flag once, with help", () => {
  const flags = SETTINGS.map(({ flag }) => flag);
  assertEquals(new Set(flags).size, flags.length);
  assert(SETTINGS.every(({ help }) => help.endsWith(".")));
});

Deno.test("parseServeConfig() takes numbers, switches and lists as a file has them", () => {
  const config = good({
    "workers": 3,
    "sandbox-workers": true,
    "reuse-port": false,
    "route": ["/a=http://a", "/b=http://b"],
    "witness": ["http://w:1+name+1a2b3c4d+BAbc="],
  });
  assertEquals([config.workers, config.sandboxWorkers, config.reusePort], [3, true, false]);
  assertEquals(config.routes.map(({ prefix }) => prefix), ["/a", "/b"]);
  assertEquals(config.witnesses.length, 1);
});

Deno.test("parseServeConfig() names what has the wrong type, once each", () => {
  const wrong = {
    "listen": 8080,
    "summary-interval": 60,
    "workers": 1.5,
    "audit-capacity": "1e9",
    "reuse-port": "yes",
    "log-dir": null,
    "commitment": ["hmac"],
    "witness": {},
  };
  assertEquals(faults(wrong).sort(), [
    "audit-capacity must be a whole number",
    "commitment must be hmac or sha256",
    "listen must be host:port, such as 127.0.0.1:8080 or [::1]:8080",
    "log-dir must be text",
    "reuse-port must be true or false",
    "summary-interval must be a duration such as 500ms, 5s, 60m, 1h or 90d",
    "witness must be text or a list of texts",
    "workers must be a whole number",
  ]);
});

Deno.test("parseServeConfig() wants a target unless there is a route", () => {
  const result = parseServeConfig((flag) => flag === "route" ? "/a=http://a" : undefined, 2);
  assert("config" in result);
  assertEquals(result.config.target, null);
  assertEquals(faults({ target: "ftp://x" }), [
    'target cannot be "ftp://x": its scheme is "ftp"; give http(s)://host[:port][/path]',
  ]);
});

Deno.test("parseServeConfig() takes a receiver without secrets, and only beside an audit", () => {
  assertEquals(good({ "otel-endpoint": "http://r:4318/x" }).otelEndpoint, "http://r:4318/x");
  assertEquals(good({}).otelEndpoint, null);
  for (const url of ["http://u:p@r", "http://r/?token=1"]) {
    assertEquals(faults({ "otel-endpoint": url }), [
      "otel-endpoint must hold no user name, password or query; " +
      "put them into --otel-headers-file",
    ]);
  }
  assertEquals(faults({ "otel-endpoint": "http://r", "audit-capacity": "0" }), [
    "otel-endpoint has nothing to export with --audit-capacity=0",
  ]);
});

Deno.test("configJsonSchema() describes every setting, and its default", () => {
  const schema = configJsonSchema() as {
    additionalProperties: boolean;
    properties: Record<string, { description?: string; default?: unknown }>;
    required?: string[];
  };
  const { $schema: _, ...properties } = schema.properties;
  assertEquals(Object.keys(properties), SETTINGS.map(({ flag }) => fileKeyOf(flag)));
  assertEquals([schema.additionalProperties, schema.required], [false, undefined]);
  for (const { flag, help } of SETTINGS) {
    assertEquals(properties[fileKeyOf(flag)]?.description, help, flag);
  }
  const defaultOf = (key: string): unknown => properties[key]?.default;
  assertEquals(defaultOf("audit_capacity"), 134_217_728);
  assertEquals(defaultOf("reuse_port"), false);
  assertEquals(defaultOf("summary_interval"), "60m");
  assertEquals([defaultOf("workers"), defaultOf("route"), defaultOf("tsa")], [
    undefined,
    undefined,
    undefined,
  ]);
});

Deno.test("unknownKeys() says what was meant; $schema is for editors", () => {
  assertEquals(unknownKeys(["$schema", "target", "log-dir", "webhook"]), [
    { key: "log-dir", meant: "log_dir" },
    { key: "webhook", meant: null },
  ]);
});

Deno.test("shownValue() hides commands, passwords and queries, and nothing else", () => {
  const shown = (flag: string, value: unknown): string => {
    const setting = SETTINGS.find((row) => row.flag === flag);
    assert(setting !== undefined);
    return shownValue(setting, value);
  };
  assertEquals(shown("key-file", "exec:pkcs11-tool --pin 1234"), "exec:(hidden)");
  assertEquals(shown("key-file", "/keys/log.pem"), "/keys/log.pem");
  assertEquals(shown("key-passphrase-command", "cat /x"), "(hidden)");
  assertEquals(shown("key-passphrase-command", ""), "");
  assertEquals(
    shown("tsa", "https://me:pw@tsa.example/x?key=1"),
    "https://***@tsa.example/x?(hidden)",
  );
  assertEquals(shown("target", "https://me:pw@host"), "https://***@host");
  assertEquals(shown("route", ["/a=http://a", "/b=http://b"]), "/a=http://a,/b=http://b");
  assertEquals(shown("workers", 3), "3");
});

Deno.test("variableOf() and fileKeyOf() derive the names of a setting", () => {
  assertEquals([variableOf("log-dir"), fileKeyOf("log-dir")], ["OUTBAND_LOG_DIR", "log_dir"]);
});

Deno.test("configJsonSchema() accepts the README's file, which serve reads, and no unknown key", async () => {
  const readme = await Deno.readTextFile(`${ROOT_DIR}README.md`);
  const [sample = ""] = readme.split("```jsonc\n").map((part) => part.split("```")[0] ?? "")
    .filter((part) => part.includes('"$schema"'));
  const file = parseJsonc(sample) as Record<string, unknown>;
  // Another reader of JSON Schema than the writer of this one.
  const schema = z.fromJSONSchema(configJsonSchema() as z.core.JSONSchema.JSONSchema);
  assertEquals(schema.safeParse(file).error, undefined);
  const config = good(
    Object.fromEntries(SETTINGS.map(({ flag }) => [flag, file[fileKeyOf(flag)]])),
  );
  assertEquals([config.target, config.routes.length], ["https://api.openai.com", 1]);
  for (
    const wrong of [
      { targt: "http://a" },
      { workers: 0 },
      { log_output: "both" },
      { listen: "8080" },
      { summary_interval: "5" },
      { reuse_port: "maybe" },
    ]
  ) {
    assertEquals(schema.safeParse({ ...file, ...wrong }).success, false, JSON.stringify(wrong));
  }
});
