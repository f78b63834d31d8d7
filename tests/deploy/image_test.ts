/**
 * What the image, the composition and the unit must and must not say. No engine builds or runs
 * them here: the linters of other people read them where they are, and the rest is checked as text.
 */

import { VERSION } from "../../src/base/version.ts";
import { SETTINGS } from "../../src/format/config.ts";
import { canRun, outcome, peerTest } from "../support/peers.ts";
import { assert, assertEquals, assertMatch, assertStringIncludes } from "../support/std.ts";
import { TempDir } from "../support/temp_dir.ts";
import { at, documentsOf, fieldsOf, pathOf, read, settingsOf } from "./manifests.ts";

const DENO_VERSION = "2.9.6";
const DOCKERFILE = read("Dockerfile");
const COMPOSE = read("deploy/compose/compose.yaml");
const UNIT = read("deploy/systemd/outband.service");
const SERVICES = at(documentsOf(COMPOSE)[0], "services");
const KNOWN = new Set(SETTINGS.map(({ flag }) => flag));

/** Reference of an image whose content cannot change. */
const PINNED_REGEXP = /^[\w./-]+:[\w.-]+@sha256:[0-9a-f]{64}$/;

/** The lines that are no comments, joined again. */
function withoutComments(text: string): string {
  return text.split("\n").filter((line) => !/^\s*#/.test(line)).join("\n");
}

Deno.test("every image of others is pinned by tag and digest", () => {
  const bases = [...DOCKERFILE.matchAll(/^ARG \w+_IMAGE=(\S+)$/gm)].map(([, image = ""]) => image);
  const services = Object.values(fieldsOf(SERVICES)).map((service) => String(at(service, "image")));
  assertEquals(bases.length, 2);
  const froms = [...DOCKERFILE.matchAll(/^FROM (?:--platform=\S+ )?(\S+)/gm)].map(([, from]) =>
    from
  );
  assertEquals(froms, ["${DENO_IMAGE}", "${RUNTIME_IMAGE}"]);
  for (const image of [...bases, ...services]) {
    if (image === `outband:${VERSION}`) continue;
    assertMatch(image, PINNED_REGEXP);
    if (image.includes("denoland/deno")) assertStringIncludes(image, `:${DENO_VERSION}@`);
  }
});

Deno.test("Dockerfile compiles both threads in, sandboxed, and runs as no one", () => {
  for (const thread of ["audit_thread", "journal_thread"]) {
    assertStringIncludes(DOCKERFILE, `--include src/cli/${thread}.ts`);
  }
  for (
    const needed of [
      "--frozen",
      "--no-prompt",
      "--unstable-worker-options",
      "--deny-import",
      "--allow-write=/evidence,/private",
      "--allow-sys=setPriority,statfs",
      "OUTBAND_SANDBOX_WORKERS=true",
      "USER 65532:65532",
      'VOLUME ["/evidence", "/private"]',
      'ENTRYPOINT ["/outband"]',
      'CMD ["/outband", "probe"]',
      "/out/sbom.cdx.json /sbom.cdx.json",
    ]
  ) assertStringIncludes(DOCKERFILE, needed);
  for (const careless of ["--allow-all", "-A ", "--allow-run", "--allow-ffi", "--allow-sys "]) {
    assert(!withoutComments(DOCKERFILE).includes(careless), careless);
  }
  for (const [, variable = ""] of DOCKERFILE.matchAll(/\bOUTBAND_([A-Z_]+)=/g)) {
    assert(KNOWN.has(variable.toLowerCase().replaceAll("_", "-")), variable);
  }
});

Deno.test("Dockerfile copies nothing that .dockerignore leaves out", () => {
  const allowed = read(".dockerignore").split("\n").filter((line) => line.startsWith("!"))
    .map((line) => line.slice(1));
  const copies = [...DOCKERFILE.matchAll(/^COPY (?!--from)(.+) \S+$/gm)];
  const sources = copies.flatMap(([, names = ""]) => names.split(" "));
  assert(sources.length > 0);
  for (const source of sources) assert(allowed.includes(source.replace("./", "")), source);
});

Deno.test("every compile task starts from the same rights, and none may load foreign code", () => {
  const { tasks } = JSON.parse(read("deno.json"));
  const common: string = tasks["compile:with"].command;
  for (const needed of ["--frozen", "--no-prompt", "--unstable-worker-options", "--deny-import"]) {
    assertStringIncludes(common, needed);
  }
  for (const careless of [" -A", "--allow-all", "--allow-ffi", "--allow-import"]) {
    assert(!common.includes(careless), careless);
  }
  const targets = tasks["compile:all"].dependencies.map((name: string) => {
    const { command } = tasks[name];
    assertStringIncludes(command, "deno task compile:with --target ");
    assertMatch(command, / --output dist\/outband-[a-z0-9.-]+ src\/main\.ts$/);
    return / --target (\S+) /.exec(command)?.[1];
  });
  assertEquals(targets, [
    "x86_64-unknown-linux-gnu",
    "aarch64-unknown-linux-gnu",
    "x86_64-apple-darwin",
    "aarch64-apple-darwin",
    "x86_64-pc-windows-msvc",
  ]);
});

const NO_HADOLINT = canRun("hadolint", ["--version"]) ? null : "hadolint";

peerTest("hadolint has nothing to say of the Dockerfile", NO_HADOLINT, async () => {
  const { code, output } = await outcome("hadolint", [pathOf("Dockerfile")]);
  assertEquals([code, output], [0, ""]);
});

Deno.test("compose.yaml hardens the proxy and shows the auditor the evidence alone", () => {
  for (const name of ["outband", "verify"]) {
    const service = at(SERVICES, name);
    assertEquals(at(service, "user"), "65532:65532", name);
    assertEquals(at(service, "read_only"), true, name);
    assertEquals(at(service, "cap_drop"), ["ALL"], name);
    assertEquals(at(service, "security_opt"), ["no-new-privileges:true"], name);
  }
  const verify = at(SERVICES, "verify");
  assertEquals(at(verify, "volumes"), ["evidence:/evidence:ro"]);
  assertEquals(at(verify, "network_mode"), "none");
  assertEquals(at(SERVICES, "app", "network_mode"), "service:outband");
  assertEquals(at(SERVICES, "app", "depends_on", "outband", "condition"), "service_healthy");
  assertEquals(at(SERVICES, "outband", "ports"), ["127.0.0.1:9090:9090"]);
  const settings = settingsOf({ args: at(SERVICES, "outband", "command") });
  assertEquals(settings.get("listen"), "127.0.0.1:8080");
  for (const flag of settings.keys()) assert(KNOWN.has(flag), flag);
});

Deno.test("outband.service is hardened, and leaves the engine able to compile", () => {
  for (
    const line of [
      "User=outband",
      "NoNewPrivileges=yes",
      "CapabilityBoundingSet=",
      "ProtectSystem=strict",
      "ProtectHome=yes",
      "PrivateDevices=yes",
      "RestrictNamespaces=yes",
      "SystemCallFilter=@system-service",
      "UMask=0077",
      "LimitCORE=0",
      "StateDirectoryMode=0700",
      "RestartPreventExitStatus=2 3",
    ]
  ) assert(UNIT.split("\n").includes(line), line);
  assert(!withoutComments(UNIT).includes("MemoryDenyWriteExecute"));
  const start = UNIT.slice(UNIT.indexOf("ExecStart="), UNIT.indexOf("Restart="));
  const flags = [...start.matchAll(/\s--([a-z-]+)/g)].map(([, flag = ""]) => flag);
  assert(flags.length > 3);
  for (const flag of flags) assert(KNOWN.has(flag), flag);
  assertStringIncludes(start, "--listen=127.0.0.1:8080");
  assertStringIncludes(start, "--sandbox-workers");
});

const NO_SYSTEMD = canRun("systemd-analyze", ["--version"]) ? null : "systemd-analyze";

/** Runs `systemd-analyze` on the unit, with a program that is there in place of ours. */
async function analyze(
  options: { change: (unit: string) => string; args: readonly string[] },
): Promise<{ code: number; output: string }> {
  await using dir = await TempDir.make();
  const file = dir.join("outband.service");
  const unit = UNIT.replace(/^ExecStart=\S+/m, "ExecStart=/bin/true");
  await Deno.writeTextFile(file, options.change(unit));
  return await outcome("systemd-analyze", [...options.args, file]);
}

peerTest("systemd-analyze verifies the unit, and a wrong one is noticed", NO_SYSTEMD, async () => {
  const args = ["verify", "--man=no"];
  assertEquals(await analyze({ change: (unit) => unit, args }), { code: 0, output: "" });
  const wrong = await analyze({
    change: (unit) => unit.replace("ProtectHome=", "ProtectHom="),
    args,
  });
  assertStringIncludes(wrong.output, "ProtectHom");
});

peerTest("systemd-analyze security gives the unit at most 1.5 of 10", NO_SYSTEMD, async () => {
  const args = ["security", "--offline=true", "--threshold=15", "--no-pager"];
  const { code, output } = await analyze({ change: (unit) => unit, args });
  assertEquals(code, 0, output);
  const open = await analyze({
    change: (unit) => unit.replace("SystemCallFilter=@system-service\n", ""),
    args,
  });
  assert(open.code !== 0, open.output);
});

Deno.test("no file indents with tabs or ends a line with spaces", () => {
  for (const [name, text] of Object.entries({ DOCKERFILE, COMPOSE, UNIT })) {
    assert(!/\t| +$/m.test(text), name);
    assert(text.endsWith("\n") && !text.endsWith("\n\n"), name);
  }
});

Deno.test("LICENSE is the Apache licence that deno.json names", () => {
  assertEquals(JSON.parse(read("deno.json")).license, "Apache-2.0");
  const licence = read("LICENSE");
  assertStringIncludes(licence, "Version 2.0, January 2004");
  assertStringIncludes(licence, "END OF TERMS AND CONDITIONS");
});

Deno.test("SECURITY.md says how to report, what is guaranteed and what is not", () => {
  const headings = [...read("SECURITY.md").matchAll(/^## (.+)$/gm)].map(([, title]) => title);
  assertEquals(headings, [
    "Reporting",
    "What Outband is for",
    "Trust assumptions",
    "What is guaranteed",
    "Out of scope",
    "What is not a vulnerability",
  ]);
});
