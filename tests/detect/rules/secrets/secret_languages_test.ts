import { SECRET_RULES } from "../../../../src/detect/rules/secrets/secrets.ts";
import { assertEquals } from "../../../support/std.ts";
import { foundBy } from "../harness.ts";

/** A sentence, an assignment and a label in each language; `@` stands for the password. */
const PASSWORDS: Readonly<Record<string, readonly string[]>> = {
  English: ["The password is @.", "password: @", "my passphrase is @"],
  German: ["Das Passwort lautet @.", "Kennwort: @", "mein Passwort ist @"],
  French: ["Le mot de passe est @.", "mot de passe : @", "mdp: @"],
  Spanish: ["La contrase\u00f1a es @.", "contrase\u00f1a: @", "mi clave es @"],
  Portuguese: ["A senha \u00e9 @.", "senha: @", "palavra-passe: @"],
  Italian: ["La password \u00e8 @.", "parola d'ordine: @", "password: @"],
  Dutch: ["Het wachtwoord is @.", "wachtwoord: @"],
  Swedish: ["L\u00f6senordet \u00e4r @.", "l\u00f6senord: @"],
  Danish: ["Adgangskoden er @.", "adgangskode: @", "kodeord: @"],
  Norwegian: ["Passordet er @.", "passord: @"],
  Finnish: ["Salasana on @.", "salasana: @"],
  Polish: ["Has\u0142o to @.", "has\u0142o: @"],
  Czech: ["Heslo je @.", "heslo: @"],
  Hungarian: ["A jelsz\u00f3: @", "jelsz\u00f3 = @"],
  Romanian: ["Parola este @.", "parol\u0103: @"],
  Croatian: ["Lozinka je @.", "zaporka: @"],
  Turkish: ["\u015eifre: @", "\u015fifrem @"],
  Russian: [
    "\u041f\u0430\u0440\u043e\u043b\u044c: @",
    "\u043f\u0430\u0440\u043e\u043b\u044c \u2014 @",
    "\u041c\u043e\u0439 \u043f\u0430\u0440\u043e\u043b\u044c \u044d\u0442\u043e @",
  ],
  Ukrainian: [
    "\u041f\u0430\u0440\u043e\u043b\u044c: @",
    "\u043f\u0430\u0440\u043e\u043b\u044c \u0446\u0435 @",
  ],
  Greek: [
    "\u039f \u03ba\u03c9\u03b4\u03b9\u03ba\u03cc\u03c2 \u03b5\u03af\u03bd\u03b1\u03b9 @.",
    "\u03ba\u03c9\u03b4\u03b9\u03ba\u03cc\u03c2 \u03c0\u03c1\u03cc\u03c3\u03b2\u03b1\u03c3\u03b7\u03c2: @",
  ],
  Arabic: [
    "\u0643\u0644\u0645\u0629 \u0627\u0644\u0645\u0631\u0648\u0631: @",
    "\u0643\u0644\u0645\u0629 \u0627\u0644\u0633\u0631 \u0647\u064a @",
  ],
  Hebrew: [
    "\u05d4\u05e1\u05d9\u05e1\u05de\u05d4 \u05d4\u05d9\u05d0 @.",
    "\u05e1\u05d9\u05e1\u05de\u05d4: @",
  ],
  Hindi: [
    "\u092a\u093e\u0938\u0935\u0930\u094d\u0921: @",
    "\u092a\u093e\u0938\u0935\u0930\u094d\u0921 \u0939\u0948 @",
  ],
  Thai: [
    "\u0e23\u0e2b\u0e31\u0e2a\u0e1c\u0e48\u0e32\u0e19: @",
    "\u0e23\u0e2b\u0e31\u0e2a\u0e1c\u0e48\u0e32\u0e19\u0e04\u0e37\u0e2d @",
  ],
  Vietnamese: ["M\u1eadt kh\u1ea9u l\u00e0 @.", "m\u1eadt kh\u1ea9u: @"],
  Indonesian: ["Kata sandi adalah @.", "kata sandi: @"],
  Malay: ["Kata laluan ialah @.", "kata laluan: @"],
  Chinese: ["\u5bc6\u7801\u662f@\u3002", "\u5bc6\u7801\uff1a@", "\u5bc6\u78bc\u70ba@"],
  Japanese: [
    "\u30d1\u30b9\u30ef\u30fc\u30c9\u306f@\u3067\u3059\u3002",
    "\u30d1\u30b9\u30ef\u30fc\u30c9\uff1a@",
    "\u30d1\u30b9\u30ef\u30fc\u30c9\u306f\u300c@\u300d\u3067\u3059",
  ],
  Korean: [
    "\ube44\ubc00\ubc88\ud638\ub294 @\uc785\ub2c8\ub2e4.",
    "\ube44\ubc00\ubc88\ud638: @",
    "\uc554\ud638: @",
  ],
  Estonian: ["parool: @", "salas\u00f5na: @"],
  Catalan: ["contrasenya: @"],
};

