/**
 * `outband review sign`: a person looked at a period, signed.
 * @module
 */

import { parseTime } from "../base/clock.ts";
import { EXIT, OutbandError } from "../base/errors.ts";
import { readArguments } from "./arguments.ts";
import type { Command, CommandIo } from "./command.ts";
import { addToRegister, SIGNER_FLAGS, SIGNER_USAGE } from "./register.ts";

const USAGE = `Usage: outband review sign DIR --from T --to T --note TEXT --key-file FILE --by NAME

Signs that you reviewed a period, T such as 2026-10-05T00:00:00.000Z. An interval of the declared
policy is reviewed when one entry covers it and was signed after its end; intervals begin on
Mondays. The entry names the newest signed head of the log, and outband verify checks it.

  --from T, --to T  the period; --to is not part of it, and must be over
  --note TEXT       what was looked at and seen, at most 500 characters, without personal data
${SIGNER_USAGE}`;

/** `outband review`. */
export const REVIEW_COMMAND: Command = {
  name: "review",
  summary: "sign that a period was reviewed",
  usage: USAGE,
  run: (args, io) => Promise.resolve(runReview(args, io)),
};

function runReview(args: readonly string[], io: CommandIo): number {
  const given = readArguments("review", args, { values: ["from", "to", "note", ...SIGNER_FLAGS] });
  const [action, path, extra] = given.rest;
  if (action !== "sign" || path === undefined || extra !== undefined) {
    throw new OutbandError("USAGE", "Say review sign and a directory; see outband review --help");
  }
  const [from, to, note] = [given.value("from"), given.value("to"), given.value("note")];
  if (from === undefined || to === undefined || note === undefined) {
    throw new OutbandError("USAGE", "Flags --from, --to and --note are required");
  }
  const [fromMs, toMs] = [parseTime(from), parseTime(to)];
  if (fromMs === null || toMs === null || fromMs >= toMs) {
    throw new OutbandError(
      "CONFIG",
      `The period is "${from}" to "${to}" and must be two times in order, ` +
        "such as 2026-10-05T00:00:00.000Z",
    );
  }
  const entry = addToRegister(path, given, { kind: "review", from, to, note });
  io.out(`Reviewed ${from} to ${to}, signed by ${entry.by} as entry ${entry.n}\n`);
  return EXIT.OK;
}
