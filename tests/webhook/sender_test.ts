import { NODE_SUITE } from "../../src/base/digest.ts";
import type { LogEvent } from "../../src/base/log.ts";
import { AlertGate } from "../../src/webhook/alerts.ts";
import { alertBody, parseSecret, sealedBody, signedFields } from "../../src/webhook/message.ts";
import { type SenderOptions, SPOOL_MAX, WebhookSender } from "../../src/webhook/sender.ts";
import { assert, assertEquals, assertStringIncludes } from "../support/std.ts";

/** A spool in memory, a receiver that answers as told, and waits that are over at once. */
class Rig {
  readonly files = new Map<string, string>();
  readonly posts: { id: string; body: string; timestamp: string }[] = [];
  readonly logged: [LogEvent, unknown][] = [];
  readonly waits: number[] = [];
  /** Statuses of the answers to come; 200 when there are no more; 0 is no answer. */
  statuses: number[] = [];
  nowMs = 1_795_660_952_408;
  isDiskFull = false;
  /** Set to let a wait last until it is aborted. */
  isPatient = false;

  sender(): WebhookSender {
    const options: SenderOptions = {
      suite: NODE_SUITE,
      clock: { nowMs: () => this.nowMs, monotonicMs: () => 0 },
      log: (_level, event, fields) => void this.logged.push([event, fields]),
      secret: new Uint8Array(32),
      host: "hooks.example",
      files: {
        list: () => Promise.resolve([...this.files.keys()].sort()),
        read: (name) => Promise.resolve(this.files.get(name) ?? null),
        write: (name, body) => {
          if (this.isDiskFull) return Promise.reject(new Error("disk is full"));
          this.files.set(name, body);
          return Promise.resolve();
        },
        remove: (name) => Promise.resolve(void this.files.delete(name)),
      },
      post: (fields, body) => {
        const { "webhook-id": id = "", "webhook-timestamp": timestamp = "" } = Object.fromEntries(
          fields,
        );
        this.posts.push({ id, body, timestamp });
        const status = this.statuses.shift() ?? 200;
        return status === 0 ? Promise.reject(new Error("no route")) : Promise.resolve(status);
      },
      random: () => 1,
      sleep: (ms, signal) => {
        this.waits.push(ms);
        this.nowMs += ms;
        if (!this.isPatient || signal.aborted) return Promise.resolve();
        return new Promise((resolve) => signal.addEventListener("abort", () => resolve()));
      },
    };
    return new WebhookSender(options);
  }
}

/** Lets everything that needs no outside event happen. */
async function settle(): Promise<void> {
  for (let k = 0; k < 200; k++) await Promise.resolve();
}

Deno.test("signedFields() signs as the Standard Webhooks specification's example", () => {
  const parsed = parseSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n");
  assert("secret" in parsed);
  const message = { name: "p5jXN8AQM9LWM0D4loKWxJek", body: '{"test": 2432232314}' };
  const fields = signedFields(NODE_SUITE, parsed.secret, { message, nowMs: 1_614_265_330_999 });
  assertEquals(Object.fromEntries(fields), {
    "content-type": "application/json",
    "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "webhook-timestamp": "1614265330",
    "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
  });
});

Deno.test("parseSecret() refuses what is no secret, without repeating it", () => {
  const texts = [
    "",
    "hunter2",
    "whsec_",
    "whsec_***",
    "whsec_c2hvcnQ=",
    `whsec_${btoa("x".repeat(65))}`,
  ];
  for (const text of texts) {
    const parsed = parseSecret(text);
    assert("problem" in parsed, text);
    assert(!parsed.problem.includes("hunter2") && !parsed.problem.includes("c2hvcnQ"));
  }
});

Deno.test("sealedBody() and alertBody() are JSON, with the summary as it lies in the evidence", () => {
  const window = { log: "a/b", directory: "windows/x", note: "note\n", summary: '{"z":1,"a":2}\n' };
  const text = sealedBody(window, 0);
  assertStringIncludes(text, '"summary":{"z":1,"a":2}}}');
  assertEquals(JSON.parse(text).data.checkpoint, "note\n");
  assertEquals(JSON.parse(sealedBody({ ...window, summary: null }, 0)).data.summary, null);
  const alert = { log: "a/b", level: "warn", event: "disk.low", fields: { n: 1 }, repeated: 2 };
  assertEquals(JSON.parse(alertBody({ ...alert, level: "warn", event: "disk.low" }, 0)), {
    type: "alert",
    timestamp: "1970-01-01T00:00:00.000Z",
    data: alert,
  });
});

