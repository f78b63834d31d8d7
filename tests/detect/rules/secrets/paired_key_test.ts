/**
 * Keys beside the name of their issuer or user, keys by labels of other languages, and tokens whose
 * shape tells who issued them.
 * @module
 */

import { SECRET_RULES } from "../../../../src/detect/rules/secrets/secrets.ts";
import { testGroups } from "../harness.ts";

/** Made-up keys, in pieces, so that no scanner takes this file for a leak. */
const KEY = "ogvd6qEom2QoMjjuHZJk" + "bid87Pr9FkDF2vS0NHog";
const SHORT = "Yk4dT0vPq8RmZ2sWb7Lx" + "N5hJc1GfUa3E";
const PAGO = "APP_USR-" + "4411203398570026-051826-0b7e62d9c4f1483aa95d1e70f3b8c624-" + "90817263";
const ASAAS = "$aact_" + "prod_Yk4dT0vPq8RmZ2sWb7LxN5hJc1GfUa3EogvdqEomQoMjjuHZJkbidPr";
const PAGER = "u+" + "gR7mWq2tZx9LkPv4Ns";
const APPLICATION = "A".repeat(21) + "KcYw3gEAAAAAv7%2BTq9hRm2LxWz5Pn0Js%3D" +
  "Yk4dT0vPq8RmZ2sWb7LxN5hJc1GfUa3EogvdqEom";

const HITS: Readonly<Record<string, readonly string[]>> = {
  issuers: [
    `{ mistral: "[[${KEY}]]", cohere: "none" }`,
    `cohere = [[${KEY}]]\n`,
    `{"deepgram":"[[${SHORT}]]"}`,
    `"algolia" => "[[${SHORT}]]",`,
    `username = "feed",\n  key = "[[${SHORT}]]"`,
    `{"user":"feed","key":"[[${SHORT}]]"}`,
    `mapbox: [[${KEY}]]`,
    `rapidapi=[[${SHORT}]]\n`,
  ],
  labels: [
    `CLAVE_API: [[${KEY}]]`,
    `chave_de_api = "[[${KEY}]]"`,
    `CHAVE_API=[[${KEY}]]`,
    `zugriffsschluessel = [[${KEY}]]`,
    `API-Schluessel: [[${KEY}]]`,
    `api_noegle: [[${KEY}]]`,
    `CLE_API=[[${KEY}]]`,
    `schnittstellenschluessel: [[${KEY}]]`,
  ],
  shapes: [
    `el token (\n[[${PAGO}]]); caduca`,
    `MP_ACCESS_TOKEN=[[${PAGO}]]`,
    `a chave \u00e9 [[${ASAAS}]] e pronto`,
    `KEY='[[${ASAAS}]]'`,
    `PagerDuty \`[[${PAGER}]]\` | no`,
    `Bearer [[${APPLICATION}]] - its app`,
    `{"bearer":"[[${APPLICATION}]]"}`,
    `X_BEARER=[[${APPLICATION}]]\n`,
  ],
};

const MISSES: Readonly<Record<string, readonly string[]>> = {
  issuers: [
    "cohere: embed-multilingual-v3.0-2024-with-a-long-name",
    'mistral: "mistral-large-2407-instruct-abcdefghijkl"',
    "datadog: 9fceb02d0ae598e95dc970b74767f19372d61af8",
    `key = "${SHORT}"`,
    'username = "bob"\nkey = "9e107d9d372bb6826bd81d3542a419d6"',
    'user = "bob", key = "bobs-settings-for-the-year-2026"',
    "sendgrid: 0f8fad5b-d9cb-469f-a165-70867728950e",
    "twilio and mailgun are used here",
  ],
  labels: [
    "la clave API es obligatoria",
    "clave_api: String",
    "API-Schluessel: folgt",
    "CHAVE_API=SUA_CHAVE_AQUI_12345678",
    "zugriffsschluessel = none",
    "api_noegle: process.env.API_NOEGLE",
    "clave de la API: ${CLAVE_API}",
    "schluessel: haus-und-hof-2",
  ],
  shapes: [
    "chmod u+gMqmvv file",
    "TEST-4411203398570026-report",
    "APP_USR-0f8fad5b-d9cb-469f-a165-70867728950e",
    `data:image/png;base64,${"A".repeat(21)}KcYw3gEAAAAAv7Tq9hRm2LxWz5Pn0JsYk4dT0vPq8RmZ2s`,
    `x${PAGER}`,
    "$aact_test",
    "U+20AC and u+short",
    `${"A".repeat(80)}%3D`,
  ],
};

testGroups({ rules: SECRET_RULES, category: "API_KEY", hits: HITS, misses: MISSES });
