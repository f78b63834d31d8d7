import {
  decodeBase58,
  decodeBase58Check,
  RIPPLE_CHARS,
} from "../../../../src/detect/rules/wallets/base58.ts";
import { isBech32 } from "../../../../src/detect/rules/wallets/bech32.ts";
import { keccak256 } from "../../../../src/detect/rules/wallets/keccak.ts";
import { SEED_PHRASE_RULE } from "../../../../src/detect/rules/wallets/seed_phrase.ts";
import { WALLET_RULE } from "../../../../src/detect/rules/wallets/wallet.ts";
import { fromHex, toHex, utf8 } from "../../../../src/base/bytes.ts";
import { assert, assertEquals } from "../../../support/std.ts";
import { foundBy } from "../harness.ts";
import { SecretMaker } from "../secret_maker.ts";

const RULES = [WALLET_RULE, SEED_PHRASE_RULE];
const SEED = 20_261_125;

Deno.test("keccak256() gives the published digests, also across blocks", () => {
  assertEquals(
    toHex(keccak256(new Uint8Array(0))),
    "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470",
  );
  assertEquals(
    toHex(keccak256(utf8("abc"))),
    "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45",
  );
  const digests = [135, 136, 137].map((length) => toHex(keccak256(new Uint8Array(length))));
  assertEquals(new Set(digests).size, 3);
});

Deno.test("decodeBase58() reads the published vectors", () => {
  const hello = decodeBase58("2NEpo7TZRRrLZSi2U");
  assertEquals(hello, utf8("Hello World!"));
  assertEquals(decodeBase58("11233QC4"), fromHex("0000287fb4cd"));
  assertEquals(decodeBase58("0OIl"), null);
});

Deno.test("decodeBase58Check() takes a right checksum and no other", () => {
  assertEquals(decodeBase58Check("1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2")?.length, 21);
  assertEquals(decodeBase58Check("1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3"), null);
  assertEquals(decodeBase58Check("rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh", RIPPLE_CHARS)?.length, 21);
  assertEquals(decodeBase58Check("rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh"), null);
});

Deno.test("isBech32() takes the vectors of BIP 173 and BIP 350", () => {
  const valid = ["A12UEL5L", "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw"];
  const addresses = [
    "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
    "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
    "tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sl5k7",
  ];
  // The first has six characters of data, its checksum: no address, and so none here.
  for (const text of [...valid.slice(1), ...addresses]) assert(isBech32(text), text);
  for (const text of addresses) {
    assert(!isBech32(text.slice(0, -1) + (text.endsWith("q") ? "p" : "q")), text);
  }
  assert(!isBech32("bc1Qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"));
});

Deno.test("match() leaves addresses with one character changed", () => {
  const maker = new SecretMaker(SEED);
  const addresses = [
    "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2",
    "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy",
    "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
    "TJRabPrwbZy45sbavfcjinPJC18kjpRTv8",
    "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
  ];
  for (const address of addresses) {
    assertEquals(foundBy(RULES, `pay ${address}.`), [`CRYPTO_WALLET ${address}`]);
    for (let round = 0; round < 40; round++) {
      const at = 4 + maker.below(address.length - 4);
      const char = address.charAt(at) === "2" ? "3" : "2";
      const other = address.slice(0, at) + char + address.slice(at + 1);
      assertEquals(foundBy(RULES, `pay ${other}.`), [], `seed ${SEED}: ${other}`);
    }
  }
});

Deno.test("match() finds seed phrases with numbers, commas and line ends between the words", () => {
  const words = "legal winner thank year wave sausage worth useful legal winner thank yellow"
    .split(" ");
  const numbered = words.map((word, k) => `${k + 1}. ${word}`).join("\n");
  for (const phrase of [words.join(", "), words.join("\n"), words.join('", "')]) {
    assertEquals(foundBy(RULES, `seed phrase: "${phrase}"`), [`CRYPTO_WALLET ${phrase}`]);
  }
  assertEquals(foundBy(RULES, `Seed phrase:\n${numbered}\n`), [
    `CRYPTO_WALLET ${numbered.slice(3)}`,
  ]);
  for (const count of [11, 13, 14, 16]) {
    const phrase = [...words, ...words].slice(0, count).join(" ");
    assertEquals(foundBy(RULES, `seed phrase: ${phrase}.`), [], `${count} words`);
  }
});