Deno.test("WebhookSender delivers in order, and leaves nothing in the spool", async () => {
  const rig = new Rig();
  const sender = rig.sender();
  await sender.open();
  for (const body of ["one", "two", "three"]) await sender.enqueue(body);
  await settle();
  assertEquals(await sender.finish(1_000), 0);
  assertEquals(rig.posts.map(({ body }) => body), ["one", "two", "three"]);
  assertEquals(new Set(rig.posts.map(({ id }) => id)).size, 3);
  assertEquals(rig.files.size, 0);
});

Deno.test("WebhookSender tries again, later and later, with the same id and a new time", async () => {
  const rig = new Rig();
  rig.statuses = [500, 0, 302, 404, 429];
  const sender = rig.sender();
  await sender.enqueue("one");
  await sender.enqueue("two");
  await settle();
  assertEquals(rig.waits, [1_000, 2_000, 4_000, 8_000, 16_000]);
  assertEquals(rig.posts.map(({ body }) => body), [...new Array(6).fill("one"), "two"]);
  assertEquals(new Set(rig.posts.slice(0, 6).map(({ id }) => id)).size, 1);
  assertEquals(new Set(rig.posts.slice(0, 6).map(({ timestamp }) => timestamp)).size, 6);
  assertEquals([sender.isFailing, sender.waiting, rig.files.size], [false, 0, 0]);
  assertEquals(sender.stats, { waiting: 0, delivered: 2, failures: 5, dropped: 0 });
  const reasons = rig.logged.filter(([event]) => event === "webhook.failed")
    .map(([, fields]) => (fields as { reason: string }).reason);
  assertEquals(reasons[1], "no route");
  assertEquals(reasons[2], "status 302, a redirect, which is not followed");
});

Deno.test("WebhookSender never waits longer than an hour", async () => {
  const rig = new Rig();
  rig.statuses = new Array(40).fill(503);
  const sender = rig.sender();
  await sender.enqueue("one");
  for (let k = 0; k < 20; k++) await settle();
  assertEquals(Math.max(...rig.waits), 3_600_000);
  assertEquals(rig.files.size, 0);
});

Deno.test("WebhookSender keeps what it cannot deliver for the next start", async () => {
  const rig = new Rig();
  rig.statuses = new Array(100).fill(503);
  rig.isPatient = true;
  const sender = rig.sender();
  await sender.enqueue("one");
  await sender.enqueue("two");
  await settle();
  assert(sender.isFailing);
  rig.isPatient = false;
  assertEquals(await sender.finish(1_000), 2);
  assertEquals(rig.files.size, 2);

  rig.statuses = [];
  const next = rig.sender();
  await next.open();
  await settle();
  assertEquals(await next.finish(1_000), 0);
  assertEquals(rig.posts.slice(-2).map(({ body }) => body), ["one", "two"]);
  assertEquals(rig.files.size, 0);
});

Deno.test("WebhookSender says what it drops: with a full disk, and with too many messages", async () => {
  const rig = new Rig();
  rig.isDiskFull = true;
  const sender = rig.sender();
  await sender.enqueue("lost");
  assertEquals(rig.logged.map(([event]) => event), ["webhook.dropped"]);
  assertEquals(sender.stats, { waiting: 0, delivered: 0, failures: 0, dropped: 1 });
  rig.isDiskFull = false;
  rig.isPatient = true;
  rig.statuses = [503];
  for (let k = 0; k < SPOOL_MAX; k++) rig.files.set(String(k).padStart(15, "0"), "old");
  const full = rig.sender();
  await full.open();
  await settle();
  await full.enqueue("newest");
  assertEquals([full.waiting, rig.files.size], [SPOOL_MAX, SPOOL_MAX]);
  assertEquals(rig.logged.at(-1)?.[0], "webhook.dropped");
  assert([...rig.files.values()].includes("newest"));
});

Deno.test("AlertGate lets each sort of alert through once a minute, and counts the others", () => {
  const gate = new AlertGate();
  assertEquals(gate.pass("worker.ready", 0), null);
  assertEquals([gate.pass("disk.low", 0), gate.pass("worker.lost", 1)], [0, 0]);
  assertEquals([gate.pass("disk.low", 2), gate.pass("disk.low", 59_999)], [null, null]);
  assertEquals([gate.pass("disk.low", 60_000), gate.pass("disk.low", 120_000)], [2, 0]);
});
