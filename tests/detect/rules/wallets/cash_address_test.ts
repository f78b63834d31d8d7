import { cashPrefix } from "../../../../src/detect/rules/wallets/cash_address.ts";
import { WALLET_RULE } from "../../../../src/detect/rules/wallets/wallet.ts";
import { assertEquals } from "../../../support/std.ts";
import { foundBy } from "../harness.ts";

/** From the specification of the format. */
const BODY = "qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a";

Deno.test("cashPrefix() names the chain of an address whose checksum is right", () => {
  assertEquals(cashPrefix(BODY), "bitcoincash");
  assertEquals(cashPrefix(BODY.toUpperCase()), "bitcoincash");
  const kaspa = "qqkqkzjvr7zwxxmjxjkmxxdwju9kjs6e9u82uh59z07vgaks6gg62v8707g73";
  assertEquals(cashPrefix(kaspa), "kaspa");
});

Deno.test("cashPrefix() takes no address with another character anywhere", () => {
  for (let at = 0; at < BODY.length; at++) {
    const other = BODY.charAt(at) === "q" ? "p" : "q";
    assertEquals(cashPrefix(BODY.slice(0, at) + other + BODY.slice(at + 1)), null, `${at}`);
    assertEquals(cashPrefix(BODY.slice(0, at)), null, `cut at ${at}`);
  }
  assertEquals(cashPrefix(`${BODY.slice(0, 3).toUpperCase()}${BODY.slice(3)}`), null);
});

Deno.test("WALLET_RULE takes the prefix of an address with it, and needs none", () => {
  assertEquals(foundBy([WALLET_RULE], `{"bch":"bitcoincash:${BODY}"}`), [
    `CRYPTO_WALLET bitcoincash:${BODY}`,
  ]);
  assertEquals(foundBy([WALLET_RULE], `tips: ${BODY}`), [`CRYPTO_WALLET ${BODY}`]);
});
