/**
 * Compares findings with labels. A finding is right when it overlaps a label of its category; it is
 * exact when it has the label's place.
 * @module
 */

import type { CorpusDocument, Kind } from "./document.ts";
import type { Label } from "./draft.ts";

/** Counts of labels and findings. */
export interface Tally {
  /** Labels, and those that a finding overlaps. */
  labels: number;
  found: number;
  /** Findings, and those that overlap a label. */
  findings: number;
  right: number;
  /** Labels that a finding has exactly. */
  exact: number;
}

/** What went wrong in one document; without the value. */
export interface Miss {
  id: string;
  trait: string;
  category: string;
  start: number;
  end: number;
  /** `missed`, or `false`; and what was there instead. */
  how: string;
}

/** What a detector made of a corpus. */
export interface Score {
  byCategory: Map<string, Tally>;
  byLanguage: Map<string, Tally>;
  byKind: Map<Kind, Tally>;
  /** Disguised values by disguise. */
  evasions: Map<string, Tally>;
  /** Findings in documents without labels, and the size of these. */
  clean: { findings: number; bytes: number };
  misses: Miss[];
}

/** Anything that finds. */
export interface Scanner {
  scan(text: string): readonly Label[];
}

/** Scores a detector; evasions count for themselves, not for categories and languages. */
export function scoreOf(detector: Scanner, corpus: readonly CorpusDocument[]): Score {
  const score: Score = {
    byCategory: new Map(),
    byLanguage: new Map(),
    byKind: new Map(),
    evasions: new Map(),
    clean: { findings: 0, bytes: 0 },
    misses: [],
  };
  const encoder = new TextEncoder();
  for (const document of corpus) {
    const findings = detector.scan(document.text);
    if (document.labels.length === 0) {
      score.clean.findings += findings.length;
      score.clean.bytes += encoder.encode(document.text).length;
    }
    for (const label of document.labels) countLabel(score, { document, label, findings });
    for (const finding of findings) countFinding(score, document, finding);
  }
  return score;
}

function countLabel(
  score: Score,
  { document, label, findings }: {
    document: CorpusDocument;
    label: Label;
    findings: readonly Label[];
  },
): void {
  const own = findings.filter((finding) => isMatch(finding, label));
  const isExact = own.some(({ start, end }) => start === label.start && end === label.end);
  for (const tally of talliesOf(score, document, label.category)) {
    tally.labels++;
    if (own.length > 0) tally.found++;
    if (isExact) tally.exact++;
  }
  if (own.length > 0) return;
  const other = findings.find((finding) => overlaps(finding, label));
  const how = other === undefined ? "missed" : `missed, called ${other.category}`;
  score.misses.push({ ...missOf(document, label), how });
}

function countFinding(score: Score, document: CorpusDocument, finding: Label): void {
  const isRight = document.labels.some((label) => isMatch(finding, label));
  for (const tally of talliesOf(score, document, finding.category)) {
    tally.findings++;
    if (isRight) tally.right++;
  }
  if (isRight) return;
  const label = document.labels.find((candidate) => overlaps(finding, candidate));
  const how = label === undefined ? "false" : `false, it is ${label.category}`;
  score.misses.push({ ...missOf(document, finding), how });
}

function missOf({ id, trait }: CorpusDocument, { category, start, end }: Label): Omit<Miss, "how"> {
  return { id, trait, category, start, end };
}

function isMatch(finding: Label, label: Label): boolean {
  return finding.category === label.category && overlaps(finding, label);
}

function overlaps(one: Label, other: Label): boolean {
  return one.start < other.end && other.start < one.end;
}

function talliesOf(score: Score, document: CorpusDocument, category: string): Tally[] {
  const { kind, trait, language } = document;
  const tallies = [tallyOf(score.byKind, kind)];
  if (kind === "evasion") return [...tallies, tallyOf(score.evasions, trait)];
  return [...tallies, tallyOf(score.byCategory, category), tallyOf(score.byLanguage, language)];
}

function tallyOf<K>(map: Map<K, Tally>, key: K): Tally {
  let tally = map.get(key);
  if (tally === undefined) {
    tally = { labels: 0, found: 0, findings: 0, right: 0, exact: 0 };
    map.set(key, tally);
  }
  return tally;
}

/** Share of labels that were found; 1 when there is none. */
export function recallOf({ labels, found }: Tally): number {
  return labels === 0 ? 1 : found / labels;
}

/** Share of findings that are right; 1 when there is none. */
export function precisionOf({ findings, right }: Tally): number {
  return findings === 0 ? 1 : right / findings;
}

/** Harmonic mean of both. */
export function f1Of(tally: Tally): number {
  const [recall, precision] = [recallOf(tally), precisionOf(tally)];
  return recall + precision === 0 ? 0 : 2 * recall * precision / (recall + precision);
}

/** Several tallies as one. */
export function sumOf(tallies: Iterable<Tally>): Tally {
  const sum: Tally = { labels: 0, found: 0, findings: 0, right: 0, exact: 0 };
  for (const { labels, found, findings, right, exact } of tallies) {
    sum.labels += labels;
    sum.found += found;
    sum.findings += findings;
    sum.right += right;
    sum.exact += exact;
  }
  return sum;
}

/** False findings in 100 KB of documents without labels. */
export function falsePer100Kb({ clean }: Score): number {
  return clean.bytes === 0 ? 0 : clean.findings * 100_000 / clean.bytes;
}