for (const [language, texts] of Object.entries(PASSWORDS)) {
  Deno.test(`SECRET_RULES finds passwords in ${language}`, () => {
    for (const text of texts) {
      for (const password of ["hunter2026", "Tr0ub4dor&3", "P@ssw0rd!"]) {
        assertEquals(foundBy(SECRET_RULES, text.replace("@", () => password)), [
          `PASSWORD ${password}`,
        ], text);
      }
    }
  });
}

const KEY = "4w21CtWdU0T0" + "yyn7PH0xZxHf";

/** `@` stands for the key. */
const KEYS: readonly string[] = [
  "My API key is @.",
  "Mein API-Schl\u00fcssel ist @.",
  "das Zugriffstoken lautet @",
  "Ma cl\u00e9 d'API est @.",
  "le jeton d'acc\u00e8s : @",
  "Mi clave de API es @.",
  "el token de acceso es @",
  "A chave da API \u00e9 @.",
  "a chave secreta: @",
  "La chiave API \u00e8 @.",
  "il token di accesso: @",
  "De API-sleutel is @.",
  "API-nyckeln: @",
  "API-n\u00f8glen er @",
  "API-avain: @",
  "Klucz API: @",
  "API kl\u00ed\u010d: @",
  "API kulcs: @",
  "cheia API este @",
  "API anahtar\u0131: @",
  "\u041a\u043b\u044e\u0447 API: @",
  "API-\u043a\u043b\u044e\u0447 \u2014 @",
  "\u0442\u043e\u043a\u0435\u043d \u0434\u043e\u0441\u0442\u0443\u043f\u0430: @",
  "\u03ba\u03bb\u03b5\u03b9\u03b4\u03af API: @",
  "\u0645\u0641\u062a\u0627\u062d API: @",
  "\u05de\u05e4\u05ea\u05d7 API: @",
  "API \u0915\u0941\u0902\u091c\u0940: @",
  "kh\u00f3a API: @",
  "kunci API: @",
  "API\u5bc6\u94a5\uff1a@",
  "\u8bbf\u95ee\u4ee4\u724c\u662f@",
  "API\u30ad\u30fc\u306f@\u3067\u3059",
  "\u30a2\u30af\u30bb\u30b9\u30c8\u30fc\u30af\u30f3\uff1a@",
  "API \ud0a4\ub294 @\uc785\ub2c8\ub2e4",
  "\uc561\uc138\uc2a4 \ud1a0\ud070: @",
];

Deno.test("SECRET_RULES finds keys and tokens in many languages", () => {
  for (const text of KEYS) {
    assertEquals(foundBy(SECRET_RULES, text.replace("@", KEY)), [`API_KEY ${KEY}`], text);
  }
});

