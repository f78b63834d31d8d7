/**
 * What a secret looks like: its alphabets, how random a text is, and the stand-ins that people
 * write where a secret would be. Looks at nothing but the text that it is given; callers bound it.
 * @module
 */

/** Parts of alphabets; one bit each. */
const DIGIT = 1;
const HEX_LOWER = 2;
const REST_LOWER = 4;
const HEX_UPPER = 8;
const REST_UPPER = 16;
const DASH = 32;
const UNDERSCORE = 64;
const DOT = 128;
const PLUS_SLASH = 256;
const EQUALS = 512;
const TILDE = 1_024;

/** A set of characters: a sum of the parts above. */
export type Alphabet = number;

export const DECIMAL: Alphabet = DIGIT;
export const HEX: Alphabet = DIGIT | HEX_LOWER;
export const HEX_ANY: Alphabet = HEX | HEX_UPPER;
/** Hexadecimal in groups, as in UUIDs. */
export const HEX_DASHED: Alphabet = HEX | DASH;
export const LOWER36: Alphabet = HEX | REST_LOWER;
export const UPPER36: Alphabet = DIGIT | HEX_UPPER | REST_UPPER;
export const BASE62: Alphabet = LOWER36 | UPPER36;
/** Letters, digits and underscores. */
export const WORD63: Alphabet = BASE62 | UNDERSCORE;
export const URL64: Alphabet = WORD63 | DASH;
export const URL64_DOT: Alphabet = URL64 | DOT;
export const URL64_EQUALS: Alphabet = URL64 | EQUALS;
export const BASE64: Alphabet = BASE62 | PLUS_SLASH | EQUALS;
/** RFC 6750 section 2.1, `b64token`: what a Bearer credential may be. */
export const TOKEN68: Alphabet = URL64 | BASE64 | DOT | TILDE;

const PARTS: Uint16Array = parts();

function parts(): Uint16Array {
  const table = new Uint16Array(0x80);
  const rows: readonly (readonly [string, number])[] = [
    ["0123456789", DIGIT],
    ["abcdef", HEX_LOWER],
    ["ghijklmnopqrstuvwxyz", REST_LOWER],
    ["ABCDEF", HEX_UPPER],
    ["GHIJKLMNOPQRSTUVWXYZ", REST_UPPER],
    ["-", DASH],
    ["_", UNDERSCORE],
    [".", DOT],
    ["+/", PLUS_SLASH],
    ["=", EQUALS],
    ["~", TILDE],
  ];
  for (const [chars, part] of rows) for (const char of chars) table[char.charCodeAt(0)] = part;
  return table;
}

/** Where the run of characters of an alphabet that begins at `at` ends; at most `max` on. */
export function runEnd(text: string, at: number, run: { of: Alphabet; max: number }): number {
  const last = Math.min(text.length, at + run.max);
  let end = at;
  while (end < last) {
    const code = text.charCodeAt(end);
    if (code >= 0x80 || ((PARTS[code] as number) & run.of) === 0) break;
    end++;
  }
  return end;
}

/** Where the run of characters of an alphabet that ends at `at` begins; at most `max` back. */
export function runStart(text: string, at: number, run: { of: Alphabet; max: number }): number {
  const least = Math.max(0, at - run.max);
  let start = at;
  while (start > least) {
    const code = text.charCodeAt(start - 1);
    if (code >= 0x80 || ((PARTS[code] as number) & run.of) === 0) break;
    start--;
  }
  return start;
}

/** Whether a text is of one alphabet throughout. */
export function isOf(text: string, alphabet: Alphabet): boolean {
  return text !== "" && runEnd(text, 0, { of: alphabet, max: text.length }) === text.length;
}

/** Shannon entropy in bits per character. */
export function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= count / text.length * Math.log2(count / text.length);
  return bits;
}

/**
 * For each letter, the letters that follow it in words: the 161 pairs that make up four fifths of
 * the pairs in English prose and in identifiers (counted over 39,000 distinct words). Random text
 * hits them one time in four, and words of other European languages nearly as often as English.
 */
