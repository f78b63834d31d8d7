/**
 * Which upstream a call goes to: by the host name that the client asks for, and by its path.
 *
 *     --route /anthropic=https://api.anthropic.com   /anthropic/v1/messages -> /v1/messages there
 *
 * A route that names a host comes before those that do not; among these the longest path counts. A
 * path is taken away whole: `/anthropic` takes `/anthropic`, `/anthropic/...` and `/anthropic?...`.
 *
 * @module
 */

import type { Upstream } from "./upstream.ts";

/** One route with its upstream. */
export interface Route {
  /** In lower case; with a port only if it must be that one. Null for every host. */
  host: string | null;
  /** Without a slash at its end; empty for every path. */
  prefix: string;
  upstream: Upstream;
}

/** Where one call goes. */
export interface Destination {
  upstream: Upstream;
  /** Path and query without what the route takes away. */
  target: string;
}

const PORT_REGEXP = /:[0-9]{1,5}$/;

/** All upstreams of a proxy. */
export class Router {
  /** Most particular first. */
  readonly #routes: readonly Route[];
  readonly #fallback: Upstream | null;
  readonly #upstreams: readonly Upstream[];

  /** @param fallback Takes what no route takes; null when nothing does. */
  constructor(routes: readonly Route[], fallback: Upstream | null) {
    this.#routes = [...routes].sort((a, b) => rank(b) - rank(a));
    this.#fallback = fallback;
    const all = routes.map(({ upstream }) => upstream);
    this.#upstreams = fallback === null ? all : [fallback, ...all];
  }

  /**
   * Chooses for one call.
   *
   * @param target Path and query as the client sent them.
   * @param host Host name that the client asks for, with its port if any; null when unknown.
   * @returns Null when no route takes the call and there is nothing else.
   */
  choose(target: string, host: string | null): Destination | null {
    for (const route of this.#routes) {
      if (takesHost(route, host) && takesPath(route.prefix, target)) {
        return { upstream: route.upstream, target: without(route.prefix, target) };
      }
    }
    return this.#fallback === null ? null : { upstream: this.#fallback, target };
  }

  /** True when a route asks for a host name. */
  get hasHosts(): boolean {
    return this.#routes.some(({ host }) => host !== null);
  }

  /** Connections opened since the start. */
  get opened(): number {
    return this.#upstreams.reduce((sum, { opened }) => sum + opened, 0);
  }

  /** Cuts every exchange that still runs, and those to come. */
  cut(): void {
    for (const upstream of this.#upstreams) upstream.cut();
  }

  /** Closes all idle connections and keeps no more of them. */
  close(): void {
    for (const upstream of this.#upstreams) upstream.close();
  }
}

/** Longer paths are higher, and any host is higher than the longest path. */
function rank({ host, prefix }: Route): number {
  return prefix.length + (host === null ? 0 : Number.MAX_SAFE_INTEGER / 2);
}

function takesHost(route: Route, host: string | null): boolean {
  if (route.host === null) return true;
  if (host === null) return false;
  const asked = host.toLowerCase();
  return asked === route.host || asked.replace(PORT_REGEXP, "") === route.host;
}

function takesPath(prefix: string, target: string): boolean {
  if (!target.startsWith(prefix)) return false;
  const next = target.charAt(prefix.length);
  return prefix === "" || next === "" || next === "/" || next === "?";
}

function without(prefix: string, target: string): string {
  const rest = target.slice(prefix.length);
  return rest.startsWith("/") ? rest : `/${rest}`;
}
