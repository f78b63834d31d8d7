/**
 * Where the domain of an e-mail address ends, and whether it can be one.
 * @module
 */

import { CLASS, DENSE, DIGIT, LOWER, UPPER } from "../../text/alphabet.ts";
import { codeAt, isDigit, isLetter } from "../../text/character.ts";
import { DENSE_TOP_LEVEL_NAMES, TOP_LEVEL_NAMES } from "../../text/top_level_names.ts";

/** RFC 5321 section 4.5.3.1.2: domain; RFC 1035 section 2.3.4: label. */
const DOMAIN_MAX = 255;
const LABEL_MAX = 63;

const DASH = 0x2d;
const DOT = 0x2e;

/** Last labels that are file types, methods or fields wherever they are no top-level domain. */
const FILE_TYPES: ReadonlySet<string> = new Set([
  ...["png", "jpg", "jpeg", "gif", "svg", "webp", "ico", "bmp", "css", "scss", "js", "mjs", "cjs"],
  ...["ts", "tsx", "jsx", "html", "htm", "json", "xml", "yml", "yaml", "toml", "txt", "csv"],
  ...["tar", "tgz", "gz", "zip", "mov", "mp", "mpg", "pdf", "log", "conf", "cfg", "ini", "lock"],
  ...["service", "socket", "timer", "slice", "scope", "mount", "target", "device", "exe", "dll"],
  ...["jar", "whl", "gem", "deb", "rpm", "apk", "iso", "img", "bin", "map", "min", "snap"],
]);

/** A domain after an `@`. */
export interface Domain {
  end: number;
  /** Whether its last label is a top-level domain, or only looks like one. */
  isKnown: boolean;
}

/**
 * The longest domain from `at` that ends in a top-level label, or null.
 *
 *     jane@mail.example.co.uk.     icon@2x.png     pkg@1.2.3
 *          ^...............^       null            null
 */
export function domainAt(text: string, at: number): Domain | null {
  if (isVersionOrScale(text, at)) return null;
  let best: Domain | null = null;
  let label = at;
  while (label - at < DOMAIN_MAX) {
    if (codeAt(text, label) === DASH) break;
    const end = labelEnd(text, label);
    if (end === label || end - label > LABEL_MAX) break;
    // `jane@example.com.Please call`: a sentence that lacks its space.
    if (best?.isKnown && isUpper(text, label) && !isUpper(text, label - 2)) break;
    if (label > at) best = better(best, topLevel(text, label, end));
    if (codeAt(text, end) !== DOT) break;
    label = end + 1;
  }
  return best;
}

/** A later label extends the domain, unless it is none and an earlier one is. */
function better(best: Domain | null, next: Domain | null): Domain | null {
  if (next === null) return best;
  return best !== null && best.isKnown && !next.isKnown ? best : next;
}

function isUpper(text: string, at: number): boolean {
  return CLASS[codeAt(text, at)] === UPPER;
}

/** `pkg@1.2.3`, `module@v1.2.3.info`, `icon@2x.ai`. */
function isVersionOrScale(text: string, at: number): boolean {
  let end = at;
  if (codeAt(text, end) === 0x76) end++; // v
  const digits = end;
  while (end - digits < 8 && isDigit(codeAt(text, end))) end++;
  if (end === digits) return false;
  if (codeAt(text, end) === 0x78) return codeAt(text, end + 1) === DOT; // x
  return codeAt(text, end) === DOT && isDigit(codeAt(text, end + 1));
}

function labelEnd(text: string, at: number): number {
  const isDense = CLASS[codeAt(text, at)] === DENSE;
  let end = at;
  while (end - at <= LABEL_MAX) {
    const code = codeAt(text, end);
    const kind = CLASS[code] as number;
    const isPart = kind === LOWER || kind === UPPER || kind === DIGIT || code === DASH ||
      (isDense && kind === DENSE);
    if (!isPart) break;
    end++;
  }
  return end;
}

/** The domain that ends in the label from `start` to `end`, or null when that is no top level. */
function topLevel(text: string, start: number, end: number): Domain | null {
  if (text.startsWith("xn--", start)) {
    return end > start + 4 ? { end, isKnown: true } : null;
  }
  if (CLASS[codeAt(text, start)] === DENSE) return denseTopLevel(text, start);
  const letters = lettersEnd(text, start, end);
  if (letters - start < 2 || isDigit(codeAt(text, letters))) return null;
  if (!isLetter(codeAt(text, start))) return { end: letters, isKnown: true };
  const name = text.slice(start, letters).toLowerCase();
  if (TOP_LEVEL_NAMES.has(name)) return { end: letters, isKnown: true };
  const isPlausible = name.length <= 12 && letters === end && !FILE_TYPES.has(name);
  return isPlausible ? { end: letters, isKnown: false } : null;
}

/** A sentence may go on behind the name without a space. */
function denseTopLevel(text: string, start: number): Domain | null {
  const name = DENSE_TOP_LEVEL_NAMES.find((candidate) => text.startsWith(candidate, start));
  return name === undefined ? null : { end: start + name.length, isKnown: true };
}

function lettersEnd(text: string, at: number, most: number): number {
  let end = at;
  while (end < most) {
    const kind = CLASS[codeAt(text, end)] as number;
    if (kind !== LOWER && kind !== UPPER) break;
    end++;
  }
  return end;
}
