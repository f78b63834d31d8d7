import { LATIN_ID_RULES } from "../../../../src/detect/rules/ids/latin_ids.ts";
import { testRows } from "../harness.ts";

testRows(LATIN_ID_RULES);
