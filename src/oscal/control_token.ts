/**
 * Names of controls as OSCAL takes them: tokens, with the framework in front because two standards
 * share ids. There is no free OSCAL catalogue for most of them, so they resolve to nothing.
 * @module
 */

import tokens from "./tokens.json" with { type: "json" };

const TOKENS: Readonly<Record<string, string>> = tokens;

/**
 * The token of a control.
 *
 * @param id As the catalogue has it: `soc2:CC7.2`.
 * @throws {RangeError} For a control that has none.
 */
export function controlToken(id: string): string {
  const token = Object.hasOwn(TOKENS, id) ? TOKENS[id] : undefined;
  if (token === undefined) throw new RangeError(`No token for the control ${id}`);
  return token;
}
