/**
 * Words for passwords that are misspelt, in Latin letters, or parted; values behind remarks and
 * fillers, and with brackets inside.
 * @module
 */

import { createDetector } from "../../../../src/detect/detector.ts";
import {
  foldKey,
  MISSPELT_WORDS,
} from "../../../../src/detect/rules/secrets/password_spellings.ts";
import { assertEquals } from "../../../support/std.ts";

/** The passwords that must be found stand in double brackets. */
const HITS: Readonly<Record<string, readonly string[]>> = {
  romanised: [
    "xitong m\u00ec m\u01ce: [[Shan~Yun902]]",
    "pasuwaado wa [[Tsuki_Nami53]] desu",
    "parol eto [[Sova_77tuman]]",
    "kalimat al-sirr: [[Jabal_7351]]",
    "bimilbeonho: [[hanul#29L]]",
    "kodikos: [[Elia#81kyma]]",
  ],
  misspelt: [
    "passwrod: [[Otter!Fern58]]",
    "la contrasea es [[Luna_Azul44]]",
    "wachtwoordt: [[Otter!Fern58]]",
    "\u043f\u043e\u0440\u043e\u043b\u044c: [[Sova_91xLes]]",
    "Kenn-Wort: [[Dachs+Farn63]]",
  ],
  parted: [
    "\u5bc6 \u7801\uff1a[[Shan~Yun902]]",
    "\ube44.\ubc00.\ubc88.\ud638: [[hanul#29L]]",
    "\u30d1 \u30b9 \u30ef \u30fc \u30c9\uff1a[[tsuki_Nami53]]",
  ],
  remarks: [
    "Passwort lautet (Gro\u00df- und Kleinschreibung beachten) [[Dachs+Farn63]]",
    "the password is (case sensitive, mind the underscore) [[otter_Fern58]]",
    "password [case-sensitive]: [[otter_Fern58]]",
    "\u043f\u0430\u0440\u043e\u043b\u044c (\u0441\u043b\u0438\u0442\u043d\u043e) [[Sova_91xLes]]",
    "\u30d1\u30b9\u30ef\u30fc\u30c9\u306f\uff08\u5168\u89d2\uff09[[\uff54\uff53\uff55\uff4b\uff49\uff3f\uff2e\uff41\uff4d\uff49\uff15\uff13]]\u3001\u660e\u65e5\u307e\u3067",
    "\ube44\ubc00\ubc88\ud638(\ub300\uc18c\ubb38\uc790 \uad6c\ubd84): [[hanul#29L]]",
  ],
  fillers: [
    "password is like [[otter_Fern58]] ok",
    "Passwort ist halt [[Dachs_Farn63]]",
    "la password sarebbe [[Lupo_Neve33]]",
    "salasana on muistaakseni [[Kettu_Suo71]]",
    "heslo bude asi [[Vydra_rosa77]]",
    "\u0643\u0644\u0645\u0629 \u0627\u0644\u0633\u0631 \u062d\u0642\u062a\u0647 [[Jabal_7351]]",
  ],
  brackets: [
    "\u015fifre: [[Kartal[41]Bulut]] (b\u00fcy\u00fck harf)",
    "password: [[Otter(58)Fern]]",
    "pwd => [[Moss{7}Bay#4]]",
    "pwd ==> [[Moss!7Bay#4]]",
  ],
};

const MISSES: Readonly<Record<string, readonly string[]>> = {
  words: [
    "Mima said: I love Paris in 2019.",
    "sisma: magnitudo 4.5",
    "sisma 2016 M6.5 Norcia",
    "parol: lantern festival",
    "passwrod: required",
  ],
  prose: [
    "A password like Summer2024 is weak.",
    "Un mot de passe genre Soleil99 est faible.",
    "Una contrase\u00f1a tipo Verano2024 es d\u00e9bil.",
    "The password (at least 8 characters, see policy) must contain a digit.",
    "The password (stored as SHA-256) is compared with the hash.",
    "password dus niet delen met Jan3",
    "\u30d1\u30b9\u30ef\u30fc\u30c9\uff08SHA256\u3067\u30cf\u30c3\u30b7\u30e5\u5316\uff09\u3092\u4fdd\u5b58\u3059\u308b",
  ],
  code: [
    "password(user_id) returns the stored one",
    "password = arr[41]",
    "password = config[env]value",
    "password: foo(bar)",
    "password => String,",
    "area = password*width",
  ],
};

const DETECTOR = createDetector();

function passwordsIn(text: string): string[] {
  return DETECTOR.scan(text).filter(({ category }) => category === "PASSWORD")
    .map(({ start, end }) => text.slice(start, end));
}

for (const [group, texts] of Object.entries(HITS)) {
  Deno.test(`PASSWORD is found in all forms of ${group}`, () => {
    for (const marked of texts) {
      const wanted = [...marked.matchAll(/\[\[(.*?)\]\]/g)].map(([, value]) => value);
      assertEquals(passwordsIn(marked.replaceAll(/\[\[|\]\]/g, "")), wanted, marked);
    }
  });
}

for (const [group, texts] of Object.entries(MISSES)) {
  Deno.test(`PASSWORD is not found in the look-alikes of ${group}`, () => {
    for (const text of texts) assertEquals(passwordsIn(text), [], text);
  });
}

Deno.test("MISSPELT_WORDS are phrases that the lexicon takes, each of them once", () => {
  assertEquals(new Set(MISSPELT_WORDS).size, MISSPELT_WORDS.length);
  for (const word of MISSPELT_WORDS) assertEquals(word.trim().length > 1, true, word);
  assertEquals(MISSPELT_WORDS.includes("passwrd"), true);
  assertEquals(MISSPELT_WORDS.includes("password"), false);
});

Deno.test("foldKey() makes one space of what parts words", () => {
  assertEquals(foldKey("Kalimat al-Sirr"), "kalimat al sirr");
  assertEquals(foldKey("M\u00ec_m\u01ce"), "mi ma");
});
