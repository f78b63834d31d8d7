/**
 * Proof files as Go's checksum-database library reads them: `note.Open` and `tlog.CheckRecord` of
 * `golang.org/x/mod`, which nobody here wrote.
 */

import { toBase64 } from "../../src/base/bytes.ts";
import { NODE_SUITE } from "../../src/base/digest.ts";
import { inclusionProof, leafHash, leavesSource } from "../../src/tlog/merkle.ts";
import { formatCheckpoint } from "../../src/tlog/note.ts";
import { formatProof } from "../../src/tlog/proof.ts";
import { rootOf } from "../../src/tlog/merkle.ts";
import { assertEquals } from "../support/std.ts";
import { TempDir } from "../support/temp_dir.ts";
import { ORIGIN, signedNote, testKey } from "../support/test_keys.ts";

const MODULE_VERSION = "v0.31.0";
const GO_MOD = `module check\n\ngo 1.22\n\nrequire golang.org/x/mod ${MODULE_VERSION}\n`;
const PROGRAM = `package main

import (
	"encoding/base64"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func fail(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func main() {
	text, err := os.ReadFile(os.Args[2])
	fail(err)
	entry, err := os.ReadFile(os.Args[3])
	fail(err)
	head, signed, _ := strings.Cut(string(text), "\\n\\n")
	lines := strings.Split(head, "\\n")
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[1], "index "), 10, 64)
	fail(err)
	var proof tlog.RecordProof
	for _, line := range lines[2:] {
		var hash tlog.Hash
		bytes, err := base64.StdEncoding.DecodeString(line)
		fail(err)
		copy(hash[:], bytes)
		proof = append(proof, hash)
	}
	verifier, err := note.NewVerifier(os.Args[1])
	fail(err)
	opened, err := note.Open([]byte(signed), note.VerifierList(verifier))
	fail(err)
	fields := strings.Split(opened.Text, "\\n")
	size, err := strconv.ParseInt(fields[1], 10, 64)
	fail(err)
	var root tlog.Hash
	bytes, err := base64.StdEncoding.DecodeString(fields[2])
	fail(err)
	copy(root[:], bytes)
	fail(tlog.CheckRecord(proof, size, root, index, tlog.RecordHash(entry)))
}
`;

/** True when Go and the module are here: a test downloads nothing. */
function haveModule(): boolean {
  try {
    const { stdout } = new Deno.Command("go", { args: ["env", "GOMODCACHE"] }).outputSync();
    const cache = new TextDecoder().decode(stdout).trim();
    return Deno.statSync(`${cache}/golang.org/x/mod@${MODULE_VERSION}`).isDirectory;
  } catch {
    return false;
  }
}

const HAVE_MODULE = haveModule();

async function build(dir: TempDir): Promise<string> {
  await Deno.writeTextFile(dir.join("go.mod"), GO_MOD);
  await Deno.writeTextFile(dir.join("main.go"), PROGRAM);
  const args = ["build", "-mod=mod", "-o", dir.join("check"), "."];
  const env = { GOFLAGS: "", GOPROXY: "off", GOSUMDB: "off" };
  const { success, stderr } = await new Deno.Command("go", { args, env, cwd: dir.path }).output();
  assertEquals(success, true, new TextDecoder().decode(stderr));
  return dir.join("check");
}

Deno.test({
  name: "formatProof() writes what Go's tlog.CheckRecord accepts, and only for the true entry" +
    (HAVE_MODULE ? "" : ` (skipped: no Go with golang.org/x/mod ${MODULE_VERSION})`),
  ignore: !HAVE_MODULE,
  async fn(): Promise<void> {
    await using dir = await TempDir.make();
    const check = await build(dir);
    const { sha256 } = NODE_SUITE;
    const entries = Array.from({ length: 21 }, (_, k) => new TextEncoder().encode(`{"i":${k}}`));
    const leaves = entries.map((entry) => leafHash(sha256, entry));
    const text = formatCheckpoint({ origin: ORIGIN, size: 21, root: rootOf(sha256, leaves) });
    assertEquals(text.split("\n")[2], toBase64(rootOf(sha256, leaves)));
    const checkpoint = signedNote(text, [testKey(1)]);
    for (const index of [0, 7, 20]) {
      const proof = inclusionProof(leavesSource(sha256, leaves), index, 21);
      await Deno.writeTextFile(dir.join("proof"), formatProof({ index, proof, checkpoint }));
      for (const [entry, isGood] of [[entries[index], true], [entries[8], false]] as const) {
        await Deno.writeFile(dir.join("entry"), entry as Uint8Array);
        const args = [testKey(1).text, dir.join("proof"), dir.join("entry")];
        const { success } = await new Deno.Command(check, { args }).output();
        assertEquals(success, isGood, `record ${index}`);
      }
    }
  },
});
