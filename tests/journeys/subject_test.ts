/**
 * Journey: a person asks to be forgotten. The operator finds the calls by the id that the application
 * gave, by words that are in the kept text, and by a copy of a body; erases them; and the log still
 * verifies and says what was done. What cannot be found is said, not passed over.
 */

import { chatBody, chatUpstream, filesBelow, verify, vkeyOf } from "../support/journey.ts";
import { runCommand, startServe } from "../support/program.ts";
import { assert, assertEquals, assertFalse, assertStringIncludes } from "../support/std.ts";
import { TempDir } from "../support/temp_dir.ts";

const USER = "user-77041";
const WORDS = "the Old Mill at Brook Lane";
const MAIL = "jane.roe@example.com";

async function call(url: string, body: string, user?: string): Promise<void> {
  const answer = await fetch(`${url}/v1/chat/completions`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(user === undefined ? {} : { "x-outband-user": user }),
    },
    body,
  });
  assertEquals(answer.status, 200);
  await answer.bytes();
}

Deno.test("subject find and erase: a person is found as far as it goes, and forgotten", async () => {
  await using upstream = chatUpstream();
  await using dir = await TempDir.make();
  const [evidence, telemetry] = [dir.join("evidence"), dir.join("telemetry")];
  const copy = chatBody(`My address is ${MAIL}, call me.`);
  let vkey = "";
  {
    await using serve = await startServe({
      target: upstream.url,
      evidenceDir: evidence,
      args: [`--log-dir=${telemetry}`],
    });
    vkey = await vkeyOf(serve);
    await call(serve.url, chatBody("First, by nobody."));
    await call(serve.url, chatBody("Second."), USER);
    await call(serve.url, chatBody(`Third: she lives in ${WORDS}.`));
    await call(serve.url, copy);
    await call(serve.url, chatBody("Fifth."), USER);
    assertEquals((await serve.stop()).code, 0);
  }
  const lines = ["--telemetry", telemetry];
  const find = async (
    ...args: string[]
  ): Promise<{ code: number; calls: { by: string[]; isErased: boolean }[]; text: string }> => {
    const { code, stdout, stderr } = await runCommand([
      "subject",
      "find",
      evidence,
      ...lines,
      "--json",
      ...args,
    ]);
    return {
      code,
      calls: code === 0 || code === 10 ? JSON.parse(stdout).calls : [],
      text: stdout + stderr,
    };
  };
  const byUser = await find("--value", USER);
  assertEquals(byUser.calls.map(({ by }) => by), [["attribution:user"], ["attribution:user"]]);
  assertFalse(byUser.text.includes(USER), "The value is not printed");
  assertEquals((await find("--value", WORDS.toUpperCase())).calls.map(({ by }) => by), [[
    "telemetry:redacted_payload",
  ]]);
  // It was detected, so it is a marker now: not to be found by value, but by the whole body.
  assertEquals([(await find("--value", MAIL)).code, (await find("--value", MAIL)).calls], [10, []]);
  await Deno.writeTextFile(dir.join("body"), copy);
  assertEquals((await find("--request", dir.join("body"))).calls.map(({ by }) => by), [[
    "original:orig.req",
  ]]);
  assertEquals((await find("--value", "nobody of that name")).code, 10);

  const erase = (...args: string[]): ReturnType<typeof runCommand> =>
    runCommand(["subject", "erase", evidence, `--log-dir=${telemetry}`, ...args]);
  const careless = await erase("--value", USER, `--why=request of ${USER}`);
  assertEquals(careless.code, 3);
  assertStringIncludes(careless.stderr, "--why holds the value");
  assertFalse(careless.stderr.includes(USER));
  await Deno.writeTextFile(dir.join("value"), `${USER}\n`);
  const done = await erase(
    "--value-file",
    dir.join("value"),
    "--why=request of the person",
    "--ref=T-9",
  );
  assertEquals(done.code, 0, done.stderr);
  assertStringIncludes(done.stdout, "2 of 5 calls found");
  assertEquals(done.stdout.match(/its telemetry line is gone/g)?.length, 2);
  const words = await erase("--value", WORDS, "--why=request of the person");
  assertEquals(words.code, 0, words.stderr);
  for (const name of filesBelow(telemetry)) {
    assertFalse((await Deno.readTextFile(`${telemetry}/${name}`)).includes(WORDS));
  }
  // The record stays, with the keyed hash of the id: it is found, and known to be erased.
  assertEquals((await find("--value", USER)).calls.map(({ isErased }) => isErased), [true, true]);
  assertEquals((await find("--value", WORDS)).code, 10);
  const again = await erase("--value", USER, "--why=request of the person");
  assertEquals(again.code, 0);
  assertFalse(again.stdout.includes("its telemetry line"), "Nothing is left to erase");
  const { code, report } = await verify(evidence, ["--key", vkey]);
  assertEquals(code, 0);
  assert((report.finding_counts.ERASED_DECLARED ?? 0) >= 1);
});
