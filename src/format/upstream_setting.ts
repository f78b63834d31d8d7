/**
 * The settings that say where calls go: one upstream for all, and routes to others.
 * @module
 */

import type { z } from "zod";
import { list, text } from "./config_values.ts";

/** Where requests go. */
export interface UpstreamTarget {
  /** True for `https`. */
  tls: boolean;
  hostname: string;
  port: number;
  /** Value of the `host` field: with the port when it is not the scheme's default. */
  host: string;
  /** Path before the client's path, without a trailing slash; often empty. */
  basePath: string;
}

/** One route: which calls it takes, and where they go. At least one of the first two is there. */
export interface RouteSetting {
  /** Host name that the client asks for, in lower case, with a port only if it must be that one. */
  host: string | null;
  /** `/anthropic`, without a slash at its end; taken away from the path. Empty for every path. */
  prefix: string;
  /** Upstream; see {@linkcode readUpstreamUrl}. */
  url: string;
}

/** Routes looked through for each call. */
const ROUTES_MAX = 64;
/** User name and password of a URL, or of what was meant to be one. */
const CREDENTIALS_REGEXP = /[^/]*@/;
const ROUTE_REGEXP =
  /^([A-Za-z0-9._-]{1,253}(?::\d{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](?::\d{1,5})?)?((?:\/[^\s?#=,/]{1,256}){0,16})\/?=(\S{1,2048})$/;
const FORM = "give http(s)://host[:port][/path]";

/** The URL as messages may show it. */
export function withoutCredentials(url: string): string {
  return url.replace(CREDENTIALS_REGEXP, "***@");
}

/** Reads the URL of an upstream: `http(s)://host[:port][/path]`, or says what is wrong with it. */
export function readUpstreamUrl(given: string): UpstreamTarget | { problem: string } {
  if (!URL.canParse(given)) return { problem: "it is not a URL" };
  const url = new URL(given);
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    return { problem: `its scheme is ${JSON.stringify(url.protocol.slice(0, -1))}` };
  }
  if (url.hostname === "") return { problem: "it names no host" };
  if (url.username !== "" || url.password !== "") {
    return { problem: "it holds a user name or password" };
  }
  if (url.search !== "" || url.hash !== "") return { problem: "it has a query or fragment" };
  const tls = url.protocol === "https:";
  return {
    tls,
    hostname: url.hostname.replace(/^\[|\]$/g, ""),
    port: url.port === "" ? (tls ? 443 : 80) : Number(url.port),
    host: url.host,
    basePath: url.pathname.replace(/\/+$/, ""),
  };
}

/** The URL of an upstream; empty means none, and reads as null. */
export function upstreamUrl(): z.ZodType<string | null> {
  return text({ problem: "must be a URL" }).transform((given, context) => {
    if (given === "") return null;
    const target = readUpstreamUrl(given);
    if ("problem" in target) {
      const shown = JSON.stringify(withoutCredentials(given));
      context.addIssue(`cannot be ${shown}: ${target.problem}; ${FORM}`);
    }
    return given;
  });
}

/** Routes, `[HOST][/PREFIX]=URL`; two that take the same calls are a fault. */
export function routeSettings(): z.ZodType<RouteSetting[]> {
  return list().transform((items, context) => {
    const routes: RouteSetting[] = [];
    const seen = new Set<string>();
    for (const item of items) {
      const route = readRoute(item);
      if ("problem" in route) {
        context.addIssue(`cannot be ${JSON.stringify(withoutCredentials(item))}: ${route.problem}`);
        continue;
      }
      const key = `${route.host ?? ""}${route.prefix}`;
      if (seen.has(key)) context.addIssue(`names ${JSON.stringify(key)} twice`);
      seen.add(key);
      routes.push(route);
    }
    if (routes.length > ROUTES_MAX) context.addIssue(`holds more than ${ROUTES_MAX} routes`);
    return routes;
  });
}

function readRoute(item: string): RouteSetting | { problem: string } {
  const [, host, prefix = "", url = ""] = ROUTE_REGEXP.exec(item) ?? [];
  if (host === undefined && prefix === "") {
    return { problem: "give [HOST][/PREFIX]=URL, such as /anthropic=https://api.anthropic.com" };
  }
  const target = readUpstreamUrl(url);
  if ("problem" in target) return { problem: `${target.problem}; ${FORM} after the =` };
  return { host: host?.toLowerCase() ?? null, prefix, url };
}
