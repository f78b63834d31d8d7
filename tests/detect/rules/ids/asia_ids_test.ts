import { ASIA_ID_RULES } from "../../../../src/detect/rules/ids/asia_ids.ts";
import { testRows } from "../harness.ts";

testRows(ASIA_ID_RULES);
