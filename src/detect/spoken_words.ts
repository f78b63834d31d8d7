/**
 * @module
 */
export const SPOKEN_WORDS: readonly string[] = ["at", "dot", "punkt", "two", "three"];
