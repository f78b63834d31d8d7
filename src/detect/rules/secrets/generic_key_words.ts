/**
 * Words for keys and tokens. Code has the words "key", "token" and "secret" everywhere, so they
 * are looked up alone, and the word before them decides how much they say: an access token is a
 * secret, a page token is not.
 * @module
 */

/** English nouns that are looked up alone; the word before them decides. */
export const KEY_NOUNS: readonly string[] = ["key", "token", "secret", "keys", "tokens", "secrets"];

/** Issuers of keys, as they are written in names. */
const VENDOR_LINES: readonly string[] = [
  "github gitlab bitbucket slack discord telegram openai anthropic claude gemini mistral cohere",
  "stripe huggingface vault aws azure gcp google firebase twilio sendgrid mailgun mailchimp",
  "postmark datadog newrelic sentry heroku vercel netlify cloudflare fastly okta auth0 plaid",
  "snyk sonar circleci codecov pagerduty opsgenie grafana algolia mapbox shopify square paypal",
  "braintree adyen airtable notion asana jira atlassian confluence linear figma dropbox box zoom",
  "twitter facebook instagram linkedin spotify twitch youtube rapidapi pusher ably",
  "supabase planetscale neon mongodb redis pinecone wandb deepgram elevenlabs replicate groq xai",
  "deepseek perplexity together fireworks rollbar bugsnag segment mixpanel amplitude intercom",
  "zendesk hubspot salesforce digitalocean linode hetzner alibaba aliyun tencent yandex dockerhub",
  "docker pypi rubygems crates cargo sonarqube jenkins travis terraform tfe pulumi doppler",
];
/** The same, one by one. */
export const VENDORS: ReadonlySet<string> = new Set(VENDOR_LINES.join(" ").split(" "));

/** Words before such a noun that make it a secret for sure. */
export const STRONG_HEADS: ReadonlySet<string> = new Set(
  [
    "api access auth authn authentication authorization client consumer customer app application",
    "secret signing signature webhook hook shared account encryption encrypt crypto decryption master",
    "private refresh session security bearer service role deploy bot subscription storage jwt cookie",
    "integration ingest ingestion write server admin root oauth oauth2 developer dev hmac primary",
    "secondary sas function login user device push channel verify verification unseal recovery",
    "project workspace registry publish upload npm nuget cdn db database personal bypass license",
    "dd hf maps weather",
    ...VENDOR_LINES,
  ].join(" ").split(" "),
);

/** Words before such a noun that make it something that everybody may see, or no value at all. */
export const PUBLIC_HEADS: ReadonlySet<string> = new Set(
  "public publishable pub anon anonymous hashed hash encrypted masked no missing fake without"
    .split(" "),
);

/** Words before such a noun that make it something else. */
export const OTHER_HEADS: ReadonlySet<string> = new Set(
  [
    "page next prev previous continuation sync pagination cursor paging scroll max min num total",
    "prompt completion input output stop eos bos pad unk special mask cls sep resume skip first last",
    "idempotency idempotent per each primary foreign cache partition sort object row index shard",
    "routing group dedup dedupe translation map dict s3 blob file message hot short composite unique",
    "natural surrogate lookup join candidate ssh host csrf xsrf change watch lock lease fencing",
    "design color theme locale i18n mime etag pre shared_pre exporter kubernetes k8s image pull",
  ].join(" ").split(" "),
);

/** Names that are written as one word, and such that end in another noun. */
export const COMPOUNDS: readonly string[] = [
  ...["apikey", "apitoken", "apisecret", "accesstoken", "accesskey", "authtoken", "authkey"],
  ...["clientsecret", "secretkey", "appsecret", "refreshtoken", "secret key base", "secret value"],
  ...["bearertoken", "sessiontoken", "privatetoken", "webhooksecret", "signingsecret", "jwtsecret"],
  ...[
    "npmauthtoken",
    "accountkey",
    "account key",
    "shared access key",
    "storage account key",
    "sharedaccesskey",
    "subscriptionkey",
  ],
];

