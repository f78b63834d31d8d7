/**
 * What was seen, as OSCAL observations, and what needs an answer, as risks. Never a finding: that is
 * a conclusion, and conclusions are for an assessor.
 * @module
 */

import { formatTime } from "../base/clock.ts";
import type { PeriodControl } from "../controls/period.ts";
import type { Report } from "../report/data.ts";
import { LIMITS } from "../report/sections_end.ts";
import { controlToken } from "./control_token.ts";
import { line, listed, type Names, type Property, property } from "./fields.ts";

/** What observations point to. */
export interface ObservationFrame {
  names: Names;
  /** UUIDs of the tool, of the system under watch, and of the resources that they rest on. */
  tool: string;
  system: string;
  evidence: readonly { uuid: string; description: string }[];
  /** When they were made, RFC 3339. */
  collected: string;
}

/** One observation for each control, then one of the limits. */
export function observationsOf(report: Report, frame: ObservationFrame): unknown[] {
  return [
    ...report.controls.map((control) => controlObservation(control, frame)),
    limitsObservation(frame),
  ];
}

function controlObservation(control: PeriodControl, frame: ObservationFrame): unknown {
  const token = controlToken(control.control);
  return {
    uuid: frame.names.of("observation", control.control),
    title: line(`${token} - ${control.title}`),
    description: line(control.wording),
    props: [
      property("control-id", token),
      property("evidence-status", control.status),
      property("status-cap", control.cap),
      property("rules-version", control.rules_version),
      ...control.reasons.map((reason) => property("reason-code", reason)),
      ...Object.entries(control.tests).flatMap(testProperties),
      ...Object.entries(control.windows).map(([status, n]) =>
        property(`windows-${status.replaceAll("_", "-")}`, n)
      ),
    ],
    methods: ["TEST"],
    types: ["control-objective"],
    ...common(frame),
    remarks: line(
      `Not proven: ${control.not_proven}. Whether the control is met is not said here.`,
    ),
  };
}

/** Numbers are texts in OSCAL; a name holds the test and what is told of it. */
function testProperties(
  [name, { state, value, n, N, threshold }]: [string, PeriodControl["tests"][string]],
): Property[] {
  const test = name.toLowerCase().replaceAll("_", "-");
  return [
    property(`test-${test}`, state),
    property(`test-${test}-n`, n),
    property(`test-${test}-of`, N),
    ...value === null ? [] : [property(`test-${test}-value`, value)],
    ...threshold === null ? [] : [property(`test-${test}-threshold`, threshold)],
  ];
}

function limitsObservation(frame: ObservationFrame): unknown {
  return {
    uuid: frame.names.of("observation", "limits"),
    title: "What this evidence cannot show",
    description: line(LIMITS.join(" ")),
    methods: ["EXAMINE"],
    types: ["control-objective"],
    ...common(frame),
  };
}

function common({ tool, system, evidence, collected }: ObservationFrame): object {
  return {
    origins: [{ actors: [{ type: "tool", "actor-uuid": tool }] }],
    subjects: [{ "subject-uuid": system, type: "component" }],
    ...listed(
      "relevant-evidence",
      evidence.map(({ uuid, description }) => ({ href: `#${uuid}`, description })),
    ),
    collected,
  };
}

/** Signals are hints and may be thousands: they are counted, and listed in the report's tables. */
export function risksOf(report: Report, frame: ObservationFrame): unknown[] {
  return report.exceptions.filter(({ kind }) => kind !== "SIGNAL").map((row) => {
    const { ack, state, dueMs } = row.disposition;
    return {
      uuid: frame.names.of("risk", row.id),
      title: line(`${row.kind} ${row.id}`),
      description: line(row.what),
      statement: line(
        `${row.log}, ${formatTime(row.fromMs)} to ${formatTime(row.toMs)}, n=${row.n}`,
      ),
      props: [
        property("exception-id", row.id),
        property("exception-kind", row.kind),
        property("answer", state),
        ...ack === null ? [] : [
          property("disposition", ack.disposition),
          property("answered-by", ack.by),
          property("answered-at", ack.t),
        ],
      ],
      // Somebody's answer is on file; whether it is a good one is for the assessor.
      status: ack === null ? "open" : ack.disposition === "escalated" ? "investigating" : "closed",
      origins: [{ actors: [{ type: "tool", "actor-uuid": frame.tool }] }],
      ...(dueMs === null ? {} : { deadline: formatTime(dueMs) }),
    };
  });
}

/** Changes that the records show, as entries of a log. */
export function changeEntries(report: Report, names: Names): unknown[] {
  return report.changes.map(({ kind, atMs, seen, from, to, reference }) => ({
    uuid: names.of("change", ...seen.flatMap(({ log, record }) => [log, record]), kind, to),
    title: line(`${kind} changed`),
    description: line(
      `${seen.map(({ log }) => log).join(", ")}: ${from === "" ? "nothing" : from} -> ${to}`,
    ),
    start: formatTime(atMs),
    props: [
      ...seen.map(({ log, record }) => property("record", `${log} ${record}`)),
      ...reference === null ? [] : [property("change-reference", reference)],
    ],
  }));
}
