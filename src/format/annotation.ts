/**
 * What an application may say after a call: `POST /_outband/v1/annotations`.
 *
 * ```json
 * {"kind":"human","trace_id":"0af7651916cd43dd8448eb211c80319c","body":{"decision":"approved"}}
 * {"kind":"guardrail","request_id":41,"body":{"name":"tone","verdict":"block"}}
 * ```
 *
 * @module
 */

import * as z from "zod"; // As a namespace: a bundler leaves out what is not used.

/** Kinds, and what they are for. */
export const ANNOTATION_KINDS = {
  guardrail: "verdict of a guardrail of the application",
  human: "decision of a person",
  retrieval: "documents that went into the prompt",
  evaluation: "score of an evaluation",
  outcome: "what became of the answer",
  feedback: "what the user thought of it",
  incident: "something went wrong",
  change: "something was changed",
  disclosure: "the user was told",
} as const;

/** Longest request body, bytes. */
export const ANNOTATION_BYTES_MAX = 16 * 1024;
/** Names in `body`, and their length and that of their values in characters. */
const NAMES_MAX = 32;
const NAME_CHARS_MAX = 64;
const VALUE_CHARS_MAX = 512;

const said = z.record(
  z.string().min(1).max(NAME_CHARS_MAX),
  z.union([z.string().max(VALUE_CHARS_MAX), z.number(), z.boolean()]),
).refine((body) => Object.keys(body).length <= NAMES_MAX, `has more than ${NAMES_MAX} names`);

const schema = z.strictObject({
  kind: z.enum(Object.keys(ANNOTATION_KINDS) as [keyof typeof ANNOTATION_KINDS]),
  request_id: z.number().int().min(0).optional(),
  trace_id: z.string().regex(/^[0-9a-f]{32}$/, "is not 32 lower-case hex characters").optional(),
  body: said,
}).refine(
  ({ request_id: ord, trace_id: trace }) => ord !== undefined || trace !== undefined,
  "names neither a request_id nor a trace_id",
);

/** An annotation as it was sent. */
export interface Annotation {
  about: string;
  ord: number | null;
  trace: string | null;
  /** Values as texts. */
  said: [name: string, value: string][];
}

/** Reads one; a text that says what is wrong when it is none. */
export function readAnnotation(text: string): Annotation | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "the body is not JSON";
  }
  const result = schema.safeParse(value);
  if (!result.success) {
    const issue = result.error.issues[0];
    const place = issue?.path.join(".") ?? "";
    return `${place === "" ? "the body" : place}: ${issue?.message ?? "not as expected"}`;
  }
  const { kind, request_id: ord, trace_id: trace, body } = result.data;
  return {
    about: kind,
    ord: ord ?? null,
    trace: trace ?? null,
    said: Object.entries(body).map(([name, content]) => [name, String(content)]),
  };
}
