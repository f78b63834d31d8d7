/**
 * Names at both ends of a letter in scripts without capitals: the line below a closing, and what a
 * salutation is for. A name is known by its place alone, so it must be the whole line.
 *
 *     closing,              Dear Mr NAME:
 *     (Department) NAME
 *
 * @module
 */

import type { Hit, MatcherRule, Span } from "../../rule.ts";
import { NAME_ROW } from "./name_text.ts";
import type { Scan } from "../../context/scan.ts";
import { CHINESE, JAPANESE, KOREAN } from "./family_names.ts";
import { CASELESS_CLOSINGS } from "./name_letters.ts";
import { phrases } from "../phrases.ts";

/** How much is read on from a word. */
const CHARS_MAX = 80;

/** What stands between a closing and the next line that is not empty. */
const GAP_REGEXP =
  /^(?:\u656c\u793c|\u656c\u79ae|\u656c\u4e0a)?[,.!:;\u060c\u3002\uff01\uff0c\uff1a\uff5e~ ]{0,3}(?:(?:\r?\n|\\n)[ \t\u3000]{0,8}){1,3}(?:\u656c\u793c[\uff01!\u3002]?(?:\r?\n|\\n)[ \t\u3000]{0,8})?/;
const LINE_END = "(?=[ \\t\\u3000]*(?:\\r?\\n|\\\\n|$|[\"'<,\u060c]))";
const WORD = "[\\p{L}\\p{M}'\\u2019\"\\u05f3\\u05f4\\u200c-]{2,20}";

