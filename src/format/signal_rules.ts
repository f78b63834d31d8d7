/**
 * Signals from traffic by rule id: hints that somebody should look, never a finding of fact, and no
 * claim that all of a kind are seen.
 * @module
 */

/** What a rule looks at. */
export type SignalSource = "text" | "call" | "series";

/** One rule. */
export interface SignalRuleRow {
  /** `family.name`. */
  id: string;
  /**
   * `text`: the texts of a body. `call`: what one call says of itself. `series`: calls after each
   * other; such a hit is in no record, since it follows from them.
   */
  source: SignalSource;
  /** What a hit means, in one plain sentence. */
  meaning: string;
}

/** All rules. */
export const SIGNAL_RULES: readonly SignalRuleRow[] = [
  {
    id: "injection.override",
    source: "text",
    meaning: "a text asks to ignore, forget or override earlier instructions",
  },
  {
    id: "injection.role_tag",
    source: "text",
    meaning: "a text holds the marks by which models tell system, user and assistant apart",
  },
  {
    id: "injection.exfiltration",
    source: "text",
    meaning: "a text asks to send what the model knows to an address",
  },
  {
    id: "injection.prompt_leak",
    source: "text",
    meaning: "a text asks for the system prompt or hidden instructions",
  },
  {
    id: "injection.tool_result",
    source: "text",
    meaning: "a tool's result holds instructions to the model",
  },
  {
    id: "injection.hidden_text",
    source: "text",
    meaning: "a text hides characters that a reader does not see and a model does",
  },
  {
    id: "jailbreak.persona",
    source: "text",
    meaning: "a text asks the model to play somebody without rules",
  },
  {
    id: "jailbreak.no_limits",
    source: "text",
    meaning: "a text asks for answers without restrictions, filters or refusals",
  },
  {
    id: "canary.cross_tenant",
    source: "text",
    meaning: "a marker that belongs to one tenant stands in a call of another, or of none",
  },
  {
    id: "leak.answer_only",
    source: "call",
    meaning: "personal data or a secret is in the answer that was not in the prompt",
  },
  { id: "refusal.model", source: "call", meaning: "the model refused" },
  {
    id: "refusal.content_filter",
    source: "call",
    meaning: "a content filter of the vendor stopped or changed the call",
  },
  {
    id: "drift.served_model",
    source: "series",
    meaning: "a requested model was answered by another model than before",
  },
  {
    id: "drift.system_prompt",
    source: "series",
    meaning: "an application sent a system prompt that it had not sent before",
  },
  {
    id: "burst.errors",
    source: "series",
    meaning: "most calls to a host failed within a short time",
  },
];

/** Ids of all rules. */
export const SIGNAL_IDS: readonly string[] = SIGNAL_RULES.map(({ id }) => id);
