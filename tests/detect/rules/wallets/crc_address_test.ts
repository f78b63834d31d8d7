import { isStellar, isTon } from "../../../../src/detect/rules/wallets/crc_address.ts";
import { WALLET_RULE } from "../../../../src/detect/rules/wallets/wallet.ts";
import { assert, assertEquals } from "../../../support/std.ts";
import { foundBy } from "../harness.ts";

/** From SEP-23, and from the documentation of TON. */
const STELLAR = "GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVSGZ";
const TON = "EQDtFpEwcFAEcRe5mLVh2N6C0x-_hJEM7W61_JLnSF74p4q2";

Deno.test("isStellar() and isTon() take what the specifications give", () => {
  assert(isStellar(STELLAR));
  assert(isTon(TON));
});

Deno.test("isStellar() and isTon() refuse a text with another character, or a part of one", () => {
  for (const [text, isAddress] of [[STELLAR, isStellar], [TON, isTon]] as const) {
    for (let at = 0; at < text.length; at++) {
      const other = text.charAt(at) === "A" ? "B" : "A";
      assert(!isAddress(text.slice(0, at) + other + text.slice(at + 1)), `${text} ${at}`);
      assert(!isAddress(text.slice(0, at)), `${text} cut at ${at}`);
    }
  }
});

Deno.test("WALLET_RULE finds them without a word", () => {
  assertEquals(foundBy([WALLET_RULE], `dest ${STELLAR}, memo 7`), [`CRYPTO_WALLET ${STELLAR}`]);
  assertEquals(foundBy([WALLET_RULE], `to ${TON}`), [`CRYPTO_WALLET ${TON}`]);
});

Deno.test("WALLET_RULE finds what has no check of its own behind the short name of its chain", () => {
  const solana = "7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV";
  for (const lead of ["sol: ", '{"sol":"', "SOL_ADDR=", "sol_wallet: "]) {
    assertEquals(foundBy([WALLET_RULE], `${lead}${solana}`), [`CRYPTO_WALLET ${solana}`], lead);
  }
  for (const lead of ["console: ", "id: ", "resol: "]) {
    assertEquals(foundBy([WALLET_RULE], `${lead}${solana}`), [], lead);
  }
});
