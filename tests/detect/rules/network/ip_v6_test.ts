/**
 * IPv6 addresses in all forms, with zone, prefix length and brackets around them.
 * @module
 */

import { IP_V6_RULE } from "../../../../src/detect/rules/network/ip_v6.ts";
import { testGroups } from "../harness.ts";

/** What must be found stands in double brackets. */
const HITS: Readonly<Record<string, readonly string[]>> = {
  forms: [
    "[[2001:db8::1]]",
    "[[2001:0db8:85a3:0000:0000:8a2e:0370:7334]]",
    "[[2001:DB8::8:800:200C:417A]]",
    "[[::ffff:192.0.2.1]]",
    "[[64:ff9b::192.0.2.33]]",
    "[[fe80::5054:ff:fe12:3456]]",
    "[[fd12:3456:789a::1]]",
    "peer [[2a00:1450:4001:81b::200e]].",
    "Die Adresse [[2001:db8::7]] war es.",
    "\u5730\u5740[[2001:db8::7]]\u3002",
  ],
  places: [
    "http://[ [[2001:db8::1]] ]/",
    "[[fe80::1]]%eth0",
    "[[fe80::1ff:fe23:4567:890a]]%en0/64",
    "[[2001:db8::]]/32",
    '{"ip":"[[2001:db8::1]]"}',
    '{"a":"{\\"ip\\":\\"[[2001:db8::1]]\\"}"}',
    "time,ip\n1,[[2001:db8::9]]",
    "inet6 [[fe80::5054:ff:fe12:3456]]/64 scope link",
    "client [[2001:db8:0:1:1:1:1:1]], server",
    "src:[[2001:db8::1]]",
    "<[[2001:db8::1]]>",
  ],
};

/** Nothing in these is to be found. */
const MISSES: Readonly<Record<string, readonly string[]>> = {
  code: [
    "std::vector",
    "x[::2]",
    "a::b2",
    "Foo::Bar::baz",
    "x[1::2]",
    "::before",
    "::",
    ":::80",
    "::ffff:a.b.c.d",
  ],
  otherNumbers: [
    "12:30:45",
    "00:1a:2b:3c:4d:5e",
    "00:11:22:33:44:55:66:77",
    "1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:8:9",
    "2001:db8::1::2",
    "12345::1",
    "aa:bb:cc:dd:ee:ff:00:11:22:33:44:55",
    "10:20:30 to 11:20:30",
  ],
};

testGroups({ rules: [IP_V6_RULE], category: "IP_ADDRESS", hits: HITS, misses: MISSES });
