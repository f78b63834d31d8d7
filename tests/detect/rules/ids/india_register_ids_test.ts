import { INDIA_REGISTER_ID_RULES } from "../../../../src/detect/rules/ids/india_register_ids.ts";
import { testRows } from "../harness.ts";

testRows(INDIA_REGISTER_ID_RULES);
