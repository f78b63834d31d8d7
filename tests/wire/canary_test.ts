/**
 * The canary matrix: every string position of every format's request, answer and stream carries an
 * address once, and it must be found, redacted, and nowhere else in what is kept.
 */

import { createDetector } from "../../src/detect/detector.ts";
import type { BodyDraft, ExchangeMeta, WireFacts } from "../../src/format/draft.ts";
import { WIRE_FORMATS } from "../../src/wire/registry.ts";
import { auditRequest, auditResponse, type CapturedBody } from "../../src/worker/audit_body.ts";
import { assert, assertEquals } from "../support/std.ts";
import {
  bodyBytes,
  canaryOf,
  type Position,
  positionsOf,
  streamBytes,
  withCanary,
} from "./canary.ts";
import { FIXTURES } from "./fixtures/all.ts";
import type { WireFixture } from "./fixtures/fixture.ts";

const CONTEXT = {
  detector: createDetector(),
  markerStyle: "plain",
  decodedBytesMax: 10_000_000,
} as const;

interface Audited {
  format: string;
  req: BodyDraft;
  res: BodyDraft;
  wire: WireFacts;
}

function captured(bytes: Uint8Array): CapturedBody {
  return { bytes, total: bytes.length, ended: "complete", began: bytes.length > 0 };
}

function metaOf(fixture: WireFixture, responseType: string): ExchangeMeta {
  return {
    ord: 0,
    acceptedAtMs: 0,
    isDegraded: false,
    method: fixture.method,
    path: fixture.path,
    host: fixture.host,
    status: 200,
    requestType: fixture.requestType,
    requestEncoding: "",
    responseType,
    responseEncoding: "",
    upstreamRequestId: "",
    traceId: "",
    parentSpanId: "",
    traceFlags: "",
    clientAddress: "",
    errorType: "",
    addedUs: 0,
    ttfbUs: 0,
    totalUs: 0,
  };
}

/** Audits a fixture with one part changed. */
function audit(fixture: WireFixture, isStream: boolean): Audited {
  const stream = isStream && fixture.stream !== undefined ? streamBytes(fixture.stream) : null;
  const meta = metaOf(fixture, stream?.type ?? fixture.responseType);
  const request = auditRequest(CONTEXT, meta, captured(bodyBytes(fixture.request)));
  const answer = captured(stream?.bytes ?? bodyBytes(fixture.response));
  const { body: res, wire } = auditResponse(CONTEXT, meta, answer, request);
  return { format: request.format?.id ?? "opaque", req: request.body, res, wire };
}

function planted(fixture: WireFixture, position: Position, canary: string): WireFixture {
  const { part, path } = position;
  if (part === "stream") {
    const stream = fixture.stream as NonNullable<WireFixture["stream"]>;
    const events = withCanary(stream.events, path, canary) as unknown[];
    return { ...fixture, stream: { ...stream, events } };
  }
  return { ...fixture, [part]: withCanary(fixture[part], path, canary) };
}

/** Why a canary was not caught, or null. */
function missed(fixture: WireFixture, position: Position, canary: string): string | null {
  const { req, res, wire } = audit(planted(fixture, position, canary), position.part === "stream");
  const body = position.part === "request" ? req : res;
  const place = `${fixture.format} ${position.part} ${position.path.join(".")}`;
  if (body.found["EMAIL"] === undefined) return `${place}: not found`;
  const kept = JSON.stringify([req, res, wire], (_, value) => (
    value instanceof Uint8Array ? "" : value
  ));
  return kept.includes("aviary") ? `${place}: kept in clear` : null;
}

for (const { id } of WIRE_FORMATS) {
  Deno.test(`every string of ${id} is read, and no canary is kept`, () => {
    const fixtures = FIXTURES.filter(({ format }) => format === id);
    assert(fixtures.length > 0, `${id} has no fixture`);
    const faults: string[] = [];
    let positions = 0;
    for (const fixture of fixtures) {
      assertEquals(audit(fixture, false).format, id, `${fixture.method} ${fixture.path}`);
      for (const position of positionsOf(fixture)) {
        const fault = missed(fixture, position, canaryOf(positions++));
        if (fault !== null) faults.push(fault);
      }
    }
    assert(positions > 0, `${id} has positions`);
    assertEquals(faults, [], `${faults.length} of ${positions}`);
  });
}

Deno.test("a stream says what the plain answer says", () => {
  for (const fixture of FIXTURES) {
    if (fixture.stream === undefined) continue;
    const { wire, res } = audit(fixture, true);
    assertEquals(wire.stream, true, fixture.format);
    assert(res.capture === "full" || res.reason === "opaque", `${fixture.format} ${res.reason}`);
  }
});
