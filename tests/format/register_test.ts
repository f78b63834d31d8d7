import { canonicalJson } from "../../src/base/canonical_json.ts";
import { toHex, utf8 } from "../../src/base/bytes.ts";
import { NODE_SUITE } from "../../src/base/digest.ts";
import {
  parseRegisterLine,
  type RegisterBody,
  registerGenesis,
  registerLink,
  registerMessage,
} from "../../src/format/register.ts";
import { assert, assertEquals } from "../support/std.ts";
import { registerEntries } from "../support/register_text.ts";

const T = "2026-11-21T00:00:00.000Z";
const BODIES: readonly RegisterBody[] = [
  {
    kind: "ack",
    exception: "9f86d081884c7d65",
    disposition: "accepted",
    reason: "r",
    ticket: "T-1",
  },
  { kind: "review", from: T, to: T, note: "n" },
  {
    kind: "incident.open",
    incident: "INC-1",
    title: "t",
    aware: T,
    clock: "gdpr-72h",
    due: T,
    from: T,
    to: T,
  },
  { kind: "incident.pack", incident: "INC-1", sha256: "ab".repeat(32) },
  { kind: "incident.close", incident: "INC-1", outcome: "o", notified: [{ whom: "w", at: T }] },
  { kind: "custody", action: "export", what: "w", why: "y", whom: "z" },
];
const LINES = registerEntries("example.com/gw", { size: 3, root: new Uint8Array(32) }, BODIES)
  .map(canonicalJson);

Deno.test("parseRegisterLine() reads every kind with all its fields", () => {
  for (const [k, line] of LINES.entries()) {
    const entry = parseRegisterLine(line);
    assert(typeof entry !== "string", String(entry));
    assertEquals([entry.kind, entry.n], [BODIES[k]?.kind, k]);
    assertEquals(canonicalJson(entry), line);
  }
});

Deno.test("parseRegisterLine() refuses lines cut at every place, other forms and other fields", () => {
  for (const line of LINES) {
    for (let end = 0; end < line.length; end++) {
      assertEquals(typeof parseRegisterLine(line.slice(0, end)), "string");
    }
    const entry = JSON.parse(line);
    assertEquals(parseRegisterLine(JSON.stringify(entry, null, 1)), "it is not canonical JSON");
    for (const name of Object.keys(entry)) {
      if (name === "ticket" || name === "whom") continue;
      const { [name]: _, ...rest } = entry;
      assertEquals(typeof parseRegisterLine(canonicalJson(rest)), "string", name);
      const wrong = canonicalJson({ ...entry, [name]: { a: 1 } });
      assertEquals(typeof parseRegisterLine(wrong), "string", name);
    }
    assertEquals(typeof parseRegisterLine(canonicalJson({ ...entry, more: 1 })), "string");
  }
});

Deno.test("parseRegisterLine() bounds texts and lines", () => {
  const entry = JSON.parse(LINES[1] ?? "");
  assertEquals(
    typeof parseRegisterLine(canonicalJson({ ...entry, note: "n".repeat(501) })),
    "string",
  );
  assertEquals(
    typeof parseRegisterLine(canonicalJson({ ...entry, note: "n".repeat(9_000) })),
    "string",
  );
  assertEquals(
    typeof parseRegisterLine(canonicalJson({ ...entry, note: "n".repeat(500) })),
    "object",
  );
});

Deno.test("registerMessage() leaves out the signature alone", () => {
  const entry = JSON.parse(LINES[0] ?? "");
  const { sig: _, ...rest } = entry;
  assertEquals(registerMessage(entry), utf8(`outband/register/v1\n${canonicalJson(rest)}`));
});

Deno.test("registerGenesis() and registerLink() are what the format says", () => {
  const { sha256 } = NODE_SUITE;
  assertEquals(registerGenesis(sha256, "a.b"), toHex(sha256(utf8("outband/register/v1\na.b\n"))));
  assertEquals(registerLink(sha256, "x"), toHex(sha256(Uint8Array.of(0, 0x78))));
  assertEquals(JSON.parse(LINES[1] ?? "")["prev"], registerLink(sha256, LINES[0] ?? ""));
});