const CHINESE_LINE_REGEXP = new RegExp(
  `^(?:[\\u4e00-\\u9fffA-Za-z]{1,16}(?:\u90e8|\u79d1|\u5904|\u8655|\u7ec4|\u7d44|\u516c\u53f8|\u4e2d\u5fc3|\u5ba4|\u8bfe|\u8ab2|\u884c|\u5c40|\u6240|\u9662|\u4f1a)[ \\u3000])?(${CHINESE}[\\u4e00-\\u9fff]{1,2})(?=[ \\u3000]?(?:\u656c\u4e0a|\u8c28\u4e0a|\u8b39\u4e0a|\u656c\u542f|\u656c\u555f|\u7ecf\u7406|\u7d93\u7406)?[ \\t\\u3000]*(?:\\r?\\n|\\\\n|$|["'<(\uff08]))`,
);
const JAPANESE_LINE_REGEXP = new RegExp(
  `^(?:[^\\n\u3002\u3001]{2,24}(?:\u90e8|\u8ab2|\u5ba4|\u4fc2|\u5e97|\u793e|\u4f1a|\u79d1|\u9662)[ \\u3000])?(${JAPANESE}[ \\u3000]?[\\u4e00-\\u9fff\\u3005\\u3041-\\u3096\\u30a1-\\u30fa\\u30fc]{0,5})${LINE_END}`,
);
const KOREAN_LINE_REGEXP = new RegExp(
  `^(?:[\uac00-\ud7a3A-Za-z]{1,12}(?:\ud300|\ubd80|\uacfc|\uc2e4|\uc13c\ud130|\uc810|\ud68c\uc0ac|\ubcd1\uc6d0|\uc740\ud589)[ ]){0,2}(${KOREAN}[\uac00-\ud7a3]{1,2})(?=(?: ?(?:\ub4dc\ub9bc|\uc62c\ub9bc|\ubc30\uc0c1|\uacfc\uc7a5|\ub300\ub9ac|\ubd80\uc7a5|\ud300\uc7a5|\uc0ac\uc6d0|\uc8fc\uc784|\ucc28\uc7a5|\uc774\uc0ac|\ub300\ud45c|\ub9e4\ub2c8\uc800))?[ \\t]*(?:\\r?\\n|\\\\n|$|["'<(]))`,
);
const THAI_LINE_REGEXP = new RegExp(
  `^\\(? ?(?:(?:\u0e19\u0e32\u0e22|\u0e19\u0e32\u0e07\u0e2a\u0e32\u0e27|\u0e19\u0e32\u0e07|\u0e04\u0e38\u0e13|\u0e14\u0e23\\.|\u0e19\\.\u0e2a\\.) ?)?([\u0e01-\u0e4e]{2,18} [\u0e01-\u0e4e]{2,22})(?=\\)?[ \\t]*(?:\\r?\\n|\\\\n|$|["'<]))`,
);
const SPACED_LINE_REGEXP = new RegExp(
  `^(?:(?:\u062f|\u0623|\u0645|\u05d3"\u05e8|\u05e2\u05d5"\u05d3|\u05d3\u05e8|\u0921\u0949|\u0936\u094d\u0930\u0940|\u0936\u094d\u0930\u0940\u092e\u0924\u0940|\u0938\u0941\u0936\u094d\u0930\u0940|\u062f\u06a9\u062a\u0631|\u0645\u0647\u0646\u062f\u0633)[./]? ?)?(${WORD}(?: ${WORD}){0,3})${LINE_END}`,
  "u",
);
const OF_SCRIPT_REGEXP = /^[\u0590-\u06ff\u0900-\u097f]/;
/** With these begin lines that name no person. */
const OTHER_LINE_REGEXP =
  /^(?:\u05e6\u05d5\u05d5\u05ea|\u05d4\u05e0\u05d4\u05dc|\u05de\u05d7\u05dc\u05e7|\u05d7\u05d1\u05e8\u05ea|\u05de\u05e9\u05e8\u05d3|\u05e9\u05d9\u05e8\u05d5\u05ea|\u05dc\u05e7\u05d5\u05d7|\u0645\u062f\u064a\u0631|\u0645\u062f\u06cc\u0631|\u0625\u062f\u0627\u0631\u0629|\u0627\u0644\u0625\u062f\u0627\u0631\u0629|\u0642\u0633\u0645|\u0641\u0631\u064a\u0642|\u0634\u0631\u0643\u0629|\u0645\u0624\u0633\u0633\u0629|\u062e\u062f\u0645\u0629|\u0627\u0644\u0639\u0645\u0644\u0627\u0621|\u062a\u06cc\u0645|\u0634\u0631\u06a9\u062a|\u0648\u0627\u062d\u062f|\u0631\u0648\u0627\u0628\u0637|\u092a\u094d\u0930\u092c\u0902\u0927\u0915|\u091f\u0940\u092e|\u0935\u093f\u092d\u093e\u0917|\u0915\u0902\u092a\u0928\u0940|\u092e\u0948\u0928\u0947\u091c\u0930|\u0917\u094d\u0930\u093e\u0939\u0915|\u0938\u0947\u0935\u093e|\u0e1d\u0e48\u0e32\u0e22|\u0e1a\u0e23\u0e34\u0e29\u0e31\u0e17|\u0e41\u0e1c\u0e19\u0e01|\u0e17\u0e35\u0e21)/;

function matchLine({ text }: Scan, anchor: Readonly<Span>): Hit | null {
  const ahead = text.slice(anchor.end, anchor.end + CHARS_MAX);
  const gap = GAP_REGEXP.exec(ahead)?.[0];
  if (gap === undefined) return null;
  const line = ahead.slice(gap.length);
  if (OTHER_LINE_REGEXP.test(line)) return null;
  return named(anchor.end + gap.length, line, text.charCodeAt(anchor.start));
}

/** The name that a line is, in the script of the closing above it. */
function named(at: number, line: string, script: number): Hit | null {
  const match = script < 0x0980
    ? spaced(line)
    : script < 0x0e80
    ? THAI_LINE_REGEXP.exec(line)
    : script >= 0xac00
    ? KOREAN_LINE_REGEXP.exec(line)
    : CHINESE_LINE_REGEXP.exec(line) ?? JAPANESE_LINE_REGEXP.exec(line);
  const name = match?.[1];
  if (match === null || match === undefined || name === undefined) return null;
  const start = at + match[0].length - name.length;
  return { start, end: start + name.length, need: "none" };
}

function spaced(line: string): RegExpExecArray | null {
  return OF_SCRIPT_REGEXP.test(line) ? SPACED_LINE_REGEXP.exec(line) : null;
}

