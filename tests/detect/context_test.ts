/** Tests of what speaks for a value, and of whose it is, over the whole table. @module */

import { createDetector } from "../../src/detect/detector.ts";
import { assertEquals } from "../support/std.ts";

const DETECTOR = createDetector();

function found(text: string, label = ""): string[] {
  return DETECTOR.scan(text, label).map(({ start, end, category }) =>
    `${category} ${text.slice(start, end)}`
  );
}

function assertFound(cases: readonly (readonly [text: string, ...found: string[]])[]): void {
  for (const [text, ...wanted] of cases) assertEquals(found(text), wanted, text);
}

Deno.test("a word of one country's number speaks for that before all others", () => {
  assertFound([
    ["O meu n\u00famero de contribuinte \u00e9 324454260", "PT_NIF 324454260"],
    ['{"contribuinte":"117 952 427"}', "PT_NIF 117 952 427"],
    ["rijksregisternummer: `76021780405`", "BE_NRN 76021780405"],
    ["numero_national: 50091056851", "BE_NRN 50091056851"],
    ["nrn 93.05.18-223.61", "BE_NRN 93.05.18-223.61"],
    ["sofinummer=170998824", "NL_BSN 170998824"],
    ["PESEL: 44051401359", "PL_PESEL 44051401359"],
    ["TFN: 123 456 782", "AU_TFN 123 456 782"],
    ["Documento de identidad: X9760045H", "ES_DNI_NIE X9760045H"],
    ["Documento de identidad: 95307310-W, caduca", "ES_DNI_NIE 95307310-W"],
  ]);
});

Deno.test("a number of an order is none of anybody, in any language", () => {
  const words = [
    "Bestelling",
    "Bestellung",
    "commande n\u00b0",
    "El pedido",
    "Ordine",
    "Encomenda",
  ];
  words.push("Best\u00e4llning", "Bestilling", "Tilaus", "Zam\u00f3wienie", "Objedn\u00e1vka");
  words.push("Comanda", "\u0417\u0430\u043a\u0430\u0437", "Sipari\u015f", "\u8ba2\u5355\u53f7");
  words.push("\u6ce8\u6587\u756a\u53f7", "\uc8fc\ubb38\ubc88\ud638", "\u0637\u0644\u0628");
  words.push("\u05d4\u05d6\u05de\u05e0\u05d4", "\u0911\u0930\u094d\u0921\u0930");
  words.push("\u0417\u0430\u043c\u043e\u0432\u043b\u0435\u043d\u043d\u044f");
  for (const word of words) {
    const text = `Telefon +48 22 629 97 81. ${word} 4711-0815`;
    assertEquals(found(text), ["PHONE +48 22 629 97 81"], text);
  }
  const behind = "A telefonsz\u00e1mom 06 30 123 4864. A 4711-0815 rendel\u00e9st feladt\u00e1k";
  assertEquals(found(behind), ["PHONE 06 30 123 4864"]);
});

Deno.test("a word for something else does not outweigh the value's own, nor speak across sentences", () => {
  assertFound([
    ["The Portuguese NIF on the invoice is 258 817 666", "PT_NIF 258 817 666"],
    ["- NIF na fatura: `258817666`", "PT_NIF 258817666"],
    ["NIF para a fatura da oficina: 258817666", "PT_NIF 258817666"],
    ["Tel\u00e9fono del conductor, no lo publiqu\u00e9is: 634 180 297", "PHONE 634 180 297"],
    ["NIF of the buyer, invoice: 258817666"],
    ["PESEL order id 44051401359"],
    [
      "A verzi\u00f3 jav\u00edt. Terhelje a 6011111111111117 sz\u00e1m\u00fat",
      "CC_NUMBER 6011111111111117",
    ],
  ]);
});

Deno.test("in a table the heading of the column speaks, and not the line above", () => {
  assertFound([
    [
      "row,henkilotunnus,acct_no,status\n1,160499-392R,441355497,open",
      "FI_HETU 160499-392R",
      "US_BANK_ACCOUNT 441355497",
    ],
    ["row,tfn,date,status\n1,123456782,25111984,ok", "AU_TFN 123456782"],
    [
      "row,curp,itin\n1,BIJM900823HJCTRZ76,949-92-8393",
      "MX_CURP BIJM900823HJCTRZ76",
      "US_ITIN 949-92-8393",
    ],
  ]);
});

