/**
 * A report as OSCAL assessment-results (NIST, versions 1.1.2 to 1.2.1), for tools that take that
 * form. It states what was computed, with numbers and reasons, and draws no conclusion.
 *
 * ```text
 * results[0]  one period: props with counts, one observation per control, risks for exceptions,
 *             attestations for signed reviews, log entries for changes
 * back-matter files of the archive with their SHA-256, which observations point to
 * ```
 * @module
 */

import { canonicalJson } from "../base/canonical_json.ts";
import { formatTime } from "../base/clock.ts";
import type { Report } from "../report/data.ts";
import { controlToken } from "./control_token.ts";
import { line, listed, Names, property } from "./fields.ts";
import { changeEntries, type ObservationFrame, observationsOf, risksOf } from "./observations.ts";
import type { Sha1 } from "./uuid.ts";

/** Versions of the model that the document keeps to. */
export const OSCAL_VERSIONS = ["1.1.2", "1.1.3", "1.2.1"] as const;

/** One of {@linkcode OSCAL_VERSIONS}. */
export type OscalVersion = typeof OSCAL_VERSIONS[number];

/** A file of the archive that the document names. */
export interface OscalResource {
  /** Path in the archive. */
  path: string;
  title: string;
  type: "evidence" | "raw-data" | "report";
  mediaType: string;
  /** Hex. */
  sha256: string;
  /** Observations point to it. */
  isCited: boolean;
}

/** What the document is made from. */
export interface OscalInput {
  report: Report;
  resources: readonly OscalResource[];
  version: OscalVersion;
  sha1: Sha1;
}

const REMARKS =
  "Made by a tool from signed records. It is no assessor's conclusion: statuses are " +
  "computed by published rules, and no finding here says that a control is met.";

/** The text of the document, with its line feed. */
export function assessmentResults(input: OscalInput): string {
  const { report, version, sha1, resources } = input;
  const heads = report.verification.map(({ origin, size, root }) => ({ origin, size, root }));
  const files = resources.map(({ path, sha256 }) => ({ path, sha256 }));
  const names = new Names(sha1, canonicalJson({ heads, files, version }));
  const collected = formatTime(report.generatedAtMs);
  const reviewers = reviewersOf(report);
  const document = {
    uuid: names.of("document"),
    metadata: {
      title: line(
        `Automated evidence ${formatTime(report.period.fromMs)} to ${
          formatTime(report.period.toMs)
        }`,
      ),
      "last-modified": collected,
      version: "1",
      "oscal-version": version,
      props: [
        property("evidence-kind", "automated-tool-output"),
        ...heads.map(({ origin, size, root }) =>
          property("chain-head", `${origin} ${size ?? 0} ${root ?? "-"}`)
        ),
        ...report.verification.flatMap(({ keys }) => keys).map((key) =>
          property("signing-key", key)
        ),
      ],
      ...(reviewers.length === 0 ? {} : {
        roles: [{ id: "reviewer", title: "Person who signed a review" }],
        parties: reviewers.map((by) => ({
          uuid: names.of("party", by),
          type: "person",
          name: line(by),
        })),
      }),
      remarks: REMARKS,
    },
    "import-ap": {
      href: `#${names.of("plan")}`,
      remarks: "Evidence is collected continuously; there is no assessment plan.",
    },
    results: [resultOf(input, { names, collected })],
    "back-matter": { resources: [planResource(names), ...resources.map(resourceOf(names))] },
  };
  return `${JSON.stringify({ "assessment-results": document }, null, 1)}\n`;
}

