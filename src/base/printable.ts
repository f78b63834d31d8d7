/**
 * Text of others made safe to show: a log must not move the cursor or change what is read.
 * @module
 */

/** Controls, and what reorders text. */
// deno-lint-ignore no-control-regex -- finding them is what it is for
const UNSAFE_REGEXP = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Text with everything that a terminal or a page would act on written as `\uXXXX`. */
export function printable(text: string): string {
  return text.replaceAll(
    UNSAFE_REGEXP,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
