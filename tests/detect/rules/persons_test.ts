import { PERSON_RULES } from "../../../src/detect/rules/persons.ts";
import { assert, assertEquals, assertGreaterOrEqual } from "../../support/std.ts";
import { cleanText } from "./clean_text.ts";
import { foundBy, testRows } from "./harness.ts";

const SEED = 20_261_125;

testRows(PERSON_RULES);

/** Texts that are the whole value of a field, and what is found in them. */
const FIELDS: readonly (readonly [label: string, text: string, found: string])[] = [
  ["customer.dob", "1985-03-12", "DATE_OF_BIRTH 1985-03-12"],
  ["user.birthDate", "12 March 1985", "DATE_OF_BIRTH 12 March 1985"],
  ["dateOfBirth", "19850312", "DATE_OF_BIRTH 19850312"],
  ["created", "1985-03-12", ""],
  ["shipping.street", "Evergreen Terrace 742", "STREET_ADDRESS Evergreen Terrace 742"],
  ["addresses[0].addressLine1", "12 Oak Drive", "STREET_ADDRESS 12 Oak Drive"],
  ["server.ip_address", "10 0 0 1", ""],
  ["emailAddress", "12 Oak Drive", ""],
  ["arguments.full_name", "Jane Doe", "PERSON_NAME Jane Doe"],
  ["patient.firstName", "Xandria", "PERSON_NAME Xandria"],
  ["customer.name", "Xandria Qubert", "PERSON_NAME Xandria Qubert"],
  ["name", "Xandria Qubert", ""],
  ["name", "Maria Gonzalez", "PERSON_NAME Maria Gonzalez"],
  ["product.name", "Blue Widget", ""],
  ["tool.function.name", "get_weather", ""],
  ["metadata.name", "Customer Onboarding", ""],
  ["user.username", "Jane", ""],
  ["\u60a3\u8005.\u6c0f\u540d", "\u5c71\u7530\u592a\u90ce", "PERSON_NAME \u5c71\u7530\u592a\u90ce"],
];

Deno.test("PERSON_RULES takes a whole text for what its label says, and nothing else", () => {
  for (const [label, text, found] of FIELDS) {
    assertEquals(foundBy(PERSON_RULES, text, label).join(), found, label);
  }
});

Deno.test("PERSON_RULES reads each row of a table once, and each column that it knows", () => {
  const rows =
    "Helen Park,1979-02-11,9 Rowan Close Leeds\nOmar Haddad,1990-12-30,14 Bridge St York\n";
  assertEquals(foundBy(PERSON_RULES, `name,dob,address\n${rows}\nend, of, it\n`), [
    "PERSON_NAME Helen Park",
    "DATE_OF_BIRTH 1979-02-11",
    "STREET_ADDRESS 9 Rowan Close Leeds",
    "PERSON_NAME Omar Haddad",
    "DATE_OF_BIRTH 1990-12-30",
    "STREET_ADDRESS 14 Bridge St York",
  ]);
});

Deno.test("PERSON_RULES takes a lane behind a house number in Thai, and not a lane alone", () => {
  const address =
    "\u0e1a\u0e49\u0e32\u0e19\u0e40\u0e25\u0e02\u0e17\u0e35\u0e48 88/14 \u0e0b\u0e2d\u0e22\u0e25\u0e32\u0e14\u0e1e\u0e23\u0e49\u0e32\u0e27 41";
  assertEquals(foundBy(PERSON_RULES, `${address} \u0e04\u0e48\u0e30`), [
    `STREET_ADDRESS ${address}`,
  ]);
  assertEquals(
    foundBy(
      PERSON_RULES,
      "88/14 \u0e0b\u0e2d\u0e22\u0e25\u0e32\u0e14\u0e1e\u0e23\u0e49\u0e32\u0e27 41",
    ),
    [],
  );
});

