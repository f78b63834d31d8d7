/**
 * Secrets of the corpus. Prefixes and bodies are put together here, so that no line of this file
 * is a key of anybody.
 * @module
 */

import { alphanumeric, digits, hex, pick } from "../support/detect_corpus.ts";
import type { Random } from "../support/random.ts";
import { base62, crc32 } from "./check_digits.ts";
import { charsOf, LETTERS, type Subject } from "./subject.ts";
import { password } from "./subjects_general.ts";

const LOWER_DIGITS = "abcdefghijklmnopqrstuvwxyz0123456789";
const URL_SAFE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

function withCrc(prefix: string, body: string): string {
  return `${prefix}${body}${base62(crc32(body), 6)}`;
}

/** Token of a vendor, by the vendor's published form. */
function vendorKey(random: Random): string {
  return pick(random, [
    () => withCrc("ghp_", alphanumeric(random, 30)),
    () => withCrc("gho_", alphanumeric(random, 30)),
    () => `AKIA${charsOf(random, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16)}`,
    () => `sk_live_${alphanumeric(random, 24)}`,
    () => `sk-ant-api03-${charsOf(random, URL_SAFE, 93)}AA`,
    () => `sk-proj-${alphanumeric(random, 20)}T3Blbk${"FJ"}${alphanumeric(random, 20)}`,
    () => `AIza${charsOf(random, URL_SAFE, 34)}k`,
    () => `xoxb-${digits(random, 12)}-${digits(random, 12)}-${alphanumeric(random, 24)}`,
    () => `glpat-${alphanumeric(random, 20)}`,
    () => `SG.${alphanumeric(random, 22)}.${alphanumeric(random, 43)}`,
    () => `hf_${charsOf(random, LETTERS + LETTERS.toLowerCase(), 34)}`,
    () => `dop_v1_${hex(random, 64)}`,
    () => `shpat_${hex(random, 32)}`,
    () => `dapi${hex(random, 32)}`,
    () => `lin_api_${alphanumeric(random, 40)}`,
    () => `gsk_${alphanumeric(random, 52)}`,
  ])();
}

function base64Url(text: string): string {
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function jwt(random: Random): string {
  const head = pick(random, ['{"alg":"HS256","typ":"JWT"}', '{"typ":"JWT","alg":"RS256"}']);
  const body = `{"sub":"${digits(random, 10)}","iat":17${digits(random, 8)}}`;
  return `${base64Url(head)}.${base64Url(body)}.${charsOf(random, URL_SAFE, 43)}`;
}

function connection(random: Random): string {
  const user = pick(random, ["app", "svc_orders", "admin", "root", "reader"]);
  const secret = `${alphanumeric(random, 12)}${digits(random, 2)}`;
  const host = pick(random, [
    "db.internal",
    "cluster0.example.net",
    "localhost",
    "pg-1.prod.local",
  ]);
  return pick(random, [
    `postgres://${user}:${secret}@${host}:5432/orders`,
    `postgresql+psycopg2://${user}:${secret}@${host}/crm?sslmode=require`,
    `mongodb+srv://${user}:${secret}@${host}/main`,
    `mysql://${user}:${secret}@${host}:3306/shop`,
    `redis://:${secret}@${host}:6379/0`,
    `amqp://${user}:${secret}@${host}:5672/jobs`,
  ]);
}

/** A PEM block with a made-up body. */
export function privateKey(random: Random): string {
  const kind = pick(random, ["RSA ", "EC ", "OPENSSH ", ""]);
  const lines = Array.from({ length: 3 + random(4) }, () => alphanumeric(random, 64));
  const edge = (side: string): string => `-----${side} ${kind}PRIVATE KEY-----`;
  return `${edge("BEGIN")}\n${lines.join("\n")}\n${alphanumeric(random, 30)}==\n${edge("END")}`;
}

/** Keys that only their name gives away. */
function namedKey(random: Random): string {
  return pick(random, [
    () => hex(random, 32),
    () => alphanumeric(random, 40),
    () => charsOf(random, LOWER_DIGITS, 36),
  ])();
}

/** Categories of secrets. */
export const SECRET_SUBJECTS: readonly Subject[] = [
  {
    category: "API_KEY",
    make: (random) => random(4) === 0 ? namedKey(random) : vendorKey(random),
    keys: ["api_key", "API_TOKEN", "apiKey", "secret_key", "access_token", "client_secret"],
    says: [
      "The API key is %, do not share it.",
      "use this api token: %",
      "I rotated the secret key to % this morning.",
      "curl -H 'X-Api-Key: %' https://api.example.com/v1/items",
    ],
  },
  {
    category: "PASSWORD",
    make: password,
    keys: ["password", "DB_PASSWORD", "passwd", "userPassword", "pwd", "admin_pass"],
    says: [
      "The password is %",
      "user: kiosk, password: %",
      "my pwd: % can you reset it?",
      "Log in with the temporary password % and change it.",
      "passphrase = %",
    ],
  },
  {
    category: "CONNECTION_STRING",
    make: connection,
    keys: ["DATABASE_URL", "dsn", "connection_string", "brokerUrl", "MONGO_URI"],
    says: [
      "The service reads % from its environment.",
      "Set the URL to % and restart.",
      "psql % -c 'select 1'",
    ],
  },
  {
    category: "JWT",
    make: jwt,
    keys: ["token", "id_token", "jwt", "authToken", "session"],
    says: [
      "The debugger printed % before it crashed.",
      "Authorization: Bearer %",
      "paste this token into the tool: %",
    ],
  },
  {
    category: "PRIVATE_KEY",
    make: privateKey,
    keys: ["private_key", "tls_key", "signing_key", "sshKey", "pem"],
    says: [
      "Here is the deploy key:\n%\nplease add it.",
      "cat id_rsa\n%",
      "My key file looks like this.\n\n%\n\nIs that right?",
    ],
  },
];
