/**
 * Keys of logs as the user gives them: the text itself, or the name of a file that holds it.
 * @module
 */

import { NODE_SUITE } from "../base/digest.ts";
import { OutbandError } from "../base/errors.ts";
import { keyProblem } from "../verify/mod.ts";
import type { CommandIo } from "./command.ts";
import { inputLabel, readText } from "./input.ts";

const KEY_FILE_BYTES_MAX = 4_096;

/**
 * The key of a log, checked. A text always has two plus signs; anything else is a file's name.
 *
 * @throws {OutbandError} IO if the file cannot be read, CONFIG if it is no sound key of a log.
 */
export async function readKeyArgument(value: string, io: CommandIo): Promise<string> {
  const isText = value.split("+").length >= 3;
  const text = isText
    ? value
    : (await readText(value, io, { bytesMax: KEY_FILE_BYTES_MAX })).trim();
  const problem = keyProblem(NODE_SUITE, text);
  if (problem === null) return text;
  const where = isText ? value : `in ${inputLabel(value)}`;
  throw new OutbandError("CONFIG", `Cannot trust the key ${where}: ${problem}`);
}
