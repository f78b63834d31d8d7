/** Tests for `spoken.ts`: addresses in words, with the words for signs of many languages. @module */

import { createDetector } from "../../../src/detect/detector.ts";
import { assertEquals } from "../../support/std.ts";

const DETECTOR = createDetector();

/** What stands before an address, and the address. */
const ADDRESSES: readonly (readonly [before: string, address: string])[] = [
  ["메일은 ", "hanbit.seo 골뱅이 birch-foods 쩜 co 쩜 kr"],
  ["메일 ", "hanbit골뱅이birch닷com"],
  ["メールは", "tanaka あっと birch どっと jp"],
  ["邮箱 ", "liwei 小老鼠 birch 點 com"],
  ["邮箱是 ", "liwei 圈a birch 点 com"],
  ["пиши на ", "orlov нижнее подчёркивание k собака birch тире trans точка ru"],
  ["cím: ", "kiss alulvonás anna kukac birch kötőjel bt pont hu"],
  ["mail: ", "depo3 et işareti birch nokta com nokta tr"],
  ["mail: ", "ayse alt çizgi kaya et işareti birch tire x nokta com"],
  ["kirjoita ", "matti alaviiva meri miukumauku birch väliviiva x piste fi"],
  ["écrire à ", "jean point petit a commercial birch point fr"],
  ["schreib an ", "jan Punkt beck @-Zeichen birch Punkt de"],
  ["mail: ", "ion liniuță pop coadă de maimuță birch punct ro"],
  ["γράψε στο ", "nikos κάτω παύλα p παπάκι birch τελεία gr"],
  ["имейл: ", "ivan маймунско а birch точка bg"],
  ["имейл: ", "ivan кльомба birch точка bg"],
  ["mail: ", "ivan točka horvat majmunsko a birch točka hr"],
  ["email ", "minh gạch dưới anh a còng birch chấm com chấm vn"],
  ["البريد ", "ahmad شرطة سفلية n آت birch نقطة com"],
  ["מייל ", "dan קו תחתון b כרוכית birch נקודה co נקודה il"],
  ["mail me: ", "jane underscore doe at the rate birch dot com"],
];

Deno.test("scan() reads addresses with signs of two words, and by their names in chats", () => {
  for (const [before, address] of ADDRESSES) {
    const text = `${before}${address}, ok`;
    const found = DETECTOR.scan(text).map(({ start, end, category }) =>
      `${category} ${text.slice(start, end)}`
    );
    assertEquals(found, [`EMAIL ${address}`], text);
  }
});

Deno.test("scan() takes words for signs in sentences for no address", () => {
  for (
    const text of [
      "점심은 점 3개, 골뱅이 무침 2인분",
      "на даче собака и точка",
      "我艾特你了，三点见，然后 com 点 一下",
      "a commercial break at some point in the film dot com era",
      "jane commercial birch dot",
      "bu et işareti nokta değil",
      "nagy kukac volt, pont ott",
    ]
  ) assertEquals(DETECTOR.scan(text), [], text);
});

Deno.test("scan() finds addresses whose signs are short words in brackets", () => {
  for (
    const address of [
      ...["selin nokta aras [et] defne nokta com nokta tr", "selin.aras[et]defne[nokta]com"],
      ...["budi (et) contoh (titik) co (titik) id", "janis{et}piemers{punkts}lv"],
      ...["jonas [eta] pavyzdys [ta\u0161kas] lt", "selin.aras [ET] defne [NOKTA] com"],
    ]
  ) {
    const found = createDetector().scan(`e-posta: ${address}, kargo`);
    assertEquals(found.map(({ start, end }) => [start, end]), [[9, 9 + address.length]], address);
  }
  for (
    const text of ["iki nokta [et] ve s\u00fct", "pain [et] vin point fr", "nokta (et) nokta com"]
  ) {
    assertEquals(createDetector().scan(text), [], text);
  }
});
