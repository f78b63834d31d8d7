/**
 * Words for keys and tokens. The strong ones say that what follows is a secret; the weak ones mean
 * other things, too (a page token, a token of a text), so that they need a value that is random.
 * @module
 */

/** English, as in code and in configuration. */
const ENGLISH: readonly string[] = [
  ...["api key", "apikey", "api keys", "api token", "apitoken", "api secret", "apisecret"],
  ...["api access key", "api secret key", "x api key", "access token", "accesstoken", "access key"],
  ...["access secret", "access token secret", "auth token", "authtoken", "auth key", "auth secret"],
  ...["authentication token", "authorization token", "authentication key", "client secret"],
  ...[
    "clientsecret",
    "client key",
    "consumer secret",
    "consumer key",
    "customer key",
    "secret key",
  ],
  ...["secretkey", "secret access key", "secret token", "secret value", "app secret", "appsecret"],
  ...["application secret", "app key", "application key", "signing secret", "signing key"],
  ...["webhook secret", "webhook key", "hook secret", "shared secret", "shared key", "account key"],
  ...["shared access key", "encryption key", "encrypt key", "crypto key", "decryption key"],
  ...["master key", "master secret", "private token", "personal access token", "refresh token"],
  ...["refreshtoken", "session token", "session secret", "session key", "security token"],
  ...["bearer token", "service token", "service key", "service role key", "deploy token"],
  ...["deploy key", "bot token", "subscription key", "storage key", "storage account key"],
  ...["jwt secret", "cookie secret", "secret key base", "integration key", "ingest key"],
  ...["ingestion key", "write key", "server key", "admin key", "admin token", "root token"],
  ...["token secret", "oauth token", "oauth secret", "oauth access token", "developer token"],
  ...["dev token", "developer key", "hmac key"],
  ...["hmac secret", "primary access key", "sas token", "sas key", "function key"],
  ...["login token", "user token", "device token", "push token", "channel token", "verify token"],
  ...["verification token", "csrf secret", "unseal key", "recovery key"],
  ...["project key", "workspace key", "registry token", "publish token", "upload token"],
  ...["npm auth token", "nuget key", "cdn key", "maps key", "places key", "search key", "db token"],
];

