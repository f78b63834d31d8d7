import { NODE_SUITE } from "../../src/base/digest.ts";
import type { RecordBody } from "../../src/format/record.ts";
import { RegisterWatch } from "../../src/retain/register_watch.ts";
import { FakeDisk } from "../support/fake_disk.ts";
import { registerText } from "../support/register_text.ts";
import { assertEquals } from "../support/std.ts";

const LOOK_MS = 10_000;
const HEAD = { size: 0, root: new Uint8Array(32) };
const REVIEW = {
  kind: "review" as const,
  from: "2026-11-21T00:00:00.000Z",
  to: "2026-11-22T00:00:00.000Z",
  note: "seen",
};

function setUp(): {
  disk: FakeDisk;
  watch: RegisterWatch;
  notes: RecordBody[];
  taken: { isTaken: boolean };
  put(text: string): void;
} {
  const disk = new FakeDisk();
  disk.makeDirectory("ev");
  const notes: RecordBody[] = [];
  const taken = { isTaken: true };
  const watch = new RegisterWatch({
    disk,
    evidenceDir: "ev",
    hash: NODE_SUITE.sha256,
    note: (body) => {
      if (taken.isTaken) notes.push(body);
      return taken.isTaken;
    },
  });
  const put = (text: string): void => disk.put("ev/register.jsonl", new TextEncoder().encode(text));
  return { disk, watch, notes, taken, put };
}

/** The hash that the line after a text must name, as the specification computes it. */
function nextLink(count: number): string {
  const [next = ""] = registerText("log", HEAD, Array(count + 1).fill(REVIEW)).split("\n").slice(
    count,
  );
  return JSON.parse(next).prev;
}

Deno.test("RegisterWatch notes what stands in the register, at the start and when it grew", () => {
  const { watch, notes, put } = setUp();
  watch.tick(0);
  assertEquals(notes, [], "Nothing is signed yet");
  put(registerText("log", HEAD, [REVIEW]));
  watch.tick(LOOK_MS - 1);
  assertEquals(notes, [], "It is not time yet");
  watch.tick(LOOK_MS);
  watch.tick(2 * LOOK_MS);
  assertEquals(notes, [{ kind: "register", n: 1, head: nextLink(1) }]);
  put(registerText("log", HEAD, [REVIEW, REVIEW]));
  watch.tick(3 * LOOK_MS);
  assertEquals(notes.at(-1), { kind: "register", n: 2, head: nextLink(2) });
});

Deno.test("RegisterWatch asks again when the record was not taken, and waits for a whole line", () => {
  const { watch, notes, taken, put } = setUp();
  const text = registerText("log", HEAD, [REVIEW]);
  put(text.slice(0, -1));
  watch.tick(0);
  assertEquals(notes, []);
  put(text);
  taken.isTaken = false;
  watch.tick(LOOK_MS);
  taken.isTaken = true;
  watch.tick(2 * LOOK_MS);
  assertEquals(notes.length, 1);
});
