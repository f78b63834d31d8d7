import { WEST_EUROPE_ID_RULES } from "../../../../src/detect/rules/ids/west_europe_ids.ts";
import { testRows } from "../harness.ts";

testRows(WEST_EUROPE_ID_RULES);
