/**
 * `outband review sign`: a person looked at a period, signed.
 * @module
 */

import { formatTime, SYSTEM_CLOCK } from "../base/clock.ts";
import { EXIT, OutbandError } from "../base/errors.ts";
import { readArguments } from "./arguments.ts";
import type { Command, CommandIo } from "./command.ts";
import { readPeriod } from "./range_arguments.ts";
import { addToRegister, SIGNER_FLAGS, SIGNER_USAGE } from "./register.ts";

const USAGE = `Usage: outband review sign DIR --from T --to T --note TEXT --key-file FILE --by NAME

Signs that you reviewed a period. An interval of the declared policy is reviewed when one entry
covers it and was signed after its end; intervals begin on Mondays. The entry names the newest
signed head of the log, and outband verify checks it.

  --from, --to     days or times (UTC): from the start of the one to the end of the other, which
                   must be over
  --note TEXT      what was looked at and seen, at most 500 characters, without personal data
${SIGNER_USAGE}
Example:
  outband review sign evidence --from 2026-10-05 --to 2026-10-11 --note "Weekly report read" \\
    --key-file ann.key.pem --by example.com/people/ann
`;

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
  const { fromMs, toMs } = readPeriod(given);
  const note = given.value("note");
  if (fromMs === null || toMs === null || note === undefined) {
    throw new OutbandError("USAGE", "Flags --from, --to and --note are required");
  }
  const [from, to] = [formatTime(fromMs), formatTime(toMs)];
  if (toMs > SYSTEM_CLOCK.nowMs()) {
    throw new OutbandError(
      "CONFIG",
      `Flag --to is ${to}, and a period is reviewed when it is over`,
    );
  }
  const entry = addToRegister(path, given, { kind: "review", from, to, note });
  io.out(`Reviewed ${from} to ${to}, signed by ${entry.by} as entry ${entry.n}\n`);
  return EXIT.OK;
}
