/**
 * The workflows: actionlint reads them, and the rules that it does not know are checked here.
 */

import { goProgram, outcome, peerTest } from "../support/peers.ts";
import { assert, assertEquals, assertMatch, assertStringIncludes } from "../support/std.ts";
import { TempDir } from "../support/temp_dir.ts";
import { at, documentsOf, type Fields, fieldsOf, listOf, pathOf, read } from "./manifests.ts";

const DIR = ".github/workflows";
const NAMES = ["ci.yml", "release.yml"];
const ACTIONLINT = goProgram("actionlint", ["--version"]);

/** The only rights that a job may have, and what for. */
const RIGHTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  image: { contents: "read", packages: "write", "id-token": "write" },
  jsr: { contents: "read", "id-token": "write" },
  publish: { contents: "write", "id-token": "write" },
};

function workflow(name: string): Fields {
  return documentsOf(read(`${DIR}/${name}`))[0] ?? {};
}

function jobsOf(name: string): [string, Fields][] {
  return Object.entries(fieldsOf(workflow(name)["jobs"])).map(([job, fields]) => [
    job,
    fieldsOf(fields),
  ]);
}

Deno.test("every workflow is one of those that are checked here", () => {
  const found = [...Deno.readDirSync(pathOf(DIR))].map(({ name }) => name).sort();
  assertEquals(found, NAMES);
});

peerTest(
  "actionlint has nothing to say of the workflows, but much of a wrong one",
  ACTIONLINT === null ? "actionlint" : null,
  async () => {
    const program = ACTIONLINT ?? "actionlint";
    const files = NAMES.map((name) => pathOf(`${DIR}/${name}`));
    assertEquals(await outcome(program, files), { code: 0, output: "" });
    await using dir = await TempDir.make();
    const wrong = read(`${DIR}/ci.yml`).replace("contents: read", "content: read");
    await Deno.writeTextFile(dir.join("wrong.yml"), wrong);
    const { code, output } = await outcome(program, [dir.join("wrong.yml")]);
    assert(code !== 0 && output.includes("content"), output);
  },
);

Deno.test("every action is pinned by a commit, with its version beside it, and always the same", () => {
  const pins = new Map<string, string>();
  for (const name of NAMES) {
    const uses = read(`${DIR}/${name}`).match(/^.*\buses:.*$/gm) ?? [];
    assert(uses.length > 3);
    for (const line of uses) {
      const [, action = "", pin = ""] = /uses: ([\w-]+\/[\w-]+)@([0-9a-f]{40} # v\d+\.\d+\.\d+)$/
        .exec(line) ?? [];
      assert(pin !== "", line);
      assertEquals(pins.get(action) ?? pin, pin, action);
      pins.set(action, pin);
    }
  }
});

Deno.test("every job has a time limit and only the rights that it uses", () => {
  for (const name of NAMES) {
    assertEquals(workflow(name)["permissions"], {}, name);
    for (const [job, fields] of jobsOf(name)) {
      assert(Number(fields["timeout-minutes"]) <= 90, `${name} ${job} has no time limit`);
      assertEquals(fields["permissions"], RIGHTS[job] ?? { contents: "read" }, `${name} ${job}`);
      assertMatch(String(fields["runs-on"]), /^(?:\$\{\{ matrix\.runner \}\}|[a-z]+-\d[\w.-]*)$/);
      for (const step of listOf(fields["steps"])) {
        if (!String(step["uses"]).startsWith("actions/checkout@")) continue;
        assertEquals(at(step, "with", "persist-credentials"), false, `${name} ${job}`);
      }
    }
  }
});

Deno.test("no script of a workflow is made of text that somebody else chose", () => {
  for (const name of NAMES) {
    for (const [job, fields] of jobsOf(name)) {
      for (const { run } of listOf(fields["steps"])) {
        assert(!String(run).includes("${{"), `${name} ${job}: ${run}`);
      }
    }
  }
});

Deno.test("a release publishes nothing before the tests and the binaries have run", () => {
  const jobs = new Map(jobsOf("release.yml"));
  const needs = (job: string): string[] =>
    [jobs.get(job)?.["needs"] ?? []].flat().map(String)
      .flatMap((one) => [one, ...needs(one)]);
  for (const job of Object.keys(RIGHTS)) {
    assert(needs(job).includes("test") && needs(job).includes("try"), job);
  }
  const text = read(`${DIR}/release.yml`);
  for (const part of ["compile:all", "deno publish", "--sbom=true", "sign-blob", "SHA256SUMS"]) {
    assertStringIncludes(text, part);
  }
  const { tasks } = JSON.parse(read("deno.json"));
  const named = NAMES.map((name) => read(`${DIR}/${name}`)).join("\n")
    .matchAll(/deno task ([\w:-]+)/g);
  for (const [, task = ""] of named) assert(tasks[task] !== undefined, task);
});
