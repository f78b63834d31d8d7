/**
 * How keys of well-known issuers begin, for values that something cuts.
 * @module
 */

/** The source of a pattern: alternatives, none of which begins another. */
export const KEY_HEADS: string = String
  .raw`gh[opsur]_|github_pat_|xox[abeprs]-|xapp-|npm_|A[KS]IA|AIza|SG\.|hf_|ya29\.|shp[a-z]{2}_|dop_v1_|pypi-|whsec_|lin_api_|eyJ`;
