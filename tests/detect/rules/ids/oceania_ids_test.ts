import { OCEANIA_ID_RULES } from "../../../../src/detect/rules/ids/oceania_ids.ts";
import { testRows } from "../harness.ts";

testRows(OCEANIA_ID_RULES);
