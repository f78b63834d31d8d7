import {
  CONNECTION_ADDRESS_RULE,
  CONNECTION_LIST_RULE,
} from "../../../../src/detect/rules/secrets/connection_string.ts";
import { assertEquals } from "../../../support/std.ts";
import { foundBy } from "../harness.ts";
import { CHARS, SecretMaker } from "../secret_maker.ts";

const RULES = [CONNECTION_ADDRESS_RULE, CONNECTION_LIST_RULE];
const SEED = 20_261_125;

Deno.test("match() finds passwords as long as the database tokens of clouds", () => {
  const maker = new SecretMaker(SEED);
  for (const length of [4, 64, 256, 1_024, 1_900]) {
    const address = `postgres://svc:${maker.text(CHARS.base62, length)}@db.example:5432/app`;
    assertEquals(foundBy(RULES, `URL=${address}\n`), [`CONNECTION_STRING ${address}`], `${length}`);
  }
});

Deno.test("match() takes signs in passwords that addresses should not have", () => {
  for (
    const password of ["p@ssw0rd", "a:b:c:d", "w0rd/x1", "w0rd#x1", "w0rd?x1", "(w0rd)", "w0rd&x=1"]
  ) {
    const address = `mysql://app:${password}@db.example/shop`;
    assertEquals(foundBy(RULES, `"${address}"`), [`CONNECTION_STRING ${address}`], password);
  }
});

Deno.test("match() ends an address where the text around it goes on", () => {
  const address = "redis://:p4ssw0rd@cache:6379/0";
  const around = [
    '"@"',
    "'@'",
    "`@`",
    "<@>",
    "(@)",
    "[@]",
    "@.",
    "@, and",
    "@;",
    "x=@\n",
    "\u300c@\u300d",
  ];
  for (const text of [...around, '{\\"u\\":\\"@\\"}', "**@**", "@\u3002"]) {
    assertEquals(
      foundBy(RULES, text.replace("@", address)),
      [`CONNECTION_STRING ${address}`],
      text,
    );
  }
});

Deno.test("match() knows schemes with dots, plus signs and JDBC's prefix", () => {
  for (
    const scheme of ["mongodb+srv", "postgresql+asyncpg", "jdbc:postgresql", "rediss", "x.y-z"]
  ) {
    const address = `${scheme}://app:p4ssw0rd@db.example/shop`;
    assertEquals(foundBy(RULES, `url ${address}`), [`CONNECTION_STRING ${address}`], scheme);
  }
});

Deno.test("match() finds the whole list, wherever the password stands in it", () => {
  const pairs = ["Server=db.example", "Database=shop", "User Id=app", "Password=Zx81!kk"];
  for (let turn = 0; turn < pairs.length; turn++) {
    const list = [...pairs.slice(turn), ...pairs.slice(0, turn)].join(";");
    for (const text of [`"${list}"`, `conn: ${list};`, `CONN=${list}\n`, `the string ${list}.`]) {
      const end = text.includes(`${list};`) ? ";" : "";
      assertEquals(foundBy(RULES, text), [`CONNECTION_STRING ${list}${end}`], text);
    }
  }
});
