import { assert, assertEquals } from "../support/std.ts";
import { parseServeConfig, type ServeConfig, SETTINGS } from "../../src/format/config.ts";

function parse(texts: Record<string, string>, cores = 2): ReturnType<typeof parseServeConfig> {
  return parseServeConfig((flag) => texts[flag], cores);
}

function good(texts: Record<string, string>, cores = 2): ServeConfig {
  const result = parse({ target: "http://127.0.0.1:9", ...texts }, cores);
  assert("config" in result, JSON.stringify(result));
  return result.config;
}

function faults(texts: Record<string, string>): string[] {
  const result = parse({ target: "http://127.0.0.1:9", ...texts });
  assert("faults" in result);
  return result.faults.map(({ flag, message }) => `${flag} ${message}`);
}

Deno.test("parseServeConfig() gives the documented defaults", () => {
  const config = good({});
  assertEquals(config.listen, { hostname: "127.0.0.1", port: 8080 });
  assertEquals(config.metricsListen, { hostname: "127.0.0.1", port: 9090 });
  assertEquals(config.summaryIntervalMs, 3_600_000);
  assertEquals(config.auditCapacity, 104_857_600);
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
