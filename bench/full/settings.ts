/**
 * The command line of the full benchmark.
 * @module
 */

import { parseArgs } from "node:util";

/** Ways to the upstream, in the order of the tables. */
export const SUBJECT_IDS = [
  "direct",
  "relay",
  "nginx",
  "haproxy",
  "portkey",
  "outband",
  "outband-off",
  "other",
] as const;

/** One way to the upstream. */
export type SubjectId = (typeof SUBJECT_IDS)[number];

/** What is measured, and how long. */
export interface FullSettings {
  rounds: number;
  /** Milliseconds of one closed or open loop, without its warm-up. */
  roundMs: number;
  /** Streams per connection of one run. */
  streams: number;
  subjects: readonly SubjectId[];
  /** Entry module of another checkout, or null. */
  program: string | null;
  /** Directory for the results, or null for `bench/results`. */
  outDir: string | null;
  isQuick: boolean;
}

/** How the command is used. */
export const USAGE =
  `Usage: full.ts [--quick] [--rounds N] [--round-ms N] [--streams N] [--subjects A,B,...]
               [--program FILE] [--out DIR]

  --quick          two short rounds: whether everything works, not how fast it is
  --rounds N       rounds; each runs every workload once through every subject [5]
  --round-ms N     milliseconds of one run [500]
  --streams N      streamed answers per connection and run [6]
  --subjects ...   some of ${SUBJECT_IDS.join(", ")} [all]
  --program FILE   src/main.ts of another checkout, measured beside this one as "other"
  --out DIR        where the results go [bench/results]
`;

const WHOLE_REGEXP = /^[1-9]\d{0,5}$/;

/**
 * Reads the command line.
 *
 * @returns The settings, or what is wrong with it.
 */
export function parseFullSettings(args: readonly string[]): FullSettings | string {
  const options = {
    quick: { type: "boolean", default: false },
    rounds: { type: "string" },
    "round-ms": { type: "string" },
    streams: { type: "string" },
    subjects: { type: "string" },
    program: { type: "string" },
    out: { type: "string" },
  } as const;
  try {
    const { values } = parseArgs({ args: [...args], options });
    const isQuick = values.quick;
    return {
      rounds: whole(values.rounds, { name: "rounds", absent: isQuick ? 2 : 5 }),
      roundMs: whole(values["round-ms"], { name: "round-ms", absent: isQuick ? 100 : 500 }),
      streams: whole(values.streams, { name: "streams", absent: isQuick ? 1 : 6 }),
      subjects: subjectsIn(values.subjects, values.program !== undefined),
      program: values.program ?? null,
      outDir: values.out ?? null,
      isQuick,
    };
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return error.message;
    throw error;
  }
}

/** Direct always takes part: what is added is counted from it. */
function subjectsIn(text: string | undefined, hasProgram: boolean): SubjectId[] {
  const isOffered = (id: SubjectId): boolean => id !== "other" || hasProgram;
  if (text === undefined) return SUBJECT_IDS.filter(isOffered);
  const wanted = text.split(",");
  const unknown = wanted.find((name) => !SUBJECT_IDS.some((id) => id === name));
  if (unknown !== undefined) throw new RangeError(`--subjects has no "${unknown}"`);
  if (wanted.includes("other") && !hasProgram) throw new RangeError(`"other" needs --program`);
  return SUBJECT_IDS.filter((id) => id === "direct" || wanted.includes(id));
}

function whole(text: string | undefined, option: { name: string; absent: number }): number {
  if (text === undefined) return option.absent;
  if (!WHOLE_REGEXP.test(text)) throw new RangeError(`--${option.name} must be a number from 1`);
  return Number(text);
}
