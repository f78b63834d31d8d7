/** Tests for `cells.ts`: cards and accounts in cells. @module */

import { createDetector } from "../../../src/detect/detector.ts";
import { assertEquals } from "../../support/std.ts";

const DETECTOR = createDetector();

function categories(text: string): string[] {
  return DETECTOR.scan(text).map(({ category }) => category);
}

Deno.test("scan() joins cards and accounts in cells of a row", () => {
  for (
    const [text, category] of [
      [
        `| field | p1 | p2 | p3 | p4 |\n|---|---|---|---|---|\n| Visa card | 4716 | 2283 | 0957 | 1143 |\n| booking | 7730 | - | - | - |`,
        "CC_NUMBER",
      ],
      [`Visa card\t4716\t2283\t0957\t1143\nbooking\t7730`, "CC_NUMBER"],
      [`Visa card;4716;2283;0957;1143\nbooking;7730`, "CC_NUMBER"],
      [`card1;card2;card3;card4\n4716;2283;0957;1143\n`, "CC_NUMBER"],
      [`| card no. | | | |\n|---|---|---|---|\n| 4716 | 2283 | 0957 | 1143 |`, "CC_NUMBER"],
      [`|IBAN|DE89|3704|0044|0532|0130|00|`, "IBAN"],
      [`| IBAN | DE89 | 3704 | 0044 | 0532 | 0130 | 00 |`, "IBAN"],
      [`IBAN\tDE89\t3704\t0044\t0532\t0130\t00`, "IBAN"],
      [`IBAN;NL47;INGB;0418;2736;50;Jan`, "IBAN"],
      [`Kreditkarte;4716;2283;0957;1143;12/27`, "CC_NUMBER"],
      [`carte,4716,2283,0957,1143,ok`, "CC_NUMBER"],
      [`name;kortnr_a;kortnr_b;kortnr_c;kortnr_d\nAnna;4716;2283;0957;1143`, "CC_NUMBER"],
      [`<tr><th>Card</th><td>4716</td><td>2283</td><td>0957</td><td>1143</td></tr>`, "CC_NUMBER"],
      [`| Amex | 3782 | 651470 | 93127 |`, "CC_NUMBER"],
    ] as const
  ) assertEquals(categories(text), [category], text);
});

Deno.test("scan() joins no other cells", () => {
  for (
    const text of [
      "| year | 2016 | 2017 | 2018 | 2019 |",
      "| Visa | 2016 | 2017 | 2018 | 2019 |",
      "card;qty;price;year\n4716;12;0957;2024",
      "| cards sold | 4716 | 2283 | 0957 | 1142 |",
      "| parts sold | 4716 | 2283 | 0957 | 1143 |",
      "iban;2016;2017;2018;2019",
      "iban;DE89;3704;0044;0532;0130;01",
      "| ssn | 519 | 38 | 7742 |",
    ]
  ) assertEquals(categories(text), [], text);
});
