/**
 * `outband ack`: answers an exception, signed.
 * @module
 */

import { EXIT, OutbandError } from "../base/errors.ts";
import { DISPOSITIONS } from "../format/register.ts";
import { readArguments } from "./arguments.ts";
import type { Command, CommandIo } from "./command.ts";
import { LIST_FLAGS, LIST_USAGE, withList } from "./exception_list.ts";
import { addToRegister, SIGNER_FLAGS, SIGNER_USAGE } from "./register.ts";

const USAGE = `Usage: outband ack DIR ID --disposition D --reason TEXT --key-file FILE --by NAME
                   [--ticket TEXT] [flags of outband exceptions]

Answers an exception that outband exceptions or outband report list with the same flags. The
answer is signed with your own key, names the newest signed head of the log, and is added to
register.jsonl in DIR, where outband verify checks it. The first answer counts.

  --disposition D  ${DISPOSITIONS.join(", ")}
  --reason TEXT    why, at most 500 characters, without personal data
  --ticket TEXT    number of the ticket
${SIGNER_USAGE}${LIST_USAGE}`;

/** `outband ack`. */
export const ACK_COMMAND: Command = {
  name: "ack",
  summary: "answer an exception, signed",
  usage: USAGE,
  run: runAck,
};

async function runAck(args: readonly string[], io: CommandIo): Promise<number> {
  const given = readArguments("ack", args, {
    switches: LIST_FLAGS.switches,
    values: ["disposition", "reason", "ticket", ...SIGNER_FLAGS, ...LIST_FLAGS.values],
    lists: LIST_FLAGS.lists,
  });
  const [path, id, extra] = given.rest;
  if (path === undefined || id === undefined || extra !== undefined) {
    throw new OutbandError("USAGE", "Name a directory and an exception; see outband ack --help");
  }
  const disposition = DISPOSITIONS.find((one) => one === given.value("disposition"));
  const reason = given.value("reason");
  if (disposition === undefined || reason === undefined) {
    const all = DISPOSITIONS.join(", ");
    throw new OutbandError("USAGE", `Give --reason, and --disposition as one of ${all}`);
  }
  const row = await withList(
    [path],
    { given, io, action: "answer exceptions of" },
    ({ facts: { exceptions } }) => exceptions.find((candidate) => candidate.id === id),
  );
  if (row === undefined) {
    throw new OutbandError(
      "CONFIG",
      `Cannot answer ${id}: the list has no such exception; see outband exceptions`,
    );
  }
  const ticket = given.value("ticket");
  const entry = addToRegister(path, given, {
    kind: "ack",
    exception: id,
    disposition,
    reason,
    ...(ticket === undefined ? {} : { ticket }),
  });
  io.out(`${row.kind} ${id}: ${disposition}, signed by ${entry.by} as entry ${entry.n}\n`);
  return EXIT.OK;
}
