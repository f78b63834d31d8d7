/**
 * Message content as OpenAI's APIs and their relatives write it: a text, or a list of parts.
 * @module
 */

import { asArray, asObject, asText } from "./json_value.ts";

/** An address that somebody has to follow, and no content of its own. */
const URL_REGEXP = /^https?:/i;

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

/**
 * Adds what the parts of a content point to and do not carry.
 *
 * @param contexts Receives `file_id`, `url`.
 */
export function addPartContexts(contexts: Set<string>, content: unknown): void {
  for (const value of asArray(content)) {
    const part = asObject(value);
    if (part === null) continue;
    const file = asObject(part["file"]) ?? asObject(part["image_file"]) ?? part;
    if (asText(file["file_id"])) contexts.add("file_id");
    const { image_url: image } = part;
    const url = asText(image) ?? asText(asObject(image)?.["url"]) ?? asText(part["file_url"]);
    if (url !== null && URL_REGEXP.test(url)) contexts.add("url");
  }
}
