/**
 * `outband subject`: finds the records of a person by a value, and erases them with `outband erase`.
 * It never prints the value, and it says what it could not look at.
 * @module
 */

import { sha256 } from "../base/digest.ts";
import { EXIT, OutbandError } from "../base/errors.ts";
import { SYSTEM_DISK } from "../journal/disk.ts";
import { type Arguments, readArguments } from "./arguments.ts";
import type { Command, CommandIo } from "./command.ts";
import { ERASE_COMMAND, KEY_FLAGS, RECORDS_MAX } from "./erase.ts";
import { readText, readWhole } from "./input.ts";
import { searchSubject, type SubjectOrder, type SubjectSearch } from "./subject_search.ts";

const USAGE = `Usage: outband subject find DIR (--value TEXT | --value-file FILE)
                            [--request FILE] [--response FILE] [--telemetry FILE|DIR]...
                            [--private-dir DIR] [--json]
       outband subject erase DIR (the same) --why TEXT [--ref TEXT] [--originals-only]
                            [--log-dir DIR | --log-output stdout] [flags of the key]

Finds the records of a person on the operator's machine, where the keys are, and erases what they
committed to. DIR is the evidence directory of one log. The value is looked for

  in attribution   what the application said of its calls (user, session, tenant, ...): the records
                   hold keyed hashes, and the key in the private directory makes the value's again
  in telemetry     in every text of the lines that --telemetry names, whatever its letter case
  by originals     --request and --response are copies of whole bodies that passed: records that
                   committed to exactly these bytes are found with the window secrets

  --value TEXT         the value; other users of the machine may see it in the list of processes
  --value-file FILE    the same from a file, without the line feed at its end; - is standard input
  --request FILE       a whole body as it was sent; - is standard input
  --response FILE      a whole answer as it came
  --telemetry NAME     file or directory of telemetry lines [--log-dir, for erase]
  --private-dir DIR    as in outband serve [DIR.private]
  --json               one JSON object (find)

erase takes --why, --ref, --log-dir and all other flags of outband erase --help, and does what it
does for every record that was found and is not erased yet; outband serve must be stopped.

What this cannot find: a value inside an original, which is kept only as a keyed hash of the whole; a
value that was detected and is a marker in the redacted text now; a call whose telemetry line is not
here; a person under another name or spelling. What erasing leaves: the record itself, with counts,
times and keyed hashes of what the application said; annotations, which stand in the chain; copies in
backups and log collectors.

Exit codes: 0 something was found (and erased); 10 nothing was found; else as outband erase.
`;

const VALUE_CHARS_MAX = 4_096;
/** Shorter ones are in nearly every line. */
const VALUE_CHARS_MIN = 3;
const ORIGINAL_BYTES_MAX = 1024 ** 3;
/** Flags of `outband erase` that are handed on as they are. */
const ERASE_VALUES: readonly string[] = ["why", "ref", "log-dir", "log-output", ...KEY_FLAGS];

/** `outband subject`. */
export const SUBJECT_COMMAND: Command = {
  name: "subject",
  summary: "find and erase the records of a person",
  usage: USAGE,
  run: runSubject,
};

async function runSubject(args: readonly string[], io: CommandIo): Promise<number> {
  const given = readArguments("subject", args, {
    switches: ["json", "originals-only"],
    values: ["value", "value-file", "request", "response", "private-dir", ...ERASE_VALUES],
    lists: ["telemetry"],
  });
  const [action, path, extra] = given.rest;
  const isErase = action === "erase";
  if ((action !== "find" && !isErase) || path === undefined || extra !== undefined) {
    throw new OutbandError("USAGE", "See outband subject --help: find DIR, or erase DIR");
  }
  const evidenceDir = path.replace(/(.)\/+$/, "$1");
  const order = await readOrder(given, { io, evidenceDir });
  if (isErase) checkErase(given, order);
  else checkFind(given);
  const search = await searchSubject(order, { io, disk: SYSTEM_DISK });
  if (!isErase) {
    io.out(given.has("json") ? `${JSON.stringify(search, null, 2)}\n` : searchText(order, search));
    return search.calls.length === 0 ? EXIT.FINDINGS : EXIT.OK;
  }
  io.out(searchText(order, search));
  const records = search.calls.filter(({ isErased }) => !isErased).map(({ index }) => index);
  if (search.calls.length === 0) return EXIT.FINDINGS;
  for (let at = 0; at < records.length; at += RECORDS_MAX) {
    const code = await ERASE_COMMAND.run(
      eraseArguments(given, { evidenceDir, records: records.slice(at, at + RECORDS_MAX) }),
      io,
    );
    if (code !== EXIT.OK) return code;
  }
  return EXIT.OK;
}

