/**
 * Mistral's API: its chat is answered in OpenAI's form.
 * @module
 */

import type { VendorRoutes } from "../vendor_answer.ts";
import { answerChat } from "./openai_chat.ts";

/** What is answered where. */
export const MISTRAL_ROUTES: VendorRoutes = { "POST /v1/chat/completions": answerChat };
