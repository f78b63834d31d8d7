import { otelSettings } from "../../src/cli/otel_link.ts";
import { OutbandError } from "../../src/base/errors.ts";
import { assertEquals, assertFalse, assertThrows } from "../support/std.ts";
import { TempDir } from "../support/temp_dir.ts";

Deno.test("otelSettings() reads the receiver and the fields for it", async () => {
  await using dir = await TempDir.make();
  const file = dir.join("headers");
  await Deno.writeTextFile(file, "authorization: Bearer abc\n\nx-team:  a\r\n");
  const settings = otelSettings({ otelEndpoint: "http://r:4318/", otelHeadersFile: file });
  assertEquals(settings?.endpoint, "http://r:4318");
  assertEquals(settings?.headers, { "authorization": "Bearer abc", "x-team": "a" });
  assertEquals(otelSettings({ otelEndpoint: null, otelHeadersFile: null }), null);
});

Deno.test("otelSettings() names the line that is none, and no value", async () => {
  await using dir = await TempDir.make();
  const file = dir.join("headers");
  await Deno.writeTextFile(file, "a: b\nsecret-token\n");
  const given = { otelEndpoint: "http://r", otelHeadersFile: file };
  const error = assertThrows(() => otelSettings(given), OutbandError);
  assertEquals([error.exitCode, error.message.includes("line 2")], [3, true]);
  assertFalse(error.message.includes("secret"));
  const missing = { otelEndpoint: "http://r", otelHeadersFile: dir.join("none") };
  assertEquals(assertThrows(() => otelSettings(missing), OutbandError).exitCode, 5);
});
