import { billOfMaterials, type Lock } from "../../deploy/sbom/make.ts";
import { canRun, outcome, peerTest, succeed } from "../support/peers.ts";
import { ROOT_DIR } from "../support/program.ts";
import { assert, assertEquals, assertThrows } from "../support/std.ts";
import { TempDir } from "../support/temp_dir.ts";
import { read } from "./manifests.ts";

const MANIFEST = { name: "@a/b", version: "1.2.3", license: "Apache-2.0" };
const HASH = `sha512-${"A".repeat(86)}==`;

function bom(npm: Lock["npm"], version = "5"): ReturnType<typeof billOfMaterials> {
  const lock = npm === undefined ? { version } : { version, npm };
  return billOfMaterials({ manifest: MANIFEST, lock, denoVersion: "2.9.6" });
}

Deno.test("billOfMaterials() names packages with scopes and peers, their hashes and needs", () => {
  const { components, dependencies } = bom({
    "@s/one@1.0.0_two@2.0.0": { integrity: HASH, dependencies: ["two"] },
    "two@2.0.0": { integrity: HASH },
    "three@3.0.0-rc.1+build": { integrity: HASH, dependencies: ["two@2.0.0", "@s/one"] },
  });
  assertEquals(components.map(({ purl }) => purl), [
    "pkg:github/denoland/deno@v2.9.6",
    "pkg:npm/%40s/one@1.0.0",
    "pkg:npm/two@2.0.0",
    "pkg:npm/three@3.0.0-rc.1+build",
  ]);
  assertEquals(components[1]?.hashes, [{ alg: "SHA-512", content: "00".repeat(64) }]);
  assertEquals(dependencies.at(-1), {
    ref: "pkg:npm/three@3.0.0-rc.1+build",
    dependsOn: ["pkg:npm/two@2.0.0", "pkg:npm/%40s/one@1.0.0"],
  });
  assertEquals(dependencies[0]?.dependsOn.length, 4);
});

Deno.test("billOfMaterials() refuses what it cannot read, and leaves nothing out", () => {
  assertThrows(() => bom({}, "6"), TypeError, "Unknown version of deno.lock");
  assertThrows(() => bom({ "one": { integrity: HASH } }), TypeError, "Cannot read the package one");
  assertThrows(() => bom({ "a@1.0.0": { integrity: "sha1-x" } }), TypeError, "a@1.0.0");
  const missing = { "a@1.0.0": { integrity: HASH, dependencies: ["b"] } };
  assertThrows(() => bom(missing), TypeError, "0 packages named b");
  const twice = {
    "a@1.0.0": { integrity: HASH, dependencies: ["b"] },
    "b@1.0.0": { integrity: HASH },
    "b@2.0.0": { integrity: HASH },
  };
  assertThrows(() => bom(twice), TypeError, "2 packages named b");
});

async function printed(): Promise<string> {
  return await succeed(Deno.execPath(), ["task", "--quiet", "sbom"], {
    cwd: ROOT_DIR,
    env: { NO_COLOR: "1" },
  });
}

Deno.test("deno task sbom prints every package of the lock file, the same each time", async () => {
  const text = await printed();
  const { components, metadata } = JSON.parse(text);
  const { npm } = JSON.parse(read("deno.lock"));
  assertEquals(components.length, Object.keys(npm).length + 1);
  assertEquals(metadata.component.version, JSON.parse(read("deno.json")).version);
  assertEquals(await printed(), text);
});

const CHECK = `
import sys
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
fault = JsonStrictValidator(SchemaVersion.V1_6).validate_str(open(sys.argv[1]).read())
sys.exit(0 if fault is None else str(fault))
`;
const PYTHON = ["python3", "/usr/bin/python3"].find((python) =>
  canRun(python, ["-c", "import cyclonedx.validation.json, jsonschema"])
);

peerTest(
  "CycloneDX's own validator accepts it, and refuses it with a field too many",
  PYTHON === undefined ? "cyclonedx-python-lib with json-validation" : null,
  async () => {
    await using dir = await TempDir.make();
    const check = async (text: string): Promise<number> => {
      await Deno.writeTextFile(dir.join("sbom.json"), text);
      return (await outcome(PYTHON ?? "python3", ["-c", CHECK, dir.join("sbom.json")])).code;
    };
    const text = await printed();
    assertEquals(await check(text), 0);
    assert(await check(text.replace('"bomFormat"', '"x": 1, "bomFormat"')) !== 0);
  },
);
