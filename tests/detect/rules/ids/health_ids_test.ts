import { HEALTH_ID_RULES } from "../../../../src/detect/rules/ids/health_ids.ts";
import { testRows } from "../harness.ts";

testRows(HEALTH_ID_RULES);
