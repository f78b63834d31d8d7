/**
 * The place in the program that imports `@std/*`; what the verifier needs of it is in
 * `std_crypto.ts`, so that the page does not carry the rest. The package ships no types, so each
 * import names its own declaration file; an import without one would silently be `any`.
 * @module
 */

// @ts-types="./std_parse_args.d.ts"
export { parseArgs } from "@std/cli/parse-args";
// @ts-types="./std_status.d.ts"
export { STATUS_TEXT } from "@std/http/status";
// @ts-types="./std_event_stream.d.ts"
export { ServerSentEventParseStream } from "@std/http/server-sent-event-parse-stream";
// @ts-types="./std_text_line_stream.d.ts"
export { TextLineStream } from "@std/streams/text-line-stream";