/** Further languages; phrases of several words match across spaces, dashes and apostrophes. */
const OTHERS: readonly string[] = [
  // German, Dutch.
  ...[
    "api schl\u00fcssel",
    "apischl\u00fcssel",
    "zugangsschl\u00fcssel",
    "zugriffsschl\u00fcssel",
    "geheimschl\u00fcssel",
  ],
  ...[
    "geheimer schl\u00fcssel",
    "geheimen schl\u00fcssel",
    "zugriffstoken",
    "zugangstoken",
    "zugriffs token",
  ],
  ...["zugangs token", "api sleutel", "apisleutel", "toegangstoken", "toegangssleutel"],
  ...["geheime sleutel", "api geheim"],
  // French, Spanish, Portuguese, Italian, Romanian.
  ...[
    "cl\u00e9 api",
    "cl\u00e9 d api",
    "clef api",
    "cl\u00e9s api",
    "cl\u00e9 secr\u00e8te",
    "cl\u00e9 d acc\u00e8s",
    "cl\u00e9 priv\u00e9e api",
  ],
  ...["jeton", "jeton d acc\u00e8s", "jeton api", "jeton d authentification", "jeton secret"],
  ...[
    "clave api",
    "clave de api",
    "clave de la api",
    "clave secreta",
    "llave api",
  ],
  ...[
    "llave de api",
    "llave secreta",
    "token de acceso",
    "token secreto",
    "token de autenticaci\u00f3n",
  ],
  ...["chave api", "chave de api", "chave da api", "chave secreta"],
  ...["token de acesso", "token de autentica\u00e7\u00e3o", "chiave api", "chiave segreta"],
  ...["chiave di accesso", "token di accesso", "token segreto", "cheie api", "cheia api"],
  ...["cheie secret\u0103", "cheia secret\u0103", "token de acces"],
  // Nordic languages.
  ...[
    "api nyckel",
    "hemlig nyckel",
    "\u00e5tkomsttoken",
    "\u00e5tkomstnyckel",
    "api n\u00f8gle",
    "hemmelig n\u00f8gle",
  ],
  ...[
    "adgangstoken",
    "adgangsn\u00f8gle",
    "api n\u00f8kkel",
    "hemmelig n\u00f8kkel",
    "tilgangstoken",
  ],
  ...["tilgangsn\u00f8kkel", "api avain", "apiavain", "salainen avain", "p\u00e4\u00e4sytunnus"],
  // Polish, Czech, Slovak, Hungarian, Turkish, Croatian.
  ...[
    "klucz api",
    "klucza api",
    "tajny klucz",
    "klucz dost\u0119pu",
    "token dost\u0119pu",
    "api kl\u00ed\u010d",
  ],
  ...[
    "kl\u00ed\u010d api",
    "tajn\u00fd kl\u00ed\u010d",
    "p\u0159\u00edstupov\u00fd token",
    "api k\u013e\u00fa\u010d",
    "tajn\u00fd k\u013e\u00fa\u010d",
    "pr\u00edstupov\u00fd token",
  ],
  ...[
    "api kulcs",
    "titkos kulcs",
    "hozz\u00e1f\u00e9r\u00e9si token",
    "hozz\u00e1f\u00e9r\u00e9si kulcs",
    "api anahtar\u0131",
  ],
  ...[
    "api anahtar\u0131m",
    "gizli anahtar",
    "gizli anahtar\u0131",
    "eri\u015fim anahtar\u0131",
    "eri\u015fim belirteci",
  ],
  ...["eri\u015fim tokeni", "api klju\u010d", "tajni klju\u010d", "pristupni token"],
  // Russian, Ukrainian, Bulgarian, Greek.
  ...[
    "\u043a\u043b\u044e\u0447 api",
    "api \u043a\u043b\u044e\u0447",
    "\u0430\u043f\u0438 \u043a\u043b\u044e\u0447",
    "\u043a\u043b\u044e\u0447 \u0430\u043f\u0438",
    "\u0441\u0435\u043a\u0440\u0435\u0442\u043d\u044b\u0439 \u043a\u043b\u044e\u0447",
    "\u0441\u0435\u043a\u0440\u0435\u0442\u043d\u043e\u0433\u043e \u043a\u043b\u044e\u0447\u0430",
  ],
  ...[
    "\u043a\u043b\u044e\u0447 \u0434\u043e\u0441\u0442\u0443\u043f\u0430",
    "\u0442\u043e\u043a\u0435\u043d",
    "\u0442\u043e\u043a\u0435\u043d\u0430",
    "\u0442\u043e\u043a\u0435\u043d\u043e\u043c",
    "\u0442\u043e\u043a\u0435\u043d \u0434\u043e\u0441\u0442\u0443\u043f\u0430",
    "api \u0442\u043e\u043a\u0435\u043d",
  ],
  ...[
    "\u0441\u0435\u043a\u0440\u0435\u0442\u043d\u0438\u0439 \u043a\u043b\u044e\u0447",
    "\u043a\u043b\u044e\u0447 \u0434\u043e\u0441\u0442\u0443\u043f\u0443",
    "\u0442\u043e\u043a\u0435\u043d \u0434\u043e\u0441\u0442\u0443\u043f\u0443",
    "\u0442\u0430\u0435\u043d \u043a\u043b\u044e\u0447",
    "\u043a\u043b\u044e\u0447 \u0437\u0430 api",
  ],
  ...[
    "\u043a\u043b\u044e\u0447 \u0437\u0430 \u0434\u043e\u0441\u0442\u044a\u043f",
    "\u0442\u043e\u043a\u0435\u043d \u0437\u0430 \u0434\u043e\u0441\u0442\u044a\u043f",
    "\u03ba\u03bb\u03b5\u03b9\u03b4\u03af api",
    "api \u03ba\u03bb\u03b5\u03b9\u03b4\u03af",
    "\u03bc\u03c5\u03c3\u03c4\u03b9\u03ba\u03cc \u03ba\u03bb\u03b5\u03b9\u03b4\u03af",
  ],
  ...[
    "\u03ba\u03bb\u03b5\u03b9\u03b4\u03af \u03c0\u03c1\u03cc\u03c3\u03b2\u03b1\u03c3\u03b7\u03c2",
    "\u03b4\u03b9\u03b1\u03ba\u03c1\u03b9\u03c4\u03b9\u03ba\u03cc \u03c0\u03c1\u03cc\u03c3\u03b2\u03b1\u03c3\u03b7\u03c2",
  ],
  // Arabic, Hebrew, Persian, Hindi.
  ...[
    "\u0645\u0641\u062a\u0627\u062d api",
    "\u0645\u0641\u062a\u0627\u062d \u0627\u0644\u0648\u0635\u0648\u0644",
    "\u0627\u0644\u0645\u0641\u062a\u0627\u062d \u0627\u0644\u0633\u0631\u064a",
    "\u0645\u0641\u062a\u0627\u062d \u0633\u0631\u064a",
    "\u0631\u0645\u0632 \u0627\u0644\u0648\u0635\u0648\u0644",
    "\u0645\u0641\u062a\u0627\u062d \u0648\u0627\u062c\u0647\u0629",
  ],
  ...[
    "\u05de\u05e4\u05ea\u05d7 api",
    "\u05de\u05e4\u05ea\u05d7 \u05d4 api",
    "\u05de\u05e4\u05ea\u05d7 \u05e1\u05d5\u05d3\u05d9",
    "\u05d0\u05e1\u05d9\u05de\u05d5\u05df \u05d2\u05d9\u05e9\u05d4",
    "\u05d8\u05d5\u05e7\u05df",
    "\u06a9\u0644\u06cc\u062f api",
    "\u06a9\u0644\u06cc\u062f \u0645\u062e\u0641\u06cc",
    "\u062a\u0648\u06a9\u0646",
  ],
  ...[
    "api \u0915\u0941\u0902\u091c\u0940",
    "\u090f\u092a\u0940\u0906\u0908 \u0915\u0941\u0902\u091c\u0940",
    "\u0917\u0941\u092a\u094d\u0924 \u0915\u0941\u0902\u091c\u0940",
    "\u090f\u0915\u094d\u0938\u0947\u0938 \u091f\u094b\u0915\u0928",
    "\u091f\u094b\u0915\u0928",
  ],
  // Vietnamese, Indonesian, Malay.
  ...[
    "kh\u00f3a api",
    "kho\u00e1 api",
    "kh\u00f3a b\u00ed m\u1eadt",
    "m\u00e3 truy c\u1eadp",
    "m\u00e3 th\u00f4ng b\u00e1o truy c\u1eadp",
    "kunci api",
  ],
  ...["kunci rahasia", "kunci rahsia", "token akses"],
  // Scripts without spaces.
  ...[
    "\u5bc6\u94a5",
    "\u79d8\u94a5",
    "\u5bc6\u9470",
    "\u91d1\u9470",
    "\u4ee4\u724c",
    "\u8bbf\u95ee\u4ee4\u724c",
    "\u5b58\u53d6\u6b0a\u6756",
    "\u30a2\u30af\u30bb\u30b9\u30c8\u30fc\u30af\u30f3",
    "\u30c8\u30fc\u30af\u30f3",
  ],
  ...[
    "\u30b7\u30fc\u30af\u30ec\u30c3\u30c8\u30ad\u30fc",
    "\u30a2\u30af\u30bb\u30b9\u30ad\u30fc",
    "\u79d8\u5bc6\u30ad\u30fc",
    "\u30ad\u30fc",
    "\uc561\uc138\uc2a4 \ud1a0\ud070",
    "\uc561\uc138\uc2a4 \ud0a4",
    "\ube44\ubc00 \ud0a4",
  ],
  ...[
    "\ube44\ubc00\ud0a4",
    "\ud1a0\ud070",
    "\ud0a4",
    "\u0e04\u0e35\u0e22\u0e4c",
    "\u0e42\u0e17\u0e40\u0e04\u0e47\u0e19",
    "\u0e42\u0e17\u0e40\u0e04\u0e19",
  ],
];