const FOLLOWERS: readonly string[] = [
  ..."bcdgilmnprst aeil aehiklortu aeios acdefglmnprstvx efio er aeio abcdefglmnoprstvz".split(" "),
  ..." e adeilosty aeiop acdefgiostv cdlmnoprstuw aeilort u acdeimorst acehilopstu".split(" "),
  ..."acehiorstuy blmnprst ae    ".split(" "),
];

/**
 * How much of a text is like words: the share of its pairs of letters that are common in words.
 * Humps of compound names are not pairs: `apiKey` has `ap`, `pi`, `Ke`, `ey`.
 */
export function wordiness(text: string): number {
  let pairs = 0;
  let common = 0;
  for (let k = 1; k < text.length; k++) {
    const first = text.charCodeAt(k - 1);
    const second = text.charCodeAt(k);
    const isPair = isLetter(first) && isLetter(second);
    if (!isPair || (first >= 0x61 && second < 0x61)) continue;
    pairs++;
    const followers = FOLLOWERS[(first | 0x20) - 0x61] as string;
    if (followers.includes(String.fromCharCode(second | 0x20))) common++;
  }
  return pairs === 0 ? 0 : common / pairs;
}

function isLetter(code: number): boolean {
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

/** What {@linkcode countChars} counts. */
export interface CharCounts {
  digits: number;
  /** Runs of digits. */
  digitRuns: number;
  lower: number;
  upper: number;
  /** Everything else. */
  signs: number;
  distinct: number;
  /** Neighbouring letters of different case. */
  caseChanges: number;
}

/** Counts the sorts of characters in a text. */
export function countChars(text: string): CharCounts {
  const counts: CharCounts = {
    digits: 0,
    digitRuns: 0,
    lower: 0,
    upper: 0,
    signs: 0,
    distinct: new Set(text).size,
    caseChanges: 0,
  };
  let wasDigit = false;
  for (let k = 0; k < text.length; k++) {
    const code = text.charCodeAt(k);
    const isDigit = code >= 0x30 && code <= 0x39;
    if (isDigit) {
      counts.digits++;
      if (!wasDigit) counts.digitRuns++;
    } else if (code >= 0x61 && code <= 0x7a) counts.lower++;
    else if (code >= 0x41 && code <= 0x5a) counts.upper++;
    else counts.signs++;
    const isChange = k > 0 && (code ^ text.charCodeAt(k - 1)) & 0x20;
    if (isChange && isLetter(code) && isLetter(text.charCodeAt(k - 1))) counts.caseChanges++;
    wasDigit = isDigit;
  }
  return counts;
}

/** Letters alone, of one case, must be this many before they can be called random. */
const LETTERS_MIN = 24;
/** Letters alone, of both cases, and hexadecimal digits alone must be this many. */
const MIXED_MIN = 16;
/** Share of neighbours of different case above which letters are no humps of compound names. */
const CASE_CHANGES_MIN = 0.38;

/**
 * Whether a text of at least eight characters looks drawn at random: neither words nor a number
 * nor a pattern. Judges letters by {@linkcode wordiness} and case, digits by how they are spread.
 */
export function looksRandom(text: string): boolean {
  const { digits, digitRuns, lower, upper, distinct, caseChanges } = countChars(text);
  const letters = lower + upper;
  if (letters === 0) return false;
  if (isOf(text, HEX_ANY)) return text.length >= MIXED_MIN && digitRuns >= 2 && distinct >= 6;
  if (distinct < Math.min(8, 4 + text.length / 4)) return false;
  if (entropyOf(text) < Math.min(3.2, 0.75 * Math.log2(text.length))) return false;
  const words = wordiness(text);
  const isJumbled = text.length >= MIXED_MIN && words < 0.7 &&
    caseChanges > CASE_CHANGES_MIN * letters;
  if (digits === 0) return isJumbled || (letters >= LETTERS_MIN && words < 0.5);
  return isJumbled || words < 0.5 || (digitRuns >= 3 && words < 0.7) ||
    (digitRuns >= 5 && words < 0.8);
}

const UUID_REGEXP = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Whether a text is a UUID and nothing else. */
export function isUuid(text: string): boolean {
  return text.length === 36 && UUID_REGEXP.test(text);
}

/** Identifiers of records, which APIs of language models and of payments prefix with a type. */
const RECORD_REGEXP =
  /^(?:chatcmpl|cmpl|toolu|srvtoolu|call|msg|req|resp|run|asst|thread|file|step|batch|gen|item|rs|ws|fc|ft|vs|evt|cus|ch|pi|pm|sub|price|prod|in|org|proj|user|usr|acct|trace|span|task|job|wf|doc|chunk|node|conv|event|commit|sha1|sha256|sha384|sha512|md5)[-_:]/i;

/** Whether a text is the identifier of a record, which gives nobody access. */
export function isRecordId(text: string): boolean {
  return RECORD_REGEXP.test(text);
}

/** Parts of what is written where a secret would be. */
const STAND_INS: readonly string[] = [
  ...["example", "sample", "placeholder", "your", "changeme", "change-me", "change_me", "replace"],
  ...[
    "insert",
    "redact",
    "dummy",
    "foobar",
    "lorem",
    "notreal",
    "not-real",
    "not_real",
    "censored",
  ],
  ...["xxxx", "****", "....", "####", "____", "----", "\u2022\u2022", "\u2026"],
  ...["-here", "_here", "goes-here", "my-secret", "my_secret", "mysecret", "my-api", "my_api"],
  ...["-fake", "fake-", "_fake", "fake_", "mock-", "mock_", "-mock", "_mock", "dein", "votre"],
  ...["qwertyuiop", "asdfghjkl", "deadbeefdeadbeef", "t0ken-"],
];

/** A character so often in a row, or so many in ascending order, is nobody's secret. */
const SAME_MAX = 5;
const ASCENDING_MAX = 6;

/** Whether a text stands in for a secret: a word that says so, a mask, a template, a pattern. */
export function isPlaceholder(text: string): boolean {
  if (isTemplate(text)) return true;
  const folded = text.toLowerCase();
  if (STAND_INS.some((part) => folded.includes(part))) return true;
  return longestRun(folded, 0) > SAME_MAX || longestRun(folded, 1) > ASCENDING_MAX;
}

/** Longest run in which each character is the one before plus `step`. */
function longestRun(text: string, step: number): number {
  let longest = 1;
  let length = 1;
  for (let k = 1; k < text.length; k++) {
    const difference = text.charCodeAt(k) - text.charCodeAt(k - 1);
    // After 9 comes 0: `1234567890`.
    const goesOn = difference === step || (step === 1 && difference === -9);
    length = goesOn ? length + 1 : 1;
    if (length > longest) longest = length;
  }
  return longest;
}

const TEMPLATE_REGEXP =
  /\$\{|\{\{|\$\(|#\{|%\(|^<.*>$|^\[.*\]$|^\{.*\}$|^%[A-Za-z_]*%?$|^\$[A-Za-z_]\w*$|^[:@?][A-Za-z_]*$/;

/** Whether a text is filled in later: `${TOKEN}`, `{{ token }}`, `<token>`, `%s`, `$TOKEN`. */
export function isTemplate(text: string): boolean {
  return TEMPLATE_REGEXP.test(text);
}

/** Most characters that {@linkcode decodeBase64} decodes. */
const DECODED_CHARS_MAX = 8_192;

/**
 * The bytes of base64 or base64url text as characters U+0000 to U+00FF, or null when it is neither.
 */
export function decodeBase64(text: string): string | null {
  const standard = text.slice(0, DECODED_CHARS_MAX).replaceAll("-", "+").replaceAll("_", "/");
  try {
    return atob(standard);
  } catch {
    return null;
  }
}
