/** Tests for `labels.ts`: labels that are disguised themselves. @module */

import { createDetector } from "../../../src/detect/detector.ts";
import { isInLabel, labelAt, mayBeInFigures } from "../../../src/detect/context/labels.ts";
import { assertEquals } from "../../support/std.ts";

const DETECTOR = createDetector();

function plain(text: string, at = 0): string | null {
  const label = labelAt(text, at);
  return label === null ? null : `${label.text}|${text.slice(label.end)}`;
}

Deno.test("labelAt() reads figures, signs, alternating case and single letters", () => {
  assertEquals(plain("p4ssw0rd: x"), "password|: x");
  assertEquals(plain("l1c3ns3 n0"), "license| n0");
  assertEquals(plain("p@ssword=1"), "password|=1");
  assertEquals(plain("pa$$word=1"), "password|=1");
  assertEquals(plain("PaSsWoRd 1"), "password| 1");
  assertEquals(plain("p a s s w o r d: x"), "password|: x");
  assertEquals(plain("P.A.N. x"), "pan| x");
});

Deno.test("labelAt() reads words backwards, all of a phrase in its order", () => {
  assertEquals(plain("drowssap: x"), "password|: x");
  assertEquals(plain("rebmun ytiruces laicos x"), "social security number| x");
});

Deno.test("labelAt() reads figures and signs in words of other languages and scripts", () => {
  for (
    const [text, wanted] of [
      ["c0ntr4se\u00f1a: x", "contrasena|: x"],
      ["p\u00e0ssw0rt x", "passwort| x"],
      ["P@\u00dfw0rt: x", "passwort|: x"],
      ["h@s\u0142o: x", "haslo|: x"],
      ["\u015f1fre: x", "sifre|: x"],
      ["j3lsz0: x", "jelszo|: x"],
      ["\u043f@\u04400\u043b\u044c: x", "\u043f\u0430\u0440\u043e\u043b\u044c|: x"],
      // Two scripts in one word.
      ["\u043fa\u0440\u043e\u043b\u044c x", "\u043f\u0430\u0440\u043e\u043b\u044c| x"],
      ["\u03ba0\u03b4\u03b9\u03ba\u03cc\u03c2 x", null],
      ["drowtnnek x", null],
      ["trowssap x", "passwort| x"],
    ] as const
  ) assertEquals(plain(text), wanted, text);
});

Deno.test("labelAt() reads letters one at a time, over any sign, and figures among them", () => {
  for (
    const [text, wanted] of [
      ["h e s l o : x", "heslo| : x"],
      ["p.a.$.$.w.d ==> x", "passwd| ==> x"],
      ["s.3.n.h.4 = x", "senha| = x"],
      ["\u015f.i.f.r.e -> x", "sifre| -> x"],
      ["k_e_n_n_w_o_r_t: x", "kennwort|: x"],
      ["s*e*n*h*a: x", "senha|: x"],
      ["h - e - s - l - o: x", "heslo|: x"],
      ["G.E.S.L.O.: x", "geslo|: x"],
      ["\u043f \u0430 \u0440 \u043e \u043b \u044c x1", "\u043f\u0430\u0440\u043e\u043b\u044c| x1"],
      ["m.o.t d.e p.a.s.s.e : x", "mot de passe| : x"],
      ["p a s s w o r d  x", "password|  x"],
      // The value begins right behind it, one at a time too.
      ["h e s l o V y d r a 7", "heslo| V y d r a 7"],
      ["p.a.s.s.w.o.r.d.txt", "password|.txt"],
      ["p a s s i o n", null],
      ["a.b.c.d.e.f", null],
      ["s.5.n x", null],
    ] as const
  ) assertEquals(plain(text), wanted, text);
});

Deno.test("isInLabel() looks at signs inside of words", () => {
  assertEquals(isInLabel("contr@se\u00f1a", 5), true);
  assertEquals(isInLabel("jane@example", 4), false);
  assertEquals(isInLabel("@senha", 0), false);
});

Deno.test("labelAt() reads nothing else", () => {
  for (
    const text of [
      ...["password", "Password", "utf8", "sha1", "base64", "h264", "i18n", "a b c d", "drawer"],
      ...["0x1f", "1st", "x", "", "toString", "a1b2c3d4e5f6a7b8c9d0"],
    ]
  ) assertEquals(plain(text), null, text);
  assertEquals(plain("xp4ssw0rd", 1), null);
  assertEquals(mayBeInFigures("p4ssw0rd", { start: 0, end: 8 }), true);
  assertEquals(mayBeInFigures("da39a3ee", { start: 0, end: 8 }), false);
});

Deno.test("scan() hears disguised labels for the values beside them", () => {
  for (
    const [text, wanted] of [
      ["p4ssw0rd: Kx7vT!q92mW", "PASSWORD Kx7vT!q92mW"],
      ["drowssap = Kx7vT!q92mW", "PASSWORD Kx7vT!q92mW"],
      ["s0c14l s3cur1ty numb3r 519387742", "SSN 519387742"],
      ["519387742 <- rebmun ytiruces laicos", "SSN 519387742"],
      ["p a s s w o r d: Kx7vT!q92mW", "PASSWORD Kx7vT!q92mW"],
      ["m0t d3 p@sse : Kx7vT!q92mW", "PASSWORD Kx7vT!q92mW"],
      [
        "\u0643\u0640\u0644\u0640\u0645\u0629 \u0627\u0644\u0640\u0633\u0640\u0631: Kx7vT!q92mW",
        "PASSWORD Kx7vT!q92mW",
      ],
      ["\u0628 \u0627 \u0633 \u0648 \u0631 \u062f: Kx7vT!q92mW", "PASSWORD Kx7vT!q92mW"],
      ["\u05e1.\u05d9.\u05e1.\u05de.\u05d4 - Kx7vT!q92mW", "PASSWORD Kx7vT!q92mW"],
      [
        "\u0442 \u0435 \u043b \u0435 \u0444 \u043e \u043d: +7 912 345-67-89",
        "PHONE +7 912 345-67-89",
      ],
      ["p.e.s.e.l: 44051401359", "PL_PESEL 44051401359"],
      ["k4rt3: 4539 1488 0343 6467", "CC_NUMBER 4539 1488 0343 6467"],
    ] as const
  ) {
    const found = DETECTOR.scan(text).map(({ start, end, category }) =>
      `${category} ${text.slice(start, end)}`
    );
    assertEquals(found, [wanted], text);
  }
});
