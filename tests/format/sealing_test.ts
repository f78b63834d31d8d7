import { EXIT, OutbandError } from "../../src/base/errors.ts";
import { SignerError } from "../../src/format/sealing.ts";
import { assert, assertEquals } from "../support/std.ts";

Deno.test("SignerError is an operating error that can be told from the disk's", () => {
  const error = new SignerError("Cannot sign with exec: it ended with 1");
  assert(error instanceof OutbandError, "it is reported as one line");
  assertEquals([error.code, error.exitCode, error.name], ["IO", EXIT.IO, "SignerError"]);
});
