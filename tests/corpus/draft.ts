/**
 * Texts whose labelled values carry marks while they are put together, so that a text can be
 * quoted, indented or nested and its labels still be found. The marks are private-use characters
 * that no document holds.
 *
 *     U+E000  category  value  U+E001
 *
 * @module
 */

/** A labelled place, UTF-16 offsets, the end exclusive. */
export interface Label {
  start: number;
  end: number;
  category: string;
}

/** A text and its labels in ascending order. */
export interface Labelled {
  text: string;
  labels: Label[];
}

const OPEN = "\ue000";
const CLOSE = "\ue001";
/** The first of the characters that name categories. */
const NAMES_FROM = 0xe100;
const NAMES_MAX = 0x400;
const MARK_REGEXP = /\ue000[\ue100-\ue4ff]|\ue001/g;

const NAMES: string[] = [];

/** A value with marks around it. */
export function mark(category: string, value: string): string {
  let at = NAMES.indexOf(category);
  if (at < 0) at = NAMES.push(category) - 1;
  if (at >= NAMES_MAX) throw new Error("Too many categories");
  return `${OPEN}${String.fromCharCode(NAMES_FROM + at)}${value}${CLOSE}`;
}

/** Takes the marks out of a text and says where they were. */
export function finish(draft: string): Labelled {
  const labels: Label[] = [];
  let text = "";
  let from = 0;
  let open: Label | null = null;
  for (const { 0: found, index } of draft.matchAll(MARK_REGEXP)) {
    text += draft.slice(from, index);
    from = index + found.length;
    if (found !== CLOSE) {
      if (open !== null) throw new Error("Marks do not nest");
      const category = NAMES[found.charCodeAt(1) - NAMES_FROM] as string;
      open = { start: text.length, end: text.length, category };
    } else {
      if (open === null) throw new Error("A mark closes what was not opened");
      open.end = text.length;
      labels.push(open);
      open = null;
    }
  }
  if (open !== null) throw new Error("A mark is not closed");
  return { text: text + draft.slice(from), labels };
}
