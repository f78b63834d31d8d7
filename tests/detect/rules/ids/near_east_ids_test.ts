import { NEAR_EAST_ID_RULES } from "../../../../src/detect/rules/ids/near_east_ids.ts";
import { testRows } from "../harness.ts";

testRows(NEAR_EAST_ID_RULES);
