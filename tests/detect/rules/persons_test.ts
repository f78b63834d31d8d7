import { PERSON_RULES } from "../../../src/detect/rules/persons.ts";
import { testRows } from "./harness.ts";

testRows(PERSON_RULES);
