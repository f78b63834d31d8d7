/**
 * Words for passwords in the languages that the rules know, and the words that stand where a
 * password would be without being one.
 * @module
 */

import { gluedForms } from "../glued_words.ts";
import { COMPOUND_WORDS } from "./password_compounds.ts";
import { foldKey, MISSPELT_WORDS } from "./password_spellings.ts";

/** Inflected forms where a language has them. */
const BARE_WORDS: readonly string[] = [
  // English, and names in configuration.
  ...["password", "passwd", "pwd", "passphrase", "pass phrase", "pass word", "passcode", "passwrd"],
  ...["pgpassword", "dbpassword", "userpassword", "adminpassword", "rootpassword", "dbpasswd"],
  ...["dbpwd", "mypassword", "newpassword", "oldpassword", "sapassword", "wifipassword"],
  ...["wpa passphrase"],
  ...["wifi key", "wpa key", "wep key", "network key", "pre shared key", "preshared key", "psk"],
  ...["convert to secure string", "rediscli auth", "requirepass", "user password"],
  ...["pasword", "paswod", "passwod", "pswd", "psswd", "passowrd", "passwor"],
  ...[
    "passw",
    "pwrd",
    "pssword",
    "psw",
    "passwordnya",
    "paswordnya",
    "sandinya",
    "passnya",
    "passkey phrase",
  ],
  // German, Dutch.
  ...[
    "passwort",
    "passw\u00f6rter",
    "passworts",
    "kennwort",
    "kennworts",
    "kennw\u00f6rter",
    "passphrase",
  ],
  ...[
    "zugangspasswort",
    "wlan schl\u00fcssel",
    "wlan key",
    "wachtwoord",
  ],
  ...["wachtwoorden", "paswoord", "wachtwoordzin", "toegangscode"],
  // French, Spanish, Portuguese, Italian, Romanian, Catalan.
  ...[
    "mot de passe",
    "mots de passe",
    "mdp",
    "motdepasse",
    "phrase secr\u00e8te",
    "phrase de passe",
  ],
  ...[
    "contrase\u00f1a",
    "contrasena",
    "contrase\u00f1as",
    "clave",
    "clave de acceso",
  ],
  ...[
    "frase de contrase\u00f1a",
    "contrasenya",
    "senha",
    "senhas",
    "palavra passe",
  ],
  ...["palavrapasse", "frase secreta", "parola d ordine", "chiave di rete"],
  ...["parol\u0103", "parola", "parolei"],
  // Nordic languages.
  ...[
    "l\u00f6senord",
    "l\u00f6senordet",
    "l\u00f6senfras",
    "adgangskode",
    "adgangskoden",
    "kodeord",
    "kodeordet",
  ],
  ...["passord", "passordet", "salasana", "salasanan", "salasanani", "salasanasi", "tunnussana"],
  ...["lykilor\u00f0", "a\u00f0gangsor\u00f0"],
  // Polish, Czech, Slovak, Slovenian, Croatian, Serbian, Hungarian, Baltic languages.
  ...[
    "has\u0142o",
    "has\u0142a",
    "has\u0142em",
    "haslo",
    "heslo",
    "hesla",
    "heslem",
    "heslom",
    "geslo",
    "gesla",
  ],
  ...[
    "lozinka",
    "lozinku",
    "lozinke",
    "zaporka",
    "jelsz\u00f3",
    "jelszava",
    "jelszavam",
  ],
  ...[
    "jelszavad",
    "jelsz\u00f3t",
    "slapta\u017eodis",
    "slapta\u017eod\u012f",
    "salas\u00f5na",
    "parool",
  ],
  // Turkish, Albanian, Azerbaijani.
  ...[
    "\u015fifre",
    "\u015fifrem",
    "\u015fifresi",
    "\u015fifreniz",
    "\u015fifreyi",
    "sifre",
    "sifrem",
    "sifreniz",
    "sifresi",
    "parolam",
    "parolas\u0131",
    "parolan\u0131z",
    "parolaniz",
    "parolay\u0131",
  ],
  ...["fjal\u00ebkalim", "fjal\u00ebkalimi"],
  // Russian, Ukrainian, Bulgarian, Serbian, Greek.
  ...[
    "\u043f\u0430\u0440\u043e\u043b\u044c",
    "\u043f\u0430\u0440\u043e\u043b\u044f",
    "\u043f\u0430\u0440\u043e\u043b\u0435\u043c",
    "\u043f\u0430\u0440\u043e\u043b\u044e",
    "\u043f\u0430\u0440\u043e\u043b\u0438",
    "\u043a\u043e\u0434\u043e\u0432\u043e\u0435 \u0441\u043b\u043e\u0432\u043e",
    "\u043f\u0430\u0440\u043e\u043b\u044c \u043a",
    "\u043f\u0430\u0440\u043e\u043b\u0430",
  ],
  ...[
    "\u043f\u0430\u0440\u043e\u043b\u0430\u0442\u0430",
    "\u043b\u043e\u0437\u0438\u043d\u043a\u0430",
    "\u03ba\u03c9\u03b4\u03b9\u03ba\u03cc\u03c2",
    "\u03ba\u03c9\u03b4\u03b9\u03ba\u03cc",
    "\u03ba\u03c9\u03b4\u03b9\u03ba\u03cc\u03c2 \u03c0\u03c1\u03cc\u03c3\u03b2\u03b1\u03c3\u03b7\u03c2",
  ],
  ...[
    "\u03ba\u03c9\u03b4\u03b9\u03ba\u03cc \u03c0\u03c1\u03cc\u03c3\u03b2\u03b1\u03c3\u03b7\u03c2",
    "\u03c3\u03c5\u03bd\u03b8\u03b7\u03bc\u03b1\u03c4\u03b9\u03ba\u03cc",
    "\u03bf \u03ba\u03c9\u03b4\u03b9\u03ba\u03cc\u03c2",
  ],
  // Arabic, Persian, Urdu, Hebrew, Hindi, Bengali.
  ...[
    "\u0643\u0644\u0645\u0629 \u0627\u0644\u0645\u0631\u0648\u0631",
    "\u0643\u0644\u0645\u0629 \u0645\u0631\u0648\u0631",
    "\u0643\u0644\u0645\u0647 \u0627\u0644\u0645\u0631\u0648\u0631",
    "\u0643\u0644\u0645\u0629 \u0627\u0644\u0633\u0631",
    "\u0643\u0644\u0645\u0647 \u0627\u0644\u0633\u0631",
    "\u0643\u0644\u0645\u0629 \u0633\u0631",
    "\u0627\u0644\u0631\u0642\u0645 \u0627\u0644\u0633\u0631\u064a",
  ],
  ...[
    "\u0628\u0627\u0633\u0648\u0631\u062f",
    "\u0627\u0644\u0628\u0627\u0633\u0648\u0631\u062f",
    "\u0631\u0645\u0632 \u0639\u0628\u0648\u0631",
    "\u06af\u0630\u0631\u0648\u0627\u0698\u0647",
    "\u067e\u0633\u0648\u0631\u062f",
    "\u06a9\u0644\u0645\u0647 \u0639\u0628\u0648\u0631",
    "\u067e\u0627\u0633 \u0648\u0631\u0688",
    "\u05e1\u05d9\u05e1\u05de\u05d4",
    "\u05e1\u05e1\u05de\u05d4",
    "\u05e1\u05e1\u05de\u05d0",
    "\u05e1\u05d9\u05e1\u05de\u05d0",
  ],
  ...[
    "\u05d4\u05e1\u05d9\u05e1\u05de\u05d4",
    "\u05d4\u05e1\u05d9\u05e1\u05de\u05d0",
    "\u05e1\u05d9\u05e1\u05de\u05ea",
    "\u05e1\u05d9\u05e1\u05de\u05ea\u05d9",
    "\u05e1\u05d9\u05e1\u05de\u05ea\u05da",
    "\u092a\u093e\u0938\u0935\u0930\u094d\u0921",
    "\u0915\u0942\u091f\u0936\u092c\u094d\u0926",
    "\u0995\u09c2\u099f\u09b6\u09ac\u09cd\u09a6",
    "\u09aa\u09be\u09b8\u0993\u09af\u09bc\u09be\u09b0\u09cd\u09a1",
  ],
  // Vietnamese, Indonesian, Malay, Filipino, Swahili.
  ...[
    "m\u1eadt kh\u1ea9u",
    "mat khau",
    "kata sandi",
    "katasandi",
    "sandi",
    "kata laluan",
    "katalaluan",
  ],
  ...["nenosiri", "neno la siri"],
  // Scripts without spaces.
  ...[
    "\u5bc6\u7801",
    "\u5bc6\u78bc",
    "\u53e3\u4ee4",
    "\u30d1\u30b9\u30ef\u30fc\u30c9",
    "\u6697\u8a3c\u756a\u53f7",
    "\u5408\u8a00\u8449",
    "\ube44\ubc00\ubc88\ud638",
    "\uc554\ud638",
    "\ud328\uc2a4\uc6cc\ub4dc",
    "\ube44\ubc88",
  ],
  ...[
    "\u0e23\u0e2b\u0e31\u0e2a\u0e1c\u0e48\u0e32\u0e19",
    "\u0e23\u0e2b\u0e31\u0e2a\u0e40\u0e02\u0e49\u0e32",
    "\u0e1e\u0e32\u0e2a\u0e40\u0e27\u0e34\u0e23\u0e4c\u0e14",
    "\u0ea5\u0eb0\u0eab\u0eb1\u0e94\u0e9c\u0ec8\u0eb2\u0e99",
    "\u1796\u17b6\u1780\u17d2\u1799\u179f\u1798\u17d2\u1784\u17b6\u178f\u17cb",
  ],
];

