/**
 * Names for what must not be named: keyed hashes of credentials, prompts, tools and users. Equal inputs of
 * one log have equal names; nothing else can be learned from them.
 *
 * ```text
 * HMAC( key, "outband/credential/v1" LF hex ), cut to 16 hex characters
 * HMAC( key, "outband/system-prompt/v1" LF hex ), cut to 32; hex is the SHA-256 of what is named
 * HMAC( key, "outband/tools/v1" LF hex ), "outband/tool-text/v1", cut to 32
 * HMAC( key, "outband/attribute/v1" LF hex ), cut to 16
 * ```
 * @module
 */

import { toHex, utf8 } from "../base/bytes.ts";
import type { CryptoSuite } from "../base/crypto_suite.ts";

const CREDENTIAL = { label: "outband/credential/v1\n", chars: 16 };
const TOOLS = { label: "outband/tools/v1\n", chars: 32 };
const TOOL_TEXT = { label: "outband/tool-text/v1\n", chars: 32 };
const ATTRIBUTE = { label: "outband/attribute/v1\n", chars: 16 };
const SYSTEM_PROMPT = { label: "outband/system-prompt/v1\n", chars: 32 };
/** Names remembered, because most calls repeat them; when it is full all are forgotten. */
const REMEMBERED_MAX = 1_024;

/** The pseudonyms of one log. */
export class Pseudonyms {
  readonly #suite: CryptoSuite;
  readonly #key: Uint8Array;
  readonly #remembered = new Map<string, string>();

  /** @param key 32 bytes, of this log alone. */
  constructor(suite: CryptoSuite, key: Uint8Array) {
    this.#suite = suite;
    this.#key = key;
  }

  /** Name of a credential by its SHA-256; null for null. */
  ofCredential(sha256: Uint8Array | null): string | null {
    return sha256 === null ? null : this.#name(sha256, CREDENTIAL);
  }

  /** Name of a system prompt by its SHA-256; null for null. */
  ofSystemPrompt(sha256: Uint8Array | null): string | null {
    return sha256 === null ? null : this.#name(sha256, SYSTEM_PROMPT);
  }

  /** Name of the definitions of tools by their SHA-256; null for null. */
  ofTools(sha256: Uint8Array | null): string | null {
    return sha256 === null ? null : this.#name(sha256, TOOLS);
  }

  /** Name of a tool's arguments or result by its SHA-256. */
  ofToolText(sha256: Uint8Array): string {
    return this.#name(sha256, TOOL_TEXT);
  }

  /** Name of something that an application said of a call, by its SHA-256. */
  ofAttribute(sha256: Uint8Array): string {
    return this.#name(sha256, ATTRIBUTE);
  }

  #name(sha256: Uint8Array, kind: { label: string; chars: number }): string {
    const message = kind.label + toHex(sha256);
    const known = this.#remembered.get(message);
    if (known !== undefined) return known;
    const name = toHex(this.#suite.hmacSha256(this.#key, utf8(message))).slice(0, kind.chars);
    if (this.#remembered.size === REMEMBERED_MAX) this.#remembered.clear();
    this.#remembered.set(message, name);
    return name;
  }
}
