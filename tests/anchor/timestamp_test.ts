import {
  askTimestamp,
  timestampRequest,
  type TimestampTools,
} from "../../src/anchor/timestamp_client.ts";
import { readCertificates, timestampJudge } from "../../src/anchor/timestamp_judge.ts";
import { readTimestamp } from "../../src/anchor/timestamp_response.ts";
import type { Posting, Reply } from "../../src/anchor/http.ts";
import { toHex, utf8 } from "../../src/base/bytes.ts";
import { NODE_SUITE, sha256 } from "../../src/base/digest.ts";
import type { TimestampJudge, TimestampVerdict } from "../../src/format/anchor.ts";
import { HAVE_OPENSSL } from "../support/openssl_server.ts";
import { OpensslTsa } from "../support/openssl_tsa.ts";
import { outcome, peerTest, succeed } from "../support/peers.ts";
import {
  assert,
  assertEquals,
  assertGreaterOrEqual,
  assertStringIncludes,
} from "../support/std.ts";
import { TempDir } from "../support/temp_dir.ts";

const DATA = utf8("test.example/gw-0\n7\nAAAA\n\n...");
const NONCE = Uint8Array.of(0x41, 2, 3, 4, 5, 6, 7, 8);
const MISSING = HAVE_OPENSSL ? null : "openssl";

function tools(
  post: (posting: Posting) => Promise<Uint8Array> | Uint8Array,
  status = 200,
): TimestampTools {
  return {
    suite: NODE_SUITE,
    randomBytes: (): Uint8Array => NONCE.slice(),
    async post(posting: Posting): Promise<Reply> {
      return { status, contentType: "application/timestamp-reply", body: await post(posting) };
    },
  };
}

async function judgeOf(tsa: OpensslTsa): Promise<TimestampJudge> {
  const trusted = readCertificates(await tsa.caPem());
  assert(typeof trusted !== "string");
  return timestampJudge(sha256, trusted);
}

function codeOf(verdict: TimestampVerdict): string {
  return "code" in verdict ? verdict.code : "good";
}

peerTest(
  "timestampRequest() is what openssl ts reads: a hash, a nonce, nothing else",
  MISSING,
  async () => {
    await using dir = await TempDir.make();
    const request = timestampRequest(sha256(DATA), NONCE);
    await Deno.writeFile(dir.join("request"), request);
    const text = await succeed("openssl", ["ts", "-query", "-in", dir.join("request"), "-text"]);
    assertStringIncludes(text, "Hash Algorithm: sha256");
    assertStringIncludes(text, "Nonce: 0x4102030405060708");
    assertStringIncludes(text, "Certificate required: yes");
    assertEquals(toHex(request).includes(toHex(sha256(DATA))), true);
    assert(request.length < 80, "Nothing but the hash leaves");
  },
);

for (const keyType of ["ec", "rsa"] as const) {
  peerTest(
    `askTimestamp() and timestampJudge() take what openssl ts answers, ${keyType}`,
    MISSING,
    async () => {
      await using tsa = await OpensslTsa.make(keyType);
      await using dir = await TempDir.make();
      const before = Date.now() - 2_000;
      const answer = await askTimestamp(tools(({ body }) => tsa.reply(body)), "http://tsa/", DATA);
      assert("response" in answer, JSON.stringify(answer));
      assertGreaterOrEqual(answer.timeMs, before);
      const judge = await judgeOf(tsa);
      assertEquals(await judge.judge(answer.response, DATA), { timeMs: answer.timeMs });
      await Deno.writeFile(dir.join("checkpoint"), DATA);
      await Deno.writeFile(dir.join("checkpoint.tsr"), answer.response);
      const flags = ["-in", dir.join("checkpoint.tsr"), "-CAfile", tsa.caFile];
      const verify = ["ts", "-verify", ...flags, "-data", dir.join("checkpoint")];
      assertStringIncludes(await succeed("openssl", verify), "Verification: OK");
      await Deno.writeTextFile(dir.join("checkpoint"), "other");
      assert((await outcome("openssl", verify)).code !== 0);
      assertEquals(
        codeOf(await judge.judge(answer.response, utf8("other"))),
        "TSA_IMPRINT_MISMATCH",
      );
    },
  );
}

