/**
 * A request as the runtime's engine holds it, below the Fetch API.
 *
 * Three things are needed that the Fetch API does not give: the fields as the client wrote them
 * (`Headers` joins and lower-cases them, at a tenth of the CPU time of a call), a body without a
 * stream around it, and above all whether a client that has sent its body is still there. For such
 * a client the engine never aborts `req.signal` (seen with Deno 2.9 and bodies that come after the
 * head), but a read of the body's resource tells, before and after its end.
 *
 * The engine's own object hangs on a symbol of the request. This file alone knows its shape and
 * looks at it before use; where it is missing or another one, the Fetch API has to do.
 *
 * @module
 */

import { background } from "../base/background.ts";
import { concatAll } from "../base/bytes.ts";
import { READ_BUFFER_BYTES } from "../base/limits.ts";
import { nextTurn } from "../base/turn.ts";

/** A header field; its value is one character per byte. */
export type Field = readonly [name: string, value: string];

/** The body of a request, read once. */
export interface RequestBody {
  /** All of it, if it came with the head; then there is nothing left to read. */
  takeWhole(): Uint8Array<ArrayBuffer> | null;
  /** All of it. Rejects when the client left. */
  readAll(): Promise<Uint8Array<ArrayBuffer>>;
  /**
   * The next bytes, not empty and valid until the next read, or null at the end. Rejects when the
   * client left.
   */
  read(): Promise<Uint8Array<ArrayBuffer> | null>;
  /** What is not yet read is not wanted. */
  cancel(): void;
  /** After the body's end: calls `onGone` if the client has left by now. */
  lookAtClient(onGone: () => void): void;
}

/** What of the runtime's core is used. */
interface Core {
  read(rid: number, buffer: Uint8Array): Promise<number>;
  readAll(rid: number): Promise<Uint8Array<ArrayBuffer>>;
  tryClose(rid: number): void;
}

/** The engine's own view of a request. */
interface InnerRequest {
  readonly headerList: unknown;
  readonly body: unknown;
}

/** A body's bytes when they came with the head. */
interface StaticBody {
  body: Uint8Array<ArrayBuffer>;
  consumed: boolean;
}

/**
 * Bytes of the first reads of a chunked body. At each read the engine takes up to as many bytes
 * from the socket but hands over one chunk at most: reads that are much longer than the chunks fill
 * its memory without bound, and move all that has piled up each time (measured: 143 s for 100 MB in
 * chunks of 1,000 bytes).
 */
const FIRST_READ_BYTES = 1_024;
/** Full reads in a row after which the chunks are known to be much longer. */
const FULL_READS = 16;
/**
 * Wait after which a short read is followed by a long one: of a chunk's extension or of trailers
 * that do not fit into what is asked for, the engine never sees the end.
 */
const SHORT_READ_MS = 1_000;

const CORE = findCore();

/** The symbols that the engine uses, once one request has shown them. */
let requestSymbol: symbol | null = null;
let backingSymbol: symbol | null = null;

