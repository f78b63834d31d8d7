/**
 * WebSocket frames as a client sends and receives them (RFC 6455 section 5): every frame to the
 * upstream is masked, none from it is.
 * @module
 */

import { concatAll } from "../base/bytes.ts";

/** Kinds of frames (section 5.2). */
export const OPCODE = {
  CONTINUATION: 0,
  TEXT: 1,
  BINARY: 2,
  CLOSE: 8,
  PING: 9,
  PONG: 10,
} as const;

/** Close codes (section 7.4.1). */
export const CLOSE = {
  NORMAL: 1000,
  GOING_AWAY: 1001,
  PROTOCOL_ERROR: 1002,
  NO_STATUS: 1005,
  ABNORMAL: 1006,
  BAD_DATA: 1007,
  TOO_BIG: 1009,
  INTERNAL: 1011,
  TRY_LATER: 1013,
} as const;

/** Longest message that is put together; both sides of every API stay far below. */
const MESSAGE_BYTES_MAX = 64 * 1024 * 1024;
const CONTROL_BYTES_MAX = 125;

/** A whole message, or a control frame. */
export interface Message {
  /** `TEXT`, `BINARY`, `CLOSE`, `PING` or `PONG` of {@linkcode OPCODE}. */
  opcode: number;
  payload: Uint8Array<ArrayBuffer>;
}

/** The upstream does not keep the protocol, or sends more than can be kept. */
export class FrameError extends Error {
  override name = "FrameError";
  /** What to close with. */
  readonly code: number;

  constructor(message: string, code: number, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** One masked frame that is a whole message. */
export function maskedFrame(opcode: number, payload: Uint8Array): Uint8Array<ArrayBuffer> {
  const { length } = payload;
  const extra = length < 126 ? 0 : length < 0x1_0000 ? 2 : 8;
  const frame = new Uint8Array(6 + extra + length);
  const view = new DataView(frame.buffer);
  frame[0] = 0x80 | opcode;
  frame[1] = 0x80 | (extra === 0 ? length : extra === 2 ? 126 : 127);
  if (extra === 2) view.setUint16(2, length);
  else if (extra === 8) view.setBigUint64(2, BigInt(length));
  const mask = frame.subarray(2 + extra, 6 + extra);
  crypto.getRandomValues(mask);
  const at = 6 + extra;
  for (let k = 0; k < length; k++) {
    frame[at + k] = (payload[k] as number) ^ (mask[k & 3] as number);
  }
  return frame;
}

/** Payload of a close frame; empty when there is no code to say. */
export function closePayload(code: number, reason: string): Uint8Array {
  if (code === CLOSE.NO_STATUS || code === CLOSE.ABNORMAL) return new Uint8Array(0);
  const text = new TextEncoder().encode(reason).subarray(0, CONTROL_BYTES_MAX - 2);
  const payload = new Uint8Array(2 + text.length);
  new DataView(payload.buffer).setUint16(0, code);
  payload.set(text, 2);
  return payload;
}

/** Code and reason of a close frame. */
export function readClose(payload: Uint8Array): { code: number; reason: string } {
  if (payload.length < 2) return { code: CLOSE.NO_STATUS, reason: "" };
  const code = ((payload[0] as number) << 8) | (payload[1] as number);
  return { code, reason: new TextDecoder().decode(payload.subarray(2)) };
}

/** Puts messages together from the bytes that an upstream sends. */
export class MessageReader {
  /** Bytes that are not yet a whole frame. */
  #rest: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  #opcode = 0;
  #parts: Uint8Array<ArrayBuffer>[] = [];
  #bytes = 0;

  /**
   * Takes the next bytes.
   *
   * @returns The messages that are whole now, in order.
   * @throws {FrameError} If the bytes are no frames of a server, or a message is too long.
   */
  push(bytes: Uint8Array): Message[] {
    const data = new Uint8Array(this.#rest.length + bytes.length);
    data.set(this.#rest);
    data.set(bytes, this.#rest.length);
    const messages: Message[] = [];
    let at = 0;
    for (;;) {
      const frame = frameAt(data, at);
      if (frame === null) break;
      at = frame.end;
      const message = this.#frame(frame, data.slice(frame.start, frame.end));
      if (message !== null) messages.push(message);
    }
    this.#rest = data.subarray(at);
    return messages;
  }

  #frame(
    { opcode, isFinal }: { opcode: number; isFinal: boolean },
    payload: Uint8Array<ArrayBuffer>,
  ): Message | null {
    if (opcode >= OPCODE.CLOSE) {
      if (!isFinal || payload.length > CONTROL_BYTES_MAX) {
        throw new FrameError("a control frame is fragmented or too long", CLOSE.PROTOCOL_ERROR);
      }
      return { opcode, payload };
    }
    const isFirst = opcode !== OPCODE.CONTINUATION;
    if (isFirst !== (this.#opcode === 0)) {
      throw new FrameError("a fragment is out of turn", CLOSE.PROTOCOL_ERROR);
    }
    if (isFirst) this.#opcode = opcode;
    this.#bytes += payload.length;
    if (this.#bytes > MESSAGE_BYTES_MAX) {
      throw new FrameError("a message is too long", CLOSE.TOO_BIG);
    }
    this.#parts.push(payload);
    if (!isFinal) return null;
    const whole = this.#parts.length === 1 ? payload : concatAll(this.#parts);
    const message = { opcode: this.#opcode, payload: whole };
    this.#opcode = 0;
    this.#parts = [];
    this.#bytes = 0;
    return message;
  }
}

interface Frame {
  opcode: number;
  isFinal: boolean;
  start: number;
  end: number;
}

/** The frame at a place, or null when it is not all there. */
function frameAt(data: Uint8Array, at: number): Frame | null {
  if (data.length - at < 2) return null;
  const first = data[at] as number;
  const second = data[at + 1] as number;
  const opcode = first & 15;
  const isKnown = opcode <= OPCODE.BINARY || (opcode >= OPCODE.CLOSE && opcode <= OPCODE.PONG);
  if ((first & 0x70) !== 0 || (second & 0x80) !== 0 || !isKnown) {
    throw new FrameError("a frame is masked, unknown or extended", CLOSE.PROTOCOL_ERROR);
  }
  const short = second & 127;
  const extra = short < 126 ? 0 : short === 126 ? 2 : 8;
  const start = at + 2 + extra;
  if (data.length < start) return null;
  const view = new DataView(data.buffer, data.byteOffset);
  const length = extra === 0
    ? short
    : extra === 2
    ? view.getUint16(at + 2)
    : Number(view.getBigUint64(at + 2));
  if (length > MESSAGE_BYTES_MAX) throw new FrameError("a frame is too long", CLOSE.TOO_BIG);
  const end = start + length;
  return end > data.length ? null : { opcode, isFinal: (first & 0x80) !== 0, start, end };
}
