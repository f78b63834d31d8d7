/**
 * Signals of one body of one call: hears every text and every value that the audit visits.
 * @module
 */

import { addHits, type Hits, scanText } from "./text_scan.ts";

/** A marker that was planted in the documents of one tenant. */
export interface Canary {
  tenant: string;
  marker: string;
}

/** Values of one body that are remembered; as numbers, so that nothing of them is kept. */
const VALUES_MAX = 4_096;
/** Shorter values are in other texts by chance. */
const VALUE_CHARS_MIN = 4;
/** Results of tools that are looked at. */
const TOOL_RESULTS_MAX = 256;

/** Collects the signals of one body. */
export class BodySignals {
  readonly #canaries: readonly Canary[];
  readonly #tenant: string | null;
  readonly #hits: Hits = {};
  readonly #values = new Set<number>();

  /** @param call.tenant As the application names it; null when it does not. */
  constructor(call: { canaries: readonly Canary[]; tenant: string | null }) {
    this.#canaries = call.canaries;
    this.#tenant = call.tenant;
  }

  /** Hears one text. */
  text(text: string): void {
    scanText(text, this.#hits);
    for (const { tenant, marker } of this.#canaries) {
      if (tenant !== this.#tenant && text.includes(marker)) {
        addHits(this.#hits, { "canary.cross_tenant": 1 });
      }
    }
  }

  /** Hears one value that was found in a text. */
  value(category: string, value: string): void {
    const bare = value.replaceAll(BARE_REGEXP, "").toLowerCase();
    if (bare.length < VALUE_CHARS_MIN || this.#values.size >= VALUES_MAX) return;
    this.#values.add(hashOf(`${category} ${bare}`));
  }

  /** An application's own rules speak of attacks, too: what is in its system prompt is no hit. */
  withoutSystemPrompt(text: string): void {
    const own: Hits = {};
    scanText(text, own);
    addHits(this.#hits, own, -1);
  }

  /** Hears what tools answered: there, instructions to the model are somebody else's. */
  toolResults(texts: readonly string[]): void {
    for (const text of texts.slice(0, TOOL_RESULTS_MAX)) {
      const hits: Hits = {};
      scanText(text, hits);
      if (Object.keys(hits).length > 0) addHits(this.#hits, { "injection.tool_result": 1 });
    }
  }

  /** Compares the answer with what was asked: values that are in this body alone. */
  comparedWith(request: BodySignals): void {
    let n = 0;
    for (const value of this.#values) if (!request.#values.has(value)) n++;
    if (n > 0) addHits(this.#hits, { "leak.answer_only": n });
  }

  /** What the vendor says of the answer: `refusal`, `content_filter:violence`. */
  events(names: readonly string[]): void {
    if (names.includes("refusal")) addHits(this.#hits, { "refusal.model": 1 });
    const isFiltered = names.some((name) =>
      name.startsWith("content_filter") || name === "guardrail_intervened"
    );
    if (isFiltered) addHits(this.#hits, { "refusal.content_filter": 1 });
  }

  /** Hits by rule id, so far. */
  get hits(): Hits {
    return { ...this.#hits };
  }
}

const BARE_REGEXP = /[^\p{L}\p{N}]/gu;

/** Two numbers of 26 bits out of one walk: equal for different values once in millions of bodies. */
function hashOf(text: string): number {
  let low = 0x811c_9dc5;
  let high = 0x9e37_79b9;
  for (let k = 0; k < text.length; k++) {
    const code = text.charCodeAt(k);
    low = Math.imul(low ^ code, 0x0100_0193);
    high = Math.imul(high + code, 0x85eb_ca6b);
  }
  return (high >>> 6) * 2 ** 26 + (low >>> 6);
}
