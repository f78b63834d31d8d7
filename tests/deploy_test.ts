/**
 * What the files for deployment must and must not say. They are checked as text: no parser of
 * theirs belongs to the program.
 * @module
 */

import { VERSION } from "../src/base/version.ts";
import { SETTINGS } from "../src/format/config.ts";
import { assert, assertEquals, assertMatch, assertStringIncludes } from "./support/std.ts";

const DENO_VERSION = "2.9.6";

const DOCKERFILE = read("Dockerfile");
const COMPOSE = read("deploy/compose.yaml");
const SIDECAR = read("deploy/sidecar.yaml");
const UNIT = read("deploy/outband.service");

function read(path: string): string {
  return Deno.readTextFileSync(new URL(`../${path}`, import.meta.url));
}

/** The lines that are no comments, joined again. */
function withoutComments(text: string): string {
  return text.split("\n").filter((line) => !/^\s*#/.test(line)).join("\n");
}

/** The part of a YAML text below the list item or key that `line` opens, by indentation. */
function section(text: string, line: string): string {
  const lines = withoutComments(text).split("\n");
  const from = lines.findIndex((candidate) => candidate.trim() === line);
  assert(from >= 0, `no line ${line}`);
  const indent = (lines[from] as string).search(/\S/);
  const length = lines.slice(from + 1).findIndex((l) =>
    l.trim() !== "" && l.search(/\S/) <= indent
  );
  return lines.slice(from, length < 0 ? undefined : from + 1 + length).join("\n");
}

function imagesOf(text: string): string[] {
  const found = withoutComments(text).matchAll(/(?:\bimage: |_IMAGE=)(\S+)/g);
  return [...found].map(([, image = ""]) => image);
}

Deno.test("every image has a tag, and none is latest", () => {
  for (const [name, text] of Object.entries({ DOCKERFILE, COMPOSE, SIDECAR })) {
    const images = imagesOf(text);
    assert(images.length > 0, name);
    for (const image of images) {
      assertMatch(image, /^[\w./-]+:[\w.-]+$/, `${name}: ${image}`);
      assert(!image.endsWith(":latest"), `${name}: ${image}`);
    }
  }
});

Deno.test("images of Deno and of this program have the versions of this checkout", () => {
  for (const image of [DOCKERFILE, COMPOSE, SIDECAR].flatMap(imagesOf)) {
    const [name = "", tag] = image.split(":");
    if (name === "denoland/deno") assertEquals(tag, DENO_VERSION, image);
    if (name.endsWith("outband")) assertEquals(tag, VERSION, image);
  }
});

Deno.test("every flag that a file gives to serve exists", () => {
  const known = new Set(SETTINGS.map(({ flag }) => flag));
  const serves = {
    compose: section(COMPOSE, "outband:"),
    sidecar: section(SIDECAR, "- name: outband"),
    unit: UNIT.slice(UNIT.indexOf("ExecStart="), UNIT.indexOf("Restart=")),
  };
  for (const [name, text] of Object.entries(serves)) {
    const flags = [...text.matchAll(/(?:^|\s)--([a-z-]+)/gm)].map(([, flag = ""]) => flag);
    assert(flags.length > 3, name);
    for (const flag of flags) assert(known.has(flag), `${name}: --${flag}`);
  }
  for (const [, variable = ""] of DOCKERFILE.matchAll(/\bOUTBAND_([A-Z_]+)=/g)) {
    assert(known.has(variable.toLowerCase().replaceAll("_", "-")), variable);
  }
});

Deno.test("traffic is served on the loopback address everywhere", () => {
  for (const text of [COMPOSE, SIDECAR, UNIT]) {
    assertStringIncludes(text, "--listen=127.0.0.1:8080");
    assert(!/(?<!metrics-)listen=0\.0\.0\.0/.test(text));
  }
  assertStringIncludes(COMPOSE, '"127.0.0.1:9090:9090"');
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
      "--allow-write=/evidence,/private",
      "--allow-sys=setPriority,statfs ",
      "OUTBAND_SANDBOX_WORKERS=true",
      "USER 65532:65532",
      'VOLUME ["/evidence", "/private"]',
      'ENTRYPOINT ["/outband"]',
    ]
  ) assertStringIncludes(DOCKERFILE, needed);
  for (const careless of ["--allow-all", "-A ", "--allow-run", "--allow-ffi", "--allow-sys "]) {
    assert(!withoutComments(DOCKERFILE).includes(careless), careless);
  }
});

