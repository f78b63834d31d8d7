/**
 * Writes a quarter of synthetic evidence: three replicas with logs of their own, an outage, a key
 * rotation, drops, a breach of policy, an unreviewed week. The same numbers give the same evidence.
 *
 *     deno task evidence --out DIR [--calls N] [--period SECONDS] [--telemetry]
 *
 * Prints, as one JSON object, what was written and what a report must find in it.
 * @module
 */

import { parseArgs } from "node:util";
import { writeQuarter } from "../../tests/support/quarter.ts";

const USAGE = "Usage: generate.ts --out DIR [--calls N] [--period SECONDS] [--telemetry]";

function main(): number {
  const { values } = parseArgs({
    options: {
      out: { type: "string" },
      calls: { type: "string" },
      period: { type: "string" },
      telemetry: { type: "boolean" },
    },
  });
  const calls = Number(values.calls ?? 30_000);
  const periodSeconds = Number(values.period ?? 3_600);
  const isSound = [calls, periodSeconds].every((n) => Number.isSafeInteger(n) && n > 0);
  if (values.out === undefined || !isSound) {
    // deno-lint-ignore no-console -- this is what it is for
    console.error(USAGE);
    return 2;
  }
  const hasTelemetry = values.telemetry === true;
  const quarter = writeQuarter(values.out, { calls, periodSeconds, hasTelemetry });
  // deno-lint-ignore no-console -- this is what it is for
  console.log(JSON.stringify(quarter, null, 2));
  return 0;
}

if (import.meta.main) Deno.exit(main());
