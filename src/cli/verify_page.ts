/**
 * `outband verify --html FILE`: writes the page that verifies in a browser. The page is part of the
 * program, so this needs no network, no bundler and no other file.
 * @module
 */

import { sha256Hex } from "../base/digest.ts";
import { OutbandError } from "../base/errors.ts";
import { utf8 } from "../base/bytes.ts";
import PAGE from "../page/verify_page.html" with { type: "text" };
import type { CommandIo } from "./command.ts";
import { fileFault } from "./input.ts";

/**
 * Writes the page and says its size and digest, by which two people know that they have the same.
 *
 * @param file Path; an existing file is replaced.
 * @throws {OutbandError} IO if it cannot be written.
 */
export async function writeVerifyPage(file: string, io: CommandIo): Promise<void> {
  const bytes = utf8(PAGE);
  try {
    await Deno.writeFile(file, bytes);
  } catch (error) {
    throw new OutbandError("IO", `Cannot write ${file}: ${fileFault(error)}`, { cause: error });
  }
  io.out(`Wrote ${file}: ${bytes.length} bytes, SHA-256 ${sha256Hex(bytes)}\n`);
}
