import { WindowScan } from "../../src/cli/scan_stream.ts";
import { createDetector, type Detector, type Finding } from "../../src/detect/detector.ts";
import { denseProse } from "../support/detect_corpus.ts";
import { freshSeed, randomFrom } from "../support/random.ts";
import { assert, assertEquals, assertLess } from "../support/std.ts";

const DETECTOR = createDetector();
const SMALL = { windowChars: 2_000, behindChars: 300, aheadChars: 400 };

function scanned(pieces: readonly string[], detector: Detector = DETECTOR): Finding[] {
  const scan = new WindowScan(detector, SMALL);
  const findings = pieces.flatMap((piece) => scan.push(piece));
  return [...findings, ...scan.end()];
}

Deno.test("WindowScan finds in windows what a scan of the whole text finds, however it is cut", () => {
  const seed = freshSeed();
  const random = randomFrom(seed);
  const text = denseProse(random, 30_000);
  const whole = DETECTOR.scan(text);
  assert(whole.length > 300, `seed ${seed}: the text is dense`);
  for (const length of [1, 7, 1_999, 2_400, 40_000]) {
    const pieces: string[] = [];
    for (let at = 0; at < text.length; at += length) pieces.push(text.slice(at, at + length));
    assertEquals(scanned(pieces), whole, `seed ${seed}, pieces of ${length}`);
  }
});

Deno.test("WindowScan keeps a bounded part of the text", () => {
  const scan = new WindowScan(DETECTOR, SMALL);
  for (let k = 0; k < 1_000; k++) {
    scan.push("no line ends here, only words and words ");
    assertLess(scan.openChars, SMALL.windowChars + SMALL.aheadChars);
  }
});

Deno.test("WindowScan keeps the first line, which may be the heading of a table", () => {
  const seen: string[] = [];
  const detector: Detector = {
    ...DETECTOR,
    scan(text): Finding[] {
      seen.push(text);
      const findings: Finding[] = [];
      for (let at = text.indexOf("#"); at >= 0; at = text.indexOf("#", at + 1)) {
        findings.push({ start: at, end: at + 1, category: "MARK" });
      }
      return findings;
    },
  };
  const rows = Array.from({ length: 900 }, (_, k) => `${k},#\n`);
  const findings = scanned(["id,ssn #\n", ...rows], detector);
  assert(seen.length > 2, "several windows");
  for (const text of seen) assert(text.startsWith("id,ssn #\n"), "each begins with the heading");
  const whole = ["id,ssn #\n", ...rows].join("");
  assertEquals(findings.map(({ start }) => whole.charAt(start)), findings.map(() => "#"));
  assertEquals(findings.length, 901);
});

Deno.test("WindowScan gives a value across a border once, and an empty text nothing", () => {
  const value = "123-45-6789";
  for (let lead = 1_980; lead < 2_030; lead++) {
    const text = `${" x".repeat(lead).slice(0, lead)} ${value} ${"y ".repeat(900)}`;
    assertEquals(
      scanned([text]),
      [{ start: lead + 1, end: lead + 12, category: "SSN" }],
      `${lead}`,
    );
  }
  assertEquals(scanned([]), []);
  assertEquals(scanned([""]), []);
});
