/**
 * Bodies as the vendors' APIs send and take them, shortened. Shared by the tests of formats and of
 * the audit.
 * @module
 */

/** A chat request with every kind of text that the format knows. */
export const CHAT_REQUEST = {
  model: "gpt-4o",
  temperature: 0.2,
  max_completion_tokens: 512,
  stream: true,
  user: "user-4532015112830366",
  workspace_id: "4532015112830366",
  messages: [
    { role: "system", content: "You are a clerk." },
    { role: "developer", content: [{ type: "text", text: "Be brief." }] },
    {
      role: "user",
      name: "jane",
      content: [
        { type: "text", text: "My SSN is 123-45-6789" },
        { type: "image_url", image_url: { url: "data:image/png;base64,AAAA" } },
      ],
    },
    {
      role: "assistant",
      content: null,
      refusal: "No.",
      tool_calls: [{
        id: "call_1",
        type: "function",
        function: { name: "lookup", arguments: '{"email":"a@example.com"}' },
      }],
    },
    { role: "tool", tool_call_id: "call_1", content: "Phone (555) 867-5309" },
  ],
  tools: [{
    type: "function",
    function: {
      name: "lookup",
      description: "Looks a person up.",
      parameters: {
        type: "object",
        properties: { email: { type: "string", description: "Who." } },
      },
    },
  }],
  prediction: { type: "content", content: "Predicted." },
};

/** A chat completion with a tool call. */
export const CHAT_RESPONSE = {
  id: "chatcmpl-1",
  object: "chat.completion",
  created: 1_763_700_000,
  model: "gpt-4o-2024-08-06",
  choices: [{
    index: 0,
    message: {
      role: "assistant",
      content: "Write to b@example.com",
      refusal: null,
      annotations: [{ type: "url_citation", url_citation: { url: "https://x.y", title: "Title" } }],
      tool_calls: [{
        id: "call_2",
        type: "function",
        function: { name: "send", arguments: '{"to":"b@example.com"}' },
      }],
    },
    logprobs: null,
    finish_reason: "tool_calls",
  }],
  usage: {
    prompt_tokens: 100,
    completion_tokens: 20,
    total_tokens: 120,
    prompt_tokens_details: { cached_tokens: 64, audio_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: 8 },
  },
};

function chunk(choices: unknown[], more: Record<string, unknown> = {}): string {
  const body = {
    id: "chatcmpl-1",
    object: "chat.completion.chunk",
    created: 1_763_700_000,
    model: "gpt-4o-2024-08-06",
    choices,
    ...more,
  };
  return `data: ${JSON.stringify(body)}\n\n`;
}

function delta(fields: unknown, finish: string | null = null, index = 0): string {
  return chunk([{ index, delta: fields, logprobs: null, finish_reason: finish }]);
}

/** A streamed completion: a number split over chunks, two tool calls, usage in the last chunk. */
export const CHAT_STREAM: string = [
  delta({ role: "assistant", content: "", refusal: null }),
  delta({ content: "The SSN is 123-" }),
  delta({ content: "45-67" }),
  delta({ content: "89." }),
  delta({
    tool_calls: [{
      index: 0,
      id: "call_1",
      type: "function",
      function: { name: "send", arguments: "" },
    }],
  }),
  delta({ tool_calls: [{ index: 0, function: { arguments: '{"to":"b@exa' } }] }),
  delta({
    tool_calls: [{ index: 1, id: "call_2", type: "custom", custom: { name: "run", input: "ls" } }],
  }),
  delta({ tool_calls: [{ index: 0, function: { arguments: 'mple.com"}' } }] }),
  delta({}, "tool_calls"),
  chunk([], {
    usage: {
      prompt_tokens: 9,
      completion_tokens: 7,
      prompt_tokens_details: { cached_tokens: 0 },
      completion_tokens_details: { reasoning_tokens: 3 },
    },
  }),
  "data: [DONE]\n\n",
].join("");

/** A streamed refusal of the second choice; the first answers. */
export const CHAT_REFUSAL_STREAM: string = [
  delta({ role: "assistant", refusal: "I can" }, null, 1),
  delta({ content: "Yes" }, "stop"),
  ": keep-alive\n\n",
  delta({ refusal: "not." }, "stop", 1),
  "data: [DONE]\n\n",
].join("");

