/**
 * Programs from npm that take personal data or secrets out of texts, each as it comes: with what it
 * looks for when nobody tells it anything.
 * @module
 */

import { Redactor } from "@redactpii/node";
import { lintSource } from "@secretlint/core";
import { creator } from "@secretlint/secretlint-rule-preset-recommend";
import { OpenRedaction } from "openredaction";
import { SyncRedactor } from "redact-pii";
import { createDetector } from "../../src/detect/detector.ts";
import { redact } from "../../src/detect/redaction.ts";

/** Takes what it finds out of a text. */
export interface NamedRedactor {
  name: string;
  /** Whether it looks for secrets only, so that the recall of others says nothing about it. */
  isForSecrets: boolean;
  redact(text: string): string | Promise<string>;
}

/** This program's engine, and its peers. */
export function namedRedactors(): NamedRedactor[] {
  const detector = createDetector();
  const redactPii = new SyncRedactor();
  const redactPiiNode = new Redactor();
  const open = new OpenRedaction();
  const preset = { id: "@secretlint/secretlint-rule-preset-recommend", rule: creator };
  return [
    {
      name: "outband",
      isForSecrets: false,
      redact: (text): string => redact(text, detector.scan(text), "plain"),
    },
    { name: "redact-pii", isForSecrets: false, redact: (text): string => redactPii.redact(text) },
    {
      name: "@redactpii/node",
      isForSecrets: false,
      redact: (text): string => redactPiiNode.redact(text),
    },
    {
      name: "openredaction",
      isForSecrets: false,
      redact: async (text): Promise<string> => (await open.detect(text)).redacted,
    },
    {
      name: "@secretlint/core",
      isForSecrets: true,
      async redact(text): Promise<string> {
        const source = { content: text, filePath: "text.txt", ext: ".txt", contentType: "text" };
        const { messages } = await lintSource({
          source: { ...source, contentType: "text" },
          options: { config: { rules: [preset] }, noPhysicFilePath: true },
        });
        return without(text, messages.map(({ range }) => range));
      },
    },
  ];
}

function without(text: string, ranges: readonly (readonly [start: number, end: number])[]): string {
  let left = "";
  let from = 0;
  for (const [start, end] of ranges.toSorted((a, b) => a[0] - b[0])) {
    if (start > from) left += `${text.slice(from, start)} `;
    from = Math.max(from, end);
  }
  return left + text.slice(from);
}
