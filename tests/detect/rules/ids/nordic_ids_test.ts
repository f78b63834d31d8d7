import { NORDIC_ID_RULES } from "../../../../src/detect/rules/ids/nordic_ids.ts";
import { testRows } from "../harness.ts";

testRows(NORDIC_ID_RULES);
