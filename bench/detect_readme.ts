/**
 * `deno task docs:detect`: writes the tables about detection into the README, as the engine and the
 * corpus are now. Run it after a change of a rule; a test says when they differ.
 * @module
 */

import { detectTables, withTables } from "../tests/support/detect_tables.ts";

const README = new URL("../README.md", import.meta.url);

Deno.writeTextFileSync(README, withTables(Deno.readTextFileSync(README), detectTables()));
