import { Engine } from "../../../../src/detect/engine/engine.ts";
import { SECRET_RULES } from "../../../../src/detect/rules/secrets/secrets.ts";
import { NEGATIVE_WORDS } from "../../../../src/detect/table.ts";
import { assertLinear } from "../../../support/linear_reads.ts";

const ENGINE = new Engine(SECRET_RULES, NEGATIVE_WORDS);

const PARTS: readonly string[] = [
  ...[
    "password=",
    "password: ",
    "password ",
    "password is ",
    "password for the a ",
    "pwd;",
    "pass ",
  ],
  ...["user,password\n", "password,", '"password":"', "password:'", "--password ", "<password>"],
  ...["password=a;", "Server=a;password=b;", "a=b;", "host=a password=b ", "password: \\\\\\\\"],
  ...[
    "api_key=",
    "api key ",
    "token ",
    "my key ",
    "secret ",
    "key_key=",
    "X_KEY=",
    "clave de api ",
  ],
  ...[
    "Bearer ",
    "Authorization: ",
    "Basic QUJD",
    "basic ",
    "://",
    "a://b:",
    "a://b:c@",
    "a://b:c@d,",
  ],
  ...["a://b:c/", "@", "a/b@c:1/", "tcp(", "a:b@tcp(", "-----", "-----BEGIN PRIVATE KEY-----"],
  ...["-----BEGIN PRIVATE KEY-----\nQUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVoxMjM0NTY3ODkwQUJDREVG\n"],
  ...[
    "-----END PRIVATE KEY-----",
    "PuTTY-User-Key-File-3: ",
    "private key ",
    "seed ",
    "seed phrase: ",
  ],
  ...["seed phrase: legal winner thank ", "legal ", "eyJ", "eyJhbGciOiJIUzI1NiJ9.", "a.", "A.B."],
  ...["ghp_", "sk-", "sk-ant-", "xoxb-1-", "SG.", "AKIA", "AKIAIOSFODNN7EXAMPLE ", "Q~", "aB3dQ~"],
  ...["0x52908400098527886e0f7030069857d2e4169ee7 ", "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2 "],
  ...["bc1q", "4AdUndXHHZ6cfufTMvppY6JwXNouMBzSkbLY", "https://hooks.slack.com/services/T"],
  ...[
    "mysql -p",
    "curl -u a:",
    "sshpass -p ",
    "a1B2c3D4e5F6g7H8",
    "A1b2-",
    "_",
    "-",
    "\\",
    "'",
    '"',
  ],
  ...[
    "\u5bc6\u7801",
    "\u5bc6\u7801\u662f",
    "\u30ad\u30fc",
    "\u043f\u0430\u0440\u043e\u043b\u044c ",
  ],
];

Deno.test("SECRET_RULES read a number of characters that is linear in repetitions of each anchor", () => {
  assertLinear((text) => ENGINE.scan(text, ""), PARTS);
});
