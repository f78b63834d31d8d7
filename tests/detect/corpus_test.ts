/**
 * How well the whole engine must do on the corpus. The floors only rise: whoever makes it better
 * raises them, and a change that falls below one has broken something.
 *
 * `deno task bench:detect:score --show` says what went wrong and where.
 *
 * @module
 */

import { createDetector } from "../../src/detect/detector.ts";
import { makeCorpus } from "../corpus/corpus.ts";
import {
  falsePer100Kb,
  precisionOf,
  recallOf,
  scoreOf,
  sumOf,
  type Tally,
} from "../corpus/score.ts";
import { type Group, groupOf } from "../corpus/subjects.ts";
import { assert, assertEquals } from "../support/std.ts";

/** Shares that are reached; never lowered. */
const FLOORS: Readonly<Record<Group, { recall: number; precision: number; lowest: number }>> = {
  // `lowest` is the least recall of any one category of the group.
  core: { recall: 0.99, precision: 0.99, lowest: 0.98 },
  required: { recall: 0.99, precision: 0.99, lowest: 0.97 },
  context: { recall: 0.97, precision: 0.99, lowest: 0.95 },
  extended: { recall: 0.99, precision: 0.99, lowest: 0.9 },
};
/** Share of disguised values that are found. */
const EVASION_FLOOR = 0.99;
/** Most false findings in 100 KB of text without anything to find. */
const FALSE_PER_100_KB_MAX = 0.5;

const SCORE = scoreOf(createDetector(), makeCorpus());

function ofGroup(group: Group): [name: string, tally: Tally][] {
  return [...SCORE.byCategory].filter(([name]) => groupOf(name) === group);
}

/** The documents to look at when a floor is broken. */
function faults(group: Group): string {
  const lines = SCORE.misses.filter(({ category, trait }) =>
    groupOf(category) === group && trait === ""
  ).map(({ id, category, how }) => `${category} ${how}: ${id}`);
  return `${lines.length} faults\n${lines.slice(0, 30).join("\n")}`;
}

for (const [group, floor] of Object.entries(FLOORS) as [Group, typeof FLOORS[Group]][]) {
  Deno.test(`the detector reaches its floors for ${group} categories`, () => {
    const own = ofGroup(group);
    const all = sumOf(own.map(([, tally]) => tally));
    assert(recallOf(all) >= floor.recall, `recall ${recallOf(all)}, ${faults(group)}`);
    assert(precisionOf(all) >= floor.precision, `precision ${precisionOf(all)}, ${faults(group)}`);
    const low = own.filter(([, tally]) => recallOf(tally) < floor.lowest).map(([name]) => name);
    assertEquals(low, [], faults(group));
  });
}

Deno.test("the detector reaches its floor for disguised values", () => {
  const all = sumOf(SCORE.evasions.values());
  const missed = [...SCORE.evasions].filter(([, { found, labels }]) => found < labels)
    .map(([name, { found, labels }]) => `${name} ${found} of ${labels}`);
  assert(recallOf(all) >= EVASION_FLOOR, `${all.found} of ${all.labels}\n${missed.join("\n")}`);
});

Deno.test("the detector finds next to nothing in text that holds nothing", () => {
  const ids = SCORE.misses.filter(({ how }) => how === "false").map(({ id, category }) =>
    `${id} ${category}`
  );
  assert(falsePer100Kb(SCORE) <= FALSE_PER_100_KB_MAX, ids.slice(0, 30).join("\n"));
});
