import { OutbandError } from "../../src/base/errors.ts";
import { passphraseSource } from "../../src/evidence/passphrase.ts";
import { FakeDisk } from "../support/fake_disk.ts";
import { assertEquals, assertStringIncludes, assertThrows } from "../support/std.ts";

const FILE = "/private/passphrase";

function diskWith(content: string | Uint8Array, mode = 0o600): FakeDisk {
  const disk = new FakeDisk();
  disk.makeDirectory("/private");
  disk.put(FILE, content, mode);
  return disk;
}

function fromFile(content: string | Uint8Array, mode?: number): string | null {
  const disk = diskWith(content, mode);
  return passphraseSource({ disk, file: FILE, command: null, variable: () => "other" })();
}

function fromCommand(command: string): string | null {
  return passphraseSource({ disk: new FakeDisk(), file: null, command, variable: () => "other" })();
}

function refusal(run: () => unknown): string {
  const error = assertThrows(run, OutbandError);
  assertEquals([error.code, error.message.includes("\n")], ["CONFIG", false]);
  return error.message;
}

Deno.test("passphraseSource() takes one line of a file, with or without its end", () => {
  for (const content of ["a b c", "a b c\n", "a b c\r\n"]) assertEquals(fromFile(content), "a b c");
});

Deno.test("passphraseSource() refuses a file that others may read, and what is no single line", () => {
  for (const mode of [0o640, 0o604, 0o660, 0o644]) {
    assertStringIncludes(refusal(() => fromFile("x", mode)), "others may read it");
  }
  assertStringIncludes(refusal(() => fromFile("a\nb\n")), "more than one line");
  assertStringIncludes(refusal(() => fromFile("")), "it is empty");
  assertStringIncludes(refusal(() => fromFile(Uint8Array.of(0xff, 0xfe))), "not UTF-8");
  const source = passphraseSource({
    disk: new FakeDisk(),
    file: FILE,
    command: null,
    variable: () => null,
  });
  assertStringIncludes(refusal(source), `${FILE} is missing`);
});

Deno.test("passphraseSource() runs a command, and refuses one that fails", () => {
  assertEquals(fromCommand("printf 'a b\\n'"), "a b");
  assertStringIncludes(refusal(() => fromCommand("echo secret; exit 4")), "ended with 4");
  assertStringIncludes(refusal(() => fromCommand("true")), "it is empty");
});

Deno.test("passphraseSource() asks once, and for the variable only when nothing else is named", () => {
  let asked = 0;
  const variable = (): string => `answer ${++asked}`;
  const source = passphraseSource({ disk: new FakeDisk(), file: null, command: null, variable });
  assertEquals([source(), source(), asked], ["answer 1", "answer 1", 1]);
  const none = passphraseSource({
    disk: new FakeDisk(),
    file: null,
    command: null,
    variable: () => undefined,
  });
  assertEquals(none(), null);
  const both = { disk: new FakeDisk(), file: FILE, command: "true", variable };
  assertStringIncludes(refusal(() => passphraseSource(both)), "not both");
});