peerTest(
  "timestampJudge() refuses authorities and certificates that are not meant",
  MISSING,
  async () => {
    await using tsa = await OpensslTsa.make();
    await using other = await OpensslTsa.make();
    const request = timestampRequest(sha256(DATA), NONCE);
    const judge = await judgeOf(tsa);
    const reply = await tsa.reply(request);
    assertEquals(codeOf(await judge.judge(reply, DATA)), "good");
    assertEquals(codeOf(await (await judgeOf(other)).judge(reply, DATA)), "TSA_UNTRUSTED");
    // OpenSSL itself refuses to sign with a certificate for other uses.
    for (const name of ["stamping_and_more", "stamping_loose"]) {
      const refused = await tsa.reply(request, name).then(() => false, () => true);
      assertEquals(refused, true, name);
    }
  },
);

peerTest(
  "timestampJudge() gives a verdict for a response cut or flipped anywhere, never a good one",
  MISSING,
  async () => {
    await using tsa = await OpensslTsa.make();
    const judge = await judgeOf(tsa);
    const reply = await tsa.reply(timestampRequest(sha256(DATA), NONCE));
    for (let length = 0; length < reply.length; length++) {
      const verdict = await judge.judge(reply.subarray(0, length), DATA);
      assertEquals(codeOf(verdict), "TSA_SIGNATURE_BAD", `cut at ${length}`);
    }
    const good = await judge.judge(reply, DATA);
    let survived = 0;
    for (let at = 0; at < reply.length; at++) {
      const flipped = reply.slice();
      flipped[at] = (flipped[at] as number) ^ (1 << (at % 8));
      const verdict = await judge.judge(flipped, DATA);
      if ("code" in verdict) continue;
      survived++;
      assertEquals(verdict, good, `bit flipped at ${at}`);
    }
    // What is outside of the signature says nothing: the status, and tags of equal meaning.
    assert(survived < 40, `${survived} flips changed nothing`);
  },
);

peerTest("askTimestamp() refuses answers to other questions", MISSING, async () => {
  await using tsa = await OpensslTsa.make();
  const other = timestampRequest(sha256(DATA), Uint8Array.of(0x42, 1, 1, 1, 1, 1, 1, 1));
  const otherData = timestampRequest(sha256(utf8("other")), NONCE);
  for (const request of [other, otherData]) {
    const answer = await askTimestamp(tools(() => tsa.reply(request)), "http://tsa/", DATA);
    assertEquals(answer, { problem: "Its answer is about another question" });
  }
});

Deno.test("askTimestamp() says why there is no answer", async () => {
  const nothing = new Uint8Array(0);
  assertEquals(await askTimestamp(tools(() => nothing, 503), "http://tsa/", DATA), {
    problem: "It answered 503",
  });
  const broken = await askTimestamp(tools(() => nothing), "http://tsa/", DATA);
  assertStringIncludes(JSON.stringify(broken), "not usable");
  const failing = tools(() => Promise.reject(new Error("no route")));
  assertEquals(await askTimestamp(failing, "http://tsa/", DATA), { problem: "no route" });
});

Deno.test("readTimestamp() refuses a refusal, and bytes of any other kind", () => {
  const rejection = Uint8Array.of(0x30, 0x05, 0x30, 0x03, 0x02, 0x01, 0x02);
  assertStringIncludes(String(readTimestamp(rejection)), "status 2");
  const granted = Uint8Array.of(0x30, 0x05, 0x30, 0x03, 0x02, 0x01, 0x00);
  assertStringIncludes(String(readTimestamp(granted)), "no token");
  const trailing = Uint8Array.of(...granted, 0);
  assertStringIncludes(String(readTimestamp(trailing)), "not one DER value");
  assertEquals(typeof readTimestamp(new Uint8Array(300_000)), "string");
});

Deno.test("readCertificates() names what is wrong", () => {
  assertEquals(readCertificates(""), "it holds no PEM certificate");
  const pem = (body: string): string =>
    `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`;
  assertStringIncludes(String(readCertificates(pem("AAA"))), "base64");
  assertStringIncludes(String(readCertificates(pem("AAAA"))), "malformed");
});
