/**
 * Differences from a direct connection that were seen and are not on the README's list. Each is
 * small; a line of the README that says it belongs into differences.ts, with its entry from here.
 * @module
 */

import { type HeaderPair, headerValues } from "../support/wire_reader.ts";
import { changeAnswer, changeRequest, type Difference, withoutLength } from "./differences.ts";

/** Phrases of the runtime that are not those of the registry. */
export const OLD_REASONS: Readonly<Record<number, string>> = {
  203: "Non Authoritative Information",
  413: "Payload Too Large",
  422: "Unprocessable Entity",
};

const LAST_SPACE_REGEXP = / +$/;
const ABSOLUTE_FORM_REGEXP = /^[a-z]+:\/\/[^/?]*(.*)$/;

/** To be applied after those of the README. */
export const UNLISTED: readonly Difference[] = [
  {
    line: "Repeated request fields: empty values before others are left out, `Cookie` is joined " +
      "with `; `, `Set-Cookie` stays as it is",
    apply: (seen, direct) =>
      changeRequest(seen, ({ headers }) => ({
        headers: headers.flatMap(([name]) => {
          const values = headerValues(direct.request?.headers ?? [], name);
          return joinedValues(name, values).map((value): HeaderPair => [name, value]);
        }),
      })),
  },
  {
    line: "Answer fields of one name take the case of the first; `Content-Length` and `Date` go " +
      "out in lower case, behind the others",
    apply: (seen) => changeAnswer(seen, ({ headers }) => ({ headers: rewritten(headers) })),
  },
  {
    line: "`content-length` of a 204 answer is dropped",
    apply: (seen, { answer }) => answer?.status === 204 ? withoutLength(seen) : seen,
  },
  {
    line: "A target in absolute form arrives in origin form, whatever host it names",
    apply: (seen) =>
      changeRequest(seen, ({ target }) => {
        const rest = ABSOLUTE_FORM_REGEXP.exec(target)?.[1];
        if (rest === undefined) return {};
        return { target: rest.startsWith("/") ? rest : `/${rest}` };
      }),
  },
  {
    line: "The reason phrases of 203, 413 and 422 are older than the standard ones",
    apply: (seen) =>
      changeAnswer(seen, ({ status, reason }) => ({ reason: OLD_REASONS[status] ?? reason })),
  },
];

function joinedValues(name: string, values: readonly string[]): string[] {
  if (name === "set-cookie" || values.length < 2) return [...values];
  const first = values.findIndex((value) => value !== "");
  const joined = name === "cookie"
    ? values.join("; ")
    : values.slice(first < 0 ? values.length : first).join(", ");
  // An empty value at the end leaves a separator, whose space is none of the value's.
  return [joined.replace(LAST_SPACE_REGEXP, "")];
}

function rewritten(headers: readonly HeaderPair[]): HeaderPair[] {
  const names = new Map<string, string>();
  const length: HeaderPair[] = [];
  const date: HeaderPair[] = [];
  const others: HeaderPair[] = [];
  for (const [name, value] of headers) {
    const lower = name.toLowerCase();
    const first = names.get(lower) ?? name;
    names.set(lower, first);
    if (lower === "content-length") length.push([lower, value]);
    else if (lower === "date") date.push([lower, value]);
    else others.push([first, value]);
  }
  return [...others, ...length, ...date];
}