const BARE_KEYS: ReadonlySet<string> = new Set(BARE_WORDS.map(foldKey));

/** Words that only speak for what looks like a password; see `password_spellings.ts`. */
export const UNSURE_WORDS: ReadonlySet<string> = new Set(
  MISSPELT_WORDS.map(foldKey).filter((key) => !BARE_KEYS.has(key)),
);

/** Words that ask for a password and mean nothing else. */
export const PASSWORD_WORDS: readonly string[] = [
  ...BARE_WORDS,
  ...BARE_WORDS.flatMap(gluedForms),
  ...COMPOUND_WORDS,
  ...MISSPELT_WORDS,
];

/** Words that mean other things more often: only for values that can be nothing else. */
export const PASSWORD_HINTS: readonly string[] = [
  "pass",
  "=pw",
  "=PW",
  "=Pw",
  "userpass",
  "dbpass",
  // Abbreviations of Russian, Vietnamese, Dutch and Japanese.
  ...["\u043f\u0430\u0441\u0441", "\u043f\u0430\u0441\u0432\u043e\u0440\u0434", "=mk", "=MK"],
  ...["=ww", "=WW", "\u30d1\u30b9"],
];

/** Words that are for passwords and for other things: a key, a slogan, a headword, a cipher. */
export const AMBIGUOUS_WORDS: ReadonlySet<string> = new Set(
  [
    ...[
      "clave",
      "parola",
      "parolei",
      "sandi",
      "haslo",
      "hasla",
      "heslo",
      "hesla",
      "geslo",
      "geslem",
    ],
    ...["\uc554\ud638", "\u53e3\u4ee4", "psk", "passcode", "kodeord", "slaptazodis"],
  ],
);

