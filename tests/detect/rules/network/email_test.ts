/**
 * Mail addresses in prose and in fields, headers, links and logs.
 * @module
 */

import { EMAIL_RULE } from "../../../../src/detect/rules/network/email.ts";
import { testGroups } from "../harness.ts";

/** What must be found stands in double brackets. */
const HITS: Readonly<Record<string, readonly string[]>> = {
  prose: [
    "Write to [[jane.roe@example.org]].",
    "mailto:[[jane@example.org]]",
    '"Jane Roe" <[[jane.roe@example.org]]>',
    "([[jane@example.org]])",
    "**[[jane@example.org]]** and _[[bob@example.org]]_",
    "[mail](mailto:[[jane@example.org]]?subject=hi)",
    "[[jane+filter@example.org]], [[o'brien@example.ie]]; [[x@y.io]]|[[z@w.dev]]",
    "Schreiben Sie an [[m\u00fcller@example.de]]!",
    "\u00e9crivez \u00e0 [[jean@exemple.fr]]",
    "\u6211\u7684\u90ae\u7bb1\u662f[[zhang.san@example.cn]]\uff0c\u8c22\u8c22",
    "\u30e1\u30fc\u30eb\u306f[[taro@example.jp]]\u3067\u3059",
    "\u043f\u043e\u0447\u0442\u0430 [[\u0438\u0432\u0430\u043d@\u043f\u043e\u0447\u0442\u0430.\u0440\u0444]]",
    "\u0627\u0644\u0628\u0631\u064a\u062f [[ali@example.com]]",
  ],
  fields: [
    '{"email":"[[jane@example.org]]"}',
    '{"a":"{\\"to\\":\\"[[jane@example.org]]\\"}"}',
    '"\\u003c[[jane@example.org]]\\u003e"',
    "\\n[[jane@example.org]]\\n",
    "&lt;[[jane@example.org]]&gt;",
    "name,email\nAnn,[[a.b@example.com]]\n",
    "'[[jane@example.org]]','[[bob@example.org]]'",
    "?email=[[jane@example.org]]&x=1",
    "GET /u?email=[[jane%2Bx@example.org]]",
    "user:[[jane@example.org]]",
    "From: Jane <[[jane@example.org]]>\nTo: [[bob@example.com]]",
    "rcpt to:<[[jane@example.org]]>",
    "[[jane@sub.example.com]]:8080",
    '<a href="mailto:[[jane@example.org]]">x</a>',
  ],
};

/** Nothing in these is to be found. */
const MISSES: Readonly<Record<string, readonly string[]>> = {
  code: [
    "icon@2x.png",
    "pkg@1.2.3",
    "golang.org/x/tools@v0.1.0.info",
    "image@sha256:abcdef",
    "@types/node.js",
    "git@github.com:team/project",
    "deploy@web1.example.com:/srv/app",
    "https://jane:secret@example.com/a",
    "chacha20-poly1305@openssh.com",
    "getty@tty1.service",
    "y = w@x.shape",
  ],
  otherText: [
    "a@b.c",
    "user@localhost",
    "a @ b.com",
    "name@",
    "@jane@social.example",
    "Message-ID: <20240101.1234@mail.example.com>",
    "meet @ 10.30 at work",
    "me@.com",
    "3 apples @ 0.50 each",
  ],
};

testGroups({ rules: [EMAIL_RULE], category: "EMAIL", hits: HITS, misses: MISSES });
