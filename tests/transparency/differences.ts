/**
 * The README's list of differences from a direct connection, executable: one entry for each line,
 * in its order. An entry turns what both ends see of a direct exchange into what they see through
 * the proxy. What no entry says must be equal, byte for byte.
 *
 * @module
 */

import { type HeaderPair, headerValues, latin1Bytes } from "../support/wire_reader.ts";
import {
  ANY_DATE,
  type Exchange,
  type SeenAnswer,
  seenBody,
  type SeenRequest,
  UPSTREAM_HOST,
} from "./exchange.ts";
import { OLD_REASONS, REASONS } from "./reasons.ts";

/** A way in which an exchange through the proxy differs from a direct one. */
export interface Difference {
  /** Left column of the README's table. */
  line: string;
  /**
   * Applies it.
   *
   * @param seen The exchange with the differences before this one applied.
   * @param direct The exchange as it is without the proxy.
   */
  apply(seen: Exchange, direct: Exchange): Exchange;
}

/** Request fields that concern one connection (RFC 9110 section 7.6.1). */
const REQUEST_HOP_FIELDS: readonly string[] = [
  "connection",
  "proxy-connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "te",
  "trailer",
  "upgrade",
];

/** As in requests, without those that a client has to see. */
const ANSWER_HOP_FIELDS: readonly string[] = REQUEST_HOP_FIELDS
  .filter((name) => !name.startsWith("proxy-auth"));

const ABSOLUTE_FORM_REGEXP = /^[a-z]+:\/\/[^/?]*(.*)$/;

const NO_BODY = seenBody(new Uint8Array(0), true);

/** One entry for each line of the README's list. */
export const DIFFERENCES: readonly Difference[] = [
  {
    line: "`Host` is the upstream's; hop-by-hop fields and those that `Connection` names are not " +
      "forwarded",
    apply(seen): Exchange {
      const there = changeRequest(seen, ({ headers }) => ({
        host: [UPSTREAM_HOST],
        headers: withoutHopFields(headers, REQUEST_HOP_FIELDS),
      }));
      return changeAnswer(there, ({ headers }) => ({
        headers: withoutHopFields(headers, ANSWER_HOP_FIELDS),
      }));
    },
  },
  {
    line: "Several `Cookie` fields of a request arrive as one, the last, joined with `;`",
    apply: (seen) => changeRequest(seen, ({ headers }) => ({ headers: withOneCookie(headers) })),
  },
  {
    line: "`Expect: 100-continue` is answered here; interim answers (1xx) are not passed on",
    apply(seen, direct): Exchange {
      const isExpected = hasField(direct.request, "expect") && hasBody(direct.request);
      const there = changeRequest(seen, ({ headers }) => ({
        headers: headers.filter(([name]) => name.toLowerCase() !== "expect"),
      }));
      return changeAnswer(there, () => ({ interim: isExpected ? [100] : [] }));
    },
  },
  {
    line: "`OPTIONS *` arrives as `/*`; a path with bytes that are not UTF-8 is answered with 400",
    apply(seen, { request }): Exchange {
      if (request !== null && !isUtf8(request.target)) return refused(400, "");
      return changeRequest(seen, ({ target }) => ({ target: target === "*" ? "/*" : target }));
    },
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
    line: "`CONNECT` is answered with 501",
    apply: (seen, { request }) =>
      request?.method === "CONNECT" ? refused(501, "outband_connect_unsupported") : seen,
  },
  {
    line: "Transfer codings other than chunked are answered with 501",
    apply: (seen, { request }) =>
      hasField(request, "transfer-encoding")
        ? refused(501, "outband_transfer_coding_unsupported")
        : seen,
  },
  {
    line:
      "A body on GET or HEAD is dropped; that such a client leaves before the answer is not noticed",
    apply: (seen) =>
      changeRequest(
        seen,
        ({ method }) =>
          method === "GET" || method === "HEAD"
            ? { framing: "none", body: NO_BODY, trailers: [] }
            : {},
      ),
  },
  {
    line: "Request bodies of known length up to 256 KiB are sent upstream when they are complete",
    // A matter of time, not of what is seen: timing_test.ts.
    apply: (seen) => seen,
  },
  {
    line: "Bodies without a length are framed anew; an answer that is complete in the first read " +
      "goes out with `content-length`",
    apply: (seen) =>
      changeAnswer(
        seen,
        ({ framing }) => framing === "chunked" || framing === "eof" ? { framing: "rebuilt" } : {},
      ),
  },
  {
    line: "Trailers are dropped; the reason phrase is the runtime's; `Date` is added when missing",
    apply(seen): Exchange {
      const there = changeRequest(seen, () => ({ trailers: [] }));
      return changeAnswer(there, ({ status, headers }) => ({
        trailers: [],
        reason: OLD_REASONS[status] ?? REASONS[status] ?? "",
        headers: headerValues(headers, "date").length > 0
          ? headers
          : [...headers, ["date", ANY_DATE]],
      }));
    },
  },
  {
    line: "Answer fields of one name take the case of the first; `Content-Length` and `Date` go " +
      "out in lower case, behind the others",
    apply: (seen) => changeAnswer(seen, ({ headers }) => ({ headers: rewritten(headers) })),
  },
  {
    line: "`content-length` of a 204 or 304 answer is dropped; a 205 answer is 502",
    apply(seen, { answer }): Exchange {
      if (answer?.status === 205) return badAnswer(seen);
      return answer?.status === 204 || answer?.status === 304 ? withoutLength(seen) : seen;
    },
  },
  {
    line: "An answer with a status outside 200 to 599 becomes 502",
    apply: (seen, { answer }) => answer !== null && answer.status > 599 ? badAnswer(seen) : seen,
  },
  {
    line: "`/healthz` and `/readyz` are answered here",
    apply: (seen, { request }) =>
      request?.target === "/healthz" || request?.target === "/readyz" ? refused(200, "") : seen,
  },
  {
    line: "Upstream unreachable, silent or not HTTP/1.1: 502 or 504 with one line of JSON, " +
      "`error.type` begins with `outband_`",
    apply: (seen, { answer }) =>
      answer === null && seen.answer === null
        ? { ...seen, answer: refusal(502, "outband_upstream_closed") }
        : seen,
  },
];

