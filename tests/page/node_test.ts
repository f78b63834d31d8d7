/**
 * The page's own script in Node: the shipped bytes, not a build for tests.
 */

import { PAGE } from "../../deploy/page/build.ts";
import type { VerifyReport } from "../../src/verify/report.ts";
import { cctvCases, wycheproofCases } from "../support/ed25519_vectors.ts";
import { assert, assertEquals } from "../support/std.ts";
import { TempDir } from "../support/temp_dir.ts";
import { HAVE_VECTORS } from "../support/vectors.ts";
import { commandReport, nodeCase, pageCases, writeCase } from "./cases.ts";

const RUNNER = new URL("node_verify.mjs", import.meta.url).pathname;
const HAVE_NODE = hasNode();

function hasNode(): boolean {
  try {
    return new Deno.Command("node", { args: ["--version"] }).outputSync().success;
  } catch {
    return false;
  }
}

interface Answers {
  reports: VerifyReport[];
  signatures: boolean[];
}

/** Runs the page's script on these in Node. */
async function inNode(work: unknown): Promise<Answers> {
  const child = new Deno.Command("node", {
    args: [RUNNER, PAGE.pathname],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const output = child.output();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(JSON.stringify(work)));
  await writer.close();
  const { code, stdout, stderr } = await output;
  assertEquals([code, new TextDecoder().decode(stderr)], [0, ""]);
  return JSON.parse(new TextDecoder().decode(stdout));
}

Deno.test({
  name: `the page's script gives the command line's report for every case in Node${
    HAVE_NODE ? "" : " (skipped: no node)"
  }`,
  ignore: !HAVE_NODE,
  async fn(): Promise<void> {
    await using dir = await TempDir.make();
    const cases = await pageCases();
    const { reports } = await inNode({ reports: cases.map(nodeCase) });
    assertEquals(reports.length, cases.length);
    for (const [k, given] of cases.entries()) {
      const place = await writeCase(dir.join(given.name), given);
      assertEquals(reports[k], await commandReport(place, given), given.name);
    }
  },
});

Deno.test({
  name: `the page's script gives the strict verdict on 914 CCTV and 151 Wycheproof cases in Node${
    HAVE_NODE && HAVE_VECTORS ? "" : " (skipped: no node, or no vectors)"
  }`,
  ignore: !HAVE_NODE || !HAVE_VECTORS,
  async fn(): Promise<void> {
    const cases = [...cctvCases(), ...wycheproofCases()];
    const { signatures } = await inNode({ signatures: cases });
    assertEquals(signatures.length, 1_065);
    assert(signatures.includes(true), "some are good");
    const wrong = cases.filter(({ isGood }, k) => signatures[k] !== isGood);
    assertEquals(wrong.map(({ name }) => name), []);
  },
});
