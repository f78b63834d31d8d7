/**
 * Texts that resemble what is looked for and hold nothing of it.
 * @module
 */

import {
  alphanumeric,
  cleanCode,
  cleanJson,
  cleanLogs,
  cleanProse,
  digits,
  hex,
  pick,
  PROSE,
} from "../support/detect_corpus.ts";
import type { Random } from "../support/random.ts";
import type { Draft } from "./document.ts";
import { luhnDigit } from "./check_digits.ts";

/** Lines of one trait. */
type Maker = (random: Random) => string;

function version(random: Random): string {
  return `${random(12)}.${random(40)}.${random(30)}`;
}

function stamp(random: Random): string {
  const two = (below: number): string => String(random(below)).padStart(2, "0");
  return `2025-${String(1 + random(12)).padStart(2, "0")}-${
    String(1 + random(28)).padStart(2, "0")
  }T${two(24)}:${two(60)}:${two(60)}`;
}

function uuid(random: Random): string {
  return [8, 4, 4, 4, 12].map((count) => hex(random, count)).join("-");
}

function isbn(random: Random): string {
  const body = `978${digits(random, 9)}`;
  const sum = [...body].reduce((total, digit, k) => total + Number(digit) * (k % 2 ? 3 : 1), 0);
  return `${body.slice(0, 3)}-${body.slice(3, 4)}-${body.slice(4, 8)}-${body.slice(8)}-${
    (1000 - sum) % 10
  }`;
}

