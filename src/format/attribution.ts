/**
 * What an application may say of a call, as `x-outband-<name>` fields or `outband.<name>` members
 * of `baggage`. It is recorded as asserted, never as observed.
 * @module
 */

/** One thing that can be said. */
export interface Attribute {
  /** What a value looks like; any printable ASCII when absent. */
  readonly values?: RegExp;
  /** Names a person: only a keyed hash of it is kept. */
  readonly isPersonal?: true;
  /** May be said several times. */
  readonly isRepeatable?: true;
  /** For readers. */
  readonly meaning: string;
}

/** A value is 1 to 256 bytes long. */
const PRINTABLE_REGEXP = /^[\x20-\x7e]{1,256}$/;

/** All that can be said, by name. */
export const ATTRIBUTES: ReadonlyMap<string, Attribute> = new Map<string, Attribute>([
  ["app", { meaning: "service" }],
  ["env", { meaning: "environment" }],
  ["release", { meaning: "git revision or image digest" }],
  ["tenant", { meaning: "customer, an opaque id" }],
  ["user", { isPersonal: true, meaning: "end user, an opaque id" }],
  ["session", { isPersonal: true, meaning: "session or conversation, an opaque id" }],
  ["role", { meaning: "role of the end user" }],
  ["auth", {
    values: /^(?:sso|mfa|api-key|service|anonymous)$/,
    meaning: "how the user signed in",
  }],
  ["purpose", { meaning: "id in the register of intended uses" }],
  ["data-class", { meaning: "class of the data" }],
  ["basis", { meaning: "code of the lawful basis" }],
  ["consent", { meaning: "reference of the consent" }],
  ["prompt", { meaning: "template, name@version; sha256=..." }],
  ["change", { meaning: "ticket or pull request" }],
  ["agent", { meaning: "agent, id@version" }],
  ["step", { meaning: "step of the agent" }],
  ["parent", { meaning: "call that led to this one" }],
  ["rag", { meaning: "corpus@version; n=...; refs=sha256 of the list" }],
  ["guardrail", { isRepeatable: true, meaning: "name=...;stage=in or out;verdict=...;policy=..." }],
  ["oversight", { values: /^(?:none|hitl|hotl)$/, meaning: "human oversight" }],
  ["risk", { meaning: "risk class, annex3-4, limited, none" }],
  ["decision", { meaning: "id of the business decision" }],
  ["cohort", { meaning: "pseudonymous code of a group" }],
  ["pair", { meaning: "id of a counterfactual pair" }],
  ["disclosure", { values: /^(?:shown|not-applicable)$/, meaning: "the user was told of the AI" }],
  ["test", { meaning: "id of a test run" }],
  ["capture", {
    values: /^(?:full|metadata|none)\b/,
    meaning: "asked for; what is captured is policy",
  }],
]);

/** What was said and can be kept. */
export interface Asserted {
  /** Name of {@linkcode ATTRIBUTES}; of one said again, `guardrail#2`. */
  name: string;
  value: string;
  isPersonal: boolean;
}

const PREFIX_REGEXP = /^(?:x-outband-|outband\.)/;

/**
 * Sorts out what was said.
 *
 * @param pairs Field or member names with their values, in order.
 * @returns What is valid, the first of each name, and how many were not.
 */
export function readAttributes(
  pairs: Iterable<readonly [name: string, value: string]>,
): { asserted: Asserted[]; invalid: number } {
  const asserted = new Map<string, Asserted>();
  let invalid = 0;
  for (const [field, raw] of pairs) {
    const name = field.replace(PREFIX_REGEXP, "");
    const attribute = ATTRIBUTES.get(name);
    const value = field.startsWith("outband.") ? percentDecoded(raw) : raw.trim();
    const place = attribute?.isRepeatable === true ? freeName(asserted, name) : name;
    const isValid = attribute !== undefined && value !== null && PRINTABLE_REGEXP.test(value) &&
      attribute.values?.test(value) !== false && !asserted.has(place);
    if (!isValid) invalid++;
    else asserted.set(place, { name: place, value, isPersonal: attribute.isPersonal === true });
  }
  return { asserted: [...asserted.values()], invalid };
}

/** Baggage values are percent-encoded (W3C Baggage section 3.3). */
function percentDecoded(value: string): string | null {
  try {
    return decodeURIComponent(value);
  } catch {
    return null; // Not encoded properly: invalid.
  }
}

function freeName(asserted: ReadonlyMap<string, Asserted>, name: string): string {
  if (!asserted.has(name)) return name;
  for (let k = 2;; k++) if (!asserted.has(`${name}#${k}`)) return `${name}#${k}`;
}
