/**
 * What the invented company of the synthetic quarter declares.
 * @module
 */

import { sha256Hex } from "../../src/base/digest.ts";
import { CATALOGUE_NAMES } from "../../src/controls/catalogue.ts";
import type { PolicyInForce } from "../../src/controls/status.ts";
import { personKey } from "./register_text.ts";
import { parseDeclaredPolicy } from "../../src/format/declared_policy.ts";

/** The file. */
export const QUARTER_POLICY = `// What we declare about calls of language models.
{
  "version": 1,
  "name": "ai-use-2026",
  "upstreams": ["api.openai.com", "api.anthropic.com"],
  "models": ["gpt-5-*", "claude-sonnet-4-5-*"],
  "categories": { "SSN": "deny", "CREDIT_CARD": "alert", "GITHUB_TOKEN": "alert", "*": "allow" },
  "purposes": [
    { "id": "PUR-11", "title": "Answers to customers" },
    { "id": "PUR-13", "title": "Sorting of claims" }
  ],
  "review": { "everyDays": 7, "graceDays": 3 },
  "dispositionDays": 5,
  "reviewers": [{ "name": "A. Auditor", "role": "reviewer", "vkey": "${personKey().text}" }],
  "retentionDays": 400,
  "keyCustody": "separate",
  "instances": ["gateway.example/gw-0", "gateway.example/gw-1", "gateway.example/gw-2"]
}
`;

/** Ids of its purposes. */
export const POLICY_PURPOSES = ["PUR-11", "PUR-13"];

/** As a command reads it. */
export function quarterPolicy(): PolicyInForce {
  const read = parseDeclaredPolicy(QUARTER_POLICY, { ...CATALOGUE_NAMES, signals: [] });
  if ("faults" in read) throw new Error(read.faults.join("; "));
  return { policy: read.policy, digest: sha256Hex(read.bytes) };
}
