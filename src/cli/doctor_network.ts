/**
 * Checks of the doctor that use the network: ports, upstream, certificate, clock.
 * @module
 */

import type { Clock } from "../base/clock.ts";
import { messageOf } from "../base/errors.ts";
import { type ServeConfig, upstreamUrls } from "../format/config.ts";
import type { ListenAddress } from "../format/config_values.ts";
import { formatAddress, probeAddress } from "../proxy/server.ts";
import { utf8 } from "../base/bytes.ts";
import { type CheckResult, fail, ok, skip, warn } from "./check_result.ts";
import { httpCall, type HttpReply, tryConnection } from "./http_call.ts";
import { otelSettings } from "./otel_link.ts";
import { readUpstreamTls } from "./pem_files.ts";

const WAIT_MS = 10_000;
const ANSWER_BYTES_MAX = 1024 * 1024;
const LOCAL_WAIT_MS = 2_000;
/** A Date field has whole seconds and is as old as the way took. */
const CLOCK_OK_MS = 3_000;
const CLOCK_WARN_MS = 60_000;
/** Addresses that stand for all of this machine's. */
const ANY: Readonly<Record<string, string>> = { "0.0.0.0": "127.0.0.1", "::": "::1" };

/** Where a client of this machine reaches a listener. */
export function clientAddress({ hostname, port }: ListenAddress): string {
  return formatAddress(ANY[hostname] ?? hostname, port);
}

/** Asks a listener of this machine for its health; null when nothing answers, or not as we do. */
export async function askHealth(
  address: ListenAddress,
  path: "/healthz" | "/readyz",
): Promise<{ status: number; text: string } | null> {
  try {
    const { status, body } = await httpCall({
      url: `http://${clientAddress(address)}${path}`,
      timeoutMs: LOCAL_WAIT_MS,
      bytesMax: ANSWER_BYTES_MAX,
    });
    const text = new TextDecoder().decode(body);
    const isOurs = path === "/healthz" ? text === "ok\n" : /^(?:ready|ok|not ready)\b/.test(text);
    return isOurs ? { status, text } : null;
  } catch {
    return null; // Nobody there: that is one of the two answers.
  }
}

/** One address that `serve` listens on: free, ours already, or another program's. */
export async function checkPort(
  check: "listen" | "metrics",
  address: ListenAddress,
  { reusePort }: Pick<ServeConfig, "reusePort">,
): Promise<CheckResult> {
  const name = formatAddress(address.hostname, address.port);
  const isOpen = ANY[address.hostname] !== undefined;
  try {
    probeAddress({ ...address, reusePort });
  } catch (error) {
    if (await askHealth(address, "/healthz") !== null) {
      return ok(check, `a running outband serve answers on ${name}`);
    }
    const todo = `stop the other program, or choose another --${
      check === "listen" ? "listen" : "metrics-listen"
    }`;
    return fail(check, messageOf(error).split(";", 1)[0] ?? "", todo);
  }
  if (!isOpen) return ok(check, `${name} is free`);
  const todo = "choose 127.0.0.1 unless a firewall or network policy decides who may connect";
  return warn(check, `${name} is free, and open to other machines`, todo);
}

/** What a failed connection means, and what helps. */
const FAULTS: readonly [pattern: RegExp, seen: string, todo: string][] = [
  [
    /UnknownIssuer/,
    "its certificate is signed by an authority that is not trusted",
    "give the authority's certificate with --upstream-ca; behind an intercepting proxy, its own",
  ],
  [/Expired/, "its certificate has expired", "renew it there, or set this machine's clock right"],
  [/NotValidYet/, "its certificate is not valid yet", "set this machine's clock right"],
  [
    /NotValidForName/,
    "its certificate is for another name",
    "use the name that the certificate has in --target or --route",
  ],
  [
    /CaUsedAsEndEntity/,
    "its certificate is that of an authority itself",
    "give the upstream a certificate that is signed by it",
  ],
  [
    /certificate required|CertificateRequired|HandshakeFailure/i,
    "it wants a client certificate, or no cipher in common",
    "give --upstream-cert and --upstream-key",
  ],
  [
    /corrupt message|InvalidContentType|record overflow|unexpected end of file/i,
    "it does not speak TLS on that port",
    "use http:// in --target or --route, or the port that speaks TLS",
  ],
  [
    /lookup|resolve|name or service|nodename|dns/i,
    "its name cannot be resolved",
    "check the host in --target or --route and this machine's DNS",
  ],
  [
    /refused/i,
    "nothing listens there",
    "start the upstream, or check host and port of --target or --route",
  ],
  [
    /no connection to|timed out|within \d+ ms/i,
    "it does not answer in time",
    "check the route, firewall and egress rules to it",
  ],
  [
    /NotCapable|requires net access/i,
    "this process may not connect to it",
    "add it to --allow-net",
  ],
  [
    /status line|head/i,
    "what answers does not speak HTTP/1.1",
    "check host, port and scheme of --target or --route",
  ],
];

const EMPTY_EXPORT = utf8('{"resourceSpans":[]}');

