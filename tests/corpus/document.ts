/**
 * What a document of the corpus is.
 * @module
 */

import type { Label } from "./draft.ts";

/** Sorts of documents. */
export type Kind =
  | "prose"
  | "chat"
  | "json"
  | "tool_call"
  | "csv"
  | "log"
  | "markdown"
  | "config"
  | "clean_prose"
  | "hard_negative"
  | "evasion";

/** One labelled document. */
export interface CorpusDocument {
  /** `json-017`; the same in every run. */
  id: string;
  /** ISO 639-1; `en` for data. */
  language: string;
  kind: Kind;
  /** What a hard negative resembles, or how an evasion disguises; else empty. */
  trait: string;
  text: string;
  labels: readonly Label[];
}

/** A document before its marks are taken out and it gets its number. */
export interface Draft {
  language: string;
  kind: Kind;
  trait?: string;
  text: string;
}
