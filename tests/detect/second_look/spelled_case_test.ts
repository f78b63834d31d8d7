/** Tests for `spelled_case.ts` and `case_words.ts`: passwords with the kind of each letter. @module */

import { createDetector } from "../../../src/detect/detector.ts";
import {
  BESIDE_WORDS,
  CASE_WORDS,
  SIGN_WORDS,
} from "../../../src/detect/second_look/case_words.ts";
import { hasLetterBeside } from "../../../src/detect/second_look/spelled_case.ts";
import { assertEquals } from "../../support/std.ts";

const DETECTOR = createDetector();

function found(text: string): string[] {
  return DETECTOR.scan(text).map(({ start, end, category }) =>
    `${category} ${text.slice(start, end)}`
  );
}

/** What stands before a password, and how it is spelled. */
const SPELLED: readonly (readonly [before: string, spelled: string])[] = [
  ["the password is ", "capital T, lowercase r, zero, ampersand, uppercase K, dollar sign, nine"],
  ["wifi password: ", "capital M lowercase a number seven hash capital Q lowercase z eight"],
  ["pw, spelled out: ", "big T, small r, zero, underscore, big K, seven, exclamation mark"],
  ["passcode for the door: ", "capital B, four, two, hash, nine, nine, small q"],
  ["Passwort: ", "großes T, kleines b, Ziffer sieben, Unterstrich, großes L, Ausrufezeichen, zwei"],
  ["mot de passe : ", "majuscule T, minuscule b, chiffre sept, tiret bas, L majuscule, quatre"],
  ["contraseña: ", "te mayúscula, b minúscula, siete, arroba, ele mayúscula, cuatro"],
  ["la password è ", "T maiuscola, b minuscola, sette, trattino basso, L maiuscola, quattro"],
  ["a senha é ", "T maiúsculo, b minúsculo, sete, cerquilha, L maiúsculo, quatro"],
  ["wachtwoord: ", "hoofdletter T, kleine letter b, cijfer zeven, streepje, hoofdletter L, vier"],
  ["hasło: ", "duże T, małe b, siedem, podkreślnik, duże L, wykrzyknik, cztery"],
  ["hasło to ", "wielka litera T, mała litera b, cyfra siedem, małpa, wielka L, cztery"],
  ["пароль: ", "заглавная T, строчная b, цифра семь, подчёркивание, заглавная L, четыре"],
  ["lösenord: ", "stort T, litet b, siffran sju, understreck, stort L, fyra"],
  ["kodeord: ", "stort T, lille b, tallet syv, understregning, stort L, to"],
  ["salasana: ", "iso T, pieni b, numero seitsemän, alaviiva, iso L, neljä"],
  ["heslo: ", "velké T, malé b, číslice sedm, podtržítko, velké L, čtyři"],
  ["şifre: ", "büyük T, küçük b, rakam yedi, alt çizgi, büyük L, dört"],
  ["κωδικός: ", "κεφαλαίο T, μικρό b, επτά, κάτω παύλα, κεφαλαίο L, τέσσερα"],
  ["kata sandi: ", "huruf besar T, huruf kecil b, angka tujuh, garis bawah, huruf besar L, empat"],
  ["mật khẩu: ", "T hoa, b thường, số bảy, gạch dưới, L hoa, bốn"],
  ["كلمة السر: ", "T كبيرة, b صغيرة, سبعة, شرطة سفلية, L كبيرة, أربعة"],
  ["סיסמה: ", "T גדולה, b קטנה, שבע, קו תחתון, L גדולה, ארבע"],
  ["密码：", "大写T，小写b，数字七，下划线，大写L，四"],
  ["パスワードは", "大文字のT、小文字のb、数字の7、アンダーバー、大文字のL、4"],
  ["비밀번호는 ", "대문자 T, 소문자 b, 숫자 7, 밑줄, 대문자 L, 4"],
];

Deno.test("scan() reads passwords that are spelled with the kind of each letter", () => {
  for (const [before, spelled] of SPELLED) {
    const text = `${before}${spelled}. Bis dann`;
    assertEquals(found(text), [`PASSWORD ${spelled}`], text);
  }
  const [, spelled] = SPELLED[4] as readonly [string, string];
  const text =
    `Das Passwort schreibe ich lieber aus, weil der Filter es sonst schwärzt: ${spelled}.`;
  assertEquals(found(text), [`PASSWORD ${spelled}`]);
});

Deno.test("scan() takes rules for passwords and other letters for no password", () => {
  for (
    const text of [
      "the password must have a capital letter, a lowercase letter, a number and a dollar sign",
      "Your password needs uppercase A to Z, lowercase a to z, digits zero to nine, and an underscore",
      "password: capital and lowercase letters, seven of them",
      "capital A, capital B, and capital C are the corners of the triangle, four, five, six",
      "passwd rules: lowercase a, b, c only",
      "le mot de passe doit contenir une majuscule, une minuscule, un chiffre et un point",
      "Das Passwort braucht einen Großbuchstaben, eine Ziffer und ein Ausrufezeichen",
      "PIN und Passwort setzt jeder selbst, großes Thema, kleines Team, vier Leute",
      "capital T, lowercase r, zero, ampersand, uppercase K, dollar sign, nine",
      "a big T, a small r and a big K on the password form, nine in all",
    ]
  ) assertEquals(found(text), [], text);
});

Deno.test("hasLetterBeside() looks at what stands beside a word", () => {
  for (const text of ["capital M ok", "M capital, ok", "capital letter M, ok"]) {
    const start = text.indexOf("capital");
    assertEquals(hasLetterBeside(text, start, start + 7), true, text);
  }
  for (const text of ["the capital of it", "capital", "capital gains tax"]) {
    const start = text.indexOf("capital");
    assertEquals(hasLetterBeside(text, start, start + 7), false, text);
  }
});

Deno.test("words of one list are in no other", () => {
  const signs = new Set(SIGN_WORDS);
  const cases = new Set(CASE_WORDS);
  assertEquals(CASE_WORDS.filter((word) => signs.has(word)), []);
  assertEquals(BESIDE_WORDS.filter((word) => signs.has(word) || cases.has(word)), []);
});
