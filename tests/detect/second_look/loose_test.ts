/** Tests for `loose.ts`: groups in brackets and between marks. @module */

import { createDetector } from "../../../src/detect/detector.ts";
import { assertEquals } from "../../support/std.ts";

const DETECTOR = createDetector();

function categories(text: string): string[] {
  return DETECTOR.scan(text).map(({ category }) => category);
}

Deno.test("scan() joins groups in brackets of any sort", () => {
  for (
    const [text, category] of [
      [`The applicant's SSN goes like this: (5)(2)(8)-{6}{1}-[0][9][3][7] and`, "SSN"],
      [`Rekening: [NL](47) INGB / 0418 / 2736 / 50 t.n.v. de huurder`, "IBAN"],
      [`card <4><5><3><2><0><1><5><1><1><2><8><3><0><3><6><6>`, "CC_NUMBER"],
      [`SSN {437}{61}{8052}`, "SSN"],
      [`ssn [437]-[61]-[8052]`, "SSN"],
      [`PESEL: <44> <05> <14> <01359>`, "PL_PESEL"],
      [`CPF {529} {982} {247} {25}`, "BR_CPF"],
      [`card [4532] [0151] [1283] [0366]`, "CC_NUMBER"],
      [`card (45)(32)[01][51]{12}{83}<03><66>`, "CC_NUMBER"],
      [`Aadhaar: \u00ab2345\u00bb \u00ab6789\u00bb \u00ab0124\u00bb`, "IN_AADHAAR"],
      [
        `\u30ab\u30fc\u30c9\u756a\u53f7\uff1a\u30104532\u3011\u30100151\u3011\u30101283\u3011\u30100366\u3011`,
        "CC_NUMBER",
      ],
      [`IBAN (DE)(89)(3704)(0044)(0532)(0130)(00)`, "IBAN"],
      [`IBAN [DE89] [3704] [0044] [0532] [0130] [00]`, "IBAN"],
      [`NI number (AB)[12][34][56](C)`, "UK_NINO"],
      [`t\u00e9l\u00e9phone : (06) [12] {34} <56> (78)`, "PHONE"],
      [`phone [2][1][2]-[8][6][7]-[5][3][0][9]`, "PHONE"],
      [`steuer-id (8)(1)(0)(2)(4)(6)(9)(3)(5)(1)(2)`, "DE_STEUER_ID"],
    ] as const
  ) assertEquals(categories(text), [category], text);
});

Deno.test("scan() joins no indexes, notes and lists", () => {
  for (
    const text of [
      "array[4][5][3][2][0][1][5][1][1] = card",
      "const phone = arr[2][1][2][8][6][7][5];",
      "citations [12][13][14] and (4)(5)(6) in ssn law 26 U.S.C. (a)(1)(2)",
      "[1] [2] [3] [4] [5] [6] [7] [8] [9] tel",
      "RFC (1)(2)(3) social security act 42 U.S.C. 405(c)(2)(C)(i)",
      "grid <1><2><3>",
      "ssn levels **1** **2** **3**",
      "card [4532] [0151] [1283] [0367]",
      "parts (5)(2)(8)-{6}{1}-[0][9][3][7] of the set",
    ]
  ) assertEquals(categories(text), [], text);
});

Deno.test("scan() joins groups between stars, underscores and dots", () => {
  for (
    const [text, category] of [
      [`- tel. do lokatora: **512** _\u00b7_ **048** _\u00b7_ **797**\n- dojazd`, "PHONE"],
      [`\u03ba\u03b9\u03bd\u03b7\u03c4\u03cc 6 9 7 4 _ 2 0 5 _ 8 8 1, check-in`, "PHONE"],
      [`mi m\u00f3vil 6/1/9/3/0/4/7/7/2`, "PHONE"],
      [`ssn 4 3 7 _ 6 1 _ 8 0 5 2`, "SSN"],
      [`ssn 4 3 7 * 6 1 * 8 0 5 2`, "SSN"],
      [`ssn **437** \u00b7 **61** \u00b7 **8052**`, "SSN"],
      [`ssn _437_ - _61_ - _8052_`, "SSN"],
      [`card **4532** / **0151** / **1283** / **0366**`, "CC_NUMBER"],
      [`card \`4532\` \`0151\` \`1283\` \`0366\``, "CC_NUMBER"],
      [`tel: *212* \u2022 *867* \u2022 *5309*`, "PHONE"],
      [`PESEL ~44~05~14~ ~01359~`, "PL_PESEL"],
      [`CPF 529 \u00b7\u00b7 982 \u00b7\u00b7 247 \u00b7\u00b7 25`, "BR_CPF"],
      [`CPF: 5 2 9 \u00b7 9 8 2 \u00b7 2 4 7 \u00b7 2 5`, "BR_CPF"],
      [`CPF: 5 2 9 | 9 8 2 | 2 4 7 | 2 5`, "BR_CPF"],
      [`bsn 1/1/1/2/2/2/3/3/3`, "NL_BSN"],
      [`bsn 1_1_1 2_2_2 3_3_3`, "NL_BSN"],
      [`card 4532 ~ 0151 ~ 1283 ~ 0366`, "CC_NUMBER"],
      [`IBAN DE89 ~ 3704 ~ 0044 ~ 0532 ~ 0130 ~ 00`, "IBAN"],
      [
        `IBAN **DE89** _\u00b7_ **3704** _\u00b7_ **0044** _\u00b7_ **0532** _\u00b7_ **0130** _\u00b7_ **00**`,
        "IBAN",
      ],
    ] as const
  ) assertEquals(categories(text), [category], text);
});