Deno.test("in JSON text the keys outward and a type speak where the own key says nothing", () => {
  assertFound([
    ['{"passport":{"number":"340020013"}}', "US_PASSPORT 340020013"],
    ['{"passport":{"country":"US","number":"340020013"}}', "US_PASSPORT 340020013"],
    ['{\\"ssn\\":{\\"value\\":\\"351303184\\"}}', "SSN 351303184"],
    ['{"type":"NIN","value":"49452750040"}', "NG_NIN 49452750040"],
    ['{"value":"49452750040","type":"NIN"}', "NG_NIN 49452750040"],
    ['{"type":"order","value":"351303184"}'],
    ['{"passport":{"number":"x"},"page":{"number":"340020013"}}'],
    ['[{"type":"ssn"},{"value":"351303184"}]'],
  ]);
});

Deno.test("the label of a field speaks, also where the word means something else in a text", () => {
  assertEquals(found("123456789", "ein"), ["US_EIN 123456789"]);
  assertEquals(found("ein 123456789"), []);
});

Deno.test("a connection string ends where the next cell of a row begins", () => {
  const address = "mongodb+srv://reader:ynaXitnFz3du41@cluster0.example.net/main";
  assertFound([
    [
      `${address};ZMMPFT70M13A944V;open`,
      `CONNECTION_STRING ${address}`,
      "IT_CODICE_FISCALE ZMMPFT70M13A944V",
    ],
    [`1,${address},open`, `CONNECTION_STRING ${address}`],
  ]);
  const hosts = "mongodb://a:Zx81kk@h1:27017,h2:27017/db?replicaSet=rs";
  assertFound([[`INFO ${hosts} ok`, `CONNECTION_STRING ${hosts}`]]);
});

Deno.test("a heading speaks for what begins or ends below it when spaces make the columns", () => {
  assertFound([
    [
      "ID   NINO         TOTAL\n17   AB157668A    12.50\n18   CE123456B     1.50\n",
      "UK_NINO AB157668A",
      "UK_NINO CE123456B",
    ],
    ["ID       ACN   SIZE\n17  087 250 539   200\n", "AU_ACN 087 250 539"],
    ["USER   TFN\nann    446 483 041\n", "AU_TFN 446 483 041"],
    [
      "ID    Patient Name      Ward\n17    Ingrid Nakagawa   4B\n",
      "PERSON_NAME Ingrid Nakagawa",
    ],
    ["We ask for the TFN.  It is secret.\nOrder 446 483 041 came back.\n"],
  ]);
});

Deno.test("a plus is a space in the values of a form", () => {
  assertFound([
    ["id=17&phone=030+901820&page=2", "PHONE 030+901820"],
    ["/save?idnr=94+580+730+215", "DE_STEUER_ID 94+580+730+215"],
    ["name=x&nhs_number=943+476+5919", "UK_NHS 943+476+5919"],
    ["total=212+555+1234"],
    ["let nhs_number=943+476+5919;"],
  ]);
});

Deno.test("markup and members of data lead from a name to its value", () => {
  const name = "Ingrid Nakagawa";
  for (
    const text of [
      `<tr><th>Patient Name</th><td>${name}</td></tr>`,
      `<dl><dt>Patient Name</dt><dd>${name}</dd></dl>`,
      `<b>Patient name:</b> ${name}<br>`,
      `<key>Patient Name</key>\n<string>${name}</string>`,
      `<input name="patient_name" value="${name}">`,
      `[{"name":"Patient Name","value":"${name}"}]`,
      `{"patientName":{"value":"${name}","verified":true}}`,
      `{"patient_names":["${name}"]}`,
      `Patient Name -> ${name}\n`,
      `Id\t17\nPatient Name\t${name}\n`,
    ]
  ) assertEquals(found(text), [`PERSON_NAME ${name}`], text);
});

