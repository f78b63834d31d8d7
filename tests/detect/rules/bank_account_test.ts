import { BANK_ACCOUNT_RULES } from "../../../src/detect/rules/bank_account.ts";
import { testRows } from "./harness.ts";

testRows(BANK_ACCOUNT_RULES);
