import { missingPermissions, usefulPermissions } from "../../src/cli/permission_needs.ts";
import { readServeConfig } from "../../src/cli/settings.ts";
import type { ServeConfig } from "../../src/format/config.ts";
import { ROOT_DIR } from "../support/program.ts";
import { assertEquals } from "../support/std.ts";

const DIRECTORIES = ["--evidence-dir=ev", "--private-dir=pr", "--log-dir=tel"];
const WITNESS_KEY = `w.example+1a2b3c4d+${"A".repeat(44)}`;

function configOf(...args: string[]): ServeConfig {
  return readServeConfig([...DIRECTORIES, ...args], () => undefined).config;
}

function missingOf(...args: string[]): string[] {
  return missingPermissions(configOf(...args), () => false);
}

Deno.test("missingPermissions() names all that a plain set-up needs, one flag for each sort", () => {
  assertEquals(missingOf("--target=https://api.example.com"), [
    "--allow-net=127.0.0.1:8080,127.0.0.1:9090,api.example.com:443",
    `--allow-read=${ROOT_DIR}src,ev,pr,tel`,
    "--allow-write=ev,pr,tel",
  ]);
});

Deno.test("missingPermissions() names only what is not there", () => {
  const config = configOf("--target=https://api.example.com");
  assertEquals(missingPermissions(config, () => true), []);
  const withoutNet = missingPermissions(config, ({ name }) => name !== "net");
  assertEquals(withoutNet, ["--allow-net=127.0.0.1:8080,127.0.0.1:9090,api.example.com:443"]);
});

Deno.test("missingPermissions() knows routes, receivers, witnesses and authorities", () => {
  const [net] = missingOf(
    "--listen=[::1]:7000",
    "--metrics-listen=off",
    "--route=/a=http://a.example:81/x",
    "--otel-endpoint=http://127.0.0.1:4318",
    "--webhook-url=https://hook.example/path?token=1",
    "--webhook-secret-file=hook.secret",
    `--witness=http://w.example:8091+${WITNESS_KEY}`,
    "--tsa=https://tsa.example/tsr",
  );
  assertEquals(net?.split("=")[1]?.split(","), [
    "[::1]:7000",
    "a.example:81",
    "127.0.0.1:4318",
    "hook.example:443",
    "tsa.example:443",
    "w.example:8091",
  ]);
});

Deno.test("missingPermissions() knows files and the shell of a command", () => {
  const read = missingOf(
    "--target=http://a.example",
    "--log-output=stdout",
    "--key-file=exec:sign --pin 1234",
    "--public-key-file=log.pub",
    "--rules=rules.jsonc",
    "--policy=policy.jsonc",
    "--otel-endpoint=http://127.0.0.1:4318",
    "--otel-headers-file=otel.txt",
    "--upstream-ca=ca.pem",
  );
  assertEquals(read.slice(1), [
    `--allow-read=log.pub,otel.txt,rules.jsonc,policy.jsonc,${ROOT_DIR}src,ca.pem,ev,pr`,
    "--allow-write=ev,pr",
    "--allow-run=/bin/sh",
  ]);
});

Deno.test("missingPermissions() asks for no directory when the audit is off", () => {
  assertEquals(missingOf("--target=http://a.example", "--audit-capacity=0"), [
    "--allow-net=127.0.0.1:8080,a.example:80",
  ]);
});

Deno.test("usefulPermissions() says what is worse without them", () => {
  assertEquals(usefulPermissions(() => true), []);
  assertEquals(usefulPermissions(() => false).map(({ flag }) => flag), [
    "--allow-sys=statfs",
    "--allow-sys=setPriority",
  ]);
});
