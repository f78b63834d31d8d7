/**
 * Every default and every bound that has no flag, in one place, with its unit.
 * @module
 */

/** Size of one pool slot: most bodies of a chat are a few KiB, and a slot holds one body's bytes. */
export const SLOT_BYTES = 4 * 1024;

/**
 * Size of the pool: 32,768 slots. A burst must fit while the workers have no core to themselves:
 * 1,600 prompts of 60 KB with their answers take 100 MiB before the first is audited
 * (bench/overload.ts). What is not used costs no memory.
 */
export const POOL_BYTES = 128 * 1024 * 1024;

/** Longest prefix of one body that is audited. */
export const CAPTURE_BYTES_MAX = 10 * 1024 * 1024;

/** Most bytes that a compressed body may unfold to in the audit copy. */
export const DECODED_BYTES_MAX = 4 * CAPTURE_BYTES_MAX;

/** Exchanges that can be open or waiting for their audit at once; further ones become gaps. */
export const EXCHANGES_MAX = 16_384;

/** Longest a sleeping audit worker waits before it looks at its ring again. */
export const WORKER_SLEEP_MS = 20;

/** An audit worker that has not ended its job by then is stuck and gets a successor. */
export const WORKER_STUCK_MS = 120_000;

/** A worker that lived shorter than this gets its successor only after as long a pause. */
export const WORKER_RETRY_MS = 1_000;

/** How far audit threads give way to the thread that forwards: setpriority(2), 0 to 19. */
export const AUDIT_NICE = 5;
export const JOURNAL_NICE = 5;

/** Ordinals leased ahead of the accepted ones (DESIGN section 9). */
export const LEASE_ORDINALS = 4_096;

/** Fates that can wait for the journal: one byte each. */
export const FATE_TABLE_BYTES = 4 * 1024 * 1024;

/** Drafts that one worker may have on the way to the journal. */
export const DRAFTS_AHEAD_MAX = 1_024;

/** Payload bytes that one worker may have on the way to the journal. */
export const DRAFT_BYTES_AHEAD_MAX = 8 * 1024 * 1024;

/** Request bodies of known length up to this are read at once and sent with the head. */
export const WHOLE_BODY_BYTES_MAX = 256 * 1024;

/** Read buffer of an upstream connection; a response head must fit. */
export const READ_BUFFER_BYTES = 64 * 1024;

/** Client connections open at once. */
export const CONNECTIONS_MAX = 10_000;

/** Idle upstream connections kept. */
export const IDLE_CONNECTIONS_MAX = 256;

/** Longest telemetry line. */
export const TELEMETRY_LINE_BYTES_MAX = 1024 * 1024;
