import { assertEquals } from "../support/std.ts";
import { DAY_MS, daysText, judgeRetention } from "../../src/retain/frameworks.ts";

const DEFAULTS = { retainEvidenceMs: 400 * DAY_MS, retainTelemetryMs: 183 * DAY_MS };

Deno.test("judgeRetention() has nothing to say of the defaults, but for six years", () => {
  const all = ["eu-ai-act", "gdpr", "hipaa", "iso42001", "pci-dss", "soc2"] as const;
  assertEquals(
    judgeRetention(DEFAULTS, all).map(({ framework, weight }) => [framework, weight]),
    [["hipaa", "fail"]],
  );
  assertEquals(judgeRetention({ retainEvidenceMs: DAY_MS, retainTelemetryMs: DAY_MS }, []), []);
});

Deno.test("judgeRetention() names what is below each floor, and no end for personal data", () => {
  const short = { retainEvidenceMs: 30 * DAY_MS, retainTelemetryMs: 1.55 * DAY_MS };
  const remarks = judgeRetention(short, ["eu-ai-act", "soc2"]);
  assertEquals(remarks.map(({ weight }) => weight), ["fail", "warn", "warn"]);
  assertEquals(
    remarks[0]?.message,
    "--retain-evidence is 30 days, and eu-ai-act has 183 days (Art. 19(1) and 26(6): six months)",
  );
  const forEver = { retainEvidenceMs: 0, retainTelemetryMs: 0 };
  assertEquals(judgeRetention(forEver, ["hipaa", "pci-dss"]), []);
  assertEquals(judgeRetention(forEver, ["gdpr"]).map(({ weight }) => weight), ["warn"]);
});

Deno.test("daysText() counts days downwards", () => {
  assertEquals([0, DAY_MS, 1.59 * DAY_MS, 400 * DAY_MS].map(daysText), [
    "for ever",
    "1 day",
    "1.5 days",
    "400 days",
  ]);
});
