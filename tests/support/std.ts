/**
 * The only place in the tests that imports `@std/assert`.
 * @module
 */

// @ts-types="./std_assert.d.ts"
export {
  assert,
  assertEquals,
  assertFalse,
  assertGreaterOrEqual,
  assertInstanceOf,
  assertLess,
  assertMatch,
  assertNotEquals,
  assertRejects,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
// @ts-types="./std_yaml.d.ts"
export { parseAll } from "@std/yaml/parse";