/** A messages request with every kind of block that holds text. */
export const MESSAGES_REQUEST = {
  model: "claude-sonnet-4-5",
  max_tokens: 1024,
  temperature: 1,
  metadata: { user_id: "user-4532015112830366" },
  system: [
    { type: "text", text: "You are a clerk.", cache_control: { type: "ephemeral" } },
    { type: "text", text: "Be brief." },
  ],
  messages: [
    { role: "user", content: "My SSN is 123-45-6789" },
    {
      role: "assistant",
      content: [
        { type: "thinking", thinking: "Look up a@example.com", signature: "c2ln" },
        {
          type: "tool_use",
          id: "toolu_1",
          name: "lookup",
          input: { who: { email: "a@example.com" }, pan: 4532015112830366, n: 5, "a b": ["x"] },
        },
      ],
    },
    {
      role: "user",
      content: [
        {
          type: "tool_result",
          tool_use_id: "toolu_1",
          content: [{ type: "text", text: "Phone (555) 867-5309" }],
        },
        { type: "tool_result", tool_use_id: "toolu_2", content: "plain" },
        {
          type: "document",
          title: "Contract",
          context: "Signed",
          source: { type: "text", media_type: "text/plain", data: "From 10.0.0.1" },
        },
        {
          type: "search_result",
          source: "https://intranet/x",
          title: "Hit",
          content: [{ type: "text", text: "Found" }],
        },
      ],
    },
  ],
  tools: [{ name: "lookup", description: "Looks up.", input_schema: { type: "object" } }],
};

/** A message with thinking, text and a tool call. */
export const MESSAGES_RESPONSE = {
  id: "msg_1",
  type: "message",
  role: "assistant",
  model: "claude-sonnet-4-5-20250929",
  content: [
    { type: "thinking", thinking: "Hm", signature: "c2ln" },
    {
      type: "text",
      text: "Write to b@example.com",
      citations: [{ type: "char_location", cited_text: "From 10.0.0.1", document_index: 0 }],
    },
    { type: "tool_use", id: "toolu_3", name: "send", input: { to: "b@example.com" } },
  ],
  stop_reason: "tool_use",
  stop_sequence: null,
  usage: {
    input_tokens: 10,
    cache_creation_input_tokens: 20,
    cache_read_input_tokens: 30,
    output_tokens: 40,
  },
};

function named(type: string, fields: Record<string, unknown> = {}): string {
  return `event: ${type}\ndata: ${JSON.stringify({ type, ...fields })}\n\n`;
}

const MESSAGE_START: string = named("message_start", {
  message: {
    id: "msg_1",
    type: "message",
    role: "assistant",
    model: "claude-sonnet-4-5-20250929",
    content: [],
    stop_reason: null,
    usage: { input_tokens: 25, cache_read_input_tokens: 5, output_tokens: 1 },
  },
});

function blockDelta(index: number, fields: Record<string, unknown>): string {
  return named("content_block_delta", { index, delta: fields });
}

/** A streamed message: thinking, a number split over deltas, a tool call, cumulative usage. */
export const MESSAGES_STREAM: string = [
  MESSAGE_START,
  named("content_block_start", { index: 0, content_block: { type: "thinking", thinking: "" } }),
  named("ping"),
  blockDelta(0, { type: "thinking_delta", thinking: "Let me " }),
  blockDelta(0, { type: "thinking_delta", thinking: "see." }),
  blockDelta(0, { type: "signature_delta", signature: "c2ln" }),
  named("content_block_stop", { index: 0 }),
  named("content_block_start", { index: 1, content_block: { type: "text", text: "" } }),
  blockDelta(1, { type: "text_delta", text: "The SSN is 123-45" }),
  blockDelta(1, { type: "text_delta", text: "-6789." }),
  named("content_block_stop", { index: 1 }),
  named("content_block_start", {
    index: 2,
    content_block: { type: "tool_use", id: "toolu_1", name: "send", input: {} },
  }),
  blockDelta(2, { type: "input_json_delta", partial_json: "" }),
  blockDelta(2, { type: "input_json_delta", partial_json: '{"to":"b@exa' }),
  blockDelta(2, { type: "input_json_delta", partial_json: 'mple.com"}' }),
  named("content_block_stop", { index: 2 }),
  named("message_delta", { delta: { stop_reason: "tool_use" }, usage: { output_tokens: 12 } }),
  named("message_delta", { delta: {}, usage: { output_tokens: 15 } }),
  named("message_stop"),
].join("");

/** A stream that the vendor ends with an error. */
export const MESSAGES_ERROR_STREAM: string = [
  MESSAGE_START,
  named("content_block_start", { index: 0, content_block: { type: "text", text: "" } }),
  blockDelta(0, { type: "text_delta", text: "Half" }),
  named("error", { error: { type: "overloaded_error", message: "Overloaded for a@example.com" } }),
].join("");
