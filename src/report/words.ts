/**
 * Small pieces of text and markup that all sections use.
 * @module
 */

import { formatTime } from "../base/clock.ts";
import { type Html, markup } from "./html.ts";

/** `2026-08-04 09:10 UTC` for a moment. */
export function moment(ms: number): string {
  return `${formatTime(ms).slice(0, 16).replace("T", " ")} UTC`;
}

/** `2026-08-04` for a day. */
export function day(ms: number): string {
  return formatTime(ms).slice(0, 10);
}

/** `98.41 %`, or a dash. */
export function percent(value: number | null): string {
  return value === null ? "-" : `${value.toFixed(2)} %`;
}

/** Microseconds as milliseconds or seconds. */
export function duration(us: number): string {
  if (us < 10_000) return `${(us / 1000).toFixed(2)} ms`;
  return us < 1_000_000 ? `${Math.round(us / 1000)} ms` : `${(us / 1e6).toFixed(2)} s`;
}

const TONES: Readonly<Record<string, "good" | "fair" | "bad" | "none">> = {
  supported: "good",
  pass: "good",
  verified: "good",
  in_time: "good",
  partial: "fair",
  unproven: "fair",
  untrusted: "fair",
  event: "fair",
  late: "fair",
  open: "fair",
  exception: "bad",
  fail: "bad",
  failed: "bad",
  deviation: "bad",
  missing: "bad",
  unsigned: "bad",
  summary_mismatch: "bad",
};

/** A state as a chip: its word says it, the color only helps. */
export function chip(state: string): Html {
  const tone = TONES[state] ?? "none";
  return markup`<span class="s s-${tone}">${state.replaceAll("_", " ")}</span>`;
}

/** A moment or a span that does not break. */
export function nowrap(text: string): Html {
  return markup`<span class="w">${text}</span>`;
}