/** Nouns for keys in further languages; before or after them `api` makes them a secret. */
export const FOREIGN_NOUNS: readonly string[] = [
  ...[
    "nyckeln",
    "n\u00f8glen",
    "n\u00f8kkelen",
    "avaimen",
    "avaimeni",
    "klucze",
    "kulcsa",
    "kulcsom",
    "klju\u010da",
    "sleutels",
    "cl\u00e9s",
    "llaves",
    "chaves",
    "chiavi",
    "\u03ba\u03bb\u03b5\u03b9\u03b4\u03b9\u03bf\u03cd",
  ],
  ...[
    "schl\u00fcssel",
    "schl\u00fcssels",
    "schluessel",
    "noegle",
    "noekkel",
    "sleutel",
    "cl\u00e9",
    "clef",
    "llave",
    "chave",
    "chiave",
    "cheie",
  ],
  ...[
    "cheia",
    "nyckel",
    "n\u00f8gle",
    "n\u00f8kkel",
    "avain",
    "klucz",
    "klucza",
    "kl\u00ed\u010d",
    "k\u013e\u00fa\u010d",
    "klju\u010d",
  ],
  ...[
    "kulcs",
    "anahtar",
    "anahtar\u0131",
    "anahtar\u0131m",
    "\u043a\u043b\u044e\u0447",
    "\u043a\u043b\u044e\u0447\u0430",
    "\u03ba\u03bb\u03b5\u03b9\u03b4\u03af",
    "\u0645\u0641\u062a\u0627\u062d",
    "\u05de\u05e4\u05ea\u05d7",
  ],
  ...[
    "\u06a9\u0644\u06cc\u062f",
    "\u0915\u0941\u0902\u091c\u0940",
    "kh\u00f3a",
    "kho\u00e1",
    "kunci",
    "\u30ad\u30fc",
    "\ud0a4",
    "\u0e04\u0e35\u0e22\u0e4c",
  ],
];