/** Whether the OpenTelemetry receiver takes an export that holds nothing. */
export async function checkOtel(config: ServeConfig): Promise<CheckResult> {
  let url: string;
  let reply: HttpReply;
  try {
    const settings = otelSettings(config);
    if (settings === null) return skip("otel", "nothing is exported (--otel-endpoint)");
    url = `${settings.endpoint}/v1/traces`;
    reply = await httpCall({
      url,
      method: "POST",
      fields: [["content-type", "application/json"], ...Object.entries(settings.headers)],
      body: EMPTY_EXPORT,
      timeoutMs: WAIT_MS,
      bytesMax: ANSWER_BYTES_MAX,
    });
  } catch (error) {
    const reason = messageOf(error);
    return fail("otel", reason, "start the receiver, or correct --otel-endpoint or its file");
  }
  const { status } = reply;
  if (status >= 200 && status <= 299) return ok("otel", `${url} takes spans`);
  const todo = status === 401 || status === 403
    ? "put the receiver's token into --otel-headers-file"
    : "give the address of OTLP over HTTP, without /v1/traces, usually port 4318";
  return fail("otel", `${url} answers ${status}`, todo);
}

/**
 * Whether those outside can be reached that are told of windows: a connection, certificate
 * included, and nothing is sent.
 */
export async function checkReceivers(config: ServeConfig): Promise<CheckResult[]> {
  const { webhookUrl, tsa, witnesses } = config;
  const receivers = [
    { check: "webhook", flag: "--webhook-url", url: webhookUrl },
    { check: "tsa", flag: "--tsa", url: tsa },
    ...witnesses.map(({ url }) => ({ check: "witness", flag: "--witness", url })),
  ];
  const results: CheckResult[] = [];
  for (const { check, flag, url } of receivers) {
    if (url !== null) results.push(await checkReceiver(check, { flag, url }));
  }
  return results;
}

async function checkReceiver(
  check: string,
  { flag, url }: { flag: string; url: string },
): Promise<CheckResult> {
  // Path and query may hold a token.
  const { origin } = new URL(url);
  try {
    await tryConnection(origin, WAIT_MS);
    return ok(check, `${origin} can be reached`);
  } catch (error) {
    const seen = `${origin}: ${messageOf(error)}`;
    const todo = `check ${flag}, and the way to it; what is told waits, or is missing`;
    // No fault of traffic or log: messages wait on disk, and the next checkpoint covers this one.
    return warn(check, seen, todo);
  }
}

/** Whether each upstream answers, its certificate included; and what the clock of one says. */
export async function checkUpstreams(config: ServeConfig, clock: Clock): Promise<CheckResult[]> {
  const upstreams: CheckResult[] = [];
  let clockResult = skip("clock", "no upstream to compare this clock with");
  for (const url of upstreamUrls(config)) {
    const found = await checkUpstream(url, { config, clock });
    upstreams.push(found.upstream);
    if (clockResult.status === "skip") clockResult = found.clock;
  }
  return [...upstreams, clockResult];
}

async function checkUpstream(
  url: string,
  { config, clock }: { config: ServeConfig; clock: Clock },
): Promise<{ upstream: CheckResult; clock: CheckResult }> {
  const host = URL.parse(url)?.host ?? url;
  let reply: HttpReply;
  let beforeMs: number;
  try {
    const tls = readUpstreamTls(config);
    beforeMs = clock.nowMs();
    reply = await httpCall({
      url,
      method: "GET",
      tls,
      timeoutMs: WAIT_MS,
      bytesMax: ANSWER_BYTES_MAX,
    });
  } catch (error) {
    const unknown = skip("clock", "no answer to compare this clock with");
    return { upstream: upstreamFault(host, error), clock: unknown };
  }
  const isTls = url.startsWith("https:");
  const how = isTls ? "its certificate is valid" : "in clear text";
  const upstream = isTls || isLocal(url)
    ? ok("upstream", `${host} answers (${reply.status}), ${how}`)
    : warn(
      "upstream",
      `${host} answers (${reply.status}), ${how}`,
      "use https:// in --target or --route, or a network that nobody else reads",
    );
  const times = { beforeMs, afterMs: clock.nowMs() };
  return { upstream, clock: checkClock(reply.field("date"), times) };
}

function isLocal(target: string): boolean {
  const name = URL.parse(target)?.hostname ?? "";
  return name === "localhost" || name === "[::1]" || name.startsWith("127.");
}

function upstreamFault(host: string, error: unknown): CheckResult {
  const reason = messageOf(error);
  const known = FAULTS.find(([pattern]) => pattern.test(reason));
  if (known === undefined) {
    return fail("upstream", `${host}: ${reason}`, "check --target or --route and the network");
  }
  const [, seen, todo] = known;
  return fail("upstream", `${host}: ${seen} (${reason})`, todo);
}

/** This clock against the `Date` of an answer that came between two looks at it. */
function checkClock(
  date: string | null,
  { beforeMs, afterMs }: { beforeMs: number; afterMs: number },
): CheckResult {
  const theirsMs = date === null ? NaN : Date.parse(date);
  if (Number.isNaN(theirsMs)) {
    return skip("clock", "the upstream's answer has no Date to compare this clock with");
  }
  // The field was made between both looks; the nearest of them counts.
  const aheadMs = beforeMs - theirsMs > 0 ? beforeMs - theirsMs : Math.min(afterMs - theirsMs, 0);
  const seconds = Math.round(Math.abs(aheadMs) / 1000);
  if (Math.abs(aheadMs) <= CLOCK_OK_MS) return ok("clock", "within 3 s of the upstream's");
  const seen = `this clock is ${seconds} s ${aheadMs > 0 ? "ahead of" : "behind"} the upstream's`;
  const todo = "set it by NTP: records carry its time, and time-stamps will not fit";
  return Math.abs(aheadMs) <= CLOCK_WARN_MS ? warn("clock", seen, todo) : fail("clock", seen, todo);
}
