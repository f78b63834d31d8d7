/**
 * Card numbers in several languages, in fields, tables and logs.
 * @module
 */

import { CARD_RULE } from "../../../../src/detect/rules/payments/card.ts";
import { testGroups } from "../harness.ts";

/** What must be found stands in double brackets. */
const HITS: Readonly<Record<string, readonly string[]>> = {
  english: [
    "My card is [[4532015112830366]]",
    "card number: [[4532 0151 1283 0366]]",
    "pay with [[4532-0151-1283-0366]], exp 12/27",
    "Amex [[3782 822463 10005]]",
    "Mastercard [[5555555555554444]]",
    "Discover [[6011111111111117]]",
    "JCB [[3530111333300000]] works",
    "credit card [[4532.0151.1283.0366]]",
    "my cc is [[4 5 3 2 0 1 5 1 1 2 8 3 0 3 6 6]]",
    "charge **[[4111 1111 1111 1111]]** today",
  ],
  otherLanguages: [
    "Meine Kreditkarte: [[4532 0151 1283 0366]]",
    "Kartennummer [[4532.0151.1283.0366]]",
    "ma carte bancaire [[4532 0151 1283 0366]]",
    "num\u00e9ro de carte : [[4532\u00a00151\u00a01283\u00a00366]]",
    "mi tarjeta es [[4532015112830366]]",
    "cart\u00e3o [[4532-0151-1283-0366]]",
    "la mia carta \u00e8 [[4532015112830366]]",
    "\u043a\u0430\u0440\u0442\u0430 [[4532 0151 1283 0366]]",
    "\u5361\u53f7[[6200000000000005]]",
    "\u30ab\u30fc\u30c9\u756a\u53f7\uff1a[[3530111333300000]]",
    "\uce74\ub4dc\ubc88\ud638 [[4532-0151-1283-0366]]",
    "\u0628\u0637\u0627\u0642\u0629 [[4532015112830366]]",
  ],
  fields: [
    '{"pan":"[[4532015112830366]]"}',
    '{"pan":[[4532015112830366]]}',
    '{"a":"{\\"card\\":\\"[[4532015112830366]]\\"}"}',
    "name,card\nAnn,[[4532015112830366]]\nBob,[[5555555555554444]]",
    "| card | [[4532 0151 1283 0366]] |",
    "card=[[4532015112830366]]&cvv=123",
    "\\n[[4532015112830366]]\\n",
    "2026-11-25 INFO charge pan=[[4532015112830366]] ok",
    "([[4532015112830366]])",
    "<PAN>[[4532015112830366]]</PAN>",
  ],
};

/** Nothing in these is to be found. */
const MISSES: Readonly<Record<string, readonly string[]>> = {
  checksAndPlaces: [
    "4532015112830367",
    "1234567812345678",
    "0000000000000000",
    "45320151128303660000",
    "0.4532015112830366",
    "$4532015112830366",
    "4532015112830366ff",
    "ab4532015112830366",
    "550e8400-e29b-41d4-a716-446655440000",
    "1732000000123456789",
  ],
  otherNumbers: [
    "order 4532015112830366",
    "Bestellung 4532015112830366",
    "commande 4532015112830366",
    "pedido 4532015112830366",
    "tracking number: 4532015112830366",
    "IMEI 353011133330000",
    "txn_4532015112830366",
    '{"message_id": 4532015112830366}',
    "/users/4532015112830366",
    "timestamp 4532015112830366",
    "snowflake 4532015112830366",
  ],
};

testGroups({ rules: [CARD_RULE], category: "CC_NUMBER", hits: HITS, misses: MISSES });
