/**
 * Message content as OpenAI's APIs and their relatives write it: a text, or a list of parts.
 * @module
 */

import { asArray, asObject, asText } from "./json_value.ts";

/** The text of a message's content; parts joined by line feeds, empty when there is none. */
export function textOf(content: unknown): string {
  const whole = asText(content);
  if (whole !== null) return whole;
  const texts: string[] = [];
  for (const value of asArray(content)) {
    const text = asText(value) ?? asText(asObject(value)?.["text"]);
    if (text !== null) texts.push(text);
  }
  return texts.join("\n");
}