const MAKERS: Readonly<Record<string, Maker>> = {
  versions: (random) =>
    pick(random, [
      `Upgraded openssl from ${version(random)}.${random(9)} to ${version(random)}.${random(9)}.`,
      `node v${version(random)}, npm ${version(random)}, chrome/12${random(9)}.0.${
        digits(random, 4)
      }.${digits(random, 2)}`,
      `"typescript": "^${version(random)}", "vite": "~${version(random)}"`,
    ]),
  timestamps: (random) =>
    pick(random, [
      `${stamp(random)}.${digits(random, 3)}Z job finished, next run ${stamp(random)}+02:00`,
      `mtime=17${digits(random, 8)} atime=17${digits(random, 8)}.${digits(random, 6)}`,
      `"created": 17${digits(random, 11)}, "updated": 17${digits(random, 11)}`,
    ]),
  order_ids: (random) =>
    pick(random, [
      `Your order ${digits(random, 3)}-${digits(random, 7)}-${digits(random, 7)} has shipped.`,
      `Invoice no. ${digits(random, 9)} for PO ${digits(random, 10)} is overdue.`,
      `Tracking number 1Z${alphanumeric(random, 16).toUpperCase()}, order #${digits(random, 9)}`,
      `order_id=${digits(random, 11)} line=${random(40)} sku=${digits(random, 8)}`,
      `Case ${digits(random, 8)} was merged into case ${digits(random, 8)}.`,
    ]),
  metrics: (random) =>
    pick(random, [
      `http_requests_total{code="200",path="/v1/items"} ${digits(random, 9)}`,
      `p50=${random(90)}.${digits(random, 2)}ms p99=${random(900)}.${digits(random, 2)}ms rps=${
        digits(random, 5)
      }`,
      `heap ${digits(random, 9)} of ${digits(random, 10)} bytes, gc ${digits(random, 6)} us`,
    ]),
  hashes: (random) =>
    pick(random, [
      `sha256:${hex(random, 64)} layer.tar`,
      `md5 ${hex(random, 32)}  archive.zip`,
      `etag: W/"${hex(random, 16)}-${hex(random, 8)}"`,
      `"integrity": "sha512-${alphanumeric(random, 86)}=="`,
    ]),
  books: (random) =>
    `ISBN ${isbn(random)}, doi:10.${digits(random, 4)}/j.cell.${digits(random, 6)}`,
  coordinates: (random) =>
    pick(random, [
      `lat ${random(80)}.${digits(random, 6)}, lon -${random(170)}.${digits(random, 6)}`,
      `POINT(${random(170)}.${digits(random, 7)} ${random(80)}.${digits(random, 7)})`,
    ]),
  uuids: (random) => `user ${uuid(random)} joined room ${uuid(random)}`,
  prices: (random) =>
    pick(random, [
      `Total: $${1 + random(9)},${digits(random, 3)},${digits(random, 3)}.${digits(random, 2)}`,
      `Netto ${1 + random(99)}.${digits(random, 3)},${digits(random, 2)} EUR, MwSt 19 %`,
      `fee 0.${digits(random, 8)} per call, cap ${digits(random, 6)}`,
    ]),
  git_logs: (random) =>
    pick(random, [
      `commit ${hex(random, 40)}\n\n    Fix #${digits(random, 4)}: off by one in page ${
        random(99)
      }`,
      `${hex(random, 7)} (HEAD -> main, tag: v${version(random)}) Merge pull request #${
        digits(random, 4)
      }`,
      `index ${hex(random, 7)}..${hex(random, 7)} 100644\n@@ -${random(900)},7 +${
        random(900)
      },9 @@`,
    ]),
  lock_files: (random) =>
    pick(random, [
      `    "node_modules/glob": {\n      "version": "${version(random)}",\n      "resolved": ` +
      `"https://registry.example.com/glob/-/glob-${version(random)}.tgz",\n      "integrity": ` +
      `"sha512-${alphanumeric(random, 86)}=="\n    },`,
      `[[package]]\nname = "serde"\nversion = "${version(random)}"\nchecksum = "${
        hex(random, 64)
      }"`,
      `github.com/pkg/errors v${version(random)} h1:${alphanumeric(random, 43)}=`,
    ]),
  source_code: (random) =>
    pick(random, [
      `const password = await prompt("Password: ");\nif (!password) throw new Error("empty");`,
      `@Autowired private TokenService tokenService; // see Foo::bar::${alphanumeric(random, 6)}`,
      `std::vector<int> v{${random(99)}, ${random(99)}, ${random(99)}}; x[::2]; a@b`,
      `#define TIMEOUT_MS ${digits(random, 5)}\nstatic const uint32_t kMagic = 0x${
        hex(random, 8)
      };`,
      `token = os.environ["API_TOKEN"]\nclient = Client(api_key=settings.API_KEY)`,
      `export const iconSrc = "logo@2x.png"; import x from "pkg@${version(random)}";`,
      `SELECT count(*) FROM users WHERE email IS NOT NULL AND phone <> '' LIMIT ${random(999)};`,
      `for (const card of cards) total += card.amount * ${random(99)}; // 4 1 1 1`,
    ]),
  stack_traces: (random) =>
    pick(random, [
      `Error: boom\n    at run (file:///srv/app/main.ts:${random(900)}:${random(80)})\n    at ` +
      `async Server.#go (ext:deno_http/00_serve.ts:${random(900)}:${random(80)})`,
      `java.lang.IllegalStateException: bad state\n\tat com.acme.Main.run(Main.java:${
        random(900)
      })\n\tat jdk.internal.reflect.DirectMethodHandle.invoke(0x${hex(random, 16)})`,
      `Traceback (most recent call last):\n  File "app.py", line ${random(900)}, in <module>\n` +
      `KeyError: 'ssn'`,
    ]),
  ids_of_services: (random) =>
    pick(random, [
      `chatcmpl-${alphanumeric(random, 29)} used ${digits(random, 4)} tokens`,
      `req_${alphanumeric(random, 24)} msg_${alphanumeric(random, 24)} fp_${hex(random, 10)}`,
      `arn:aws:iam::aws:policy/ReadOnlyAccess, us-east-${1 + random(2)}, AKIAEXAMPLE`,
      `page ${digits(random, 10)} in space ${digits(random, 9)} was last edited on Monday`,
    ]),
  placeholders: (random) =>
    pick(
      random,
      [
        "SSN: xxx-xx-1234, card ending in 4242, password: ********",
        "API_KEY=your-api-key-here\nDB_PASSWORD=${DB_PASSWORD}\nTOKEN=<token>",
        "password: required, at least 12 characters; email: string; phone: optional",
        "postgres://user:password@localhost/db is the shape; fill in ${USER} and ${PASS}.",
        "Enter your date of birth as DD/MM/YYYY and your name as in the passport.",
      ].slice(random(2)),
    ),
  words_alone: (random) =>
    pick(random, [
      "The policy asks staff never to send a passport, licence or card number by e-mail.",
      "Social security reform was debated on 14 May; the vote was 312 to 298.",
      "The phone rang 4 times before the patient in room 12 woke up.",
      "A sin of omission, she said, is a sin all the same; the pan was on the stove.",
      "Born in the seventies, the festival draws 40,000 people to the street each year.",
      "Our address to the nation's teachers begins at 10:30 in hall 4.",
    ]),
  invoices: (random) =>
    `Invoice date: 2025-0${1 + random(9)}-1${random(10)}, due 30 days net, ${
      digits(random, 4)
    } units at ${random(90)}.${digits(random, 2)}; expiry 0${1 + random(9)}/28`,
  luhn_by_chance: (random) => {
    const body = `9${digits(random, 14)}`;
    return `event id ${body}${luhnDigit(body)}, shard ${random(64)}, offset ${digits(random, 12)}`;
  },
};

/** So many documents of each trait, some lines each. */
export function negativeDrafts(random: Random, perTrait: number): Draft[] {
  return Object.entries(MAKERS).flatMap(([trait, make]) =>
    Array.from({ length: perTrait }, (): Draft => {
      const lines = Array.from({ length: 2 + random(4) }, () => make(random));
      return { language: "en", kind: "hard_negative", trait, text: lines.join("\n") };
    })
  );
}

/** Long documents without anything to find: prose, answers of an API, code and logs. */
export function longDrafts(random: Random, chars: number): Draft[] {
  const languages = Object.keys(PROSE) as (keyof typeof PROSE)[];
  const texts: Readonly<Record<string, string>> = {
    long_prose: cleanProse(random, { chars, languages }),
    long_json: cleanJson(random, chars),
    long_code: cleanCode(random, chars),
    long_logs: cleanLogs(random, chars),
  };
  return Object.entries(texts).map(([trait, text]): Draft => ({
    language: "en",
    kind: "hard_negative",
    trait,
    text,
  }));
}
