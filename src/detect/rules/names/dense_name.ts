/**
 * Names of people in Chinese, Japanese, Korean and Thai, which have no capitals: after `my name
 * is`, before a title, after a title. Without a name for the field, a name must begin with a known
 * family name.
 * @module
 */

import { type Hit, type MatcherRule, RANK, type Span } from "../../rule.ts";
import type { Scan } from "../../context/scan.ts";
import { CHINESE, JAPANESE, KOREAN } from "./family_names.ts";
import { phrases } from "../phrases.ts";

/** How much is read back and on. */
const CHARS_MAX = 40;
const BACK_CHARS_MAX = 48;

const CHINESE_ON_REGEXP = new RegExp(
  `^[\uff1a: ]?(${CHINESE}[\u4e00-\u9fff]{1,2})(?=[\uff0c\u3002,.\uff01!\u3001\uff1b;\\s\uff08("]|[\u4eca\u662f\u6765\u4f86\u4f4f\u5728\u7684\u548c\u60f3\u8981\u6709\u6bd5\u7562\u7535\u96fb\u624b]|$)`,
);
const CHINESE_BACK_REGEXP = new RegExp(
  `(${CHINESE}[\\u4e00-\\u9fff]{0,2}|(?<![A-Za-z])[A-Z][a-z'\\u2019-]{1,20}(?: [A-Z][a-z'\\u2019-]{1,20}){0,2}) ?$`,
);
const JAPANESE_ON_REGEXP =
  /^[\uff1a: ]?([\u4e00-\u9fff\u3005\u3041-\u3096\u30a1-\u30fa\u30fc]{2,8}?(?:[ \u3000][\u4e00-\u9fff\u3005\u3041-\u3096\u30a1-\u30fa\u30fc]{1,6}?)?)(?=\u3067\u3059|\u3068\u7533\u3057|\u3068\u3044\u3044|\u3068\u8a00\u3044|\u3060[\u3002\uff01]|[\u3002\u3001,.\uff01\n]|$)/;
