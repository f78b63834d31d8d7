/**
 * The program's own log on standard error. Whoever reads it slowly, or not at all, holds up nobody:
 * lines wait in a bounded queue, and beyond it they are lost and counted.
 * @module
 */

import { SYSTEM_CLOCK } from "../base/clock.ts";
import { jsonLogger, type Logger } from "../base/log.ts";
import type { CommandIo } from "./command.ts";
import { LineSink } from "./line_sink.ts";

/** Characters of log lines that may wait: some thousand events. */
const WAITING_CHARACTERS_MAX = 1024 * 1024;
/** Longest wait for a reader at the end. */
const FLUSH_MS = 1_000;

/** A log and its output. */
export interface LogOutput {
  log: Logger;
  /** Lines lost since the start. */
  linesLost(): number;
  /** Waits for what is to be written, but not long for a reader that stopped. */
  flush(): Promise<void>;
}

/** Opens the log of a command that runs for long. */
export function openLog(io: Pick<CommandIo, "err" | "errTarget">): LogOutput {
  if (io.errTarget === undefined) {
    const log = jsonLogger((line) => io.err(line), SYSTEM_CLOCK);
    return { log, linesLost: () => 0, flush: () => Promise.resolve() };
  }
  const sink = new LineSink(io.errTarget, { charactersMax: WAITING_CHARACTERS_MAX });
  const write = jsonLogger((line) => void sink.line(line.trimEnd()), SYSTEM_CLOCK);
  const log: Logger = (level, event, fields) => {
    // Told when somebody reads again, and before what comes next.
    const lines = sink.isIdle ? sink.takeLost() : 0;
    if (lines > 0) write("warn", "log.lost", { lines });
    write(level, event, fields);
  };
  return { log, linesLost: () => sink.lost, flush: () => flushed(sink) };
}

async function flushed(sink: LineSink): Promise<void> {
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(late.resolve, FLUSH_MS);
  await Promise.race([sink.flushed(), late.promise]);
  clearTimeout(timer);
}