/** Words that announce a user name and a password together: `login: bob/...`. */
export const PAIR_WORDS: readonly string[] = [
  ...["zugang", "acc\u00e8s", "acceso", "acesso", "accesso", "toegang", "dost\u0119p"],
  ...["\u0434\u043e\u0441\u0442\u0443\u043f", "\u0434\u043e\u0441\u0442\u0443\u043f\u044b"],
  ...["credentials", "creds", "login", "logins", "user pass", "username password", "user password"],
  ...[
    "username pass",
    "user pw",
    "login details",
    "zugangsdaten",
    "anmeldedaten",
    "benutzer passwort",
  ],
  ...["identifiants", "identifiants de connexion", "credenciales", "credenciais", "credenziali"],
  ...["inloggegevens", "inloggningsuppgifter", "loginoplysninger", "dane logowania"],
  ...[
    "p\u0159ihla\u0161ovac\u00ed \u00fadaje",
    "\u0443\u0447\u0435\u0442\u043d\u044b\u0435 \u0434\u0430\u043d\u043d\u044b\u0435",
    "\u043b\u043e\u0433\u0438\u043d \u043f\u0430\u0440\u043e\u043b\u044c",
    "\u043b\u043e\u0433\u0438\u043d",
    "giri\u015f bilgileri",
  ],
  ...[
    "\u8d26\u53f7\u5bc6\u7801",
    "\u5e33\u865f\u5bc6\u78bc",
    "\u7528\u6237\u540d\u5bc6\u7801",
    "\u30ed\u30b0\u30a4\u30f3\u60c5\u5831",
    "\ub85c\uadf8\uc778 \uc815\ubcf4",
  ],
];

