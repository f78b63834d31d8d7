/**
 * Passwords that stand some words behind the word for one, and what stands there otherwise.
 * @module
 */

import { SECRET_RULES } from "../../../src/detect/rules/secrets.ts";
import { testGroups } from "./harness.ts";

/** The passwords that must be found stand in double brackets. */
const HITS: Readonly<Record<string, readonly string[]>> = {
  someWordsOn: [
    "the password for the guest network is still [[Moon#Light7]]",
    "pass de la wifi del bar: [[Croqueta#22]]",
    "das pw f\u00fcrs g\u00e4stenetz ist immer noch [[Sommerregen44]]",
    "contrase\u00f1a del router nuevo: [[Naranja_2019]]",
    "A senha inicial do portal \u00e9 [[Coxinha@0518]] e expira",
    "L\u00f6senordet till routern \u00e4r [[Falukorv#88]] s\u00e4ger hon",
    "paswod wifi balai masih [[kampung.tetangga07]] ?",
    "pass wifi l\u00e0 [[nhatoi2024]] nha",
    "mot de passe provisoire \u00ab [[Hiver-2024!]] \u00bb",
    "Le mdp du wifi c'est [[Croissant2024!]]",
    "pass for the zip = [[Inv0ices_2024]]",
    "PW Fritzbox [[Keller42!]]",
  ],
  otherScripts: [
    "\u043f\u0430\u0440\u043e\u043b\u044c \u0432\u0456\u0434 \u0448\u043b\u0430\u0433\u0431\u0430\u0443\u043c\u0430 \u0437\u043c\u0456\u043d\u0438\u043b\u0438: [[Brama_7788]]",
    "\u043f\u0430\u0441\u0441: [[Zima2024!]]",
    "\u0643\u0644\u0645\u0629 \u0627\u0644\u0633\u0631 \u062d\u0642\u062a \u0627\u0644\u0628\u0646\u0643 [[Bustan1990@x]]",
    "\u0648\u0643\u0644\u0645\u0629 \u0627\u0644\u0633\u0631: [[Kunafa2024]]",
    "\u53e3\u4ee4\u8fd8\u662f [[gate-4411-gate]]\uff0c\u4e0b\u5468\u6539",
    "\u30d1\u30b9\u5909\u3048\u305f\u3088\u3002[[kitsune2025!]] \u306d",
    "\u0e23\u0e2b\u0e31\u0e2a\u0e1c\u0e48\u0e32\u0e19\u0e2b\u0e19\u0e49\u0e32\u0e40\u0e27\u0e47\u0e1a: [[Padthai#789]]",
    "\ube44\ubc88 \ubc14\uafe8\uc5b4\uc694 [[hodu0412!]] \ub85c",
  ],
  changed: [
    "I changed the wifi password to [[Otter#77]] this morning",
    "hab das Passwort vom NAS auf [[Katze.2024x]] ge\u00e4ndert",
    "mudei a senha do wifi para [[Pastel2022!]]",
    "zmieni\u0142em has\u0142o do panelu na [[Zubr2024!]], daj zna\u0107",
    "forgot pw. isn't it still [[harvest-moon88]]",
    "password? it's [[Quill42#feather]]",
    "we reset your password to [[Temp#4411x]]",
    "jag har \u00e4ndrat l\u00f6senordet till [[Kanel#2024]]",
  ],
  configuration: [
    'password             = "[[Bl4ckthorn~88]]"',
    "spring.datasource.password=[[S0ftly.Falls.Rain]]\n",
    "ldap.bind.credentials=[[fkuwALOxCzpMDxwD]]\n",
    'MOT_DE_PASSE_SMTP = "[[Brioche&Cidre2023]]"',
    "define('HASLO_PANELU', '[[Zubr&Puszcza31]]');",
    "DB_PASS=[[Winter.Falls9]]\n",
    "user \u00ab deploy \u00bb, mdp \u00ab [[Tr0mpette!Lyon]] \u00bb",
    "sudo pw? -> [[r00tBeer!]]",
  ],
  answers: [
    "Ann: what's the wifi password again?\nBob: [[otter-lane-77]]\nAnn: ta",
    "[10:02] kit: pw for staging?\n[10:03] dan: [[Gr4vel.Path]]",
    "Mia: mdp du wifi ?\nL\u00e9o: [[Croissant2024!]]",
    "Ola: has\u0142o?\nJan: [[Pierogi_2024]]\n",
    "which password?\n[[Quill42feather]]",
    "Eva: contrase\u00f1a?\nLuis: es [[Gazpacho_88]]\n",
    "\u5bc6\u7801\u662f\u4ec0\u4e48\uff1f\nLi: [[Jiaozi88!]]",
    "12:01 - Max: wlan passwort?\n12:02 - Ida: [[Birnbaum-2024]]",
  ],
  passphrases: [
    "the passphrase is [[nine calm foxes nap]]\n",
    "Passphrase: [[violet harbour candle moss]]",
    "passphrase = [[seven wet otters sing loud]]\n",
    "phrase de passe : [[lune sable renard tambour]]",
    "backup passphrase is [[copper teapot under moss]].",
    "frase secreta: [[mesa lluvia tigre pan]]",
    "pass phrase: [[quiet maple engine drum]]\n",
    "passphrase is [[orchid-lantern-copper-fern]]",
  ],
};

const MISSES: Readonly<Record<string, readonly string[]>> = {
  prose: [
    "the passphrase is entered twice during setup",
    "passphrase is too short please choose more",
    "the passphrase is not the same as before",
    "password requirements: min8chars",
    "Password reset for account: ACC-12345",
    "The password policy is SHA256-based",
    "password prompt for admin@host22",
    "the password changed to hashed values in 2.4.1",
    "password must include Upper1!",
    "first pass of the parser is: pass2a",
    "did you forget your password?\nClick here2",
    "password?\nuser: bob",
    "Password strength?\nlevel: 12-bit",
  ],
  otherScripts: [
    "\u5bc6\u7801\u901a\u8fc7RSA2048\u52a0\u5bc6",
    "\u5bc6\u7801\u767b\u5f55\u5df2\u7981\u7528 OpenSSH9.6",
    "\u5bc6\u7801\u957f\u5ea6\u4e0d\u5c11\u4e8e8\u4f4d",
    "\u30d1\u30b9\u30ef\u30fc\u30c9\u306fUTF-8\u3067\u4fdd\u5b58",
    "\u30d1\u30b9\uff1a/usr/local/bin2",
    "\u043f\u0430\u0440\u043e\u043b\u044c \u043e\u0442 Office365 \u043d\u0435 \u043f\u043e\u0434\u0445\u043e\u0434\u0438\u0442",
    "\ube44\ubc00\ubc88\ud638\ub294 8\uc790\ub9ac \uc774\uc0c1",
    "\u30b3\u30f3\u30d1\u30b9A1\u3092\u8cb7\u3046",
  ],
  code: [
    "self.password=cfg.db1\n",
    "password = hashlib.sha256(salt1 + pw2)",
    'pw = getpass.getpass("Enter2: ")',
    "PW: 85kW/115PS",
    " password=settings.DB1,",
    "password: process.env.PW2",
    "pass by value in C++17",
    "PASSWORD_HASHERS = ['argon2.Argon2Hasher']",
  ],
};

testGroups({ rules: SECRET_RULES, category: "PASSWORD", hits: HITS, misses: MISSES });
