/**
 * What would make the figures lie: printed with every report, so that no figure travels without.
 * @module
 */

/** One sentence each. */
export const LIES: readonly string[] = [
  "**Neighbours.** Upstream, client and proxies share these cores with whatever else runs on the " +
  "machine and beside it. Look at the load above and at the ranges; compare within one report only.",
  "**Few cores.** On two cores an exchange waits for a core as often as for a proxy. A proxy that " +
  "uses many threads at once looks worse here than on a larger machine, and so does an audit that " +
  "runs beside the traffic.",
  "**A cheap client and a cheap upstream.** Both block in the kernel and do nothing else, as a C " +
  "program would. A real client and a real model cost more and wait longer; what a proxy adds to a " +
  "call does not grow with that, but its share of the whole shrinks to nothing.",
  "**Loopback.** No distance, no loss, no small segments: large bodies travel at memory speed.",
  "**Percentiles of differences.** What is added is the difference of two percentiles, not the " +
  "percentile of differences. For p50 that hardly matters; at p99 it is mostly pauses and noise " +
  "and can be negative.",
  "**The closed loop** counts a pause once per connection. The arrival-rate chapter counts it for " +
  "every request that it held up; read p99 there.",
  "**Short runs.** A run lasts fractions of a second: it meets few of the rare long pauses, and " +
  "the largest value of a longer run would be larger.",
  "**CPU time** comes in ticks of 10 ms; a run through a fast proxy has only a handful of them. " +
  "Ratios of such figures are rough, which is why their range is printed.",
  "**Memory** is resident memory: what a collector has not given back is in it, and for " +
  "programs of several processes shared pages are counted more than once.",
  "**Portkey** parses bodies, chooses a vendor and builds the call anew; nginx and HAProxy parse " +
  "heads; the relay parses nothing. They do different work, and none of them keeps evidence. " +
  "Portkey runs with an older @hono/node-server than npm would choose: with the newest one it " +
  "cannot stream. It listens on all addresses while the benchmark runs.",
  "**nginx and HAProxy** run with buffers that hold a whole request and without logs; another " +
  "configuration gives other figures. nginx streams at once because the upstream asks for it.",
  "**The traffic** is the same bytes in every call, English prose with one item of personal data " +
  "per 2,000 bytes. Text that is denser in personal data costs the audit more.",
  "**TLS** runs have the canonical benchmark's client, which is a Deno program and costs more.",
  "**A fast disk, or none.** Evidence goes to the disk that holds the temporary directory.",
];
