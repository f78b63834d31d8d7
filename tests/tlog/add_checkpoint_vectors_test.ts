import { fromBase64, utf8 } from "../../src/base/bytes.ts";
import { NODE_SUITE, sha256 } from "../../src/base/digest.ts";
import { verifyStrict } from "../../src/tlog/ed25519.ts";
import { verifyConsistency } from "../../src/tlog/merkle.ts";
import {
  type Checkpoint,
  type Note,
  parseCheckpoint,
  parseNote,
  parseVkey,
  type Vkey,
} from "../../src/tlog/note.ts";
import { assert, assertEquals } from "../support/std.ts";
import { vectorTest, vectorText } from "../support/vectors.ts";

interface Exchange {
  request_body: string;
  expect_status: number;
  log_signature_valid: boolean;
  origin_known: boolean;
}

interface Request {
  oldSize: number;
  proof: Uint8Array[];
  note: Note;
  checkpoint: Checkpoint;
}

/** null when the note is no note: in one exchange its base64 has bits set that must be zero. */
function parseRequest(body: string): Request | null {
  const blank = body.indexOf("\n\n");
  const [first = "", ...hashes] = body.slice(0, blank).split("\n");
  const note = parseNote(body.slice(blank + 2));
  const checkpoint = parseCheckpoint(note?.text ?? "");
  if (note === null || checkpoint === null) return null;
  assert(first.startsWith("old "));
  const proof = hashes.map((line) => fromBase64(line) ?? utf8(""));
  return { oldSize: Number(first.slice(4)), proof, note, checkpoint };
}

async function isSignedBy(note: Note, vkey: Vkey): Promise<boolean> {
  const mine = note.signatures.find(({ name, id }) => name === vkey.name && id === vkey.id);
  if (mine === undefined) return false;
  const { publicKey } = vkey;
  const signed = { publicKey, message: utf8(note.text), signature: mine.signature };
  return await verifyStrict(NODE_SUITE, signed);
}

/** The answer of tlog-witness to one request, given the head it saw last. */
async function statusOf(request: Request, vkey: Vkey, seen: Checkpoint): Promise<number> {
  const { note, checkpoint, oldSize, proof } = request;
  if (checkpoint.origin !== vkey.name || !await isSignedBy(note, vkey)) return 403;
  if (oldSize !== seen.size) return 409;
  const consistent = verifyConsistency(sha256, {
    oldSize,
    newSize: checkpoint.size,
    oldRoot: seen.root,
    newRoot: checkpoint.root,
    proof,
  });
  return consistent ? 200 : 422;
}

vectorTest(
  "parseNote(), verifyStrict() and verifyConsistency() answer the 9 witness exchanges",
  async () => {
    const { log_vkey, cases }: { log_vkey: string; cases: Exchange[] } = JSON.parse(
      vectorText("c2sp/add-checkpoint-cases.json"),
    );
    const vkey = parseVkey(log_vkey);
    assert(vkey !== null);
    let seen: Checkpoint = { origin: vkey.name, size: 0, root: sha256(new Uint8Array(0)) };
    let malformed = 0;
    for (const exchange of cases) {
      const request = parseRequest(exchange.request_body);
      if (request === null) {
        assertEquals([exchange.log_signature_valid, exchange.expect_status], [false, 403]);
        malformed++;
        continue;
      }
      assertEquals(request.checkpoint.origin === vkey.name, exchange.origin_known);
      assertEquals(await isSignedBy(request.note, vkey), exchange.log_signature_valid);
      assertEquals(await statusOf(request, vkey, seen), exchange.expect_status);
      if (exchange.expect_status === 200) seen = request.checkpoint;
    }
    assertEquals([cases.length, malformed], [9, 1]);
    assertEquals(seen.size, 5);
  },
);
