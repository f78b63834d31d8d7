/**
 * The permissions that a configuration of `serve` needs of Deno, and those that are not there.
 * A missing one is told before anything starts: later it would be a failed call, or a stack trace.
 * @module
 */

import { EXEC_PREFIX, SHELL } from "../evidence/exec_signer.ts";
import { type ServeConfig, upstreamUrls } from "../format/config.ts";
import { formatAddress } from "../proxy/server.ts";

/** One need: the permission, and the flag that grants it. */
interface Need {
  descriptor: Deno.PermissionDescriptor;
  flag: "--allow-net" | "--allow-read" | "--allow-write" | "--allow-run" | "--allow-sys";
  value: string;
}

/** Answers whether something is permitted; a parameter for tests. */
export type Permitted = (descriptor: Deno.PermissionDescriptor) => boolean;

/** What this process may do. */
export function isPermitted(descriptor: Deno.PermissionDescriptor): boolean {
  return Deno.permissions.querySync(descriptor).state === "granted";
}

/**
 * Flags without which `serve` cannot do its work: `--allow-net=a,b --allow-write=c`, one element
 * for each flag; none when nothing is missing.
 */
export function missingPermissions(
  config: ServeConfig,
  permitted: Permitted = isPermitted,
): string[] {
  const needs = [...netNeeds(config), ...fileNeeds(config), ...runNeeds(config)];
  return flagsOf(needs.filter(({ descriptor }) => !permitted(descriptor)));
}

/** Flags without which it works, but not at its best, and what is worse. */
export function usefulPermissions(
  permitted: Permitted = isPermitted,
): { flag: string; effect: string }[] {
  const useful = [
    { kind: "statfs", effect: "free disk space is not watched" },
    { kind: "setPriority", effect: "audit threads do not give way to traffic" },
  ] as const;
  return useful.filter(({ kind }) => !permitted({ name: "sys", kind }))
    .map(({ kind, effect }) => ({ flag: `--allow-sys=${kind}`, effect }));
}

function flagsOf(needs: readonly Need[]): string[] {
  const values = new Map<Need["flag"], Set<string>>();
  for (const { flag, value } of needs) {
    values.set(flag, (values.get(flag) ?? new Set()).add(value));
  }
  return [...values].map(([flag, set]) => `${flag}=${[...set].join(",")}`);
}

/** Listeners, upstreams, and whoever else the settings name. */
function netNeeds(config: ServeConfig): Need[] {
  const { listen, metricsListen, otelEndpoint, webhookUrl, tsa, witnesses } = config;
  const listeners = [
    listen,
    ...(isAudited(config) && metricsListen !== null ? [metricsListen] : []),
  ]
    .map(({ hostname, port }) => formatAddress(hostname, port));
  const receivers = isAudited(config)
    ? [otelEndpoint, webhookUrl, tsa, ...witnesses.map(({ url }) => url)]
    : [];
  const called = [...upstreamUrls(config), ...receivers]
    .filter((url) => url !== null).map(hostOf);
  return [...listeners, ...called.filter((host) => host !== null)].map((host) => ({
    descriptor: { name: "net", host },
    flag: "--allow-net",
    value: host,
  }));
}

/** `host:port` of an address; null for what is none, which the settings' own rules refuse. */
export function hostOf(address: string): string | null {
  const url = URL.parse(address);
  if (url === null) return null;
  return `${url.hostname}:${url.port || (url.protocol === "https:" ? "443" : "80")}`;
}

function fileNeeds(config: ServeConfig): Need[] {
  const { keyFile } = config;
  const directories = !isAudited(config) ? [] : [
    config.evidenceDir,
    config.privateDir,
    ...(config.logOutput === "file" ? [config.logDir] : []),
  ];
  const audited = [
    keyFile?.startsWith(EXEC_PREFIX) === true ? null : keyFile,
    config.publicKeyFile,
    config.keyPassphraseFile,
    config.webhookSecretFile,
    config.otelHeadersFile,
    config.rules,
    config.policy,
  ];
  const files = [
    ...(isAudited(config) ? [...audited, ownModules()] : []),
    config.tlsCert,
    config.tlsKey,
    config.upstreamCa,
    config.upstreamCert,
    config.upstreamKey,
  ].filter((path) => path !== null);
  return [
    ...[...files, ...directories].map((path): Need => ({
      descriptor: { name: "read", path },
      flag: "--allow-read",
      value: path,
    })),
    ...directories.map((path): Need => ({
      descriptor: { name: "write", path },
      flag: "--allow-write",
      value: path,
    })),
  ];
}

/** Threads read the program's modules anew, unless these come from a registry or lie in a binary. */
function ownModules(): string | null {
  const here = import.meta.dirname;
  if (here === undefined || Deno.build.standalone) return null;
  return here.replace(/[\\/]cli$/, "");
}

function runNeeds({ keyFile, keyPassphraseCommand }: ServeConfig): Need[] {
  const isNeeded = keyFile?.startsWith(EXEC_PREFIX) === true || keyPassphraseCommand !== null;
  if (!isNeeded) return [];
  return [{ descriptor: { name: "run", command: SHELL }, flag: "--allow-run", value: SHELL }];
}

function isAudited({ auditCapacity }: ServeConfig): boolean {
  return auditCapacity > 0;
}
