/**
 * Entry of the journal thread.
 * @module
 */

import { type JournalPort, serveJournal } from "./journal_loop.ts";

serveJournal(globalThis as unknown as JournalPort);
