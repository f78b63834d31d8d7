/** Tests for `password_shape.ts`: passwords that are known by what they look like. @module */

import { createDetector } from "../../../../src/detect/detector.ts";
import { assertEquals } from "../../../support/std.ts";

const DETECTOR = createDetector();

function passwords(text: string): string[] {
  return DETECTOR.scan(text)
    .filter(({ category }) => category === "PASSWORD")
    .map(({ start, end }) => text.slice(start, end));
}

const SHAPES = [
  "Grain&Sorrel4",
  "Kelp-Harbor-5",
  "Caju.Manga.26",
  "Stroop_3B_herfst",
  "Tern41Moor",
];

Deno.test("scan() finds made-up passwords however the sentence comes to them", () => {
  for (const shape of SHAPES) {
    for (
      const text of [
        `The password, which everybody in the team got by post last week, would be ${shape}.`,
        `Passwort vergessen? Auf dem Zettel am Bildschirm steht doch ${shape}, wie immer.`,
        `Elle a noté le mot de passe dans le carnet rouge de l'accueil, page trois : ${shape}`,
        `parola veche nu mai merge, cea de ieri nici atât, deci încercați cu ${shape} acum`,
        `пароль от склада записан на стикере возле кассы: ${shape}`,
      ]
    ) assertEquals(passwords(text), [shape], text);
  }
});

Deno.test("scan() finds several in the sentences behind one word", () => {
  const text = "La password di prova è Grain&Sorrel4; quella del collaudo resta Kelp-Harbor-5.";
  assertEquals(passwords(text), ["Grain&Sorrel4", "Kelp-Harbor-5"]);
});

Deno.test("scan() finds no made-up password without a word for one, or far from it", () => {
  for (const shape of SHAPES) {
    assertEquals(passwords(`The crate is marked ${shape}.`), []);
    assertEquals(passwords(`Password rules changed.\n\nThe crate is marked ${shape}.`), []);
    const filler = "and so on ".repeat(24);
    assertEquals(passwords(`Password rules changed ${filler} the crate is marked ${shape}.`), []);
  }
});

Deno.test("scan() takes no tickets, files, hosts, offsets and escapes for passwords", () => {
  for (
    const other of [
      ...[
        "Issue#4411",
        "TICKET#4411",
        "UTC+02:00",
        "Manual_v2.pdf",
        "eu-central-1",
        "app-server-02",
      ],
      ...[
        "Orig_gpr2",
        "Ptrace$1",
        "argon2.Argon2Hasher",
        "Security.Crypto.X509",
        "a%20long%20name1",
        "search?page=2&size=10",
      ],
      ...["web.server-02.local", "anna+7@example.org", "OPS-2291", "ISO-27001", "x86_64-linux-gnu"],
    ]
  ) assertEquals(passwords(`ask for a password reset, then look at ${other} again`), [], other);
});
