import { type AnnotationAnswer, answerAnnotation } from "../../src/proxy/annotations.ts";
import { assertEquals } from "../support/std.ts";

async function post(
  body: string,
  answer: AnnotationAnswer | null = { kind: "accepted" },
  method = "POST",
): Promise<[status: number, type: string | undefined]> {
  const req = new Request("http://x/", { method, ...(method === "POST" ? { body } : {}) });
  const take = answer === null ? null : (): Promise<AnnotationAnswer> => Promise.resolve(answer);
  const response = await answerAnnotation(req, { take, bytesMax: 8 });
  const { error } = await response.json() as { error?: { type: string } };
  return [response.status, error?.type];
}

Deno.test("answerAnnotation() says what became of an annotation", async () => {
  assertEquals(await post("{}"), [202, undefined]);
  assertEquals(await post("{}", { kind: "refused", problem: "no" }), [
    400,
    "outband_invalid_annotation",
  ]);
  assertEquals(await post("{}", { kind: "unavailable" }), [503, "outband_journal_lost"]);
  assertEquals(await post("{}", null), [503, "outband_no_audit"]);
  assertEquals(await post("123456789"), [413, "outband_too_large"]);
  assertEquals(await post("", null, "GET"), [405, "outband_method_not_allowed"]);
});
