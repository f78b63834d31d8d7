/**
 * Manifests of Kubernetes as tests read them, from kustomize or Helm.
 * @module
 */

import { assert, parseAll } from "../support/std.ts";
import { canRun, goProgram, outcome } from "../support/peers.ts";
import { ROOT_DIR } from "../support/program.ts";

/** Any mapping of a YAML file. */
export type Fields = Record<string, unknown>;

/** One container of a pod, and where it stands. */
export interface Container {
  fields: Fields;
  /** `containers` or `initContainers`. */
  list: string;
  /** `StatefulSet/app outband`. */
  where: string;
}

/** Path of a file of this checkout. */
export function pathOf(name: string): string {
  return `${ROOT_DIR}${name}`;
}

/** Text of a file of this checkout. */
export function read(name: string): string {
  return Deno.readTextFileSync(pathOf(name));
}

/** A mapping; anything else is none. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? value as Fields
    : {};
}

/** The mappings of a sequence; anything else has none. */
export function listOf(value: unknown): Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf) : [];
}

/** What lies at a path of keys. */
export function at(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>((inner, key) => fieldsOf(inner)[key], value);
}

/** All documents of a text that hold something. */
export function documentsOf(text: string): Fields[] {
  return parseAll(text).filter((document) => document !== null).map(fieldsOf);
}

/** The documents of a kind. */
export function ofKind(documents: readonly Fields[], kind: string): Fields[] {
  return documents.filter((document) => document["kind"] === kind);
}

/** `StatefulSet/app`. */
export function nameOf(document: Fields): string {
  return `${document["kind"]}/${at(document, "metadata", "name")}`;
}

/** Documents with a pod template. */
export function workloadsOf(documents: readonly Fields[]): Fields[] {
  return documents.filter((document) => at(document, "spec", "template") !== undefined);
}

/** The pod's spec of a workload. */
export function podOf(workload: Fields): Fields {
  return fieldsOf(at(workload, "spec", "template", "spec"));
}

/** All containers of a workload. */
export function containersOf(workload: Fields): Container[] {
  return ["initContainers", "containers"].flatMap((list) =>
    listOf(podOf(workload)[list]).map((fields) => ({
      fields,
      list,
      where: `${nameOf(workload)} ${fields["name"]}`,
    }))
  );
}

/** Values of a container's flags and variables, by flag: `evidence-dir`. */
export function settingsOf(container: Fields): Map<string, string> {
  const settings = new Map<string, string>();
  for (const { name, value } of listOf(container["env"])) {
    if (!String(name).startsWith("OUTBAND_")) continue;
    settings.set(
      String(name).slice("OUTBAND_".length).toLowerCase().replaceAll("_", "-"),
      `${value}`,
    );
  }
  const args = Array.isArray(container["args"]) ? container["args"] : container["command"];
  for (const arg of Array.isArray(args) ? args : []) {
    const [, flag, value = "true"] = /^--([a-z-]+)(?:=(.*))?$/.exec(String(arg)) ?? [];
    if (flag !== undefined) settings.set(flag, value);
  }
  return settings;
}

const KUSTOMIZE = goProgram("kustomize", ["version"]);

/** What is missing to render with kustomize; null for nothing. */
export const NO_KUSTOMIZE: string | null =
  KUSTOMIZE !== null || canRun("kubectl", ["version", "--client"]) ? null : "kustomize";

/** Output of kustomize for a directory below `deploy/kubernetes/`. */
export async function kustomized(name: string): Promise<string> {
  return await kustomizedAt(pathOf(`deploy/kubernetes/${name}`));
}

/** Output of kustomize for a directory. */
export async function kustomizedAt(dir: string): Promise<string> {
  return KUSTOMIZE === null
    ? await rendered("kubectl", ["kustomize", dir])
    : await rendered(KUSTOMIZE, ["build", dir]);
}

const HELM = goProgram("helm", ["version"]);

/** What is missing to render with Helm; null for nothing. */
export const NO_HELM: string | null = HELM === null ? "helm" : null;

/** A Helm that `go install` built does not know for which Kubernetes it is. */
const HELM_FLAGS = ["--kube-version=1.33.0"];
const CHART = pathOf("deploy/helm/outband");
/** What a chart cannot know. */
export const HELM_VALUES: readonly string[] = [
  "--set=target=https://api.openai.com",
  "--set=origin=example.com/prod",
];

/** `helm lint`. */
export async function helmLint(
  values: readonly string[],
): Promise<{ code: number; output: string }> {
  const flags = ["lint", "--strict", ...HELM_FLAGS, CHART, ...values];
  return await outcome(HELM ?? "helm", flags);
}

function templateFlags(values: readonly string[]): string[] {
  return ["template", "x", CHART, ...HELM_FLAGS, ...values];
}

/** `helm template`, which may fail. */
export async function helmTemplate(
  values: readonly string[],
): Promise<{ code: number; output: string }> {
  return await outcome(HELM ?? "helm", templateFlags(values));
}

/** Output of `helm template`. */
export async function helmRendered(values: readonly string[]): Promise<string> {
  return await rendered(HELM ?? "helm", templateFlags(values));
}

/** Standard output alone: warnings on the other one are no manifests. */
async function rendered(program: string, args: readonly string[]): Promise<string> {
  const command = new Deno.Command(program, { args: [...args], stdin: "null" });
  const { code, stdout, stderr } = await command.output();
  const decoder = new TextDecoder();
  const text = decoder.decode(stdout);
  assert(code === 0, `${program} ${args.join(" ")}: ${decoder.decode(stderr)}`);
  assert(text.includes("apiVersion:"), `${program} ${args.join(" ")} printed nothing`);
  return text;
}
