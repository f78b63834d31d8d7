/**
 * Hardware addresses in all forms, in prose, fields, tables and logs.
 * @module
 */

import { MAC_RULE } from "../../../../src/detect/rules/network/mac_address.ts";
import { testGroups } from "../harness.ts";

/** What must be found stands in double brackets. */
const HITS: Readonly<Record<string, readonly string[]>> = {
  forms: [
    "device [[00:1A:2B:3C:4D:5E]] joined",
    "[[00-1a-2b-3c-4d-5e]]",
    "Vlan10 [[001a.2b3c.4d5e]] DYNAMIC",
    "MAC address [[00 1A 2B 3C 4D 5E]]",
    "MAC: [[AABBCCDDEE01]]",
    "direcci\u00f3n MAC [[001a-2b3c-4d5e]]",
    "MAC-Adresse: [[52:54:00:12:34:56]]",
    "adresse MAC [[52:54:00:12:34:56]]",
    "MAC-\u0430\u0434\u0440\u0435\u0441 [[52:54:00:12:34:56]]",
    "\u8bbe\u5907[[00:1a:2b:3c:4d:5e]]\u4e0a\u7ebf",
    "**[[aa:bb:cc:dd:ee:01]]**",
  ],
  places: [
    '{"mac":"[[00:1a:2b:3c:4d:5e]]"}',
    '{"a":"{\\"mac\\":\\"[[00:1a:2b:3c:4d:5e]]\\"}"}',
    '{"mac":"[[001A2B3C4D5E]]"}',
    "mac=[[00-1a-2b-3c-4d-5e]]",
    "mac,x\n[[00:1a:2b:3c:4d:5e]],1",
    "host,mac\nweb,[[a0b1c2d3e4f5]]",
    "link/ether [[52:54:00:12:34:5f]] brd ff:ff:ff:ff:ff:ff",
    "wlan0: [[AA:BB:CC:DD:EE:0F]],",
    "wlan_[[00-1A-2B-3C-4D-5E]]",
    "<[[00:1a:2b:3c:4d:5e]]>",
    "([[00:1a:2b:3c:4d:5e]])",
  ],
};

/** Nothing in these is to be found. */
const MISSES: Readonly<Record<string, readonly string[]>> = {
  lengths: [
    "00:1a:2b:3c:4d",
    "00:1a:2b:3c:4d:5e:6f",
    "00:1a:2b:3c:4d:5g",
    "SHA1 aa:bb:cc:dd:ee:ff:00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd",
    "a001a.2b3c.4d5e.9f",
    "x00:1A:2B:3C:4D:5E",
    "00:1A-2B:3C:4D:5E",
    "key 00-1A-2B-3C-4D-5E-6F-70",
  ],
  others: [
    "12:30:45:10:20:30",
    "20-12-31-10-20-30",
    "commit 001a2b3c4d5e",
    "2024.1201.1530",
    "550e8400-e29b-41d4-a716-446655440000",
    "ff:ff:ff:ff:ff:ff",
    "00:00:00:00:00:00",
    "001a-2b3c-4d5e",
  ],
};

testGroups({ rules: [MAC_RULE], category: "MAC_ADDRESS", hits: HITS, misses: MISSES });
