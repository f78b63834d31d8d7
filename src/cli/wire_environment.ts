/**
 * Variables of the runtime that change what goes over the wire, or to whom. `serve` prints those
 * that are set, and does not start where one would break a promise; `doctor` says what to do.
 * Each effect was seen with Deno 2.9.6; the tests show those that are refused.
 * @module
 */

import type { Environment } from "./environment.ts";

/** What a variable does. */
interface Rule {
  name: string;
  /**
   * - `refuse`: a promise would be broken.
   * - `warn`: something is other than the settings say.
   * - `tell`: it is in force, and the settings allow for it.
   */
  weight: "refuse" | "warn" | "tell";
  effect: string;
  /** Values that change nothing; none when absent. */
  harmless?: readonly string[];
}

const RULES: readonly Rule[] = [
  {
    name: "SSLKEYLOGFILE",
    weight: "refuse",
    effect: "the runtime writes the keys of every TLS session to that file, so whoever reads it " +
      "reads the calls",
  },
  {
    name: "OTEL_DENO",
    weight: "refuse",
    effect: "the runtime exports whole URLs, keys in query strings included, to a collector; " +
      "--otel-endpoint exports without them",
    harmless: ["", "0", "false"],
  },
  {
    name: "DENO_SERVE_ADDRESS",
    weight: "refuse",
    effect: "the runtime listens there, whatever --listen and --metrics-listen say",
  },
  {
    name: "DENO_SERVE_AUTOMATIC_COMPRESSION",
    weight: "warn",
    effect: "answers are still passed on untouched, but the listener that can refuse connections " +
      "beyond a limit is not used",
  },
  ...["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"].flatMap((name): Rule[] => [
    proxyRule(name),
    proxyRule(name.toLowerCase()),
  ]),
  ...["DENO_CERT", "NODE_EXTRA_CA_CERTS"].map((name): Rule => ({
    name,
    weight: "tell",
    effect: "the upstream's certificate may also be signed by an authority in that file",
  })),
  {
    name: "DENO_TLS_CA_STORE",
    weight: "tell",
    effect: "it chooses the authorities that may sign the upstream's certificate",
  },
];

function proxyRule(name: string): Rule {
  return {
    name,
    weight: "tell",
    effect: "calls go to the upstream directly and not through it; witnesses and time-stamp " +
      "authorities are asked through it",
  };
}

/** Names of all variables that are looked at, for `--allow-env`. */
export const WIRE_VARIABLES: readonly string[] = RULES.map(({ name }) => name);

/** A variable that is set and matters. */
export interface WireVariable {
  name: string;
  /** Its value, without a user name or password. */
  value: string;
  weight: Rule["weight"];
  effect: string;
}

/** What was found. */
export interface WireFindings {
  variables: WireVariable[];
  /** Variables that this process may not read, so that nobody knows. */
  unreadable: string[];
}

const CREDENTIALS_REGEXP = /\/\/[^/@]{0,512}@/g;

/**
 * Looks at the environment.
 *
 * @param env Gives null for a variable that may not be read.
 */
export function readWireVariables(env: Environment): WireFindings {
  const found: WireFindings = { variables: [], unreadable: [] };
  for (const { name, weight, effect, harmless = [""] } of RULES) {
    const value = env(name);
    if (value === null) found.unreadable.push(name);
    else if (value !== undefined && !harmless.includes(value.toLowerCase())) {
      found.variables.push({
        name,
        value: value.replaceAll(CREDENTIALS_REGEXP, "//***@"),
        weight,
        effect,
      });
    }
  }
  return found;
}
