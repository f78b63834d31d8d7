/**
 * Turns what an application says after a call into a record: reads it, redacts it, answers.
 * @module
 */

import type { Detector } from "../detect/detector.ts";
import { redact } from "../detect/redaction.ts";
import { readAnnotation } from "../format/annotation.ts";
import type { AnnotationBody } from "../format/record.ts";

/** The record, or what is wrong. */
export type AnnotationResult = { body: AnnotationBody } | { problem: string };

const DECODER = new TextDecoder();

/** Reads an annotation as it was sent; texts in it are redacted. */
export function annotationRecord(bytes: Uint8Array, detector: Detector): AnnotationResult {
  const read = readAnnotation(DECODER.decode(bytes));
  if (typeof read === "string") return { problem: read };
  const found: Record<string, number> = {};
  const clean = (text: string, label: string): string => {
    const findings = detector.scan(text, label);
    for (const { category } of findings) found[category] = (found[category] ?? 0) + 1;
    return redact(text, findings, "plain").toWellFormed();
  };
  const said = Object.fromEntries(
    read.said.map(([name, value]) => [clean(name, ""), clean(value, name)]),
  );
  const { about, ord, trace } = read;
  return {
    body: {
      kind: "annotation",
      about,
      ...(ord === null ? {} : { ord }),
      ...(trace === null ? {} : { trace }),
      said,
      ...(Object.keys(found).length === 0 ? {} : { found }),
    },
  };
}
