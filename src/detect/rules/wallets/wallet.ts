/**
 * Addresses of crypto-currencies, extended keys and private keys in wallet import format. A
 * checksum decides wherever there is one; what has none needs a word about wallets next to it.
 * @module
 */

import { utf8 } from "../../../base/bytes.ts";
import { codeAt, isAlphanumeric } from "../../text/character.ts";
import { type Hit, type MatcherRule, type Need, RANK, type Span } from "../../rule.ts";
import type { Scan } from "../../context/scan.ts";
import { BITCOIN_CHARS, decodeBase58, decodeBase58Check, RIPPLE_CHARS } from "./base58.ts";
import { isBech32 } from "./bech32.ts";
import { cashPrefix } from "./cash_address.ts";
import { isStellar, isTon } from "./crc_address.ts";
import { keccak256 } from "./keccak.ts";
import { BASE62, HEX, HEX_ANY, isOf, isPlaceholder } from "../secrets/secret_text.ts";

/** Shortest address. */
const CHARS_MIN = 25;
/** Longest address, key included. */
const CHARS_MAX = 160;
/** Bytes of a public key's hash and the version before it (Bitcoin, Litecoin, Tron, ...). */
const HASH_BYTES = 21;
/** The same with the two bytes of Zcash's version. */
const ZCASH_BYTES = 22;
/** Shortest address of Bitcoin Cash without its prefix. */
const CASH_CHARS_MIN = 42;
/** The same with the three of Tezos. */
const TEZOS_BYTES = 23;
const SOLANA_BYTES = 32;
/** Of Polkadot and its like: a version, a key, two bytes of a check that is not made here. */
const SUBSTRATE_BYTES = 35;
/** Short names of currencies as the name of a value. */
const KEY_REGEXP =
  /(?:^|[\s"'({,;|_/])(?:sol|eth|bch|xlm|dot|near|atom|avax|trx|ton|algo|xtz|bnb|apt|sui|xmr|ksm|matic)(?:[ _-]?(?:addr(?:ess)?|wallet))?\\{0,3}["']?\s?[:=]\s?\\{0,3}["']?$/i;
const KEY_CHARS_MAX = 24;
/** The same before an address of Ethereum, whose form is no other's: `my eth is 0x...`. */
const ETHEREUM_REGEXP =
  /(?:^|[^A-Za-z])(?:eth|erc-?20|bsc|bep-?20|evm|matic|arbitrum)(?: (?:addr(?:ess)?|wallet|is|to)){0,2}[ :=]{1,3}["']?$/i;

/**
 * First bytes of Base58Check addresses: Bitcoin 00 and 05, its test network 6f and c4, Litecoin 30
 * and 32, Dogecoin 1e and 16, Dash 4c and 10, Tron 41 (the chain parameters of each).
 */
const VERSIONS: ReadonlySet<number> = new Set([
  ...[0x00, 0x05, 0x6f, 0xc4, 0x30, 0x32, 0x1e, 0x16, 0x4c, 0x10, 0x41],
]);
const ADDRESS_REGEXP = /^[1-9A-HJ-NP-Za-km-z]{25,36}$/;
const BASE58_REGEXP = /^[1-9A-HJ-NP-Za-km-z]+$/;
const WIF_REGEXP = /^(?:[5KL9c][1-9A-HJ-NP-Za-km-z]{50,51})$/;
const EXTENDED_REGEXP = /^[xyztuvYZUV](?:pub|prv)[1-9A-HJ-NP-Za-km-z]{100,110}$/;
const EXTENDED_BYTES = 78;
const BECH32_REGEXP =
  /^(?:bc|tb|bcrt|ltc|tltc|addr|addr_test|stake|cosmos|osmo|terra|juno|celestia|inj|sei|thor|kava|bnb|akash|dydx|erd|grs|vtc|dgb|zs|secret|stars|axelar|neutron|persistence)1[02-9ac-hj-np-z]{8,}$/i;
const MONERO_REGEXP = /^[48][1-9A-HJ-NP-Za-km-z]{94}(?:[1-9A-HJ-NP-Za-km-z]{11})?$/;

/** What a token needs to be an address; null when it is none. */
function needOf(token: string): Need | null {
  // A hash: no address is written with these characters alone.
  if (isOf(token, HEX)) return null;
  if (token.startsWith("0x") || token.startsWith("0X")) return needOfEthereum(token);
  if (BECH32_REGEXP.test(token)) return isBech32(token) ? "none" : null;
  const { length } = token;
  if (length >= CASH_CHARS_MIN && cashPrefix(token) !== null) return "none";
  if ((length === 56 || length === 69) && isStellar(token)) return "none";
  if (length === 48 && isTon(token)) return "none";
  if (!isOf(token, BASE62) || !/[0-9]/.test(token) || !BASE58_REGEXP.test(token)) return null;
  if (ADDRESS_REGEXP.test(token) && isBase58Address(token)) return "none";
  if (WIF_REGEXP.test(token) && isWif(token)) return "none";
  if (EXTENDED_REGEXP.test(token)) {
    return decodeBase58Check(token)?.length === EXTENDED_BYTES ? "none" : null;
  }
  if (MONERO_REGEXP.test(token)) return isMonero(token) ? "none" : "context";
  if (token.length > 45 && token.length < 49) {
    return decodeBase58(token)?.length === SUBSTRATE_BYTES ? "context" : null;
  }
  const maySolana = token.length >= 32 && token.length <= 44 && /[a-z]/.test(token) &&
    /[A-Z]/.test(token);
  return maySolana && decodeBase58(token)?.length === SOLANA_BYTES ? "context" : null;
}

function isBase58Address(token: string): boolean {
  if (token.startsWith("r")) {
    const ripple = decodeBase58Check(token, RIPPLE_CHARS);
    if (ripple !== null && ripple.length === HASH_BYTES && ripple[0] === 0) return true;
  }
  const bytes = decodeBase58Check(token, BITCOIN_CHARS);
  if (bytes === null) return false;
  if (bytes.length === ZCASH_BYTES) return bytes[0] === 0x1c;
  if (bytes.length === TEZOS_BYTES) return bytes[0] === 0x06 || bytes[0] === 0x02;
  return bytes.length === HASH_BYTES && VERSIONS.has(bytes[0] as number);
}

/** A version, 32 bytes, and a one when the public key is compressed. */
function isWif(token: string): boolean {
  const bytes = decodeBase58Check(token);
  if (bytes === null || (bytes[0] !== 0x80 && bytes[0] !== 0xef)) return false;
  return bytes.length === 33 || (bytes.length === 34 && bytes[33] === 1);
}

/** ERC-55: a letter is a capital where the hash of the lower-case address has a high digit. */
function hasErc55(digits: string): boolean {
  const hash = keccak256(utf8(digits.toLowerCase()));
  for (let k = 0; k < digits.length; k++) {
    const nibble = ((hash[k >> 1] as number) >> (k % 2 === 0 ? 4 : 0)) & 15;
    const char = digits.charAt(k);
    const wanted = nibble >= 8 ? char.toUpperCase() : char.toLowerCase();
    if (char !== wanted) return false;
  }
  return true;
}

/** Hexadecimal digits of an address; a transaction has 64. */
const ETHEREUM_CHARS = 40;

function needOfEthereum(token: string): Need | null {
  const digits = token.slice(2);
  if (digits.length !== ETHEREUM_CHARS || !isOf(digits, HEX_ANY) || isPlaceholder(digits)) {
    return null;
  }
  const isMixed = /[a-f]/.test(digits) && /[A-F]/.test(digits);
  return isMixed && hasErc55(digits) ? "none" : "context";
}

/** Bytes of a full block of Monero's base58 and its characters; and of the last block. */
const BLOCK_CHARS = 11;
const BLOCK_BYTES = 8;
const LAST_BYTES: Readonly<Record<number, number>> = { 7: 5, 11: 8 };

/** Monero: base58 in blocks, and the first bytes of a Keccak hash at the end. */
function isMonero(token: string): boolean {
  const bytes: number[] = [];
  for (let at = 0; at < token.length; at += BLOCK_CHARS) {
    const block = token.slice(at, at + BLOCK_CHARS);
    const size = block.length === BLOCK_CHARS ? BLOCK_BYTES : LAST_BYTES[block.length];
    const decoded = blockBytes(block, size ?? 0);
    if (decoded === null) return false;
    bytes.push(...decoded);
  }
  const body = Uint8Array.from(bytes.slice(0, -4));
  const hash = keccak256(body);
  return bytes.slice(-4).every((byte, k) => byte === hash[k]);
}

function blockBytes(block: string, size: number): number[] | null {
  let value = 0n;
  for (const char of block) value = value * 58n + BigInt(BITCOIN_CHARS.indexOf(char));
  const bytes: number[] = [];
  for (let k = 0; k < size; k++) {
    bytes.unshift(Number(value & 0xffn));
    value >>= 8n;
  }
  return value === 0n ? bytes : null;
}

function matchWallet(text: string, run: Readonly<Span>): Hit | null {
  const { end } = run;
  const isEscape = codeAt(text, run.start - 1) === 0x5c && "nrt".includes(text.charAt(run.start));
  const start = isEscape ? run.start + 1 : run.start;
  if (end - start > CHARS_MAX || end - start < CHARS_MIN || isGlued(text, { start, end })) {
    return null;
  }
  const token = text.slice(start, end);
  const needed = needOf(token);
  if (needed === null) return null;
  const lead = text.slice(Math.max(0, start - KEY_CHARS_MAX), start);
  const isKeyed = KEY_REGEXP.test(lead) ||
    (token.startsWith("0x") && ETHEREUM_REGEXP.test(lead));
  const need = isKeyed ? "none" : needed;
  const rank = need === "none" ? RANK.SURE : RANK.DEFAULT;
  // `bitcoincash:q...` is the whole address.
  const prefix = /[A-Za-z]{5,12}:$/.exec(lead)?.[0] ?? "";
  const isCash = prefix !== "" && cashPrefix(token) === prefix.slice(0, -1).toLowerCase();
  return { start: isCash ? start - prefix.length : start, end, need, rank };
}

/** Part of base64, of a path, or of something longer. */
function isGlued(text: string, { start, end }: Span): boolean {
  const before = text.charAt(start - 1);
  const after = text.charAt(end);
  if ((before !== "" && "+%".includes(before)) || (after !== "" && "+%".includes(after))) {
    return true;
  }
  return after === "/" && isAlphanumeric(codeAt(text, end + 1)) && before === "/";
}

/** The rule for `CRYPTO_WALLET`. */
export const WALLET_RULE: MatcherRule = {
  anchor: "matcher",
  category: "CRYPTO_WALLET",
  finds: "address of a crypto-currency with its checksum, or with a word for it; extended and " +
    "private keys of wallets",
  at: ["token"],
  anchorChars: [CHARS_MIN, CHARS_MAX],
  words: [
    ...["bitcoin", "btc", "ethereum", "=ETH", "ether", "erc20", "erc 20", "litecoin", "=LTC"],
    ...["dogecoin", "=DOGE", "solana", "=SOL", "sol address", "sol wallet", "phantom", "metamask"],
    ...["tron", "trc20", "trc 20", "usdt", "usdc", "xrp", "ripple", "monero", "xmr", "cardano"],
    ...[
      "=ADA",
      "wallet",
      "wallets",
      "wallet address",
      "crypto address",
      "crypto wallet",
      "deposit",
    ],
    ...["deposit address", "recipient address", "contract address", "payout address", "crypto"],
    ...["cryptocurrency", "coinbase", "binance", "polygon", "matic", "bnb", "avalanche", "nft"],
    ...[
      "on chain",
      "blockchain",
      "polkadot",
      "kusama",
      "stellar",
      "bch",
      "xlm",
      "spl token",
      "eth address",
      "btc address",
      "cold storage",
    ],
    ...["krypto", "kryptowallet", "wallet adresse", "brieftasche", "portefeuille crypto"],
    ...["cartera", "billetera", "monedero", "carteira", "portafoglio", "portfel", "cuzdan"],
    ...["pen\u011b\u017eenka", "\u043a\u043e\u0448\u0435\u043b\u0435\u043a"],
    ...[
      "\u043a\u043e\u0448\u0435\u043b\u0451\u043a",
      "\u043a\u043e\u0448\u0435\u043b\u044c\u043a\u0430",
    ],
    ...[
      "\u043a\u043e\u0448\u0435\u043b\u044c\u043a\u0443",
      "\u0433\u0430\u043c\u0430\u043d\u0435\u0446\u044c",
    ],
    ...["\u0431\u0438\u0442\u043a\u043e\u0438\u043d", "\u0430\u0434\u0440\u0435\u0441 eth"],
    ...["\u03c0\u03bf\u03c1\u03c4\u03bf\u03c6\u03cc\u03bb\u03b9", "\u0645\u062d\u0641\u0638\u0629"],
    ...["\u0627\u0644\u0645\u062d\u0641\u0638\u0629", "\u05d0\u05e8\u05e0\u05e7"],
    ...["\u0935\u0949\u0932\u0947\u091f", "\u092c\u093f\u091f\u0915\u0949\u0907\u0928"],
    ...[
      "v\u00ed \u0111i\u1ec7n t\u1eed",
      "v\u00ed crypto",
      "dompet",
      "\u94b1\u5305",
      "\u9322\u5305",
    ],
    ...["\u4ee5\u592a\u574a", "\u6bd4\u7279\u5e01", "\u30a6\u30a9\u30ec\u30c3\u30c8"],
    ...["\u30d3\u30c3\u30c8\u30b3\u30a4\u30f3", "\uc9c0\uac11", "\ube44\ud2b8\ucf54\uc778"],
    ...["\u0e01\u0e23\u0e30\u0e40\u0e1b\u0e4b\u0e32"],
  ],
  revision: 2,
  match: (scan: Scan, anchor: Readonly<Span>): Hit | null => matchWallet(scan.text, anchor),
  hits: [
    ["send it to 1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2", "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2"],
    ["BTC: 3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy.", "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy"],
    [
      '{"to":"bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"}',
      "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
    ],
    [
      '{\\"to\\":\\"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed\\"}',
      "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
    ],
    [
      "ETH wallet 0x52908400098527886e0f7030069857d2e4169ee7",
      "0x52908400098527886e0f7030069857d2e4169ee7",
    ],
    [
      "id,wallet\n1,0x52908400098527886e0f7030069857d2e4169ee7\n",
      "0x52908400098527886e0f7030069857d2e4169ee7",
    ],
    [
      "Meine Litecoin-Adresse: ltc1qw508d6qejxtdg4y5r3zarvary0c5xw7kgmn4n9",
      "ltc1qw508d6qejxtdg4y5r3zarvary0c5xw7kgmn4n9",
    ],
    [
      "sol: 7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV",
      "7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV",
    ],
    [
      "bch bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a",
      "bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a",
    ],
    ["DOGE: DH5yaieqoZN36fDVciNyRueRGvGLR3mr7L", "DH5yaieqoZN36fDVciNyRueRGvGLR3mr7L"],
    ["TRON TJRabPrwbZy45sbavfcjinPJC18kjpRTv8", "TJRabPrwbZy45sbavfcjinPJC18kjpRTv8"],
    ["XRP rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh", "rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh"],
    [
      "\u041a\u043e\u0448\u0435\u043b\u0435\u043a Solana 7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV",
      "7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV",
    ],
    [
      "INFO key 5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ used",
      "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ",
    ],
    [
      "XMR 4AdUndXHHZ6cfufTMvppY6JwXNouMBzSkbLYfpAV5Usx3skxNgYeYTRj5UzqtReoS44qo9mtmXCqY45DJ852K5Jv2684Rge",
      "4AdUndXHHZ6cfufTMvppY6JwXNouMBzSkbLYfpAV5Usx3skxNgYeYTRj5UzqtReoS44qo9mtmXCqY45DJ852K5Jv2684Rge",
    ],
  ],
  misses: [
    "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3",
    "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5",
    "tx 0x5c504ed432cb51138bcf09aa5e8a410dd4a1e204ef84bfed1be16dfba1b22060 of the wallet",
    "0x52908400098527886e0f7030069857d2e4169ee7",
    "QmYwAPJzv5CZsnA625s3Xf2nemtYgPpHdWEz79ojWKR3Nx",
    "bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi",
    "da39a3ee5e6b4b0d3255bfef95601890afd80709",
    "7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV",
    "wallet 0x0000000000000000000000000000000000000000",
    "bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6q",
    "GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVSGA",
    "0f8fad5b-d9cb-469f-a165-70867728950e",
  ],
};
