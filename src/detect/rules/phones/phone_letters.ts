/**
 * Toll-free numbers with letters for digits: `1-800-FLOWERS`, `1-888-555-HELP`.
 * @module
 */

import { codeAt } from "../../text/character.ts";
import type { Hit, MatcherRule, Span } from "../../rule.ts";
import type { Scan } from "../../context/scan.ts";

const CHARS_MAX = 24;
/** Toll-free area codes (NANPA), then letters: often more than the number has digits. */
const TOLL_FREE_REGEXP =
  /^(?:(?:\+?1[- .])\(?8(?:00|22|33|44|55|66|77|88)\)?[- .]|8(?:00|33|44|55|66|77|88)-|\(8(?:00|33|44|55|66|77|88)\) ?)(?=[A-Z0-9-]{0,8}[A-Z]{3})(?:[A-Z0-9]{7,9}|[A-Z0-9]{3}[- .]?[A-Z0-9]{4}|[A-Z0-9]{2,4}-[A-Z0-9]{3,6})(?![\w-])/;
const PLUS = 0x2b;
const OPEN = 0x28;
const ONE = 0x31;

function matchPhone(text: string, run: Readonly<Span>): Hit | null {
  if (codeAt(text, run.start) !== (run.end - run.start === 1 ? ONE : 0x38)) return null;
  const before = codeAt(text, run.start - 1);
  const start = before === PLUS || before === OPEN ? run.start - 1 : run.start;
  if (/[\w.+-]/.test(text.charAt(start - 1))) return null;
  const found = TOLL_FREE_REGEXP.exec(text.slice(start, start + CHARS_MAX));
  return found === null ? null : { start, end: start + found[0].length, need: "soft", rank: 6 };
}

/** The rule for `PHONE` with letters; the words stand with the other rules. */
export const PHONE_LETTERS_RULE: MatcherRule = {
  anchor: "matcher",
  category: "PHONE",
  finds: "toll-free telephone number with letters for digits",
  at: ["number"],
  groups: [[1, 1, "* -./_9|", " -."], [3, 3, "* -./_9|", "*-"]],
  words: [],
  revision: 1,
  match: (scan: Scan, anchor: Readonly<Span>): Hit | null => matchPhone(scan.text, anchor),
  hits: [
    ["Call 1-800-FLOWERS today", "1-800-FLOWERS"],
    ["1-888-555-HELP", "1-888-555-HELP"],
    ["ring 1-800-GO-FEDEX.", "1-800-GO-FEDEX"],
    ["(877) CASHNOW", "(877) CASHNOW"],
    ["1-800-MY-APPLE or write", "1-800-MY-APPLE"],
    ['{"phone":"1-866-CALL-NOW"}', "1-866-CALL-NOW"],
    ["dial +1-855-GET-HELP", "+1-855-GET-HELP"],
    ["name,phone\nAnn,800-GOODDAY", "800-GOODDAY"],
  ],
  misses: [
    "800 PEOPLE CAME",
    "1-800-55-GO",
    "1-900-FLOWERS",
    "A-1-800-FLOWERS",
    "800-flowers",
    "888 TOKENS",
    "order 800-ABCDEFG",
    "800-ABCDEFG-1",
    "1-800-ABCDEFGHIJ",
  ],
};