/** Whole expressions in further languages. */
const FOREIGN: readonly string[] = [
  // Client secrets.
  ...["klienthemmelighet", "klienthemlighet", "klient hemmelighet", "klienthemmelighed"],
  ...["klientgeheimnis", "client geheimnis", "clientgeheimnis", "clientgeheim", "client geheim"],
  ...["asiakassalaisuus", "secret client", "secret du client", "secreto de cliente"],
  ...["secreto del cliente", "segredo do cliente", "segreto client", "segreto del client"],
  ...["sekret klienta", "tajemstv\u00ed klienta", "\u00fcgyf\u00e9ltitok", "secretul clientului"],
  ...["istemci s\u0131rr\u0131", "istemci gizli anahtar\u0131", "tajomstvo klienta"],
  ...["\u0441\u0435\u043a\u0440\u0435\u0442 \u043a\u043b\u0438\u0435\u043d\u0442\u0430"],
  ...["\u0441\u0435\u043a\u0440\u0435\u0442 \u043a\u043b\u0456\u0454\u043d\u0442\u0430"],
  ...["\u5ba2\u6237\u7aef\u5bc6\u94a5", "\u7528\u6236\u7aef\u5bc6\u9470"],
  ...["\u30af\u30e9\u30a4\u30a2\u30f3\u30c8\u30b7\u30fc\u30af\u30ec\u30c3\u30c8"],
  ...["\ud074\ub77c\uc774\uc5b8\ud2b8 \uc2dc\ud06c\ub9bf"],
  // Checks of payments.
  ...["klucz crc", "merchant salt", "merchantkey", "payu md5"],
  ...[
    "apischl\u00fcssel",
    "zugangsschl\u00fcssel",
    "zugriffsschl\u00fcssel",
    "geheimschl\u00fcssel",
    "apisleutel",
  ],
  ...[
    "geheimer schl\u00fcssel",
    "geheimen schl\u00fcssel",
    "zugriffstoken",
    "zugangstoken",
    "toegangstoken",
  ],
  ...[
    "toegangssleutel",
    "geheime sleutel",
    "cl\u00e9 secr\u00e8te",
    "cl\u00e9 d acc\u00e8s",
    "jeton d acc\u00e8s",
  ],
  ...["schnittstellenschl\u00fcssel", "apischluessel", "zugangsschluessel", "zugriffsschluessel"],
  ...["geheimschluessel", "geheimer schluessel", "schnittstellenschluessel", "clave api"],
  ...["jeton d authentification", "jeton", "clave de api", "clave de la api", "clave secreta"],
  ...["llave secreta", "token de acceso", "token secreto", "token de autenticaci\u00f3n"],
  ...["chave secreta", "token de acesso", "token de autentica\u00e7\u00e3o", "chiave segreta"],
  ...[
    "chiave di accesso",
    "token di accesso",
    "token segreto",
    "cheie secret\u0103",
    "cheia secret\u0103",
  ],
  ...[
    "token de acces",
    "hemlig nyckel",
    "\u00e5tkomsttoken",
    "\u00e5tkomstnyckel",
    "hemmelig n\u00f8gle",
  ],
  ...[
    "adgangstoken",
    "adgangsn\u00f8gle",
    "hemmelig n\u00f8kkel",
    "tilgangstoken",
    "tilgangsn\u00f8kkel",
  ],
  ...[
    "apiavain",
    "salainen avain",
    "p\u00e4\u00e4sytunnus",
    "tajny klucz",
    "klucz dost\u0119pu",
    "token dost\u0119pu",
  ],
  ...[
    "tajn\u00fd kl\u00ed\u010d",
    "p\u0159\u00edstupov\u00fd token",
    "tajn\u00fd k\u013e\u00fa\u010d",
    "pr\u00edstupov\u00fd token",
    "titkos kulcs",
  ],
  ...[
    "hozz\u00e1f\u00e9r\u00e9si token",
    "hozz\u00e1f\u00e9r\u00e9si kulcs",
    "gizli anahtar",
    "gizli anahtar\u0131",
  ],
  ...[
    "eri\u015fim anahtar\u0131",
    "eri\u015fim belirteci",
    "eri\u015fim tokeni",
    "tajni klju\u010d",
    "pristupni token",
  ],
  ...[
    "\u0441\u0435\u043a\u0440\u0435\u0442\u043d\u044b\u0439 \u043a\u043b\u044e\u0447",
    "\u0441\u0435\u043a\u0440\u0435\u0442\u043d\u043e\u0433\u043e \u043a\u043b\u044e\u0447\u0430",
    "\u043a\u043b\u044e\u0447 \u0434\u043e\u0441\u0442\u0443\u043f\u0430",
    "\u0442\u043e\u043a\u0435\u043d",
    "\u0442\u043e\u043a\u0435\u043d\u0430",
    "\u0442\u043e\u043a\u0435\u043d\u043e\u043c",
  ],
  ...[
    "\u0442\u043e\u043a\u0435\u043d \u0434\u043e\u0441\u0442\u0443\u043f\u0430",
    "\u0441\u0435\u043a\u0440\u0435\u0442\u043d\u0438\u0439 \u043a\u043b\u044e\u0447",
    "\u043a\u043b\u044e\u0447 \u0434\u043e\u0441\u0442\u0443\u043f\u0443",
    "\u0442\u043e\u043a\u0435\u043d \u0434\u043e\u0441\u0442\u0443\u043f\u0443",
    "\u0442\u0430\u0435\u043d \u043a\u043b\u044e\u0447",
  ],
  ...[
    "\u043a\u043b\u044e\u0447 \u0437\u0430 \u0434\u043e\u0441\u0442\u044a\u043f",
    "\u0442\u043e\u043a\u0435\u043d \u0437\u0430 \u0434\u043e\u0441\u0442\u044a\u043f",
    "\u03bc\u03c5\u03c3\u03c4\u03b9\u03ba\u03cc \u03ba\u03bb\u03b5\u03b9\u03b4\u03af",
    "\u03ba\u03bb\u03b5\u03b9\u03b4\u03af \u03c0\u03c1\u03cc\u03c3\u03b2\u03b1\u03c3\u03b7\u03c2",
  ],
  ...[
    "\u03b4\u03b9\u03b1\u03ba\u03c1\u03b9\u03c4\u03b9\u03ba\u03cc \u03c0\u03c1\u03cc\u03c3\u03b2\u03b1\u03c3\u03b7\u03c2",
    "\u0645\u0641\u062a\u0627\u062d \u0627\u0644\u0648\u0635\u0648\u0644",
    "\u0627\u0644\u0645\u0641\u062a\u0627\u062d \u0627\u0644\u0633\u0631\u064a",
    "\u0645\u0641\u062a\u0627\u062d \u0633\u0631\u064a",
    "\u0631\u0645\u0632 \u0627\u0644\u0648\u0635\u0648\u0644",
  ],
  ...[
    "\u05de\u05e4\u05ea\u05d7 \u05e1\u05d5\u05d3\u05d9",
    "\u05d0\u05e1\u05d9\u05de\u05d5\u05df \u05d2\u05d9\u05e9\u05d4",
    "\u05d8\u05d5\u05e7\u05df",
    "\u06a9\u0644\u06cc\u062f \u0645\u062e\u0641\u06cc",
    "\u062a\u0648\u06a9\u0646",
    "\u0917\u0941\u092a\u094d\u0924 \u0915\u0941\u0902\u091c\u0940",
    "\u090f\u0915\u094d\u0938\u0947\u0938 \u091f\u094b\u0915\u0928",
    "\u091f\u094b\u0915\u0928",
  ],
  ...[
    "kh\u00f3a b\u00ed m\u1eadt",
    "m\u00e3 truy c\u1eadp",
    "m\u00e3 th\u00f4ng b\u00e1o truy c\u1eadp",
    "kunci rahasia",
    "kunci rahsia",
  ],
  ...[
    "token akses",
    "\u5bc6\u94a5",
    "\u79d8\u94a5",
    "\u5bc6\u9470",
    "\u91d1\u9470",
    "\u4ee4\u724c",
    "\u8bbf\u95ee\u4ee4\u724c",
    "\u5b58\u53d6\u6b0a\u6756",
  ],
  ...[
    "\u30a2\u30af\u30bb\u30b9\u30c8\u30fc\u30af\u30f3",
    "\u30c8\u30fc\u30af\u30f3",
    "\u30b7\u30fc\u30af\u30ec\u30c3\u30c8\u30ad\u30fc",
    "\u30a2\u30af\u30bb\u30b9\u30ad\u30fc",
    "\u79d8\u5bc6\u30ad\u30fc",
  ],
  ...[
    "\uc561\uc138\uc2a4 \ud1a0\ud070",
    "\uc561\uc138\uc2a4 \ud0a4",
    "\ube44\ubc00 \ud0a4",
    "\ube44\ubc00\ud0a4",
    "\ud1a0\ud070",
    "\u0e42\u0e17\u0e40\u0e04\u0e47\u0e19",
    "\u0e42\u0e17\u0e40\u0e04\u0e19",
  ],
];

/**
 * Names of fields and headings of columns; the usual ones. They must be names here, too: a longer
 * phrase hides the noun that it ends in.
 */
export const FIELD_NAMES: readonly string[] = [
  ...["api key", "apikey", "api token", "api secret", "access token", "accesstoken", "auth token"],
  ...["client secret", "clientsecret", "secret key", "access key", "refresh token", "bearer token"],
  ...["auth salt", "nonce key", "nonce salt", "logged in key", "logged in salt"],
  ...["secret access key", "webhook secret", "signing secret", "private token", "app secret"],
];

/** Names that are enough for any value that is not a word. */
export const STRONG_NAMES: readonly string[] = [...COMPOUNDS, ...FIELD_NAMES, ...FOREIGN];

/** Names that need a value that is random beyond doubt, whatever stands before them. */
export const WEAK_NAMES: readonly string[] = [
  ...[
    "crc",
    "credential",
    "credentials",
    "auth",
    "sig",
    "geheimnis",
    "secreto",
    "segredo",
    "segreto",
  ],
  ...["\u0441\u0435\u043a\u0440\u0435\u0442", "sekret", "tajemnica"],
];
