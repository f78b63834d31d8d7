/**
 * Is every row of the threat model tested? Each row names the attacks that play it, or the test that
 * shows it where no evidence can. A row whose attack is renamed or removed fails here.
 */

import { KEY_ATTACKS, LINE_ATTACKS, OTHER_ATTACKS, WINDOW_ATTACKS } from "../support/attacks.ts";
import { MORE_ATTACKS } from "../support/more_attacks.ts";
import { ROOT_DIR } from "../support/program.ts";
import { assert, assertEquals } from "../support/std.ts";

const ATTACKS = {
  ...LINE_ATTACKS,
  ...WINDOW_ATTACKS,
  ...OTHER_ATTACKS,
  ...MORE_ATTACKS,
  ...KEY_ATTACKS,
};

/** Names of attacks; what begins with `tests/` is a file, with words that its test's name has. */
const ROWS: Readonly<Record<string, readonly string[]>> = {
  "edit, delete, insert, reorder a line; chain anew without the key": [
    "a line is edited",
    "a line is deleted",
    "a line is inserted",
    "two lines change places",
    "a line is edited and all are chained anew without the key",
    "a line is deleted and all are chained anew without the key",
  ],
  "same meaning, other bytes": [
    "a line has a key twice",
    "a line has a space",
    "lines end in carriage returns",
  ],
  "cut the end of a closed window": [
    "the end of a closed window is cut",
    "a closed window is cut inside a line",
  ],
  "drop the newest windows": ["the newest windows are dropped"],
  "drop the oldest windows": [
    "the oldest window is dropped",
    "a window in the middle is dropped",
  ],
  "fork or rewrite with the real key": [
    "the log is rewritten with the real key",
    "tests/verify/outside_heads_test.ts: a witness that saw the log refuses it",
  ],
  "split view to two auditors": [
    "the log is rewritten with the real key",
    "tests/verify/outside_heads_test.ts: a head that a witness cosigned shows it",
  ],
  "replay an old window": [
    "an old window is replayed in the place of another",
    "an old window is replayed as one more",
  ],
  "restore an old backup and continue": ["an old backup is restored and continued"],
  "set the clock back": [
    "a time is set back",
    "the clock is set back, and the record of it is removed",
    "the clock is set back, and the log says so",
  ],
  "make a whole log later and date it back": [
    "the whole log is made later and dated back",
    "tests/verify/attacks_test.ts: what no log can tell",
  ],
  "steal the log's key": ["a stolen key signs more than the recovery key allows it"],
  "odd Ed25519 keys and signatures": [
    "a signature is malleated, which some libraries take",
    "the log's key is malformed",
    "tests/tlog/ed25519_test.ts: CCTV",
  ],
  "strip signatures, leave a window unsigned": [
    "the signatures are stripped",
    "all seals are removed",
    "the newest window's seal is removed",
    "the newest window's seal and the checkpoint over it are removed",
  ],
  "swap the key inside the bundle": [
    "the key is swapped: a whole log made with another one",
    "the key is swapped, and the auditor has none to pin",
  ],
  "lie in the proxy, or go around it": ["tests/verify/attacks_test.ts: what no log can tell"],
  "drop under load": [
    "calls are dropped under load",
    "dropped calls are hidden",
    "calls are lost in a crash",
  ],
  "guess a redacted value": ["tests/verify/attacks_test.ts: commits to the same text differently"],
  "move an opening to another record": ["an opening is moved to another record"],
  "delete or change content without a word": [
    "content is deleted without a word",
    "content is changed",
  ],
  "erase under a pretext": [
    "content is erased with a word",
    "tests/journeys/proofs_test.ts: one that is gone",
  ],
  "choose the sample": [
    "the operator draws the sample again with a seed of his own",
    "the operator leaves a drawn record out",
  ],
  "attack the verifier with an archive": [
    "the archive holds a link",
    "tests/verify/archive_test.ts: ",
  ],
};

Deno.test("every row of the threat model has its attacks or its test", () => {
  for (const [row, plays] of Object.entries(ROWS)) {
    for (const play of plays) {
      const file = /^(tests\/\S+): (.*)$/.exec(play);
      if (file === null) {
        assert(Object.hasOwn(ATTACKS, play), `${row}: no attack "${play}"`);
        continue;
      }
      const [, path = "", words = ""] = file;
      const source = Deno.readTextFileSync(`${ROOT_DIR}${path}`);
      const names = source.split("\n").filter((line) => /test\(|`|^ {2}"/i.test(line));
      assert(names.some((line) => line.includes(words)), `${row}: ${path} tests no "${words}"`);
    }
  }
});

Deno.test("every attack belongs to a row of the threat model", () => {
  const used = new Set(Object.values(ROWS).flat());
  assertEquals(Object.keys(ATTACKS).filter((name) => !used.has(name)), []);
});
