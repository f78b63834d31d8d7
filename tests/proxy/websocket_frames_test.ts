import { concat, utf8 } from "../../src/base/bytes.ts";
import {
  CLOSE,
  closePayload,
  FrameError,
  maskedFrame,
  type Message,
  MessageReader,
  OPCODE,
  readClose,
} from "../../src/proxy/websocket_frames.ts";
import { assertBytes, patternBytes } from "../support/proxy_rig.ts";
import { assert, assertEquals, assertThrows } from "../support/std.ts";

/** An unmasked frame with a length in its shortest form. */
function frame(opcode: number, payload: Uint8Array, isFinal = true): Uint8Array<ArrayBuffer> {
  const { length } = payload;
  const first = (isFinal ? 0x80 : 0) | opcode;
  if (length < 126) return concat(Uint8Array.of(first, length), payload);
  if (length < 65_536) return concat(Uint8Array.of(first, 126, length >> 8, length & 255), payload);
  const head = new Uint8Array(10);
  head[0] = first;
  head[1] = 127;
  new DataView(head.buffer).setBigUint64(2, BigInt(length));
  return concat(head, payload);
}

function texts(messages: Message[]): [number, string][] {
  return messages.map(({ opcode, payload }) => [opcode, new TextDecoder().decode(payload)]);
}

/** Undoes a masked frame. */
function unmask(bytes: Uint8Array): { opcode: number; payload: Uint8Array } {
  const short = (bytes[1] as number) & 127;
  const extra = short < 126 ? 0 : short === 126 ? 2 : 8;
  const mask = bytes.subarray(2 + extra, 6 + extra);
  const payload = bytes.slice(6 + extra).map((byte, k) => byte ^ (mask[k & 3] as number));
  assertEquals((bytes[1] as number) & 128, 128, "masked");
  return { opcode: (bytes[0] as number) & 15, payload };
}

Deno.test("maskedFrame() writes every form of length", () => {
  for (const length of [0, 1, 125, 126, 65_535, 65_536]) {
    const payload = patternBytes(length);
    const { opcode, payload: seen } = unmask(maskedFrame(OPCODE.BINARY, payload));
    assertEquals(opcode, OPCODE.BINARY);
    assertBytes(seen, payload);
  }
});

Deno.test("MessageReader reads frames cut at every byte", () => {
  const bytes = concat(
    frame(OPCODE.TEXT, utf8("one")),
    frame(OPCODE.TEXT, utf8("tw"), false),
    frame(OPCODE.PING, utf8("p")),
    frame(OPCODE.CONTINUATION, utf8("o"), true),
    frame(OPCODE.BINARY, patternBytes(300)),
    frame(OPCODE.CLOSE, closePayload(1001, "bye")),
  );
  const whole = texts(new MessageReader().push(bytes));
  assertEquals(whole.slice(0, 3), [[1, "one"], [9, "p"], [1, "two"]]);
  for (let cut = 0; cut <= bytes.length; cut++) {
    const reader = new MessageReader();
    const seen = [...reader.push(bytes.slice(0, cut)), ...reader.push(bytes.slice(cut))];
    assertEquals(texts(seen), whole);
  }
});

Deno.test("MessageReader refuses what no server sends", () => {
  const bad: [Uint8Array, number][] = [
    [Uint8Array.of(0xc1, 0), CLOSE.PROTOCOL_ERROR],
    [Uint8Array.of(0x83, 0), CLOSE.PROTOCOL_ERROR],
    [maskedFrame(OPCODE.TEXT, utf8("x")), CLOSE.PROTOCOL_ERROR],
    [frame(OPCODE.CONTINUATION, utf8("x")), CLOSE.PROTOCOL_ERROR],
    [frame(OPCODE.PING, patternBytes(126)), CLOSE.PROTOCOL_ERROR],
    [frame(OPCODE.PING, utf8("x"), false), CLOSE.PROTOCOL_ERROR],
    [
      concat(frame(OPCODE.TEXT, utf8("x"), false), frame(OPCODE.TEXT, utf8("y"))),
      CLOSE.PROTOCOL_ERROR,
    ],
    [Uint8Array.of(0x82, 127, 0, 0, 0, 1, 0, 0, 0, 0), CLOSE.TOO_BIG],
  ];
  for (const [bytes, code] of bad) {
    const error = assertThrows(() => new MessageReader().push(bytes), FrameError);
    assert(error instanceof FrameError);
    assertEquals(error.code, code);
  }
});

Deno.test("closePayload() and readClose() agree, and say nothing where nothing can be said", () => {
  assertEquals(readClose(closePayload(4000, "why")), { code: 4000, reason: "why" });
  assertEquals(closePayload(CLOSE.NO_STATUS, "").length, 0);
  assertEquals(closePayload(CLOSE.ABNORMAL, "x").length, 0);
  assertEquals(readClose(new Uint8Array(0)).code, CLOSE.NO_STATUS);
  assert(closePayload(1000, "\u00e9".repeat(200)).length <= 125);
});
