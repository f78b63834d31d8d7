import { Engine } from "../../../../src/detect/engine/engine.ts";
import { WORLD_ID_RULES } from "../../../../src/detect/rules/ids/world_ids.ts";
import { NEGATIVE_WORDS } from "../../../../src/detect/table.ts";
import { assertLinear } from "../../../support/linear_reads.ts";

const ENGINE = new Engine(WORLD_ID_RULES, NEGATIVE_WORDS);

const PARTS: readonly string[] = [
  ...["850612-1238 ", "850612+", "850612+850612+", "12-", "1 ", "99.", "12.345.678-", "1-1017-"],
  ...["personnummer ", "personnummer 8506121238 ", "national id ", "id number 123456782 "],
  ...["account number ", "account number 1", "account number 12345678,", "1234 ", "1234-5678-"],
  ...["A1234567B ", "S1234567D", "HEGG560427MVZRRL04", "27AAPFU0939F1ZV ", "1EG4-TE5-MK73-"],
  ...["\u8eab\u4efd\u8bc1", '\u05ea"\u05d6 1', "\uc8fc\ubbfc", "12345678901", "a=1", "nin=1,"],
];

Deno.test("WORLD_ID_RULES read a number of characters that is linear in repetitions of each anchor", () => {
  assertLinear((text) => ENGINE.scan(text, ""), PARTS);
});