/** What forms, manuals and error messages say without giving a password. */
const EMPTY: readonly string[] = [
  "Passwort vergessen? Das Passwort ist falsch. Passwort \u00e4ndern: Einstellungen, Sicherheit",
  "Mot de passe oubli\u00e9 ? Le mot de passe est incorrect. Mot de passe : 8 caract\u00e8res minimum",
  "\u00bfOlvid\u00f3 su contrase\u00f1a? La contrase\u00f1a es obligatoria. Contrase\u00f1a: m\u00ednimo 8 caracteres",
  "Senha incorreta. A senha \u00e9 obrigat\u00f3ria. Esqueceu a senha?",
  "Password dimenticata? La password \u00e8 errata.",
  "Wachtwoord vergeten? Het wachtwoord is onjuist.",
  "Gl\u00f6mt l\u00f6senordet? L\u00f6senordet \u00e4r fel.",
  "Nie pami\u0119tasz has\u0142a? Has\u0142o jest nieprawid\u0142owe.",
  "Zapomn\u011bli jste heslo? Heslo je neplatn\u00e9.",
  "\u015eifrenizi mi unuttunuz? \u015eifre yanl\u0131\u015f.",
  "\u0417\u0430\u0431\u044b\u043b\u0438 \u043f\u0430\u0440\u043e\u043b\u044c? \u041f\u0430\u0440\u043e\u043b\u044c \u043d\u0435\u0432\u0435\u0440\u043d\u044b\u0439. \u041f\u0430\u0440\u043e\u043b\u044c \u0434\u043e\u043b\u0436\u0435\u043d \u0441\u043e\u0434\u0435\u0440\u0436\u0430\u0442\u044c 8 \u0441\u0438\u043c\u0432\u043e\u043b\u043e\u0432",
  "\u039e\u03b5\u03c7\u03ac\u03c3\u03b1\u03c4\u03b5 \u03c4\u03bf\u03bd \u03ba\u03c9\u03b4\u03b9\u03ba\u03cc; \u039f \u03ba\u03c9\u03b4\u03b9\u03ba\u03cc\u03c2 \u03b5\u03af\u03bd\u03b1\u03b9 \u03bb\u03ac\u03b8\u03bf\u03c2.",
  "\u0647\u0644 \u0646\u0633\u064a\u062a \u0643\u0644\u0645\u0629 \u0627\u0644\u0645\u0631\u0648\u0631\u061f \u0643\u0644\u0645\u0629 \u0627\u0644\u0645\u0631\u0648\u0631 \u063a\u064a\u0631 \u0635\u062d\u064a\u062d\u0629",
  "\u05e9\u05db\u05d7\u05ea \u05e1\u05d9\u05e1\u05de\u05d4? \u05d4\u05e1\u05d9\u05e1\u05de\u05d4 \u05e9\u05d2\u05d5\u05d9\u05d4",
  "\u092a\u093e\u0938\u0935\u0930\u094d\u0921 \u092d\u0942\u0932 \u0917\u090f? \u092a\u093e\u0938\u0935\u0930\u094d\u0921 \u0917\u0932\u0924 \u0939\u0948",
  "\u0e25\u0e37\u0e21\u0e23\u0e2b\u0e31\u0e2a\u0e1c\u0e48\u0e32\u0e19? \u0e23\u0e2b\u0e31\u0e2a\u0e1c\u0e48\u0e32\u0e19\u0e44\u0e21\u0e48\u0e16\u0e39\u0e01\u0e15\u0e49\u0e2d\u0e07",
  "Qu\u00ean m\u1eadt kh\u1ea9u? M\u1eadt kh\u1ea9u kh\u00f4ng \u0111\u00fang",
  "Lupa kata sandi? Kata sandi salah",
  "\u5fd8\u8bb0\u5bc6\u7801\uff1f\u5bc6\u7801\u9519\u8bef\uff0c\u8bf7\u91cd\u65b0\u8f93\u5165\u3002\u5bc6\u7801\u957f\u5ea6\u4e3a8\u523016\u4f4d",
  "\u30d1\u30b9\u30ef\u30fc\u30c9\u3092\u304a\u5fd8\u308c\u3067\u3059\u304b\uff1f\u30d1\u30b9\u30ef\u30fc\u30c9\u306f8\u6587\u5b57\u4ee5\u4e0a\u3067\u3059",
  "\ube44\ubc00\ubc88\ud638\ub97c \uc78a\uc73c\uc168\ub098\uc694? \ube44\ubc00\ubc88\ud638\ub294 8\uc790 \uc774\uc0c1\uc774\uc5b4\uc57c \ud569\ub2c8\ub2e4",
];

Deno.test("SECRET_RULES finds nothing in what forms say in many languages", () => {
  for (const text of EMPTY) assertEquals(foundBy(SECRET_RULES, text), [], text);
});
