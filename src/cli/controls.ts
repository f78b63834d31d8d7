/**
 * `outband controls`: the computed status of each control over a period, with its numbers.
 * @module
 */

import { EXIT, OutbandError } from "../base/errors.ts";
import { printable } from "../base/printable.ts";
import { CATALOGUE, CATALOGUE_NAMES, type Control, CONTROLS } from "../controls/catalogue.ts";
import type { PeriodControl } from "../controls/period.ts";
import { statusesOf } from "../report/statuses.ts";
import { type Arguments, readArguments } from "./arguments.ts";
import type { Command, CommandIo } from "./command.ts";
import { LIST_FLAGS, LIST_USAGE, withList } from "./exception_list.ts";

const USAGE =
  `Usage: outband controls PATH... [--framework KEY,...] [--policy FILE]... [--key VKEY]...
                        [--from DAY] [--to DAY] [--json]
       outband controls --list [--json]

Verifies a log and computes, for each control of the catalogue, what its evidence shows: supported,
partial, exception, not_evidenced, or what the policy declares not applicable. A status is that of
the whole period or that of nearly all windows, whichever is worse; codes say why it is no better.

${LIST_USAGE}  --framework KEY  ${CATALOGUE_NAMES.frameworks.join(", ")}
  --list           the catalogue: controls, tests, what is never proven
  --json           everything, with numbers and sentences

Whether a control is met is for the auditor: the records show the LLM calls that passed here, and
nothing else.

Example:
  outband controls evidence --policy policy.jsonc --framework soc2 --from 2026-07-01 --to 2026-09-30
`;

const ID_WIDTH = 32;
const STATUS_WIDTH = 15;

/** `outband controls`. */
export const CONTROLS_COMMAND: Command = {
  name: "controls",
  summary: "compute what the evidence shows for each control",
  usage: USAGE,
  run: runControls,
};

async function runControls(args: readonly string[], io: CommandIo): Promise<number> {
  const given = readArguments("controls", args, {
    switches: ["json", "list", ...LIST_FLAGS.switches],
    values: ["framework", ...LIST_FLAGS.values],
    lists: LIST_FLAGS.lists,
  });
  const chosen = chosenControls(given);
  const isJson = given.has("json");
  const [path] = given.rest;
  if (given.has("list") && path === undefined) {
    io.out(isJson ? `${JSON.stringify(CATALOGUE)}\n` : catalogueText(chosen));
    return EXIT.OK;
  }
  if (path === undefined || given.has("list")) {
    throw new OutbandError("USAGE", "Name an evidence directory; see outband controls --help");
  }
  return await withList(given.rest, { given, io, action: "judge" }, (basis) => {
    const { facts, windows, policies } = basis;
    const newest = policies.find(({ digest }) => digest === facts.policy?.digest)?.policy;
    const named = ofPolicy(chosen, newest?.frameworks ?? null);
    const ids = new Set(named.map(({ id }) => id));
    const controls = statusesOf(facts, windows(), { policies, frameworks: null })
      .filter(({ control }) => ids.has(control));
    const logs = facts.verification.map(({ origin }) => origin);
    io.out(isJson ? `${JSON.stringify({ logs, controls })}\n` : controlsText(controls));
    return EXIT.OK;
  });
}

function chosenControls(given: Arguments): readonly Control[] {
  const keys = given.value("framework")?.split(",") ?? [];
  const strange = keys.find((key) => !CATALOGUE_NAMES.frameworks.includes(key));
  if (strange !== undefined) {
    const known = CATALOGUE_NAMES.frameworks.join(", ");
    throw new OutbandError("CONFIG", `Flag --framework has "${strange}" and must be of ${known}`);
  }
  return keys.length === 0
    ? CONTROLS
    : CONTROLS.filter(({ id }) => keys.some((key) => isOf(id, key)));
}

/** The policy says what reports are about; who asks for a framework by name gets it. */
function ofPolicy(
  controls: readonly Control[],
  frameworks: readonly string[] | null,
): readonly Control[] {
  if (frameworks === null || controls.length < CONTROLS.length) return controls;
  return controls.filter(({ id }) => frameworks.some((key) => isOf(id, key)));
}

function isOf(id: string, key: string): boolean {
  return id.startsWith(`${key}:`);
}

function controlsText(controls: readonly PeriodControl[]): string {
  const lines = controls.map(({ control, status, reasons, title }) => {
    const why = reasons.length === 0 ? "" : `  ${reasons.join(" ")}`;
    return `${control.padEnd(ID_WIDTH)}${status.padEnd(STATUS_WIDTH)}${printable(title)}${why}\n`;
  });
  return `${lines.join("")}Whether a control is met is for the auditor.\n`;
}

function catalogueText(controls: readonly Control[]): string {
  const rows = controls.map(({ id, title, cap, required, notProven }) =>
    `${id.padEnd(ID_WIDTH)}${title}\n` +
    `  at best ${cap}, by ${required.join(" ") || "no test"}; not proven: ${notProven}\n`
  );
  return `Catalogue ${CATALOGUE.version}\n${rows.join("")}`;
}
