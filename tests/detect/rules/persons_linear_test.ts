import { Engine } from "../../../src/detect/engine/engine.ts";
import { PERSON_RULES } from "../../../src/detect/rules/persons.ts";
import { NEGATIVE_WORDS } from "../../../src/detect/table.ts";
import { assertLinear } from "../../support/linear_reads.ts";

const ENGINE = new Engine(PERSON_RULES, NEGATIVE_WORDS);

const PARTS: readonly string[] = [
  ...["born ", "born in Paris ", "dob: ", "dob,", "dob,name\n", "1985-03-12 ", "12 March 1985 "],
  ...[
    "12 March ",
    "March 12 ",
    "\u751f\u5e74\u6708\u65e5",
    "1985\u5e743\u670812\u65e5",
    "born 12 ",
    "DOB (",
    "geboren am ",
  ],
  ...["12 Main ", "12 Main Street ", "12 Main St, ", "12 ", "1 a ", "742 Evergreen Terrace, A, "],
  ...[
    "Musterstra\u00dfe 12 ",
    "Stra\u00dfe 12",
    "Calle Mayor ",
    "Calle ",
    "ul. A ",
    "via A 1 ",
    "rue de la ",
  ],
  ...[
    "12 rue de la ",
    "\u6771\u4eac\u90fd\u5343\u4ee3\u7530\u533a",
    "\u6771\u4eac\u90fd\u5343\u4ee3\u7530\u533a1-",
    "\u8def1\u53f7",
    "\uc11c\uc6b8\ud2b9\ubcc4\uc2dc \uac15\ub0a8\uad6c \ub85c 1 ",
    "1/1 \u0e16\u0e19\u0e19",
  ],
  ...[
    "address: ",
    "address: 1 A, ",
    "address,b\n",
    "address,b\n1 A,2\n",
    '"address":"',
    "PO Box 1 ",
  ],
  ...["Mr ", "Mr. A ", "Mr. A B C D E ", "Dear A ", "Dear A,\n", "my name is ", "I am A B "],
  ...[
    "regards,\n",
    "Best regards,\nA B\n",
    "name: A B\n",
    "name,",
    "name,b\n",
    "name,b\n\n",
    "A B ",
  ],
  ...[
    "van der ",
    "A. ",
    "A-",
    "O'",
    "\u3055\u3093",
    "\u7530\u4e2d\u3055\u3093",
    "\u6211\u53eb\u674e",
    "\uae40\ubbfc\uc218 \uc528 ",
    "\u0e1c\u0e21\u0e0a\u0e37\u0e48\u0e2d",
    "\u0627\u0633\u0645\u064a \u0627 ",
  ],
  ...[
    "name=A name=",
    '"name":"A B","email":',
    "name | A | ",
    "full name: A, ",
    "Patient A ",
    "\t|",
    "A B <a@",
    "<a@",
  ],
];

Deno.test("PERSON_RULES read a number of characters that is linear in repetitions of each anchor", () => {
  assertLinear((text) => ENGINE.scan(text, ""), PARTS);
});
