/**
 * How every page made for auditors begins: no script, no network, one style that is named by its
 * hash, and no address told to whoever a link leads to.
 * @module
 */

import { toBase64, utf8 } from "../base/bytes.ts";
import { Html, markup } from "./html.ts";
import { STYLE } from "./style.ts";

/** Everything up to the heading, which is the title. */
export function pageStart(title: string, sha256: (bytes: Uint8Array) => Uint8Array): Html {
  const hash = toBase64(sha256(utf8(STYLE)));
  const policy =
    `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  return markup`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Html(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${new Html(STYLE)}</style>
</head>
<body>
<header>
<h1>${title}</h1>
`;
}
