/**
 * Which provider a host belongs to, in the spelling of OpenTelemetry's `gen_ai.provider.name`. It
 * goes by the name alone: a gateway or a local server is `unknown`, whatever it speaks.
 * @module
 */

/** Domain, or the end of one that starts with a dash, and the provider that answers there. */
const PROVIDERS: readonly (readonly [suffix: string, provider: string])[] = [
  ["openai.com", "openai"],
  ["anthropic.com", "anthropic"],
  ["openai.azure.com", "azure.ai.openai"],
  ["cognitiveservices.azure.com", "azure.ai.openai"],
  ["services.ai.azure.com", "azure.ai.inference"],
  ["models.ai.azure.com", "azure.ai.inference"],
  ["api.cohere.com", "cohere"],
  ["api.cohere.ai", "cohere"],
  ["api.deepseek.com", "deepseek"],
  ["generativelanguage.googleapis.com", "gcp.gemini"],
  ["aiplatform.googleapis.com", "gcp.vertex_ai"],
  ["-aiplatform.googleapis.com", "gcp.vertex_ai"],
  ["api.groq.com", "groq"],
  ["ml.cloud.ibm.com", "ibm.watsonx.ai"],
  ["api.mistral.ai", "mistral_ai"],
  ["api.moonshot.ai", "moonshot_ai"],
  ["api.perplexity.ai", "perplexity"],
  ["api.x.ai", "x_ai"],
];
/** Also as an endpoint inside a private network, and in China. */
const BEDROCK_REGEXP =
  /^(?:vpce-[a-z0-9-]{1,80}\.)?bedrock[a-z-]*\.[a-z0-9-]+\.(?:vpce\.)?(?:amazonaws\.com(?:\.cn)?|api\.aws)$/;
const PORT_REGEXP = /:[0-9]{1,5}$/;

/**
 * The provider behind a host name, or `unknown`.
 *
 * @param host Host name, any case, with or without port.
 */
export function providerOf(host: string): string {
  const name = host.toLowerCase().replace(PORT_REGEXP, "");
  for (const [suffix, provider] of PROVIDERS) {
    if (name === suffix || name.endsWith(suffix.startsWith("-") ? suffix : `.${suffix}`)) {
      return provider;
    }
  }
  return BEDROCK_REGEXP.test(name) ? "aws.bedrock" : "unknown";
}
