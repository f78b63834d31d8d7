import { BANK_ACCOUNT_RULES } from "../../../../src/detect/rules/payments/bank_account.ts";
import { testRows } from "../harness.ts";

testRows(BANK_ACCOUNT_RULES);