/** Words of sentences: a text in quotes that has one of these is no passphrase. */
export const SENTENCE_WORDS: ReadonlySet<string> = new Set(
  [
    "the a an and or of to in at is are was be must should may not please enter new old confirm",
    "your my our you we they it this that for with from by on as if then than when current password",
    "passwords passphrase username email required minimum maximum least characters chars letters",
    "digits numbers symbols special invalid wrong incorrect forgot reset change changed set show hide",
    "le la les de du des un une votre mot passe el los su tu una der die das ein eine ihr dein het een",
  ].join(" ").split(" "),
);

/** Values that are no passwords: names of types, words for none, and what forms and logs say. */
export const NO_PASSWORDS: ReadonlySet<string> = new Set(
  [
    "null none nil undefined nan void true false yes no on off n/a na tbd tba todo unknown empty",
    "blank missing unset default unchanged string str text varchar varchar2 nvarchar char number int",
    "integer bool boolean object any unknown bytes byte binary uuid list array dict map option",
    "optional maybe required mandatory readonly secretstr securestring password1234567 field input",
    "textfield passwordfield hidden masked redacted removed compat files systemd encrypted hashed hash bcrypt argon2",
    "argon2id scrypt pbkdf2 sha1 sha256 sha512 md5 base64 plain plaintext clear cleartext disabled",
    "enabled prompt stdin env environment vault file placeholder example changeme changeit changethis",
    "change_me change-me changeme123 replaceme replace_me insert secret mysecret my_secret pass",
    "mypassword my_password my-password yourpassword your_password your-password yourpass",
    "passwordhere password_here password-here foo bar baz foobar test dummy sample demo abc xyz",
    "incorrect invalid wrong correct valid ok okay failed failure success successful reset resetting",
    "updated changed expired weak strong medium short long secure insecure safe case-sensitive",
    "case-insensitive forgotten forgot protected stored sent set not only same above below here",
    "following must should may can cannot will has have is are was were been the a an and or of to",
    "for in at by with from your my our his her their this that it its as if then than when where",
    "see ask via per manager policy policies requirement requirements strength length minimum",
    "maximum characters chars letters digits numbers symbols reuse rotation login username user email",
    "e-mail name token key value type title label description error message format nullable",
    "pflicht erforderlich vergessen falsch geheim requis obligatoire oublie incorrecte incorrecta",
    "valor wert valeur waarde requerido requerida obligatorio obrigatorio obligatoria incorreta olvidada richiesto vereist",
  ].join(" ").split(" "),
);

/** Words for passwords that are made of words. */
export const PASSPHRASE_WORDS: readonly string[] = [
  ...["passphrase", "pass phrase", "phrase de passe", "phrase secr\u00e8te", "frase secreta"],
  ...["frase de contrase\u00f1a", "l\u00f6senfras", "wachtwoordzin", "palavra passe"],
];

/** What is said of a passphrase, and no word of it, beside {@linkcode SENTENCE_WORDS}. */
export const PASSPHRASE_STOPS: ReadonlySet<string> = new Set(
  [
    "not no so no more less longer shorter used too only also still optional empty different same",
    "sensitive never always ever kept known typed held sent set gone lost safe weak strong long short",
    "what which who how why where whatever nothing something anything there here very just about",
    "wrong right needed asked given written made because until unless before after during without",
    "dans pas est trop plus que qui nicht zu sehr mit ohne wird wurde muy demasiado sin no con como",
  ].join(" ").split(" "),
);
