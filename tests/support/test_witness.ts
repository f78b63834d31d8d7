/**
 * Witnesses made from one byte, for tests. Never use them for anything else.
 * @module
 */

import { NODE_SUITE } from "../../src/base/digest.ts";
import { cosign, type Cosigner } from "../../src/tlog/cosignature.ts";
import {
  formatNote,
  formatVkey,
  KEY_TYPE_COSIGNATURE,
  type NoteSignature,
  parseNote,
  vkeyOf,
} from "../../src/tlog/note.ts";
import { signWith, testKey } from "./test_keys.ts";

/** The same witness for the same number. */
export class TestWitness implements Cosigner {
  readonly vkey;
  /** Key as text. */
  readonly text: string;
  readonly #seed: number;

  constructor(seed: number, name = `witness${seed}.example/w`) {
    this.#seed = seed;
    const { publicKey } = testKey(seed).vkey;
    this.vkey = vkeyOf(NODE_SUITE.sha256, name, publicKey, KEY_TYPE_COSIGNATURE);
    this.text = formatVkey(this.vkey);
  }

  sign(message: Uint8Array): Uint8Array {
    return signWith(testKey(this.#seed), message);
  }

  /** Its line on a checkpoint, as of a time in milliseconds. */
  line(note: string, timeMs: number): NoteSignature {
    return cosign(this, parseNote(note)?.text ?? "", Math.floor(timeMs / 1_000));
  }

  /** A checkpoint with this witness's line added. */
  cosigned(note: string, timeMs: number): string {
    const { text, signatures } = parseNote(note) ?? { text: "", signatures: [] };
    return formatNote({ text, signatures: [...signatures, this.line(note, timeMs)] });
  }
}