async function readOrder(
  given: Arguments,
  { io, evidenceDir }: { io: CommandIo; evidenceDir: string },
): Promise<SubjectOrder> {
  const originals = new Map<string, Uint8Array>();
  for (const [flag, part] of [["request", "orig.req"], ["response", "orig.res"]] as const) {
    const name = given.value(flag);
    if (name === undefined) continue;
    originals.set(part, sha256(await readWhole(name, io, { bytesMax: ORIGINAL_BYTES_MAX })));
  }
  const value = await readValue(given, io);
  if (value === null && originals.size === 0) {
    throw new OutbandError(
      "USAGE",
      "Say what to look for with --value, --value-file, --request or --response",
    );
  }
  const named = given.list("telemetry");
  const logDir = given.value("log-dir");
  return {
    evidenceDir,
    privateDir: given.value("private-dir") ?? `${evidenceDir}.private`,
    value,
    originals,
    telemetry: named.length === 0 && logDir !== undefined ? [logDir] : named,
  };
}

async function readValue(given: Arguments, io: CommandIo): Promise<string | null> {
  const [typed, file] = [given.value("value"), given.value("value-file")];
  if (typed !== undefined && file !== undefined) {
    throw new OutbandError("USAGE", "Give --value or --value-file, not both");
  }
  const value = file === undefined
    ? typed
    : (await readText(file, io, { bytesMax: 4 * VALUE_CHARS_MAX })).replace(/\r?\n$/, "");
  if (value === undefined) return null;
  const isFit = value.length >= VALUE_CHARS_MIN && value.length <= VALUE_CHARS_MAX &&
    !/[\r\n]/.test(value);
  if (isFit) return value;
  throw new OutbandError(
    "CONFIG",
    `The value has ${value.length} characters and must be one line of ${VALUE_CHARS_MIN} to ` +
      `${VALUE_CHARS_MAX}`,
  );
}

/** A reason stands in the log for good; it must not bring in what is to be forgotten. */
function checkErase(given: Arguments, { value }: SubjectOrder): void {
  if (given.value("why") === undefined) {
    throw new OutbandError("USAGE", "Say why with --why; see outband subject --help");
  }
  if (given.has("json")) throw new OutbandError("USAGE", "Flag --json belongs to subject find");
  for (const flag of ["why", "ref"]) {
    const text = given.value(flag)?.toLowerCase() ?? "";
    if (value === null || !text.includes(value.toLowerCase())) continue;
    throw new OutbandError("CONFIG", `Flag --${flag} holds the value, and would stay in the log`);
  }
}

function checkFind(given: Arguments): void {
  const strange = ERASE_VALUES.find((flag) =>
    given.value(flag) !== undefined && flag !== "log-dir"
  );
  if (strange === undefined && !given.has("originals-only")) return;
  const flag = strange ?? "originals-only";
  throw new OutbandError("USAGE", `Flag --${flag} belongs to subject erase`);
}

function eraseArguments(
  given: Arguments,
  { evidenceDir, records }: { evidenceDir: string; records: readonly number[] },
): string[] {
  const handed = [...ERASE_VALUES, "private-dir"].flatMap((flag) => {
    const text = given.value(flag);
    return text === undefined ? [] : [`--${flag}=${text}`];
  });
  const only = given.has("originals-only") ? ["--originals-only"] : [];
  return [evidenceDir, ...records.map((index) => `--record=${index}`), ...handed, ...only];
}

function searchText({ value, originals }: SubjectOrder, { calls, seen }: SubjectSearch): string {
  const rows = calls.map(({ index, t, by, isErased }) =>
    `record ${index}  ${t}  ${by.join(", ")}${isErased ? "  (erased)" : ""}\n`
  );
  const looked = [
    ...value === null ? [] : [
      seen.hasPseudonymKey
        ? `attribution of ${seen.attributed} calls`
        : `no attribution: the key of pseudonyms is not in the private directory`,
      `telemetry lines of ${seen.lines} calls`,
    ],
    ...originals.size === 0 ? [] : [`${[...originals.keys()].join(", ")} of ${seen.calls} calls`],
  ];
  const open = [
    ...value !== null && seen.withoutLine > 0
      ? [`Telemetry lines of ${seen.withoutLine} calls are not here\n`]
      : [],
    ...seen.originalsWithoutKey > 0
      ? [`Keys of ${seen.originalsWithoutKey} originals are gone: they cannot be compared\n`]
      : [],
    "Values inside originals, and values that are markers now, cannot be found; see --help\n",
  ];
  return [
    ...rows,
    `${calls.length} of ${seen.calls} calls found\n`,
    `Looked at: ${looked.join("; ")}\n`,
    ...open,
  ].join("");
}