/**
 * The README's second table: differences that are not in the bytes of one exchange, each with the
 * file here that shows it.
 */
export const SHOWN_ELSEWHERE: readonly [line: string, file: string][] = [
  ["A client that shuts down its sending side counts as gone, and its call is cut", "connections"],
  ["More than 128 fields, or a head of more than 64 KiB: 400", "fields"],
  ["A request with a body that asks for an upgrade, to `h2c` say: 400", "fields"],
  ["What can be read in two ways is refused, with 400 or 502, or a cut", "hostile_requests"],
  ["HTTP/1.0 goes up as HTTP/1.1; the answer comes down in the client's version", "connections"],
  ["To a client of HTTP/1.0 a cut answer without a length looks whole", "cancel"],
  ["An HTTP/2 request goes up as HTTP/1.1, chunked if it announces no length", "h2_downgrade"],
  [
    "A WebSocket's messages are framed anew, never compressed; each side has pings of its own",
    "websocket",
  ],
  ["An upstream that leaves a WebSocket without a word is close code 1011, not 1006", "websocket"],
];

/** What both ends see through the proxy of an exchange that is, directly, as given. */
export function throughProxy(
  direct: Exchange,
  differences: readonly Difference[] = DIFFERENCES,
): Exchange {
  return differences.reduce((seen, difference) => difference.apply(seen, direct), direct);
}

/** The exchange with a change of its request, if there is one. */
function changeRequest(
  seen: Exchange,
  change: (request: SeenRequest) => Partial<SeenRequest>,
): Exchange {
  const { request } = seen;
  return request === null ? seen : { ...seen, request: { ...request, ...change(request) } };
}

/** The exchange with a change of its answer, if there is one. */
function changeAnswer(
  seen: Exchange,
  change: (answer: SeenAnswer) => Partial<SeenAnswer>,
): Exchange {
  const { answer } = seen;
  return answer === null ? seen : { ...seen, answer: { ...answer, ...change(answer) } };
}

/** The exchange without the declared length of its answer. */
function withoutLength(seen: Exchange): Exchange {
  return changeAnswer(seen, ({ headers }) => ({
    headers: headers.filter(([name]) => name.toLowerCase() !== "content-length"),
  }));
}

/** An answer of the proxy; only status and kind are ever compared. */
function refusal(status: number, type: string): SeenAnswer {
  return {
    status,
    reason: "",
    headers: [],
    framing: "length",
    body: NO_BODY,
    trailers: [],
    interim: [],
    refusal: type,
  };
}

function refused(status: number, type: string): Exchange {
  return { request: null, answer: refusal(status, type) };
}

function badAnswer(seen: Exchange): Exchange {
  return { ...seen, answer: refusal(502, "outband_upstream_bad_response") };
}

function hasField(request: SeenRequest | null, name: string): boolean {
  return request !== null && headerValues(request.headers, name).length > 0;
}

/** True when a body is to come, which may be empty all the same when it is chunked. */
function hasBody(request: SeenRequest | null): boolean {
  return request !== null && (request.framing === "chunked" || request.body.bytes > 0);
}

/** All `cookie` fields as the last. */
function withOneCookie(headers: readonly HeaderPair[]): HeaderPair[] {
  const cookies = headerValues(headers, "cookie");
  const others = headers.filter(([name]) => name.toLowerCase() !== "cookie");
  // An empty value at the end leaves a separator, whose space is none of the value's.
  const joined = cookies.join("; ").replace(/ $/, "");
  return cookies.length === 0 ? others : [...others, ["cookie", joined]];
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

function withoutHopFields(
  headers: readonly HeaderPair[],
  hopFields: readonly string[],
): HeaderPair[] {
  const named = headerValues(headers, "connection").join().split(",")
    .map((name) => name.trim().toLowerCase());
  return headers.filter(([name]) => {
    const lower = name.toLowerCase();
    return !hopFields.includes(lower) && !named.includes(lower);
  });
}

/** @param target One character per byte. */
function isUtf8(target: string): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(latin1Bytes(target));
    return true;
  } catch {
    return false;
  }
}
