import { walk } from "../../src/wire/walk.ts";
import { assertEquals } from "../support/std.ts";
import { nested, RecordingSink, walked } from "./recording_sink.ts";

Deno.test("walk() visits strings with their paths, and long numbers apart", () => {
  const sink = new RecordingSink();
  const value = {
    a: "x",
    "b c": ["y", { d: 4532015112830366, e: 5, f: true, g: null, h: 1.5e20 }],
    "": "z",
  };
  walk(sink, { path: "input", value });
  assertEquals(sink.fields, [["input.a", "x"], ['input["b c"][0]', "y"], ['input[""]', "z"]]);
  assertEquals(sink.identifiers, [['input["b c"][1].d', "4532015112830366"]]);
});

Deno.test("walk() begins a path without a dot, and takes any value", () => {
  assertEquals(walked({ a: { b: "x" } }).fields, [["a.b", "x"]]);
  assertEquals(walked([["x"]]).fields, [["[0][0]", "x"]]);
  assertEquals(walked("x").fields, [["", "x"]]);
  for (const value of [undefined, null, true, 7, "", [], {}]) {
    assertEquals(walked(value).fields, []);
  }
});

Deno.test("walk() names nesting that it does not follow", () => {
  assertEquals([walked(nested(64, "x")).fields.length, walked(nested(64, "x")).deep], [1, 0]);
  assertEquals([walked(nested(65, "x")).fields.length, walked(nested(65, "x")).deep], [0, 1]);
  assertEquals(walked(nested(100_000, {})).deep, 1);
});

Deno.test("walk() hands over the keys above a text, without positions", () => {
  const labels: string[] = [];
  const sink = new RecordingSink();
  sink.text = ({ label }): void => void labels.push(label);
  walk(sink, { path: "", value: { customer: [{ ssn: ["1", "2"] }], note: "x" } });
  assertEquals(labels, ["customer.ssn", "customer.ssn", "note"]);
});

Deno.test("walk() tells structure from what somebody wrote by key and looks", () => {
  const sink = walked({
    model: "gpt-4o",
    workspace_id: "4532015112830366",
    messages: [{ role: "user", name: "Jane Doe", content: [{ type: "text", text: "Hi" }] }],
    input: { person_id: "4532015112830366", role: "Head of sales" },
  });
  assertEquals(sink.identifiers, [
    ["model", "gpt-4o"],
    ["workspace_id", "4532015112830366"],
    ["messages[0].role", "user"],
    ["messages[0].content[0].type", "text"],
  ]);
  assertEquals(sink.fields, [
    ["messages[0].name", "Jane Doe"],
    ["messages[0].content[0].text", "Hi"],
    ["input.person_id", "4532015112830366"],
    ["input.role", "Head of sales"],
  ]);
});

Deno.test("walk() leaves a number alone whose key makes it an id", () => {
  assertEquals(walked({ workspace_id: 4532015112830366 }).identifiers, []);
  assertEquals(walked({ input: { person_id: 4532015112830366 } }).identifiers.length, 1);
});

Deno.test("walk() names parts that carry no text", () => {
  for (const [type, part] of [["image_url", "image"], ["input_audio", "audio"], ["file", "file"]]) {
    assertEquals(walked([{ type }]).skipped, [`part:${part}`]);
  }
  assertEquals(walked([{ type: "holograms", text: "Hi" }]).skipped, []);
});

Deno.test("walk() reads text that is encoded, and names what else is", () => {
  const words = "A sentence about nothing in particular. ".repeat(10);
  const source = { type: "base64", media_type: "text/plain", data: btoa(words) };
  const document = walked([{ type: "document", source }]);
  assertEquals(document.fields, [["[0].source.data", words]]);
  assertEquals(document.skipped, []);
  const bytes = Uint8Array.from({ length: 400 }, (_, k) => k * 7);
  const picture = btoa(`\x89PNG${String.fromCharCode(...bytes)}`);
  const image = walked({ type: "image", source: { data: picture } });
  assertEquals([image.fields, image.unseen], [[], 1]);
  assertEquals(image.skipped, ["part:image", "part:image"]);
});

Deno.test("walk() passes over vectors, and not over lists of a few numbers", () => {
  const vector = Array.from({ length: 1536 }, (_, k) => k / 7);
  assertEquals(walked({ embedding: vector }).identifiers, []);
  const hidden = [...vector.slice(0, 40), 4532015112830366];
  assertEquals(walked({ list: hidden }).identifiers.length, 1);
});
