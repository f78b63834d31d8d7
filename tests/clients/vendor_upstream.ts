/**
 * Plays all vendors on one port of 127.0.0.1. The first segment of a path names the call of the
 * test, whose name begins with the vendor's; the rest is the vendor's own path.
 * @module
 */

import type { VendorHandler, VendorRequest, VendorRoutes } from "./vendor_answer.ts";
import { ANTHROPIC_ROUTES } from "./vendors/anthropic.ts";
import { BEDROCK_ROUTES } from "./vendors/bedrock.ts";
import { COHERE_ROUTES } from "./vendors/cohere.ts";
import { GEMINI_ROUTES } from "./vendors/gemini.ts";
import { MCP_ROUTES } from "./vendors/mcp.ts";
import { MISTRAL_ROUTES } from "./vendors/mistral.ts";
import { OLLAMA_ROUTES } from "./vendors/ollama.ts";
import { OPENAI_ROUTES } from "./vendors/openai.ts";
import { playRealtime } from "./vendors/openai_realtime.ts";

/** What each vendor answers; the name is the first word of a call's name. */
const VENDORS: Readonly<Record<string, VendorRoutes>> = {
  anthropic: ANTHROPIC_ROUTES,
  bedrock: BEDROCK_ROUTES,
  cohere: COHERE_ROUTES,
  gemini: GEMINI_ROUTES,
  mcp: MCP_ROUTES,
  mistral: MISTRAL_ROUTES,
  ollama: OLLAMA_ROUTES,
  openai: OPENAI_ROUTES,
};

/** One request or message as the vendor saw it, without what differs from run to run. */
export interface SeenRequest {
  call: string;
  method: string;
  target: string;
  /** Fields that reach the end of the way, sorted; those that change have no value. */
  headers: string[];
  /** The body, one character a byte; a form's boundary is replaced. */
  body: string;
}

/** Fields of one hop, and `host`, which a proxy sets. */
const HOP_FIELDS = [
  ...["connection", "keep-alive", "transfer-encoding", "content-length", "te", "upgrade", "host"],
  ...["trailer", "proxy-connection", "expect"],
];
/** Fields with the time, a number drawn at random, or what was made of them. */
const CHANGING_FIELDS = ["amz-sdk-invocation-id", "authorization", "x-amz-date", "x-signed-host"];
const BOUNDARY_REGEXP = /boundary="?([^";]+)/;
const CALL_REGEXP = /^\/([a-z]+)([a-z-]*)(\/.*)$/;

/** A running upstream. */
export class VendorUpstream implements AsyncDisposable {
  readonly #server: Deno.HttpServer<Deno.NetAddr>;
  readonly #isTls: boolean;
  #seen: SeenRequest[] = [];
  /** What went wrong here; empty at the end of a good test. */
  readonly faults: string[] = [];

  /** @param tls Certificate and key, PEM; without them it speaks plain HTTP. */
  constructor(tls: { cert: string; key: string } | null = null) {
    const options = { hostname: "127.0.0.1", port: 0, onListen: () => {}, ...tls };
    this.#isTls = tls !== null;
    this.#server = Deno.serve(
      { ...options, automaticCompression: false },
      (request) => this.#serve(request),
    );
  }

  /** Base address without a slash at its end. */
  get url(): string {
    return `${this.#isTls ? "https" : "http"}://127.0.0.1:${this.#server.addr.port}`;
  }

  /** Every request since the last look, in order. */
  takeSeen(): SeenRequest[] {
    const seen = this.#seen;
    this.#seen = [];
    return seen;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server.shutdown();
  }

  async #serve(request: Request): Promise<Response> {
    const rawTarget = request.url.slice(new URL(request.url).origin.length);
    const [, vendor = "", rest = "", target = ""] = CALL_REGEXP.exec(rawTarget) ?? [];
    const headers = new Headers(request.headers);
    const call = `${vendor}${rest}`;
    const { method } = request;
    if (headers.get("upgrade") === "websocket") {
      return playRealtime(request, (body) => {
        this.#seen.push({ call, method, target, headers: [], body });
      });
    }
    const body = await request.bytes();
    const seen: VendorRequest = { method, target, rawTarget, headers, body };
    this.#seen.push(seenRequest(call, seen));
    try {
      return await handlerOf(vendor, seen)(seen);
    } catch (error) {
      this.faults.push(`${method} ${rawTarget}: ${error}`);
      return new Response("the vendor's side failed", { status: 400 });
    }
  }
}

function handlerOf(vendor: string, { method, target }: VendorRequest): VendorHandler {
  const path = target.split("?")[0] ?? "";
  for (const [route, handler] of Object.entries(VENDORS[vendor] ?? {})) {
    const [routeMethod, routePath = ""] = route.split(" ");
    const pattern = routePath.split("*").map(RegExp.escape).join("[^/]+");
    if (routeMethod === method && new RegExp(`^${pattern}$`).test(path)) return handler;
  }
  throw new TypeError("No vendor answers here");
}

function seenRequest(call: string, request: VendorRequest): SeenRequest {
  const { method, target, headers } = request;
  const boundary = BOUNDARY_REGEXP.exec(headers.get("content-type") ?? "")?.[1];
  const plain = (text: string): string =>
    boundary === undefined ? text : text.replaceAll(boundary, "boundary");
  const fields = [...headers].filter(([name]) => !HOP_FIELDS.includes(name)).sort();
  return {
    call,
    method,
    target,
    headers: fields.map(([name, value]) =>
      CHANGING_FIELDS.includes(name) ? name : `${name}: ${plain(value)}`
    ),
    body: plain(new TextDecoder("latin1").decode(request.body)),
  };
}
