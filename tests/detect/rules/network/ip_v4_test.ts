/**
 * IPv4 addresses in prose and in configurations, headers and logs.
 * @module
 */

import { IP_V4_RULE } from "../../../../src/detect/rules/network/ip_v4.ts";
import { testGroups } from "../harness.ts";

/** What must be found stands in double brackets. */
const HITS: Readonly<Record<string, readonly string[]>> = {
  text: [
    "from [[192.168.1.1]] port 22",
    "It was [[203.0.113.5]].",
    "([[203.0.113.5]]), <[[203.0.113.6]]>, [ [[203.0.113.7]] ]",
    "Die Anfrage kam von [[203.0.113.54]], danach Stille.",
    "Adresse IP : [[203.0.113.5]]",
    "direcci\u00f3n IP [[198.51.100.7]]",
    "\u8bbf\u95ee\u6765\u81ea[[203.0.113.5]]\u3002",
    "IP \u0430\u0434\u0440\u0435\u0441 [[203.0.113.5]]",
    "`[[10.20.30.40]]` and **[[10.20.30.41]]**",
    "IP: [[3.5.7.9]]",
  ],
  machines: [
    "http://[[10.0.0.1]]:8080/x",
    "[[10.0.0.0]]/8",
    "[[203.0.113.5]]-[[203.0.113.9]]",
    '{"ip":"[[203.0.113.5]]"}',
    '{"a":"{\\"ip\\":\\"[[203.0.113.5]]\\"}"}',
    "X-Forwarded-For: [[203.0.113.5]], [[70.41.3.18]]",
    "time,client,bytes\n12:00,[[203.0.113.9]],17",
    "inet [[10.0.0.5]]/24 brd [[10.0.0.255]]",
    "root@[[10.20.30.40]]:~#",
    "\\n[[192.0.2.1]]\\n",
    "src=[[10.1.2.3]] dst=[[10.1.2.4]]",
    "[[203.0.113.5]]#53",
    "tcp://[[203.0.113.5]]:2376",
    "[[8.8.8.8]] and [[1.1.1.1]]",
  ],
};

/** Nothing in these is to be found. */
const MISSES: Readonly<Record<string, readonly string[]>> = {
  versions: [
    '{"\u05e7\u05d5\u05e9\u05d7\u05d4":"1.0.7.33"}',
    '{"\u043f\u0440\u043e\u0448\u0438\u0432\u043a\u0430": "21.0.7.33"}',
    "micrologiciel : 21.0.7.33",
    "\u56fa\u4ef6\u7248\u672c: 21.0.7.33",
    "\ud38c\uc6e8\uc5b4 21.0.7.33",
    "Firmwareversion 21.0.7.33",
    "ohjelmisto 21.0.7.33",
    "version 2.10.3.1",
    "v1.2.3.4",
    "Chrome/120.0.0.0 Safari/537.36",
    "lib-1.2.3.4.tar.gz",
    "openssl-1.0.2.1",
    "libfoo 1.2.3.4-1ubuntu2",
    "upgraded to 1.8.0.201",
    "\u7248\u672c\uff1a3.2.1.7",
    "1.2.3.4-rc1",
    "1.2.3.4.5",
  ],
  otherNumbers: [
    "999.999.999.999",
    "01.02.03.04",
    "1.2.3",
    "1.0.0.127.in-addr.arpa",
    "section 4.1.2.3",
    "4.1.2.3 Definitions",
    "PCI DSS 10.2.1.6",
    "only keyed hashes (3.5.1.1)",
    "extension 2.5.29.17",
    "Rp 1.250.200.100",
  ],
};

testGroups({ rules: [IP_V4_RULE], category: "IP_ADDRESS", hits: HITS, misses: MISSES });
