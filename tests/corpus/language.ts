/**
 * What the corpus knows of a language: sentences about nobody, and sentences that hold values.
 * @module
 */

/** One language. */
export interface LanguagePack {
  /** ISO 639-1. */
  code: string;
  /** Sentences without anything to find. */
  clean: readonly string[];
  /** Made-up full names as they are written there. */
  names: readonly string[];
  /** Forms of telephone numbers; `#` is a digit, `^` one from 2 to 9. */
  phones: readonly string[];
  /** Forms of addresses. */
  streets: readonly string[];
  /** Forms of dates: `YYYY`, `MM`, `DD`, `M`, `D`. */
  births: readonly string[];
  /** Sentences with `{CATEGORY}` for values. */
  says: readonly string[];
}
