// deno-lint-ignore-file explicit-function-return-type -- plain JavaScript has no types
/**
 * Runs the page's script in Node, without a document: reads cases from standard input, writes what
 * came of each. Plain JavaScript, because Node runs it as it is.
 */

import { readFileSync } from "node:fs";
import { Buffer } from "node:buffer";
import { argv, stdin, stdout } from "node:process";
import { text } from "node:stream/consumers";
import { runInThisContext } from "node:vm";

const page = readFileSync(argv[2] ?? "", "utf8");
const script = page.slice(page.indexOf("<script>") + 8, page.lastIndexOf("</script>"));
runInThisContext(script);
const { outband } = globalThis;

function given(files) {
  return files.map(([path, base64]) => ({ path, blob: new Blob([Buffer.from(base64, "base64")]) }));
}

function bytes(hex) {
  return Uint8Array.from(Buffer.from(hex, "hex"));
}

const { reports = [], signatures = [] } = JSON.parse(await text(stdin));
const answers = { reports: [], signatures: [] };
for (const { files, heads, telemetry, policy, ...rest } of reports) {
  const evidence = {
    files: given(files),
    heads: given(heads),
    telemetry: given(telemetry),
    policy: given(policy)[0],
  };
  answers.reports.push(await outband.verifyFiles({ ...rest, ...evidence }));
}
for (const { key, message, signature } of signatures) {
  answers.signatures.push(
    await outband.verifyStrict(bytes(key), bytes(message), bytes(signature)),
  );
}
stdout.write(JSON.stringify(answers));
