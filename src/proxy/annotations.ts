/**
 * `POST /_outband/v1/annotations` on the listen address: what an application says after a call. It
 * is handed to the journal as it is; nothing is read of it here.
 * @module
 */

/** Where it is. */
export const ANNOTATIONS_PATH = "/_outband/v1/annotations";

/** What became of an annotation. */
export type AnnotationAnswer =
  /** It will be written. */
  | { kind: "accepted" }
  /** It is not one. */
  | { kind: "refused"; problem: string }
  /** Nobody can take it. */
  | { kind: "unavailable" };

/** Takes annotations. */
export type AnnotationTaker = (bytes: Uint8Array<ArrayBuffer>) => Promise<AnnotationAnswer>;

/** Answers a request: 202, or one line of JSON that says why not. */
export async function answerAnnotation(
  req: Request,
  parts: { take: AnnotationTaker | null; bytesMax: number },
): Promise<Response> {
  if (req.method !== "POST") {
    return problem(405, "method_not_allowed", "Annotations are sent with POST");
  }
  if (parts.take === null) return problem(503, "no_audit", "The audit is switched off");
  const bytes = await readAtMost(req, parts.bytesMax);
  if (bytes === null) {
    return problem(413, "too_large", `An annotation has at most ${parts.bytesMax} bytes`);
  }
  const answer = await parts.take(bytes);
  if (answer.kind === "accepted") return json(202, { status: "accepted" });
  return answer.kind === "refused"
    ? problem(400, "invalid_annotation", answer.problem)
    : problem(503, "journal_lost", "The journal does not run; nothing is recorded until a restart");
}

async function readAtMost(req: Request, bytesMax: number): Promise<Uint8Array<ArrayBuffer> | null> {
  if (req.body === null) return new Uint8Array(0);
  const whole = new Uint8Array(bytesMax);
  let length = 0;
  for await (const chunk of req.body) {
    if (length + chunk.length > bytesMax) return null;
    whole.set(chunk, length);
    length += chunk.length;
  }
  return whole.slice(0, length);
}

function problem(status: number, type: string, message: string): Response {
  return json(status, { error: { type: `outband_${type}`, message, code: status } });
}

function json(status: number, value: unknown): Response {
  return new Response(`${JSON.stringify(value)}\n`, {
    status,
    headers: { "content-type": "application/json" },
  });
}
