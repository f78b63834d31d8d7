import { assert, assertEquals, assertRejects, assertStringIncludes } from "../support/std.ts";
import { OutbandError } from "../../src/base/errors.ts";
import { ServerSentEventParseStream } from "../../src/base/std.ts";
import { DEMO_COMMAND } from "../../src/cli/demo.ts";
import { DEMO_CALLS, startDemoUpstream } from "../../src/cli/demo_upstream.ts";
import { TempDir } from "../support/temp_dir.ts";

async function call(url: string, demo: typeof DEMO_CALLS[number]): Promise<Response> {
  return await fetch(`${url}${demo.path}`, { method: "POST", body: JSON.stringify(demo.body) });
}

async function eventTexts(answer: Response): Promise<string[]> {
  const texts: string[] = [];
  assert(answer.body !== null);
  for await (const event of answer.body.pipeThrough(new ServerSentEventParseStream())) {
    texts.push(event.data ?? "");
  }
  return texts;
}

Deno.test("startDemoUpstream() answers each demo call in the format of its API", async () => {
  const upstream = startDemoUpstream();
  try {
    for (const demo of DEMO_CALLS) {
      const answer = await call(upstream.url, demo);
      assertEquals(answer.status, 200);
      const isChat = demo.path.endsWith("/chat/completions");
      if (demo.body["stream"] === true) {
        const texts = await eventTexts(answer);
        assertEquals(
          isChat ? texts.at(-1) : JSON.parse(texts.at(-1) ?? "").type,
          isChat ? "[DONE]" : "message_stop",
        );
      } else {
        const body = await answer.json();
        assert(isChat ? body.choices.length === 1 : body.content.length === 1);
      }
    }
  } finally {
    await upstream.stop();
  }
});

Deno.test("startDemoUpstream() splits the card number, so that no single event holds it", async () => {
  const upstream = startDemoUpstream();
  try {
    const streamed = DEMO_CALLS.find(({ title }) => title === "OpenAI chat, stream");
    assert(streamed !== undefined);
    const texts = await eventTexts(await call(upstream.url, streamed));
    const content = texts.slice(0, -1)
      .map((text) => JSON.parse(text).choices[0]?.delta.content ?? "").join("");
    assertStringIncludes(content, "4532 0151 1283 0366");
    assert(texts.every((text) => !text.includes("4532 0151 1283 0366")));
  } finally {
    await upstream.stop();
  }
});

Deno.test("DEMO_COMMAND.run() refuses a directory that exists", async () => {
  await using dir = await TempDir.make();
  const io = {
    out: (): void => {},
    err: (): void => {},
    stdin: (): ReadableStream<Uint8Array> => new ReadableStream(),
    isTerminal: false,
  };
  const error = await assertRejects(
    () => DEMO_COMMAND.run([`--dir=${dir.path}`], io),
    OutbandError,
  );
  assertEquals(error.exitCode, 3);
});

Deno.test("startDemoUpstream() refuses what is no call of the two APIs", async () => {
  const upstream = startDemoUpstream();
  try {
    for (const [init, status] of [[{}, 400], [{ method: "POST", body: "{}" }, 404]] as const) {
      const answer = await fetch(`${upstream.url}/v1/other`, init);
      assertEquals(answer.status, status);
      await answer.body?.cancel();
    }
  } finally {
    await upstream.stop();
  }
});