/** Words that open a letter, and what is read behind them. */
const OPENINGS: readonly { words: readonly string[]; on: RegExp }[] = [
  {
    words: phrases([
      "\u5c0a\u656c\u7684|\u4eb2\u7231\u7684|\u656c\u7231\u7684|\u89aa\u611b\u7684",
      "\u656c\u611b\u7684",
    ]),
    on: new RegExp(
      `^(${CHINESE}[\\u4e00-\\u9fff]{0,2}?|[A-Z][A-Za-z.'\\u2019-]{1,20}(?: [A-Z][A-Za-z'\\u2019-]{1,20}){0,2}) ?(?:\u5148\u751f|\u5973\u58eb|\u5c0f\u59d0|\u8001\u5e08|\u8001\u5e2b|\u6559\u6388|\u7ecf\u7406|\u7d93\u7406|\u603b|\u7e3d|\u4e3b\u4efb|\u533b\u751f|\u91ab\u751f|\u5f8b\u5e08|\u5f8b\u5e2b|\u603b\u76d1|\u7e3d\u76e3|\u540c\u5b66|\u540c\u5b78|\u592a\u592a|\u963f\u59e8|\u53d4\u53d4|\u8463\u4e8b\u957f|\u9662\u957f)`,
    ),
  },
  {
    words: phrases([
      "\u304a\u4e16\u8a71\u306b\u306a\u3063\u3066\u304a\u308a\u307e\u3059",
      "\u304a\u4e16\u8a71\u306b\u306a\u308a\u307e\u3059|\u304a\u75b2\u308c\u69d8\u3067\u3059",
    ]),
    on: new RegExp(
      `^[\u3002\u3001\uff01]?[ \\u3000\\n]{0,3}(?:[^\\n\u3002\u3001]{1,24}\u306e)?(${JAPANESE}[\\u4e00-\\u9fff\\u3041-\\u3096]{0,3}?)(?:\u3067\u3059|\u3068\u7533\u3057\u307e\u3059|\u3067\u3054\u3056\u3044\u307e\u3059)`,
    ),
  },
  {
    words: phrases([
      "\u0e40\u0e23\u0e35\u0e22\u0e19 \u0e04\u0e38\u0e13",
      "\u0e40\u0e23\u0e35\u0e22\u0e19\u0e04\u0e38\u0e13",
      "\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35\u0e04\u0e38\u0e13",
      "\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35\u0e04\u0e48\u0e30 \u0e04\u0e38\u0e13",
      "\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35\u0e04\u0e23\u0e31\u0e1a\u0e04\u0e38\u0e13",
      "\u0e16\u0e36\u0e07\u0e04\u0e38\u0e13|\u0e16\u0e36\u0e07 \u0e04\u0e38\u0e13",
    ]),
    on: /^ ?([\u0e01-\u0e4e]{2,18}(?: [\u0e01-\u0e4e]{2,22})?)(?=[ \t]*(?:\r?\n|\\n|$|["',]))/,
  },
  {
    words: phrases([
      "\u05e9\u05dc\u05d5\u05dd|\u05d4\u05d9\u05d9|\u05d9\u05e7\u05d9\u05e8\u05d9",
      "\u05d9\u05e7\u05d9\u05e8\u05ea\u05d9|\u0639\u0632\u064a\u0632\u064a",
      "\u0639\u0632\u064a\u0632\u062a\u064a|\u0627\u0644\u0623\u062e",
      "\u0627\u0644\u0623\u062e\u062a",
      "\u062d\u0636\u0631\u0629 \u0627\u0644\u0623\u0633\u062a\u0627\u0630",
      "\u062f\u0648\u0633\u062a \u0639\u0632\u06cc\u0632",
      "\u092a\u094d\u0930\u093f\u092f|\u0906\u0926\u0930\u0923\u0940\u092f",
      "\u092e\u093e\u0928\u0928\u0940\u092f",
    ]),
    on: new RegExp(
      `^(?: (?:\u0936\u094d\u0930\u0940|\u0936\u094d\u0930\u0940\u092e\u0924\u0940|\u0627\u0644\u0633\u064a\u062f|\u0627\u0644\u0633\u064a\u062f\u0629|\u0627\u0644\u0623\u0633\u062a\u0627\u0630|\u0627\u0644\u0623\u0633\u062a\u0627\u0630\u0629))? (${WORD}(?: ${WORD})?)(?= ?[,\u060c:!])`,
      "u",
    ),
  },
];
const OPENING_OF: ReadonlyMap<string, RegExp> = new Map(
  OPENINGS.flatMap(({ words, on }) => words.map((word): [string, RegExp] => [word, on])),
);
/** After `dear` and `hello`: no names. */
const NOBODY_REGEXP =
  /^(?:\u0e25\u0e39\u0e01\u0e04\u0e49\u0e32|\u0e17\u0e38\u0e01|\u0e1c\u0e39\u0e49|\u0e17\u0e48\u0e32\u0e19|\u0627\u0644|\u05dc\u05db\u05dd|\u05dc\u05da|\u05dc\u05db\u05d5\u05dc\u05dd|\u05db\u05d5\u05dc\u05dd|\u05dc\u05e7\u05d5\u05d7|\u05e8\u05d1|\u05d7\u05d1\u05e8|\u05e2\u05d5\u05dc\u05dd|\u05e6\u05d5\u05d5\u05ea|\u0648\u0623\u0647\u0644|\u0639\u0645\u064a\u0644|\u0632\u0628\u0627\u0626\u0646|\u0645\u0634\u062a\u0631\u0643|\u0917\u094d\u0930\u093e\u0939\u0915|\u092e\u0939\u094b\u0926\u092f|\u092e\u093f\u0924\u094d\u0930|\u0938\u093e\u0925\u093f|\u0938\u093e\u0925\u0940|\u0926\u0947\u0936|\u092d\u093e\u0908|\u092c\u091a\u094d\u091a|\u0938\u0930|\u0938\u0926\u0938\u094d\u092f|\u092a\u093e\u0920\u0915|\u091b\u093e\u0924\u094d\u0930|\u0905\u092d\u093f\u092d\u093e\u0935\u0915|\u0926\u094b\u0938\u094d\u0924)|\u062c\u0645\u064a\u0639\u0627|\u064a\u0627 /;

function matchOpening({ text }: Scan, anchor: Readonly<Span>): Hit | null {
  const on = OPENING_OF.get(text.slice(anchor.start, anchor.end));
  if (on === undefined) return null;
  const match = on.exec(text.slice(anchor.end, anchor.end + CHARS_MAX));
  const name = match?.[1];
  if (match === null || name === undefined || NOBODY_REGEXP.test(name)) return null;
  if (
    OF_SCRIPT_REGEXP.test(name) &&
    !/(?:^|[\n"'>.!])[ \t]*$/.test(text.slice(Math.max(0, anchor.start - 3), anchor.start))
  ) {
    return null;
  }
  const start = anchor.end + match[0].indexOf(name);
  return { start, end: start + name.length, need: "none" };
}

/** The rule for the ends of letters in scripts without capitals. */
export const CASELESS_CLOSING_RULE: MatcherRule = {
  ...NAME_ROW,
  finds: "name on the line below a closing in Arabic, Persian, Hebrew, Hindi, Thai, Han, Hangul",
  triggers: CASELESS_CLOSINGS,
  match: matchLine,
  hits: [
    [
      "\u05e0\u05e9\u05de\u05d7 \u05dc\u05e2\u05d6\u05d5\u05e8.\n\n\u05d1\u05d1\u05e8\u05db\u05d4,\n\u05e0\u05d5\u05e2\u05dd \u05d0\u05dc\u05d1\u05d6",
      "\u05e0\u05d5\u05e2\u05dd \u05d0\u05dc\u05d1\u05d6",
    ],
    [
      '\u05d1\u05db\u05d1\u05d5\u05d3 \u05e8\u05d1,\n\u05e2\u05d5"\u05d3 \u05ea\u05de\u05e8 \u05e9\u05d2\u05d9\u05d0\n\u05de\u05e9\u05e8\u05d3',
      "\u05ea\u05de\u05e8 \u05e9\u05d2\u05d9\u05d0",
    ],
    [
      "\u0645\u0639 \u062e\u0627\u0644\u0635 \u0627\u0644\u062a\u062d\u064a\u0629\u060c\n\u0631\u0646\u0627 \u0627\u0644\u062d\u0644\u0628\u064a\n\u0642\u0633\u0645 \u0627\u0644\u0645\u0628\u064a\u0639\u0627\u062a",
      "\u0631\u0646\u0627 \u0627\u0644\u062d\u0644\u0628\u064a",
    ],
    [
      "\u0628\u0627 \u0627\u062d\u062a\u0631\u0627\u0645\n\u0628\u0647\u0631\u0627\u0645 \u0646\u06cc\u06a9\u200c\u067e\u0648\u0631",
      "\u0628\u0647\u0631\u0627\u0645 \u0646\u06cc\u06a9\u200c\u067e\u0648\u0631",
    ],
    [
      "\u092d\u0935\u0926\u0940\u092f,\n\u0938\u0941\u0930\u0947\u0936 \u0928\u093e\u092f\u0930",
      "\u0938\u0941\u0930\u0947\u0936 \u0928\u093e\u092f\u0930",
    ],
    [
      "\u0e02\u0e2d\u0e41\u0e2a\u0e14\u0e07\u0e04\u0e27\u0e32\u0e21\u0e19\u0e31\u0e1a\u0e16\u0e37\u0e2d\n(\u0e19\u0e32\u0e22\u0e27\u0e34\u0e0a\u0e31\u0e22 \u0e2a\u0e38\u0e02\u0e2a\u0e31\u0e19\u0e15\u0e4c)\n\u0e1c\u0e39\u0e49\u0e08\u0e31\u0e14\u0e01\u0e32\u0e23",
      "\u0e27\u0e34\u0e0a\u0e31\u0e22 \u0e2a\u0e38\u0e02\u0e2a\u0e31\u0e19\u0e15\u0e4c",
    ],
    [
      "\u6b64\u81f4\n\u656c\u793c\uff01\n\u8d22\u52a1\u90e8\u3000\u738b\u6653\u4e1c",
      "\u738b\u6653\u4e1c",
    ],
    ["\u987a\u795d\u5546\u797a\n\u674e\u5a1c\n\u9500\u552e\u90e8", "\u674e\u5a1c"],
    [
      "\u3088\u308d\u3057\u304f\u304a\u9858\u3044\u3044\u305f\u3057\u307e\u3059\u3002\n\u7dcf\u52d9\u90e8\u3000\u5c71\u7530\u592a\u90ce",
      "\u5c71\u7530\u592a\u90ce",
    ],
    [
      "\uac10\uc0ac\ud569\ub2c8\ub2e4.\n\uc601\uc5c5\ud300 \uae40\ub3c4\uc724 \ub4dc\ub9bc",
      "\uae40\ub3c4\uc724",
    ],
    [
      '{"body":"\u05ea\u05d5\u05d3\u05d4.\\n\u05d1\u05d1\u05e8\u05db\u05d4,\\n\u05e0\u05d5\u05e2\u05dd \u05d0\u05dc\u05d1\u05d6"}',
      "\u05e0\u05d5\u05e2\u05dd \u05d0\u05dc\u05d1\u05d6",
    ],
  ],
  misses: [
    "\u05d1\u05d1\u05e8\u05db\u05d4,\n\u05e6\u05d5\u05d5\u05ea \u05d4\u05e9\u05d9\u05e8\u05d5\u05ea",
    "\u05d1\u05d1\u05e8\u05db\u05d4 \u05d7\u05de\u05d4 \u05d5\u05d1\u05d0\u05d4\u05d1\u05d4 \u05e8\u05d1\u05d4 \u05dc\u05db\u05d5\u05dc\u05dd",
    "\u0645\u0639 \u0627\u0644\u062a\u062d\u064a\u0629\u060c\n\u0625\u062f\u0627\u0631\u0629 \u0627\u0644\u0645\u0648\u0627\u0631\u062f \u0627\u0644\u0628\u0634\u0631\u064a\u0629",
    "\u092d\u0935\u0926\u0940\u092f,\n\u092a\u094d\u0930\u092c\u0902\u0927\u0915",
    "\u0e02\u0e2d\u0e41\u0e2a\u0e14\u0e07\u0e04\u0e27\u0e32\u0e21\u0e19\u0e31\u0e1a\u0e16\u0e37\u0e2d\n\u0e1d\u0e48\u0e32\u0e22\u0e1a\u0e23\u0e34\u0e01\u0e32\u0e23\u0e25\u0e39\u0e01\u0e04\u0e49\u0e32",
    "\u6b64\u81f4\n\u656c\u793c",
    "\u8c22\u8c22\n\u8bf7\u67e5\u6536\u9644\u4ef6",
    "\uac10\uc0ac\ud569\ub2c8\ub2e4.\n\uc548\ub155\ud788 \uacc4\uc138\uc694",
    "\u3088\u308d\u3057\u304f\u304a\u9858\u3044\u3044\u305f\u3057\u307e\u3059\u3002\n\u4ee5\u4e0a",
    "\u0628\u0627 \u062a\u0634\u06a9\u0631\n\u062a\u06cc\u0645 \u067e\u0634\u062a\u06cc\u0628\u0627\u0646\u06cc",
  ],
};

/** The rule for the openings of letters in those scripts. */
export const CASELESS_OPENING_RULE: MatcherRule = {
  ...NAME_ROW,
  finds: "name in the opening of a letter in Chinese, Japanese, Thai, Hebrew, Arabic, Hindi",
  triggers: [...OPENING_OF.keys()],
  match: matchOpening,
  hits: [
    ["\u5c0a\u656c\u7684Keller\u5148\u751f\uff1a\n\u60a8\u597d", "Keller"],
    ["\u4eb2\u7231\u7684\u738b\u8001\u5e08\uff1a", "\u738b"],
    [
      "\u304a\u4e16\u8a71\u306b\u306a\u3063\u3066\u304a\u308a\u307e\u3059\u3002\u7d4c\u7406\u306e\u5c71\u672c\u3067\u3059\u3002",
      "\u5c71\u672c",
    ],
    [
      "\u0e40\u0e23\u0e35\u0e22\u0e19 \u0e04\u0e38\u0e13\u0e2a\u0e21\u0e0a\u0e32\u0e22\n\u0e02\u0e2d\u0e41\u0e08\u0e49\u0e07",
      "\u0e2a\u0e21\u0e0a\u0e32\u0e22",
    ],
    [
      "\u05e9\u05dc\u05d5\u05dd \u05d3\u05e4\u05e0\u05d4,\n\u05e7\u05d9\u05d1\u05dc\u05e0\u05d5",
      "\u05d3\u05e4\u05e0\u05d4",
    ],
    [
      "\u0639\u0632\u064a\u0632\u062a\u064a \u0644\u064a\u0644\u0649\u060c\n\u0634\u0643\u0631\u0627",
      "\u0644\u064a\u0644\u0649",
    ],
    [
      "\u092a\u094d\u0930\u093f\u092f \u0905\u0928\u0928\u094d\u092f\u093e,\n\u0906\u0936\u093e \u0939\u0948",
      "\u0905\u0928\u0928\u094d\u092f\u093e",
    ],
    ['{"text":"\u5c0a\u656c\u7684Keller\u5148\u751f\uff1a\u60a8\u597d"}', "Keller"],
  ],
  misses: [
    "\u5c0a\u656c\u7684\u5ba2\u6237\uff1a",
    "\u5c0a\u656c\u7684\u5148\u751f\uff1a",
    "\u304a\u4e16\u8a71\u306b\u306a\u3063\u3066\u304a\u308a\u307e\u3059\u3002\u5f0a\u793e\u3067\u3059\u3002",
    "\u05e9\u05dc\u05d5\u05dd \u05dc\u05db\u05d5\u05dc\u05dd,",
    "\u05e9\u05dc\u05d5\u05dd \u05e8\u05d1,",
    "\u0639\u0632\u064a\u0632\u064a \u0627\u0644\u0639\u0645\u064a\u0644\u060c",
    "\u092a\u094d\u0930\u093f\u092f \u0917\u094d\u0930\u093e\u0939\u0915,",
    "\u0e40\u0e23\u0e35\u0e22\u0e19 \u0e04\u0e38\u0e13\u0e25\u0e39\u0e01\u0e04\u0e49\u0e32\u0e17\u0e38\u0e01\u0e17\u0e48\u0e32\u0e19 \u0e02\u0e2d\u0e41\u0e08\u0e49\u0e07\u0e27\u0e48\u0e32",
  ],
};
