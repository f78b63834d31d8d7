/**
 * What the verifier takes from `@std/crypto`. In a file of its own, because the verifier is also a
 * page, and a bundler keeps everything that `std.ts` imports.
 * @module
 */

// @ts-types="./std_timing_safe_equal.d.ts"
export { timingSafeEqual } from "@std/crypto/timing-safe-equal";