/** What people write about themselves, and what is found in it. */
const SELVES: readonly (readonly [text: string, ...found: string[]])[] = [
  [
    "Ich hei\u00dfe Bj\u00f6rn Hagedorn, geboren am 3. Mai 1974, und wohne in der Lindenallee 8, 20259 Hamburg.",
    "Bj\u00f6rn Hagedorn",
    "3. Mai 1974",
    "Lindenallee 8, 20259 Hamburg",
  ],
  [
    "Je m'appelle Am\u00e9lie Rousseau, n\u00e9e le 8 ao\u00fbt 1987, j'habite au 27 avenue des Ternes, 75017 Paris.",
    "Am\u00e9lie Rousseau",
    "8 ao\u00fbt 1987",
    "27 avenue des Ternes, 75017 Paris",
  ],
  [
    "Me llamo Roc\u00edo Fern\u00e1ndez y nac\u00ed el 2 de febrero de 1994. Vivo en la Calle de Alcal\u00e1 45, 28014 Madrid.",
    "Roc\u00edo Fern\u00e1ndez",
    "2 de febrero de 1994",
    "Calle de Alcal\u00e1 45, 28014 Madrid",
  ],
  [
    "Nazywam si\u0119 Katarzyna Nowak, urodzi\u0142am si\u0119 7 lipca 1986, mieszkam przy ul. Piotrkowskiej 120/3, 90-006 \u0141\u00f3d\u017a.",
    "Katarzyna Nowak",
    "7 lipca 1986",
    "ul. Piotrkowskiej 120/3, 90-006 \u0141\u00f3d\u017a",
  ],
  [
    "\u041c\u0435\u043d\u044f \u0437\u043e\u0432\u0443\u0442 \u041e\u043b\u044c\u0433\u0430 \u0421\u043c\u0438\u0440\u043d\u043e\u0432\u0430, \u044f \u0440\u043e\u0434\u0438\u043b\u0430\u0441\u044c 15 \u043c\u0430\u044f 1990 \u0433\u043e\u0434\u0430, \u0436\u0438\u0432\u0443: \u0433. \u041a\u0430\u0437\u0430\u043d\u044c, \u0443\u043b. \u0411\u0430\u0443\u043c\u0430\u043d\u0430, \u0434. 10, \u043a\u0432. 25.",
    "\u041e\u043b\u044c\u0433\u0430 \u0421\u043c\u0438\u0440\u043d\u043e\u0432\u0430",
    "15 \u043c\u0430\u044f 1990",
    "\u0433. \u041a\u0430\u0437\u0430\u043d\u044c, \u0443\u043b. \u0411\u0430\u0443\u043c\u0430\u043d\u0430, \u0434. 10, \u043a\u0432. 25",
  ],
  [
    "\u79c1\u306e\u540d\u524d\u306f\u9234\u6728\u82b1\u5b50\u3067\u3059\u3002\u751f\u5e74\u6708\u65e5\u306f1990\u5e745\u67086\u65e5\u3001\u4f4f\u6240\u306f\u6771\u4eac\u90fd\u65b0\u5bbf\u533a\u897f\u65b0\u5bbf2-8-1\u3067\u3059\u3002",
    "\u9234\u6728\u82b1\u5b50",
    "1990\u5e745\u67086\u65e5",
    "\u6771\u4eac\u90fd\u65b0\u5bbf\u533a\u897f\u65b0\u5bbf2-8-1",
  ],
  [
    "\uc81c \uc774\ub984\uc740 \uc774\uc9c0\uc740\uc774\uace0 \uc0dd\ub144\uc6d4\uc77c\uc740 1993\ub144 5\uc6d4 16\uc77c\uc785\ub2c8\ub2e4. \uc8fc\uc18c: \uc11c\uc6b8\ud2b9\ubcc4\uc2dc \ub9c8\ud3ec\uad6c \uc6d4\ub4dc\ucef5\ubd81\ub85c 396",
    "\uc774\uc9c0\uc740",
    "1993\ub144 5\uc6d4 16\uc77c",
    "\uc11c\uc6b8\ud2b9\ubcc4\uc2dc \ub9c8\ud3ec\uad6c \uc6d4\ub4dc\ucef5\ubd81\ub85c 396",
  ],
];

Deno.test("PERSON_RULES finds name, date of birth and address in one sentence", () => {
  for (const [text, ...found] of SELVES) {
    const names = ["PERSON_NAME", "DATE_OF_BIRTH", "STREET_ADDRESS"];
    assertEquals(foundBy(PERSON_RULES, text), found.map((one, k) => `${names[k]} ${one}`));
  }
});

Deno.test("PERSON_RULES finds nothing in 150 KB of clean code, logs and prose", () => {
  const text = cleanText(SEED);
  assertGreaterOrEqual(text.length, 150_000);
  const found = foundBy(PERSON_RULES, text);
  assert(found.length === 0, `seed ${SEED}: ${found.length} found\n${found.join("\n")}`);
});

Deno.test("PERSON_RULES ends an address where its sentence does, and begins it with its unit", () => {
  const cases: readonly (readonly [text: string, found: string])[] = [
    [
      "Hun bor Gl. Skovvej 12, 3460 Birker\u00f8d. Det er n\u00e6r",
      "Gl. Skovvej 12, 3460 Birker\u00f8d",
    ],
    ["Adresse: Vester Allegade 7, 8000 Aarhus. Han", "Vester Allegade 7, 8000 Aarhus"],
    ["Feldstra\u00dfe 3, 9000 St. Gallen. Wir", "Feldstra\u00dfe 3, 9000 St. Gallen"],
    ["Hauptstra\u00dfe 4, 7001 Chur. Die T\u00fcr", "Hauptstra\u00dfe 4, 7001 Chur"],
    ["at Unit 2/41 Wattle Street, Carlton VIC 3053", "Unit 2/41 Wattle Street, Carlton VIC 3053"],
    [
      "Jur\u00e1\u0161ovo n\u00e1mestie 6, 080 01 Pre\u0161ov",
      "Jur\u00e1\u0161ovo n\u00e1mestie 6, 080 01 Pre\u0161ov",
    ],
    ["Horn\u00ed n\u00e1m. 9, 779 00 Olomouc", "Horn\u00ed n\u00e1m. 9, 779 00 Olomouc"],
    ["Gorska cesta 5, 1000 Ljubljana", "Gorska cesta 5, 1000 Ljubljana"],
    [
      "6000 Kecskem\u00e9t, Csongr\u00e1di utca 3. fszt. 4.",
      "6000 Kecskem\u00e9t, Csongr\u00e1di utca 3. fszt. 4.",
    ],
    ["the cesta 5 of them", ""],
    ["Unit 2/41 of the course", ""],
  ];
  for (const [text, wanted] of cases) {
    const streets = foundBy(PERSON_RULES, text).filter((one) => one.startsWith("STREET"));
    assertEquals(streets.join(), wanted === "" ? "" : `STREET_ADDRESS ${wanted}`, text);
  }
});