Deno.test("an address ends before the name of the next value, also where commas were looked like", () => {
  assertFound([[
    "\u4f4f\u6240\uff1a\u6771\u4eac\u90fd\u6e0b\u8c37\u533a\u9053\u7384\u57421-12-3\u3001" +
    "\u30de\u30a4\u30ca\u30f3\u30d0\u30fc\uff1a123456789018",
    "STREET_ADDRESS \u6771\u4eac\u90fd\u6e0b\u8c37\u533a\u9053\u7384\u57421-12-3",
    "JP_MYNUMBER 123456789018",
  ]]);
});

Deno.test("values in back-ticks, and the place of a birth before the word for it", () => {
  assertFound([
    ["- address: `562 Juniper Drive, Apt 4B`\n", "STREET_ADDRESS 562 Juniper Drive, Apt 4B"],
    ["- account holder: `Miriam O'Rourke`\n", "PERSON_NAME Miriam O'Rourke"],
    ["Ich bin am 15.11.2000 in Kassel geboren.", "DATE_OF_BIRTH 15.11.2000"],
    ["Zij is op 7 juni 1993 in Den Haag geboren.", "DATE_OF_BIRTH 7 juni 1993"],
    ["Das Werk wurde am 15.11.2000 in Kassel gebaut."],
  ]);
});

Deno.test("a password is found behind what people say between its name and it", () => {
  assertFound([
    ["my password's still BlueHorse42, same as last year", "PASSWORD BlueHorse42"],
    ["mein Passwort war bisher Kaffee!2024, das neue folgt", "PASSWORD Kaffee!2024"],
    ["has\u0142o do panelu to Zupa!2022, login admin", "PASSWORD Zupa!2022"],
    ["la password \u00e8 Gatto_nero7; scrivimi", "PASSWORD Gatto_nero7"],
    ["password for access to server1 is missing"],
    ["the password's strength is checked in login2"],
    ["the password is user_input2"],
  ]);
});

Deno.test("a pronoun right before a value lets a word further away speak for it", () => {
  assertFound([
    [
      "They asked if the S.I.N. may be sent without dashes for now. It may, so it is stored as 680922150",
      "CA_SIN 680922150",
    ],
    [
      "Bitte um die Steuer-ID. Laut dem Bescheid vom letzten Oktober, der heute ankam, lautet sie 47036892816",
      "DE_STEUER_ID 47036892816",
    ],
    [
      "The TFN went to the office last week for all of them to see it. The total for the month was 123456782",
    ],
  ]);
});

Deno.test("in JSON a question in the message before speaks for a value, and its type in any language", () => {
  assertFound([
    ['[{"question":"What is your NIN?","answer":"38314050842"}]', "NG_NIN 38314050842"],
    ['[{"by":"a","text":"And what\'s your PESEL?"},{"by":"b","text":"44051401359"}]']
      .concat("PL_PESEL 44051401359") as [string, ...string[]],
    ['{"typ":"Personalausweis","nummer":"L01X00T47"}', "DE_ID_CARD L01X00T47"],
    ['{"tipo":"CPF","n\u00famero":"52998224725"}', "BR_CPF 52998224725"],
    ['{"idType":"SSN","idNumber":"219099991"}', "SSN 219099991"],
    ['{"message":"the NIN was not found","id":"38314050842"}'],
    ['{"message":"was the NIN found?","order":"38314050842"}'],
  ]);
});

Deno.test("a word for something else with a number of its own does not speak for the next one", () => {
  assertFound([
    ["The NRIC on page 2, S1339497J, is wrong", "SG_NRIC S1339497J"],
    ["The TFN in row 14; 123456782", "AU_TFN 123456782"],
    ["The TFN in order 123456782"],
  ]);
});

Deno.test("nine digits are a passport of the country that is named near them", () => {
  assertFound([
    ['{"nationality":"GBR","passport_number":"573289151"}', "UK_PASSPORT 573289151"],
    ['{"nationality":"USA","passport_number":"573289151"}', "US_PASSPORT 573289151"],
    ["US passport 340020013, seen in London, UK", "US_PASSPORT 340020013"],
  ]);
});
