/**
 * What outside parties say about a checkpoint, as the verifier wants it judged. Types only: the
 * verifier is handed the judge, so that it runs where no certificate library is.
 * @module
 */

/** What a time-stamp turned out to be. */
export type TimestampVerdict =
  | {
    /** When the authority saw the data, milliseconds since 1970. */
    timeMs: number;
  }
  | {
    code: "TSA_IMPRINT_MISMATCH" | "TSA_SIGNATURE_BAD" | "TSA_EKU" | "TSA_UNTRUSTED";
    /** What was seen, in one line. */
    message: string;
  };

/** Judges time-stamps by the authorities that an auditor trusts. */
export interface TimestampJudge {
  /**
   * Judges one response.
   *
   * @param response A time-stamp response (RFC 3161 section 2.4.2), DER.
   * @param data The bytes that it should be about.
   */
  judge(response: Uint8Array, data: Uint8Array): Promise<TimestampVerdict>;
}
