// deno-lint-ignore-file no-console -- this is what it is for
/**
 * Prints `N passed, N failed, N skipped` from a JUnit report and the number of other failed tasks;
 * exit code 1 when anything failed. A missing report is a failure: nothing was tested.
 */

const [path = "", brokenTasks = "0"] = Deno.args;
const broken = Number(brokenTasks);

function attribute(tag: string, name: string): number {
  const match = new RegExp(`\\b${name}="(\\d+)"`).exec(tag);
  return match === null ? 0 : Number(match[1]);
}

let report = "";
try {
  report = Deno.readTextFileSync(path);
} catch {
  // A type error leaves no report.
}
const total = /<testsuites\b[^>]*>/.exec(report)?.[0];
if (total === undefined) {
  console.log("0 passed, 1 failed");
  Deno.exit(1);
}
const skipped = (report.match(/<skipped\b/g) ?? []).length;
const failed = attribute(total, "failures") + attribute(total, "errors");
const passed = attribute(total, "tests") - failed - skipped;
console.log(`${passed} passed, ${failed + broken} failed, ${skipped} skipped`);
Deno.exit(failed + broken > 0 || passed === 0 ? 1 : 0);
