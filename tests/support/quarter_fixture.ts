/**
 * A small synthetic quarter on disk, and commands that are run on it in this process.
 * @module
 */

import type { Command } from "../../src/cli/command.ts";
import { RecordedIo } from "./command_io.ts";
import { type Quarter, writeQuarter } from "./quarter.ts";
import { TempDir } from "./temp_dir.ts";

/** Half-day windows: the outage takes two whole ones. */
const OPTIONS = { calls: 6_000, periodSeconds: 43_200, hasTelemetry: true };

/** A quarter that lives as long as a test. */
export class QuarterFixture implements AsyncDisposable {
  readonly dir: TempDir;
  readonly quarter: Quarter;

  constructor(dir: TempDir, quarter: Quarter) {
    this.dir = dir;
    this.quarter = quarter;
  }

  /** Writes it. */
  static async make(): Promise<QuarterFixture> {
    const dir = await TempDir.make();
    return new QuarterFixture(dir, writeQuarter(dir.path, OPTIONS));
  }

  /** Directory of all logs. */
  get evidence(): string {
    return this.dir.join("evidence");
  }

  /** `--key` for each log. */
  get keys(): string[] {
    return this.quarter.replicas.flatMap(({ vkey }) => ["--key", vkey]);
  }

  /** Runs a command; the evidence is its first path. */
  async run(
    command: Command,
    ...args: readonly string[]
  ): Promise<{ code: number; stdout: string; stderr: string }> {
    const io = new RecordedIo();
    const code = await command.run([this.evidence, ...args], io);
    return { code, stdout: io.stdout, stderr: io.stderr };
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.dir[Symbol.asyncDispose]();
  }
}
