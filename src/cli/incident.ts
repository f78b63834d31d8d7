/**
 * `outband incident`: keeps the clock of an incident, packs its evidence, and ends it, signed.
 * @module
 */

import { formatTime, parseTime, SYSTEM_CLOCK } from "../base/clock.ts";
import { EXIT, OutbandError } from "../base/errors.ts";
import { INCIDENT_CLOCKS, type IncidentClock, type RegisterEntry } from "../format/register.ts";
import { type Arguments, readArguments } from "./arguments.ts";
import type { Command, CommandIo } from "./command.ts";
import { writePack } from "./incident_pack.ts";
import { readPeriod } from "./range_arguments.ts";
import { addToRegister, readEntries, SIGNER_FLAGS, SIGNER_USAGE } from "./register.ts";

const CLOCK_NAMES = Object.keys(INCIDENT_CLOCKS) as IncidentClock[];

const USAGE = `Usage: outband incident open DIR --title TEXT --aware T --clock CLOCK --from T --to T
                             [--due T] --key-file FILE --by NAME
       outband incident pack DIR ID --output DIR --key-file FILE --by NAME
       outband incident close DIR ID --outcome TEXT [--notified WHOM@T]... --key-file FILE --by NAME

open declares an incident: when somebody became aware of it, which clock runs, which time it
concerns. The entry names the newest signed head of the log: what was there then is frozen by it.
pack copies the windows of that time, with keys, register and SHA256SUMS, into a new directory that
outband verify reads. close ends it and says who was told when.

  --title TEXT     what happened, in one line, without personal data
  --aware T        when somebody became aware of it, such as 2026-11-21T08:00:00.000Z
  --clock CLOCK    ${CLOCK_NAMES.join(", ")}; own needs --due
  --due T          until when it must be told, where the clock does not say it
  --from, --to     days or times (UTC) that it concerns: from the start of the one to the end of
                   the other
  --output DIR     directory that does not exist yet
  --outcome TEXT   what came of it
  --notified WHOM@T  who was told, and when; can be given again
${SIGNER_USAGE}
Whether something is a serious incident, and who must be told, is for people to decide: this keeps
times and evidence.
`;

const HOUR_MS = 3_600_000;
const NAME_PREFIX = "INC-";

/** `outband incident`. */
export const INCIDENT_COMMAND: Command = {
  name: "incident",
  summary: "keep clock and evidence of an incident",
  usage: USAGE,
  run: runIncident,
};

async function runIncident(args: readonly string[], io: CommandIo): Promise<number> {
  const given = readArguments("incident", args, {
    values: [
      ...["title", "aware", "clock", "due", "from", "to", "output", "outcome"],
      ...SIGNER_FLAGS,
    ],
    lists: ["notified"],
  });
  const [action, path, id, extra] = given.rest;
  const needsId = action === "pack" || action === "close";
  const isKnown = action === "open" || needsId;
  if (!isKnown || path === undefined || (id !== undefined) !== needsId || extra !== undefined) {
    throw new OutbandError("USAGE", "See outband incident --help: open DIR, pack or close DIR ID");
  }
  const entries = readEntries(path);
  if (action === "open") {
    const entry = open(path, given, entries);
    io.out(`${entry} declared\n`);
    return EXIT.OK;
  }
  const opened = entries.find((entry) => entry.kind === "incident.open" && entry.incident === id);
  if (opened?.kind !== "incident.open") {
    throw new OutbandError("CONFIG", `Cannot use ${id}: no such incident is declared in ${path}`);
  }
  if (entries.some((entry) => entry.kind === "incident.close" && entry.incident === id)) {
    throw new OutbandError("CONFIG", `Cannot use ${id}: it is closed`);
  }
  if (action === "pack") {
    const output = required(given, "output");
    const { sha256, files } = await writePack(path, { opened, output, io });
    addToRegister(path, given, { kind: "incident.pack", incident: opened.incident, sha256 });
    io.out(`${opened.incident} packed: ${files} files in ${output}, SHA256SUMS ${sha256}\n`);
    return EXIT.OK;
  }
  const notified = given.list("notified").map(readNotified);
  const outcome = required(given, "outcome");
  addToRegister(path, given, {
    kind: "incident.close",
    incident: opened.incident,
    outcome,
    notified,
  });
  const late = notified.filter(({ at }) => at > opened.due).map(({ whom }) => whom);
  io.out(`${opened.incident} closed${late.length > 0 ? `; told late: ${late.join(", ")}` : ""}\n`);
  return EXIT.OK;
}

/** @returns The new incident's name. */
function open(path: string, given: Arguments, entries: readonly RegisterEntry[]): string {
  const clock = CLOCK_NAMES.find((name) => name === given.value("clock"));
  if (clock === undefined) {
    throw new OutbandError("USAGE", `Flag --clock must be one of ${CLOCK_NAMES.join(", ")}`);
  }
  const awareMs = timeOf("aware", required(given, "aware"));
  if (awareMs > SYSTEM_CLOCK.nowMs()) {
    throw new OutbandError("CONFIG", "Flag --aware is in the future");
  }
  const hours = INCIDENT_CLOCKS[clock];
  const dueText = given.value("due");
  if ((hours === 0) !== (dueText !== undefined)) {
    throw new OutbandError("USAGE", "Flag --due belongs to --clock own, which needs it");
  }
  const dueMs = dueText === undefined ? awareMs + hours * HOUR_MS : timeOf("due", dueText);
  const { fromMs, toMs } = readPeriod(given);
  if (fromMs === null || toMs === null) {
    throw new OutbandError("USAGE", "Flags --from and --to are required");
  }
  const n = entries.filter(({ kind }) => kind === "incident.open").length;
  const incident = `${NAME_PREFIX}${n + 1}`;
  addToRegister(path, given, {
    kind: "incident.open",
    incident,
    title: required(given, "title"),
    aware: formatTime(awareMs),
    clock,
    due: formatTime(dueMs),
    from: formatTime(fromMs),
    to: formatTime(toMs),
  });
  return `${incident}, due ${formatTime(dueMs)},`;
}

function readNotified(text: string): { whom: string; at: string } {
  const cut = text.lastIndexOf("@");
  const at = text.slice(cut + 1);
  if (cut < 1 || parseTime(at) === null) {
    throw new OutbandError("CONFIG", `Flag --notified is "${text}" and must be WHOM@TIME`);
  }
  return { whom: text.slice(0, cut), at };
}

function required(given: Arguments, name: string): string {
  const value = given.value(name);
  if (value !== undefined) return value;
  throw new OutbandError("USAGE", `Flag --${name} is required; see outband incident --help`);
}

function timeOf(name: string, text: string): number {
  const ms = parseTime(text);
  if (ms !== null) return ms;
  throw new OutbandError(
    "CONFIG",
    `Flag --${name} is "${text}" and must be a time such as 2026-11-21T08:00:00.000Z`,
  );
}