/** Words that are enough for any value that is not a word. */
export const STRONG_KEY_WORDS: readonly string[] = [...ENGLISH, ...OTHERS];

/** Words that need a value that is random beyond doubt. */
export const WEAK_KEY_WORDS: readonly string[] = [
  ...["token", "secret", "key", "credential", "credentials", "auth"],
  ...[
    "tokens",
    "sig",

    "schl\u00fcssel",
    "geheimnis",
    "cl\u00e9",
    "secreto",
    "segredo",
  ],
  ...[
    "segreto",
    "chave",
    "chiave",
    "llave",
    "klucz",
    "\u043a\u043b\u044e\u0447",
    "\u0441\u0435\u043a\u0440\u0435\u0442",
    "anahtar",
  ],
];

/**
 * Words near a long random token, up to the usual distance, that make it a key; only those that
 * never mean anything else.
 */
export const NEARBY_KEY_WORDS: readonly string[] = [
  ...[
    "api key",
    "apikey",
    "api token",
    "api secret",
    "access token",
    "auth token",
    "client secret",
  ],
  ...["secret key", "secret access key", "personal access token", "bearer token", "refresh token"],
  ...["signing secret", "webhook secret", "private token", "app secret", "access key"],
  ...[
    "api schl\u00fcssel",
    "zugriffstoken",
    "cl\u00e9 api",
    "cl\u00e9 d api",
    "jeton d acc\u00e8s",
    "clave api",
  ],
  ...["clave de api", "token de acceso", "chave api", "chave de api", "chave da api"],
  ...["token de acesso", "chiave api", "token di accesso", "api sleutel", "toegangstoken"],
  ...[
    "api nyckel",
    "api n\u00f8gle",
    "api n\u00f8kkel",
    "api avain",
    "klucz api",
    "api kl\u00ed\u010d",
    "kl\u00ed\u010d api",
  ],
  ...[
    "api kulcs",
    "cheie api",
    "cheia api",
    "api anahtar\u0131",
    "\u043a\u043b\u044e\u0447 api",
    "api \u043a\u043b\u044e\u0447",
    "\u0442\u043e\u043a\u0435\u043d \u0434\u043e\u0441\u0442\u0443\u043f\u0430",
  ],
  ...[
    "\u0442\u043e\u043a\u0435\u043d",
    "\u03ba\u03bb\u03b5\u03b9\u03b4\u03af api",
    "\u0645\u0641\u062a\u0627\u062d api",
    "\u05de\u05e4\u05ea\u05d7 api",
    "api \u0915\u0941\u0902\u091c\u0940",
    "kh\u00f3a api",
    "kunci api",
  ],
  ...[
    "token akses",
    "\u5bc6\u94a5",
    "\u79d8\u94a5",
    "\u5bc6\u9470",
    "\u91d1\u9470",
    "\u4ee4\u724c",
    "\u30a2\u30af\u30bb\u30b9\u30c8\u30fc\u30af\u30f3",
    "\u30b7\u30fc\u30af\u30ec\u30c3\u30c8\u30ad\u30fc",
  ],
  ...[
    "\uc561\uc138\uc2a4 \ud1a0\ud070",
    "\ube44\ubc00 \ud0a4",
    "\ud1a0\ud070",
    "\u0e42\u0e17\u0e40\u0e04\u0e47\u0e19",
  ],
];
