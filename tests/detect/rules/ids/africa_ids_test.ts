import { AFRICA_ID_RULES } from "../../../../src/detect/rules/ids/africa_ids.ts";
import { testRows } from "../harness.ts";

testRows(AFRICA_ID_RULES);
