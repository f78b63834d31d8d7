import { assertEquals } from "../support/std.ts";
import { FaultLog } from "../../src/journal/fault_log.ts";

Deno.test("FaultLog logs when a fault begins and ends, and counts what lies between", () => {
  const events: [string, unknown][] = [];
  const faults = new FaultLog((event, fields) => void events.push([event, fields]));
  faults.worked("disk");
  faults.failed("disk", new Error("No space\n left"));
  faults.failed("disk", new Error("again"));
  faults.failed("seal", "odd");
  assertEquals([faults.names, faults.total, faults.lastError], [["disk", "seal"], 3, "odd"]);
  faults.worked("disk");
  assertEquals(faults.names, ["seal"]);
  assertEquals(events, [
    ["audit.degraded", { reason: "disk", message: "No space left" }],
    ["audit.degraded", { reason: "seal", message: "odd" }],
    ["audit.recovered", { reason: "disk", failures: 2 }],
  ]);
});