function findCore(): Core | null {
  const key: unknown = Reflect.get(Deno, "internal");
  const internals: unknown = typeof key === "symbol" ? Reflect.get(Deno, key) : undefined;
  const core: unknown = isObject(internals) ? Reflect.get(internals, "core") : undefined;
  if (!isObject(core)) return null;
  const isComplete = ["read", "readAll", "tryClose"].every((name) =>
    typeof Reflect.get(core, name) === "function"
  );
  return isComplete ? core as unknown as Core : null;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** The symbol of an object's own that is described so. */
function symbolOf(object: object, description: string): symbol | null {
  return Object.getOwnPropertySymbols(object).find((own) => own.description === description) ??
    null;
}

function innerOf(req: Request): InnerRequest | null {
  requestSymbol ??= symbolOf(req, "request");
  const inner: unknown = requestSymbol === null ? null : Reflect.get(req, requestSymbol);
  return isObject(inner) ? inner as InnerRequest : null;
}

/**
 * The fields of a request: in order, with the case and the repetitions the client wrote, except
 * that `cookie` is joined to one, the last.
 */
export function fieldsOf(req: Request): readonly Field[] {
  const list = innerOf(req)?.headerList;
  return Array.isArray(list) && (list.length === 0 || Array.isArray(list[0]))
    ? list as Field[]
    : [...req.headers];
}

/**
 * The body of a request, or null where there is none. To be called once.
 *
 * @param framing.isChunked True when the engine takes chunks apart.
 */
export function bodyOf(req: Request, framing: { isChunked: boolean }): RequestBody | null {
  const body = CORE === null ? undefined : innerOf(req)?.body;
  if (body === null) return null;
  const content: unknown = isObject(body) ? Reflect.get(body, "streamOrStatic") : undefined;
  if (CORE !== null && isObject(content)) {
    if (content instanceof ReadableStream) {
      const rid = ridOf(content);
      if (rid !== null) return new ResourceBody(CORE, { rid, ...framing });
    } else if (Reflect.get(content, "body") instanceof Uint8Array) {
      return new WholeBody(content as StaticBody);
    }
  }
  return req.body === null ? null : new StreamBody(req.body);
}

function ridOf(stream: ReadableStream): number | null {
  backingSymbol ??= symbolOf(stream, "[[resourceBacking]]");
  const backing: unknown = backingSymbol === null ? null : Reflect.get(stream, backingSymbol);
  const rid: unknown = isObject(backing) ? Reflect.get(backing, "rid") : null;
  return typeof rid === "number" ? rid : null;
}

/** A body that came with the head; the engine itself goes on watching such a client. */
class WholeBody implements RequestBody {
  readonly #content: StaticBody;

  constructor(content: StaticBody) {
    this.#content = content;
  }

  takeWhole(): Uint8Array<ArrayBuffer> | null {
    if (this.#content.consumed) return null;
    this.#content.consumed = true;
    return this.#content.body;
  }

  readAll(): Promise<Uint8Array<ArrayBuffer>> {
    return Promise.resolve(this.takeWhole() ?? new Uint8Array(0));
  }

  read(): Promise<Uint8Array<ArrayBuffer> | null> {
    const whole = this.takeWhole();
    return Promise.resolve(whole === null || whole.length === 0 ? null : whole);
  }

  cancel(): void {}

  lookAtClient(): void {}
}

/** A body that the engine reads from the connection when it is asked to. */
class ResourceBody implements RequestBody {
  readonly #core: Core;
  readonly #rid: number;
  #bytesPerRead: number;
  #buffer: Uint8Array<ArrayBuffer> | null = null;
  #fullReads = 0;
  #isLooking = false;

  constructor(core: Core, source: { rid: number; isChunked: boolean }) {
    this.#core = core;
    this.#rid = source.rid;
    this.#bytesPerRead = source.isChunked ? FIRST_READ_BYTES : READ_BUFFER_BYTES;
  }

  takeWhole(): null {
    return null;
  }

  readAll(): Promise<Uint8Array<ArrayBuffer>> {
    return this.#core.readAll(this.#rid);
  }

  async read(): Promise<Uint8Array<ArrayBuffer> | null> {
    if (this.#fullReads >= FULL_READS && this.#bytesPerRead < READ_BUFFER_BYTES) {
      this.#bytesPerRead *= 2;
      this.#fullReads = 0;
      this.#buffer = null;
    }
    const piece = await (this.#bytesPerRead < READ_BUFFER_BYTES ? this.#readShort() : this.#read());
    if (piece.length === 0) return null;
    this.#fullReads = piece.length === this.#buffer?.length ? this.#fullReads + 1 : 0;
    return piece;
  }

  async #read(): Promise<Uint8Array<ArrayBuffer>> {
    const buffer = this.#buffer ??= new Uint8Array(this.#bytesPerRead);
    return buffer.subarray(0, await this.#core.read(this.#rid, buffer));
  }

  async #readShort(): Promise<Uint8Array<ArrayBuffer>> {
    let piece: Uint8Array<ArrayBuffer> | null = null;
    const short = this.#read().then((bytes) => {
      piece = bytes;
    });
    const late = Promise.withResolvers<void>();
    const timer = setTimeout(late.resolve, SHORT_READ_MS);
    try {
      await Promise.race([short, late.promise]);
      // After a turn, what the short read may have taken has been told.
      if (piece === null) await nextTurn();
    } finally {
      clearTimeout(timer);
    }
    if (piece !== null) return piece;
    // Of two reads the engine wakes the last; the other is over when the connection is.
    background(short, () => {});
    this.#bytesPerRead = READ_BUFFER_BYTES;
    this.#buffer = null;
    return await this.#read();
  }

  cancel(): void {
    this.#core.tryClose(this.#rid);
  }

  lookAtClient(onGone: () => void): void {
    if (this.#isLooking) return;
    this.#isLooking = true;
    const look = this.#core.read(this.#rid, new Uint8Array(1));
    look.then(() => {
      this.#isLooking = false;
    }, onGone);
  }
}

/** A body as the Fetch API offers it. */
class StreamBody implements RequestBody {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>;

  constructor(stream: ReadableStream<Uint8Array<ArrayBuffer>>) {
    this.#reader = stream.getReader();
  }

  takeWhole(): null {
    return null;
  }

  async readAll(): Promise<Uint8Array<ArrayBuffer>> {
    const pieces: Uint8Array[] = [];
    for (let piece = await this.read(); piece !== null; piece = await this.read()) {
      pieces.push(piece);
    }
    return concatAll(pieces);
  }

  async read(): Promise<Uint8Array<ArrayBuffer> | null> {
    while (true) {
      const { done, value } = await this.#reader.read();
      if (done) return null;
      // The engine begins a body that does not exist with an empty piece.
      if (value.length > 0) return value;
    }
  }

  cancel(): void {
    background(this.#reader.cancel(), () => {});
  }

  lookAtClient(): void {}
}
