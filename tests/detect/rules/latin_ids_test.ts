import { LATIN_ID_RULES } from "../../../src/detect/rules/latin_ids.ts";
import { testRows } from "./harness.ts";

testRows(LATIN_ID_RULES);
