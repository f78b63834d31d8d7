/**
 * IPv4 addresses that are no dotted quads of decimal numbers.
 * @module
 */

import { IP_V4_RULE } from "../../../../src/detect/rules/network/ip_v4.ts";
import { IP_V4_FORMS_RULE } from "../../../../src/detect/rules/network/ip_v4_forms.ts";
import { testGroups } from "../harness.ts";

/** What must be found stands in double brackets. */
const HITS: Readonly<Record<string, readonly string[]>> = {
  parts: [
    "GET /login from [[0xC0.0xA8.0x01.0x2A]]",
    "src=[[0xc0.0xa8.0x1.0x2a]] dst=[[0xC0.0xA8.0x01.0x2B]]",
    '{"peer":"[[0xC0.0xA8.0x01.0x2A]]"}',
    "Host: [[0xC0.168.0x01.052]]",
    "It came from [[0xC0.0xA8.0x01.0x2A]].",
    "octal [[0300.0250.0001.0052]] in the proxy",
    "l'adresse IP [[0012.0000.0001.0052]]",
    "IP [[192.168.1.42]], padded [[192.168.001.042]]",
    "ip: [[010.168.001.042]]",
  ],
  hosts: [
    "http://[[3232235818]]/",
    "http://[[3232235818]]:8080/x",
    "https://[[3232235818]]",
    '<a href="http://[[3232235818]]">',
    "hxxp://[[0xC0A8012A]]/x",
    "http://[[030052000452]]/x",
    "https://bank.example@[[3232235818]]/login",
    "ws://[[192.168.298]]/socket",
    "Go to http://[[3232235818]].",
  ],
};

/** Nothing in these is to be found. */
const MISSES: Readonly<Record<string, readonly string[]>> = {
  others: [
    "tel://2125550123",
    "tel://3232235818",
    "order://3232235818/",
    "http://3232235818.example.org/",
    "http://3232235818x/",
    "http://42/",
    "http://4294967296/",
    "http://2130706433/",
    "https://host/3232235818",
    "https://a@host/3232235818",
    "0x01.0x02.0x03",
    "0x01.0x02.0x03.0x04.0x05",
    "a0x01.0x02.0x03.0x04",
    "0400.0250.0001.0052",
    "0300.0250.0001.0058",
    "chapter 0001.0002.0003.0004",
    "DIN 001.002.003.004",
    "build 2024.0101.0001.0052",
  ],
};

testGroups({
  rules: [IP_V4_RULE, IP_V4_FORMS_RULE],
  category: "IP_ADDRESS",
  hits: HITS,
  misses: MISSES,
});
