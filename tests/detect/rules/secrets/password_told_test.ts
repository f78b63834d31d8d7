/** Tests for `password_told.ts`: passwords that look like little, and are told. @module */

import { isTold } from "../../../../src/detect/rules/secrets/password_told.ts";
import { createDetector } from "../../../../src/detect/detector.ts";
import { assertEquals } from "../../../support/std.ts";

const DETECTOR = createDetector();

function passwords(text: string): string[] {
  return DETECTOR.scan(text)
    .filter(({ category }) => category === "PASSWORD")
    .map(({ start, end }) => text.slice(start, end));
}

Deno.test("scan() finds a word with figures that is told to be the password", () => {
  for (
    const [text, found] of [
      ["what's the wifi password again? it's still kettle77, I think", "kettle77"],
      ["A: password for the till?\nB: kettle77z", "kettle77z"],
      ["Passwort vom Scanner vergessen, nimm abteilung3b", "abteilung3b"],
      ["su clave de administración sigue siendo fibra8admin.", "fibra8admin"],
      ["la pw del tablet? ora è spritz88x", "spritz88x"],
      ["heslo do čtečky mi nejde\npetr: zkus Jablko.14", "Jablko.14"],
      ["経理：パスワード教えてください\n情シス：Momiji-7714x です", "Momiji-7714x"],
      ["mot de passe oublié ? c'est toujours olivier2barriere", "olivier2barriere"],
    ] as const
  ) assertEquals(passwords(text), [found], text);
});

Deno.test("scan() takes no user, program or label for a password that is told", () => {
  for (
    const text of [
      "the password is old, the user is kettle77",
      "reset the password, the host is kettle77.lan",
      "the password store is now python311",
      "the password tool, which is OpenLDAP-2.8, needs a file",
      "Password storage in C.\nLicense: OpenLDAP-2.8",
      "the password of the cluster\nregion: il-central-1",
      "forgot the password, the ticket is kettle77",
    ]
  ) assertEquals(passwords(text), [], text);
});

Deno.test("isTold() wants a cue right before the value", () => {
  assertEquals(isTold("kettle77", " is still "), true);
  assertEquals(isTold("kettle77", " for the router "), false);
  assertEquals(isTold("kettle", " is still "), false);
  assertEquals(isTold("windows11", " is still "), false);
});
