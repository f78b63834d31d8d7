/**
 * What the vendor of a synthetic quarter counted, in the form of its usage export (OpenAI, "Usage",
 * completions, hourly buckets). It also sees calls that the proxy never saw.
 * @module
 */

import type { CallDraft } from "../../src/format/draft.ts";

const HOUR_S = 3_600;

interface UsageRow {
  model: string;
  requests: number;
  input: number;
  output: number;
}

/** Counts like the vendor. */
export class UsageExport {
  readonly #buckets = new Map<number, Map<string, UsageRow>>();

  /** A call reached the vendor; failed ones are not counted. */
  add({ meta, wire }: CallDraft): void {
    if (meta.host !== "api.openai.com" || meta.status !== 200) return;
    const { input, output } = wire.usage;
    this.#count(Math.floor(meta.acceptedAtMs / 1000), {
      model: wire.modelServed ?? "",
      ...{ requests: 1, input: input ?? 0, output: output ?? 0 },
    });
  }

  /** Calls of somebody who went around the proxy. @returns How many. */
  bypass(fromMs: number, { toMs, perHour }: { toMs: number; perHour: number }): number {
    let calls = 0;
    for (let second = fromMs / 1000; second < toMs / 1000; second += HOUR_S) {
      const row = { model: "gpt-5-mini-2025-08-07", requests: perHour };
      this.#count(second, { ...row, input: perHour * 800, output: perHour * 120 });
      calls += perHour;
    }
    return calls;
  }

  /** The export. */
  text(): string {
    const data = [...this.#buckets].toSorted((a, b) => a[0] - b[0]).map(([start, rows]) => ({
      object: "bucket",
      start_time: start,
      end_time: start + HOUR_S,
      results: [...rows.values()].map((row) => ({
        object: "organization.usage.completions.result",
        input_tokens: row.input,
        output_tokens: row.output,
        input_cached_tokens: 0,
        num_model_requests: row.requests,
        project_id: null,
        user_id: null,
        api_key_id: null,
        model: row.model,
        batch: null,
      })),
    }));
    return `${JSON.stringify({ object: "page", data, has_more: false, next_page: null })}\n`;
  }

  #count(second: number, more: UsageRow): void {
    const start = Math.floor(second / HOUR_S) * HOUR_S;
    let bucket = this.#buckets.get(start);
    if (bucket === undefined) this.#buckets.set(start, bucket = new Map());
    const row = bucket.get(more.model) ?? { model: more.model, requests: 0, input: 0, output: 0 };
    row.requests += more.requests;
    row.input += more.input;
    row.output += more.output;
    bucket.set(more.model, row);
  }
}
