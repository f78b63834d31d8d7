import { PolicyBook } from "../../src/controls/policy_book.ts";
import { assertEquals } from "../support/std.ts";
import { fullPolicy } from "./facts.ts";

const OLD = { policy: fullPolicy({ name: "old" }), digest: "aa" };
const NEW = { policy: fullPolicy({ name: "new" }), digest: "bb" };

Deno.test("PolicyBook gives each window the policy that it names, and no other", () => {
  const book = new PolicyBook([OLD, NEW]);
  assertEquals(book.of("aa")?.name, "old");
  assertEquals(book.of("bb")?.name, "new");
  assertEquals([book.of("cc"), book.of(null)], [null, null]);
});

Deno.test("PolicyBook takes the policy of the newest window for a period", () => {
  assertEquals(new PolicyBook([NEW, OLD], ["aa", "bb", "cc"]).newest?.digest, "bb");
  assertEquals(new PolicyBook([OLD, NEW], ["bb", "aa"]).newest?.digest, "aa");
  assertEquals(new PolicyBook([OLD, NEW], []).newest?.digest, "bb", "The last one that was given");
  assertEquals(new PolicyBook([], ["aa"]).newest, null);
});