const JAPANESE_BACK_REGEXP = new RegExp(
  `(${JAPANESE}[ \u3000]?[\u4e00-\u9fff\u3005\u3041-\u3096\u30a1-\u30fa\u30fc]{0,4})$`,
);
/** A label, some words and a copula: `\u7cfb\u7edf\u91cc\u7684\u59d3\u540d\u662f...`. */
const CHINESE_SAID_REGEXP = new RegExp(
  `^(?:[^\\n\\d\uff0c\u3002,;\uff1b!\uff01?\uff1f\uff1a:|<>"]{0,10}?(?:\u662f|\u4e3a|\u70ba|\u53eb|\u767b\u8bb0\u4e3a|\u663e\u793a\u4e3a))[\uff1a: ]?(${CHINESE}[\u4e00-\u9fff]{1,2})(?=[\uff0c\u3002,.\uff01!\u3001\uff1b;\\s\uff08("]|$)`,
);
const JAPANESE_SAID_REGEXP = new RegExp(
  `^(?:[^\\n\\d\u3001\u3002,;!?\uff1a:|<>"]{0,14}?(?:\u306f|\u304c|\u3067\u306f))[\uff1a: \u300c]?(${JAPANESE}[ \u3000]?[\u4e00-\u9fff\u3005\u3041-\u3096\u30a1-\u30fa\u30fc]{1,5}?)(?=\u3067\u3059|\u3067\u3057|\u3068\u306a\u3063\u3066|\u306b\u306a\u3063\u3066|\u300d|\u3001|\u3002|\\n|$)`,
);
const THAI_SAID_REGEXP =
  /^[^\n\d,;:|<>"]{0,24}?\u0e04\u0e37\u0e2d ?((?:[\u0e01-\u0e4e]{2,18}) (?:[\u0e01-\u0e4e]{2,22}))(?=[ \t,.\n]|$)/;
const KOREAN_ON_REGEXP = new RegExp(
  `^(?:\ub294|\uc740)?[\uff1a: ]{0,2}(${KOREAN}[\uac00-\ud7a3]{2})(?=\uc785\ub2c8\ub2e4|\uc774\uc5d0\uc694|\uc608\uc694|\uc774\ub77c\uace0|\ub77c\uace0|\uc774\uace0|\uc778\ub370|\uc774\uba70|[,. !\\n]|$)`,
);
const KOREAN_BACK_REGEXP = new RegExp(
  `(?:^|[^\uac00-\ud7a3])(${KOREAN}[\uac00-\ud7a3]{2}) ?(?:(?:\uacfc\uc7a5|\ub300\ub9ac|\ubd80\uc7a5|\ud300\uc7a5|\ucc28\uc7a5|\uc0ac\uc6d0|\ub300\ud45c|\uc774\uc0ac|\uad50\uc218|\uc6d0\uc7a5|\uc8fc\uc784|\uc2e4\uc7a5|\uac04\ud638\uc0ac|\uc758\uc0ac|\uc120\uc0dd|\ub9e4\ub2c8\uc800|\uace0\uac1d|\ud658\uc790|\ud68c\uc6d0|\uc218\uc11d|\ucc45\uc784|\uc120\uc784|\uc13c\ud130\uc7a5|\ubcf8\ubd80\uc7a5) ?)?$`,
);
/** A line or a department before a name, and a title behind it: `\u7d4c\u7406\u90e8\u3000\u5c71\u7530\u8ab2\u9577`. */
const JAPANESE_LINE_REGEXP =
  /(?:(?:^|\n|\\n|[\u3002>"])[ \t]*|[\u90e8\u8ab2\u5ba4\u4fc2\u793e\u5e97\u9662\u4f1a][ \u3000]{1,2})([\u4e00-\u9fff\u3005]{1,4}(?:[ \u3000][\u4e00-\u9fff\u3005\u3041-\u3096\u30a1-\u30fa\u30fc]{1,5})?)[ \u3000]?$/;
const JAPANESE_TITLED_REGEXP = new RegExp(
  `(?:[\u90e8\u8ab2\u5ba4\u4fc2\u793e\u5e97\u9662\u4f1a][ \u3000]{1,2}([\u4e00-\u9fff\u3005]{1,4})|(?:^|[\\n\u3001\u3002>"\u306e])(${JAPANESE}))$`,
);
const CHINESE_SIGNED_REGEXP = new RegExp(
  `(?:^|[\\n :\uff1a\u3000])(${CHINESE}[\u4e00-\u9fff]{1,2}) ?$`,
);
const THAI_ON_REGEXP = /^[ :]?([\u0e01-\u0e4e]{2,18}(?: [\u0e01-\u0e4e]{2,22})?)/;
const THAI_TITLED_REGEXP = /^ ?([\u0e01-\u0e4e]{2,18} [\u0e01-\u0e4e]{2,22})/;
const THAI_TAIL_REGEXP =
  /(?:\u0e19\u0e30)?(?:\u0e04\u0e23\u0e31\u0e1a|\u0e04\u0e48\u0e30|\u0e04\u0e30)$| ?(?:\u0e04\u0e23\u0e31\u0e1a|\u0e04\u0e48\u0e30|\u0e2d\u0e32\u0e22\u0e38|\u0e2d\u0e22\u0e39\u0e48|\u0e40\u0e1b\u0e47\u0e19|\u0e21\u0e32|\u0e41\u0e25\u0e30|\u0e17\u0e35\u0e48|\u0e40\u0e01\u0e34\u0e14|\u0e40\u0e1a\u0e2d\u0e23\u0e4c|\u0e42\u0e17\u0e23).*$/;

/** Words that end like a name and a title. */
const NO_PEOPLE: ReadonlySet<string> = new Set(phrases([
  "\uc774\uc6a9\uc790|\uad6c\ub9e4\uc790|\uc2e0\uccad\uc790|\ubc29\ubb38\uc790",
  "\uc9c0\uc6d0\uc790|\ubcc0\ud638\uc0ac|\uc804\ubb38\uac00|\uc870\ud569\uc6d0",
  "\uc0ac\uc6a9\uc790|\uc18c\ube44\uc790|\uc784\ucc28\uc778|\uc784\ub300\uc778",
  "\uc5ec\ud589\uc790|\ucc38\uac00\uc790|\uacf5\ubb34\uc6d0|\uc120\uc0dd|\uae30\uad00\uc0ac",
  "\uc5f0\uad6c\uc6d0|\uc778\uc0ac\ud300|\uc9c0\ub3c4\uc790|\uac15\uc0ac|\uc6d0\uc7a5",
  "\uc548\ub0b4\uc6d0|\uc0c1\ub2f4\uc6d0|\uc5ec\ub7ec\ubd84|\ud558\ub098|\uad6c\ub3c5\uc790",
  "\uace0\uac1d|\uc774\uc6c3|\uc815\uce58\uc778|\uae30\uc790|\uc870\ud569\uc7a5",
  "\uc704\uc6d0\uc7a5|\ubb38\uc758\uc790|\uc720\uc800|\uc8fc\uc778\uacf5|\uc2e0\uc785\uc0dd",
  "\ud68c\uc6d0|\uc774\uc0ac\uc7a5|\ub178\ub3d9\uc790|\ub3c4\uc6b0\ubbf8|\ucc28\uc7a5",
  "\uc624\ube60|\uc774\ubaa8|\uace0\ubaa8|\ud558\ub290|\uc5f0\uc608\uc778|\ud55c\uad6d\uc778",
]));

/** What ends like a name and \u69d8. */
const NO_SIRS_REGEXP =
  /(?:\u5ba2|\u7686|\u5965|\u738b|\u795e|\u4ecf|\u6bbf|\u8cb4|\u8005|\u5148|\u54e1|\u4e3b|\u793e|\u5404\u4f4d|\u65b9|\u4f55|\u540c|\u591a|\u4ed5|\u6709|\u6a21|\u7570|\u5de6|\u4e00|\u8272|\u4eba|(?<![\u8c37\u963f\u670d\u6e21\u5ca1\u78ef\u77e2])\u90e8|\u8ab2|\u5e97|\u9662|\u4f1a|\u5c40|\u6240|\u5ba4)$|^(?:\u55b6\u696d|\u7d4c\u7406|\u7dcf\u52d9|\u4eba\u4e8b|\u6280\u8853|\u958b\u767a|\u4f01\u753b|\u88fd\u9020|\u8ca1\u52d9|\u6cd5\u52d9|\u5e83\u5831|\u8cfc\u8cb7)/;

interface Cue {
  words: readonly string[];
  on?: RegExp;
  back?: RegExp;
}

/** After `my name is`; before a title; after a title. */
const CUES: readonly Cue[] = [
  {
    words: phrases([
      "\u59d3\u540d|\u5ba2\u6237\u59d3\u540d|\u6237\u540d|\u6536\u4ef6\u4eba|\u8054\u7cfb\u4eba|\u6301\u5361\u4eba|\u771f\u5b9e\u59d3\u540d",
    ]),
    on: CHINESE_SAID_REGEXP,
  },
  {
    words: phrases([
      "\u6c0f\u540d|\u304a\u540d\u524d|\u3054\u6c0f\u540d|\u5951\u7d04\u8005\u540d|\u540d\u7fa9\u4eba",
    ]),
    on: JAPANESE_SAID_REGEXP,
  },
  {
    words: phrases([
      "\u0e0a\u0e37\u0e48\u0e2d\u0e43\u0e19\u0e23\u0e30\u0e1a\u0e1a|\u0e0a\u0e37\u0e48\u0e2d\u0e25\u0e39\u0e01\u0e04\u0e49\u0e32|\u0e0a\u0e37\u0e48\u0e2d\u0e1c\u0e39\u0e49\u0e1b\u0e48\u0e27\u0e22|\u0e0a\u0e37\u0e48\u0e2d\u0e08\u0e23\u0e34\u0e07|\u0e0a\u0e37\u0e48\u0e2d\u0e19\u0e32\u0e21\u0e2a\u0e01\u0e38\u0e25|\u0e0a\u0e37\u0e48\u0e2d-\u0e19\u0e32\u0e21\u0e2a\u0e01\u0e38\u0e25|\u0e0a\u0e37\u0e48\u0e2d\u0e1a\u0e31\u0e0d\u0e0a\u0e35|\u0e0a\u0e37\u0e48\u0e2d\u0e1c\u0e39\u0e49\u0e23\u0e31\u0e1a",
    ]),
    on: THAI_SAID_REGEXP,
  },
  {
    words: phrases([
      "\u6211\u53eb|\u6211\u7684\u540d\u5b57\u662f|\u6211\u7684\u540d\u5b57\u53eb",
      "\u6211\u540d\u53eb|\u540d\u53eb|\u672c\u4eba|\u4ed6\u53eb|\u5979\u53eb|\u6211\u662f",
      "\u540d\u5b57\u662f|\u6211\u59d3\u540d\u662f",
    ]),
    on: CHINESE_ON_REGEXP,
  },
  {
    words: phrases([
      "\u5148\u751f|\u5973\u58eb|\u5c0f\u59d0|\u592a\u592a|\u533b\u751f|\u6559\u6388|\u540c\u5fd7",
    ]),
    back: CHINESE_BACK_REGEXP,
  },
  {
    words: phrases([
      "\u79c1\u306e\u540d\u524d\u306f|\u540d\u524d\u306f|\u50d5\u306e\u540d\u524d\u306f",
      "\u308f\u305f\u3057\u306e\u540d\u524d\u306f",
    ]),
    on: JAPANESE_ON_REGEXP,
  },
  {
    words: phrases([
      "\u3055\u3093|\u69d8|\u6c0f|\u3061\u3083\u3093|\u3068\u7533\u3057\u307e\u3059",
      "\u3068\u3082\u3046\u3057\u307e\u3059|\u3068\u8a00\u3044\u307e\u3059",
      "\u3068\u3044\u3044\u307e\u3059",
    ]),
    back: JAPANESE_BACK_REGEXP,
  },
  {
    words: phrases([
      "\uc81c \uc774\ub984\uc740|\ub0b4 \uc774\ub984\uc740|\uc774\ub984\uc740|\uc800\ub294",
      "\ub098\ub294",
    ]),
    on: KOREAN_ON_REGEXP,
  },
  {
    words: phrases(["\u656c\u4e0a|\u8c28\u4e0a|\u8b39\u4e0a|\u656c\u542f|\u656c\u555f"]),
    back: CHINESE_SIGNED_REGEXP,
  },
  {
    words: phrases([
      "\u8ab2\u9577|\u90e8\u9577|\u793e\u9577|\u4fc2\u9577|\u4e3b\u4efb|\u5e97\u9577|\u5c02\u52d9",
      "\u5e38\u52d9|\u6b21\u9577",
    ]),
    back: JAPANESE_TITLED_REGEXP,
  },
  {
    words: phrases(["\ub4dc\ub9bc|\uc62c\ub9bc|\ubc30\uc0c1|\ub2d8\uaed8|\uadc0\ud558"]),
    back: KOREAN_BACK_REGEXP,
  },
  {
    words: phrases([
      "\uc528|\ub2d8|\uc120\uc0dd\ub2d8|\uace0\uac1d\ub2d8|\ud658\uc790\ubd84",
    ]),
    back: KOREAN_BACK_REGEXP,
  },
  {
    words: phrases([
      "\u0e1c\u0e21\u0e0a\u0e37\u0e48\u0e2d|\u0e14\u0e34\u0e09\u0e31\u0e19\u0e0a\u0e37\u0e48\u0e2d",
      "\u0e09\u0e31\u0e19\u0e0a\u0e37\u0e48\u0e2d|\u0e2b\u0e19\u0e39\u0e0a\u0e37\u0e48\u0e2d",
      "\u0e0a\u0e37\u0e48\u0e2d\u0e02\u0e2d\u0e07\u0e1c\u0e21\u0e04\u0e37\u0e2d",
      "\u0e0a\u0e37\u0e48\u0e2d\u0e02\u0e2d\u0e07\u0e09\u0e31\u0e19\u0e04\u0e37\u0e2d",
    ]),
    on: THAI_ON_REGEXP,
  },
  {
    words: phrases([
      "\u0e19\u0e32\u0e07\u0e2a\u0e32\u0e27|\u0e19\u0e32\u0e22|\u0e19\u0e32\u0e07",
      "\u0e04\u0e38\u0e13|\u0e19.\u0e2a.",
    ]),
    on: THAI_TITLED_REGEXP,
  },
];

const CUE_OF: ReadonlyMap<string, Cue> = new Map(
  CUES.flatMap((cue) => cue.words.map((word): [string, Cue] => [word, cue])),
);

function matchDense({ text }: Scan, anchor: Readonly<Span>): Hit | null {
  const cue = CUE_OF.get(text.slice(anchor.start, anchor.end));
  if (cue === undefined) return null;
  if (cue.on !== undefined) {
    // A title inside a word: `\u0e19\u0e32\u0e22\u0e01`.
    const isTitle = cue.on === THAI_TITLED_REGEXP;
    const before = text.charAt(anchor.start - 1);
    if (isTitle && /[\u0e00-\u0e7f]/.test(before)) return null;
    // A word that ends in `I`.
    if (cue.on === KOREAN_ON_REGEXP && /[\uac00-\ud7a3]/.test(before)) return null;
    const rest = text.slice(anchor.end, anchor.end + CHARS_MAX);
    const match = cue.on.exec(rest);
    if (match === null) return null;
    const name = match[1] ?? "";
    const start = anchor.end + match[0].indexOf(name);
    const found = name.replace(THAI_TAIL_REGEXP, "");
    return found.length < 2 ? null : hit(start, start + found.length);
  }
  const back = text.slice(Math.max(0, anchor.start - BACK_CHARS_MAX), anchor.start);
  const match = cue.back?.exec(back) ?? sirAt(text, anchor, back);
  const found = match?.[1] ?? match?.[2];
  if (found === undefined || NO_PEOPLE.has(found)) return null;
  const end = anchor.start -
    (back.length - (match?.index ?? 0) - (match?.[0].indexOf(found) ?? 0)) +
    found.length;
  return hit(end - found.length, end);
}

/** `NAME sama` that is a line of its own, whatever the family is called. */
function sirAt(text: string, anchor: Readonly<Span>, back: string): RegExpExecArray | null {
  if (text.slice(anchor.start, anchor.end) !== "\u69d8") return null;
  if (!/^[ \t\u3000]*(?:\r?\n|\\n|$|["<\u3001])/.test(text.slice(anchor.end, anchor.end + 4))) {
    return null;
  }
  const match = JAPANESE_LINE_REGEXP.exec(back);
  return match === null || NO_SIRS_REGEXP.test(match[1] ?? "") ? null : match;
}

function hit(start: number, end: number): Hit {
  return { start, end, need: "none", rank: RANK.DEFAULT };
}

/** The rule for names in scripts of East Asia. */
export const DENSE_NAME_RULE: MatcherRule = {
  anchor: "matcher",
  category: "PERSON_NAME",
  finds: "name after an introduction or next to a title in Chinese, Japanese, Korean, Thai",
  at: ["word"],
  triggers: [...CUE_OF.keys()],
  words: [],
  revision: 1,
  match: matchDense,
  hits: [
    ["\u7cfb\u7edf\u91cc\u7684\u59d3\u540d\u662f\u738b\u5c0f\u6885\u3002", "\u738b\u5c0f\u6885"],
    [
      "\u6c0f\u540d\u306f\u53f0\u5e33\u3067\u306f\u9234\u6728\u4e00\u90ce\u3067\u3059",
      "\u9234\u6728\u4e00\u90ce",
    ],
    [
      "\u0e0a\u0e37\u0e48\u0e2d\u0e43\u0e19\u0e23\u0e30\u0e1a\u0e1a\u0e04\u0e37\u0e2d \u0e2a\u0e21\u0e2b\u0e0d\u0e34\u0e07 \u0e23\u0e31\u0e01\u0e40\u0e23\u0e35\u0e22\u0e19 \u0e04\u0e48\u0e30",
      "\u0e2a\u0e21\u0e2b\u0e0d\u0e34\u0e07 \u0e23\u0e31\u0e01\u0e40\u0e23\u0e35\u0e22\u0e19",
    ],
    ["\u4f60\u597d\uff0c\u6211\u53eb\u674e\u660e\uff0c\u4eca\u5e7425\u5c81\u3002", "\u674e\u660e"],
    ["\u6211\u7684\u540d\u5b57\u662f\u738b\u5c0f\u660e\u3002", "\u738b\u5c0f\u660e"],
    ["\u8bf7\u8054\u7cfb\u674e\u660e\u5148\u751f", "\u674e\u660e"],
    ["\u5f20\u5973\u58eb\u5df2\u7ecf\u5230\u4e86", "\u5f20"],
    [
      "\u79c1\u306e\u540d\u524d\u306f\u5c71\u7530\u592a\u90ce\u3067\u3059",
      "\u5c71\u7530\u592a\u90ce",
    ],
    [
      "\u7530\u4e2d\u3055\u3093\u306b\u9023\u7d61\u3057\u3066\u304f\u3060\u3055\u3044",
      "\u7530\u4e2d",
    ],
    ["\u9234\u6728\u4e00\u90ce\u69d8", "\u9234\u6728\u4e00\u90ce"],
    ["\u4f50\u85e4\u82b1\u5b50\u3068\u7533\u3057\u307e\u3059\u3002", "\u4f50\u85e4\u82b1\u5b50"],
    ["\uc81c \uc774\ub984\uc740 \uae40\ubbfc\uc218\uc785\ub2c8\ub2e4", "\uae40\ubbfc\uc218"],
    ["\uae40\ubbfc\uc218 \uc528\uc5d0\uac8c \uc804\ud654\ud558\uc138\uc694", "\uae40\ubbfc\uc218"],
    ["\uc800\ub294 \ubc15\uc9c0\uc601\uc774\ub77c\uace0 \ud569\ub2c8\ub2e4", "\ubc15\uc9c0\uc601"],
    [
      "\u0e1c\u0e21\u0e0a\u0e37\u0e48\u0e2d\u0e2a\u0e21\u0e0a\u0e32\u0e22 \u0e43\u0e08\u0e14\u0e35\u0e04\u0e23\u0e31\u0e1a",
      "\u0e2a\u0e21\u0e0a\u0e32\u0e22 \u0e43\u0e08\u0e14\u0e35",
    ],
    [
      "\u0e19\u0e32\u0e22 \u0e2a\u0e21\u0e0a\u0e32\u0e22 \u0e43\u0e08\u0e14\u0e35",
      "\u0e2a\u0e21\u0e0a\u0e32\u0e22 \u0e43\u0e08\u0e14\u0e35",
    ],
  ],
  misses: [
    "\u62c5\u5f53:\u627f\u308a\u307e\u3057\u305f\u3002",
    "\u62c5\u5f53:\u3054\u672c\u4eba\u69d8\u78ba\u8a8d\u306e\u305f\u3081\u3001",
    "\u59d3\u540d\u662f\u5fc5\u586b\u9879\uff0c\u4e0d\u80fd\u4e3a\u7a7a",
    "\u8054\u7cfb\u4eba\u662f\u8c01\uff1f",
    "\u6c0f\u540d\u306f\u5fc5\u9808\u3067\u3059",
    "\u0e0a\u0e37\u0e48\u0e2d\u0e25\u0e39\u0e01\u0e04\u0e49\u0e32\u0e40\u0e1b\u0e47\u0e19 \u0e02\u0e49\u0e2d\u0e21\u0e39\u0e25\u0e25\u0e31\u0e1a",
    "\u304a\u5ba2\u69d8\u3078",
    "\u7686\u3055\u3093\u3001\u3053\u3093\u306b\u3061\u306f",
    "\u4ed5\u69d8\u3092\u78ba\u8a8d\u3057\u3066\u304f\u3060\u3055\u3044",
    "\u5148\u751f\u597d",
    "\u6211\u662f\u5b66\u751f",
    "\u8fd9\u4f4d\u5973\u58eb\u5f88\u597d",
    "\uace0\uac1d\ub2d8 \uc548\ub155\ud558\uc138\uc694",
    "\uc800\ub294 \ud559\uc0dd\uc785\ub2c8\ub2e4",
    "\uc774\uc6a9\uc790\ub2d8\uaed8",
    "\u0e19\u0e32\u0e22\u0e01\u0e23\u0e31\u0e10\u0e21\u0e19\u0e15\u0e23\u0e35",
    "\u0e04\u0e38\u0e13\u0e2a\u0e1a\u0e32\u0e22\u0e14\u0e35\u0e44\u0e2b\u0e21",
    "\u672c\u4eba\u786e\u8ba4",
  ],
};
