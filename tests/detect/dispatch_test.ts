/**
 * What rules declare of where they may find something only saves time: without these declarations,
 * and without the look for words that could speak, the engine finds the same.
 * @module
 */

import { Engine } from "../../src/detect/engine/engine.ts";
import { Events } from "../../src/detect/engine/events.ts";
import type { Rule } from "../../src/detect/rule.ts";
import { NEGATIVE_WORDS, RULES } from "../../src/detect/table.ts";
import { makeCorpus } from "../corpus/corpus.ts";
import { denseProse } from "../support/detect_corpus.ts";
import { freshSeed, randomFrom } from "../support/random.ts";
import { mixedText } from "../support/detect_mix.ts";
import { assert, assertEquals } from "../support/std.ts";

const LABELS = ["", "customer.ssn", "phone", "password", "order.version"];

/** The rules, each called wherever its anchor is. */
function undeclared(rule: Rule): Rule {
  if (rule.anchor !== "matcher") return rule;
  const { groups: _groups, groupedMin: _min, joinedMin: _joined, ...more } = rule;
  const { needsMention: _mention, ...rest } = more;
  return { ...rest, match: (scan, anchor) => rule.match(scan, anchor) };
}

const QUICK = new Engine(RULES, NEGATIVE_WORDS);
const SLOW = new Engine(RULES.map(undeclared), NEGATIVE_WORDS);

function hitsOf(engine: Engine, text: string, how: { label: string; isTold: boolean }): string[] {
  const told = how.isTold ? { trace: (): void => {} } : {};
  const hits = engine.hits(text, { label: how.label, events: new Events(), ...told });
  return hits.map(({ start, end, category, rank }) => `${start}-${end} ${category} ${rank}`);
}

function assertSame(text: string, label: string): number {
  const quick = hitsOf(QUICK, text, { label, isTold: false });
  // Whoever asks why is told of all that fits, so that nothing is passed by for want of a word.
  const slow = hitsOf(SLOW, text, { label, isTold: true });
  assertEquals(quick, slow, JSON.stringify({ label, text: text.slice(0, 400) }));
  return quick.length;
}

Deno.test("hits() are the same when every rule is called everywhere, in the corpus", () => {
  let found = 0;
  for (const [k, { text }] of makeCorpus().entries()) {
    found += assertSame(text, LABELS[k % LABELS.length] as string);
  }
  assert(found > 1_000, `${found} hits`);
});

Deno.test("hits() are the same for the examples of every row, with words of other rows", () => {
  for (const [k, { hits, misses, words }] of RULES.entries()) {
    const other = RULES[(k * 7 + 3) % RULES.length]?.words[0]?.replace(/^=/, "") ?? "total";
    for (const [text, value] of hits) {
      for (const made of [text, value, `${other} ${value}`, `${value}, ${other}: 12-34-5678`]) {
        assertSame(made, "");
      }
      assertSame(`id,${other}\n17,${value}\n18,${value}\n`, "");
      const own = (words.find((word) => /^=?[\w ]+$/.test(word)) ?? other).replace(/^=/, "");
      const aside = `"city":"Ulm","floor":3,"note":"${"a b c ".repeat(35)}"`;
      assertSame(`{"type":"${own}",${aside},"value":"${value}"}`, "");
      assertSame(`{"${own}":{${aside},"number":"${value}"}}`, "");
      assertSame(`{"value":"${value}","issued":"Ulm and elsewhere","kind":"${own}"}`, "");
    }
    for (const text of misses) assertSame(text, LABELS[k % LABELS.length] as string);
  }
});

Deno.test("hits() are the same for texts at random", () => {
  const seed = freshSeed();
  const random = randomFrom(seed);
  for (let k = 0; k < 20; k++) {
    assertSame(mixedText(random, 4_000), LABELS[k % LABELS.length] as string);
    assertSame(denseProse(random, 4_000), "");
  }
});