function resultOf(
  { report, resources }: OscalInput,
  { names, collected }: { names: Names; collected: string },
): unknown {
  const frame: ObservationFrame = {
    names,
    tool: names.of("tool"),
    system: names.of("system"),
    evidence: resources.filter(({ isCited }) => isCited).map(({ path, title }) => ({
      uuid: names.of("resource", path),
      description: title,
    })),
    collected,
  };
  return {
    uuid: names.of("result"),
    title: "Observations of one period",
    description: "Computed from signed records of calls to language models, freshly verified.",
    start: formatTime(report.period.fromMs),
    end: formatTime(report.period.toMs),
    props: resultProperties(report),
    "local-definitions": definitions(report, frame),
    "reviewed-controls": {
      "control-selections": [
        report.controls.length === 0 ? { "include-all": {} } : {
          "include-controls": report.controls.map(({ control }) => ({
            "control-id": controlToken(control),
          })),
        },
      ],
    },
    ...listed("attestations", attestationsOf(report, names)),
    ...logOf(report, names),
    observations: observationsOf(report, frame),
    ...listed("risks", risksOf(report, frame)),
  };
}

function logOf(report: Report, names: Names): object {
  const entries = changeEntries(report, names);
  return entries.length === 0 ? {} : { "assessment-log": { entries } };
}

function resultProperties(report: Report): unknown[] {
  const { totals, coverage, verification, exceptions } = report;
  const counts = Object.entries(totals).map(([name, n]) =>
    property(`calls-${name.replaceAll("_", "-")}`, n)
  );
  const deviations = exceptions.filter(({ weight }) => weight === "deviation").length;
  return [
    ...counts,
    ...coverage === null ? [] : [property("coverage-percent", coverage)],
    property("population-basis", "calls that reached the proxy; others are not counted"),
    property("deviations", deviations),
    property("signals", exceptions.filter(({ kind }) => kind === "SIGNAL").length),
    ...report.policy === null ? [] : [property("policy-sha256", report.policy.digest)],
    ...verification.flatMap(({ origin, exit, results }) => [
      property("verification-exit", `${origin} ${exit}`),
      ...results.map(({ name, status }) => property(`verified-${name}`, `${origin} ${status}`)),
    ]),
  ];
}

function definitions(report: Report, { names, tool, system }: ObservationFrame): unknown {
  const operational = { status: { state: "operational" } };
  return {
    components: [{
      uuid: system,
      type: "this-system",
      title: "Application that calls language models",
      description: "The application whose calls pass the proxy.",
      ...operational,
    }],
    "assessment-assets": {
      components: [{
        uuid: tool,
        type: "software",
        title: "Outband",
        description: "Proxy that records calls to language models and signs the records.",
        props: [property("version", report.program)],
        ...operational,
      }],
      "assessment-platforms": report.verification.map(({ origin }) => ({
        uuid: names.of("platform", origin),
        title: line(`log ${origin}`),
        "uses-components": [{ "component-uuid": tool }],
      })),
    },
  };
}

function reviewersOf({ answers }: Report): string[] {
  const by = answers.entries.filter(({ kind }) => kind === "review").map((entry) => entry.by);
  return [...new Set(by)].sort();
}

function attestationsOf({ answers }: Report, names: Names): unknown[] {
  return answers.entries.flatMap((entry) =>
    entry.kind !== "review" ? [] : [{
      "responsible-parties": [{
        "role-id": "reviewer",
        "party-uuids": [names.of("party", entry.by)],
      }],
      parts: [{
        uuid: names.of("review", entry.log, entry.n),
        name: "review",
        title: line(`Review of ${entry.from} to ${entry.to}, signed ${entry.t}`),
        props: [property("log", entry.log), property("signed-at", entry.t)],
        prose: line(entry.note),
      }],
    }]
  );
}

function planResource(names: Names): unknown {
  return {
    uuid: names.of("plan"),
    title: "No assessment plan",
    description: "The model asks for a plan; evidence is collected continuously and there is none.",
    props: [{ name: "type", value: "plan" }],
  };
}

function resourceOf(names: Names): (resource: OscalResource) => unknown {
  return ({ path, title, type, mediaType, sha256 }) => ({
    uuid: names.of("resource", path),
    title: line(title),
    props: [{ name: "type", value: type }],
    rlinks: [{
      href: encodeURI(path),
      "media-type": mediaType,
      hashes: [{ algorithm: "SHA-256", value: sha256 }],
    }],
  });
}
