/**
 * Names of files and directories of a log, and bounds of what lies in them.
 * @module
 */

/** Longest record line in bytes, without its line feed (EVIDENCE 4.1). */
export const LINE_BYTES_MAX = 16_384;

/** Files of one sealed window part. */
export const SEGMENT_FILE = "segment.jsonl";
export const SUMMARY_FILE = "summary.json";
export const CHECKPOINT_FILE = "checkpoint";
export const STATEMENT_FILE = "statement.dsse.json";
export const SUMS_FILE = "SHA256SUMS";

/** What came from outside about a part's checkpoint; never part of `SHA256SUMS`. */
export const COSIGNED_FILE = "checkpoint.cosigned";
export const TIMESTAMP_FILE = "anchors/checkpoint.tsr";

/** The statement once more, as a Sigstore bundle; never part of `SHA256SUMS`. */
export const BUNDLE_FILE = "bundle.sigstore.json";

/** The files that `SHA256SUMS` lists, in its order. */
export const SUMMED_FILES: readonly string[] = [
  SEGMENT_FILE,
  SUMMARY_FILE,
  CHECKPOINT_FILE,
  STATEMENT_FILE,
];

/** Telemetry file that is being written. */
export const TELEMETRY_CURRENT = "outband-telemetry-current.jsonl";

/** One part of one window. */
export interface WindowPart {
  /** Window number: floor(unix seconds / period). */
  w: number;
  /** 0, then 1, 2, ... after restarts inside the window. */
  part: number;
  /** Length of a window in seconds. */
  period: number;
}

/** Start of the window, milliseconds since 1970. */
export function windowStartMs(window: WindowPart): number {
  return window.w * window.period * 1000;
}

/** End of the window, milliseconds since 1970, exclusive. */
export function windowEndMs(window: WindowPart): number {
  return (window.w + 1) * window.period * 1000;
}

/** Number of the window that holds a moment. */
export function windowAt(ms: number, period: number): number {
  return Math.floor(ms / (period * 1000));
}

/**
 * Directory of a window part below the log's directory:
 * `windows/2026-11-21/140000Z-498686` or, for part 2, `windows/2026-11-21/140000Z-498686.2`.
 */
export function windowDirectory(window: WindowPart): string {
  const start = new Date(windowStartMs(window)).toISOString();
  const time = start.slice(11, 19).replaceAll(":", "");
  const suffix = window.part === 0 ? "" : `.${window.part}`;
  return `windows/${start.slice(0, 10)}/${time}Z-${window.w}${suffix}`;
}

/** Name of a finished telemetry file: `outband-telemetry-20261121T140000Z.jsonl`, with `.2` for part 2. */
export function telemetryFile(window: WindowPart): string {
  const start = new Date(windowStartMs(window)).toISOString().slice(0, 19).replaceAll(/[-:]/g, "");
  const suffix = window.part === 0 ? "" : `.${window.part}`;
  return `outband-telemetry-${start}Z${suffix}.jsonl`;
}

/** Text of `SHA256SUMS`: `<hex>  <name>` lines, as `sha256sum -c` reads them. */
export function sumsText(sums: readonly { name: string; sha256: string }[]): string {
  return sums.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join("");
}