Deno.test("Dockerfile copies nothing that .dockerignore leaves out", () => {
  const allowed = read(".dockerignore").split("\n").filter((line) => line.startsWith("!"))
    .map((line) => line.slice(1));
  const copies = [...DOCKERFILE.matchAll(/^COPY (?!--from)(.+) \S+$/gm)];
  const sources = copies.flatMap(([, names = ""]) => names.split(" "));
  assert(sources.length > 0);
  for (const source of sources) assert(allowed.includes(source), source);
});

Deno.test("sidecar.yaml runs the proxy as a native sidecar with probes and limits", () => {
  const sidecar = section(SIDECAR, "- name: outband");
  assertStringIncludes(section(SIDECAR, "initContainers:"), "- name: outband");
  assertStringIncludes(sidecar, "restartPolicy: Always");
  assertStringIncludes(sidecar, "--log-output=stdout");
  assertStringIncludes(sidecar, "--sandbox-workers");
  const probes = [...sidecar.matchAll(/(\w+)Probe:\n\s+httpGet: \{ path: (\S+), port: (\w+) \}/g)];
  assertEquals(probes.map(([, kind, path, port]) => [kind, path, port]), [
    ["startup", "/readyz", "metrics"],
    ["readiness", "/readyz", "metrics"],
    ["liveness", "/healthz", "metrics"],
  ]);
  assertMatch(sidecar, /requests: \{ cpu: \w+, memory: \w+ \}\n\s+limits: \{ memory: \w+ \}/);
});

Deno.test("sidecar.yaml gives no container more than it needs", () => {
  const pod = SIDECAR.slice(0, SIDECAR.indexOf("initContainers:"));
  assertStringIncludes(pod, "runAsNonRoot: true");
  assertStringIncludes(pod, "type: RuntimeDefault");
  assertStringIncludes(pod, "automountServiceAccountToken: false");
  assertStringIncludes(pod, "fsGroupChangePolicy: OnRootMismatch");
  for (const name of ["outband", "app"]) {
    const list = section(SIDECAR, name === "app" ? "containers:" : "initContainers:");
    const container = section(list, `- name: ${name}`);
    assertStringIncludes(container, "readOnlyRootFilesystem: true", name);
    assertStringIncludes(container, "allowPrivilegeEscalation: false", name);
    assertMatch(container, /capabilities:\n\s+drop: \[ALL\]/, name);
  }
});

Deno.test("sidecar.yaml keeps evidence and key on claims of their own", () => {
  const claims = section(SIDECAR, "volumeClaimTemplates:");
  assertEquals(claims.match(/kind: PersistentVolumeClaim/g)?.length, 2);
  assertEquals(claims.match(/name: (evidence|private)/g), ["name: evidence", "name: private"]);
  assertMatch(SIDECAR, /whenDeleted: Retain\n\s+whenScaled: Retain/);
  assert(!withoutComments(SIDECAR).includes("emptyDir"));
  const sidecar = section(SIDECAR, "- name: outband");
  assertMatch(sidecar, /- name: evidence\n\s+mountPath: \/evidence/);
  assertMatch(sidecar, /- name: private\n\s+mountPath: \/private/);
  assert(!section(SIDECAR, "containers:").includes("mountPath"), "the application mounts neither");
});

Deno.test("compose.yaml hardens the proxy and shows the auditor the evidence alone", () => {
  for (const name of ["outband:", "verify:"]) {
    const service = section(COMPOSE, name);
    assertStringIncludes(service, 'user: "65532:65532"');
    assertStringIncludes(service, "read_only: true");
    assertStringIncludes(service, "cap_drop: [ALL]");
    assertStringIncludes(service, "no-new-privileges:true");
  }
  const verify = section(COMPOSE, "verify:");
  assertStringIncludes(verify, "evidence:/evidence:ro");
  assertStringIncludes(verify, "network_mode: none");
  assert(!verify.includes("/private"));
  assertStringIncludes(section(COMPOSE, "app:"), 'network_mode: "service:outband"');
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
      "StateDirectoryMode=0700",
      "RestartPreventExitStatus=2 3",
    ]
  ) assert(UNIT.split("\n").includes(line), line);
  assert(!withoutComments(UNIT).includes("MemoryDenyWriteExecute"));
});

Deno.test("no file indents with tabs or ends a line with spaces", () => {
  for (const [name, text] of Object.entries({ DOCKERFILE, COMPOSE, SIDECAR, UNIT })) {
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
