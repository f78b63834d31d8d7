import { createHash } from "node:crypto";
import { URL_NAMESPACE, uuidV5 } from "../../src/oscal/uuid.ts";
import { assertEquals, assertThrows } from "../support/std.ts";

function sha1(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash("sha1").update(bytes).digest());
}

Deno.test("uuidV5() gives the published examples", () => {
  // RFC 9562 appendix A.4, and Python's documentation of uuid.uuid5.
  const dns = "6ba7b810-9dad-11d1-80b4-00c04fd430c8";
  assertEquals(
    uuidV5(sha1, { namespace: dns, name: "www.example.com" }),
    "2ed6657d-e927-568b-95e1-2665a8aea6a2",
  );
  assertEquals(
    uuidV5(sha1, { namespace: dns, name: "python.org" }),
    "886313e1-3b8a-5372-9b90-0c9aee199e5d",
  );
});

Deno.test("uuidV5() refuses a namespace that is no UUID", () => {
  for (
    const namespace of [
      "",
      URL_NAMESPACE.slice(1),
      URL_NAMESPACE.toUpperCase(),
      `${URL_NAMESPACE}0`,
    ]
  ) {
    assertThrows(() => uuidV5(sha1, { namespace, name: "x" }), RangeError, "No UUID");
  }
});
