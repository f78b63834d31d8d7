import { assertEquals, assertThrows } from "../support/std.ts";
import { OutbandError } from "../../src/base/errors.ts";
import { openSealer } from "../../src/evidence/sealer.ts";
import {
  readNewestSigned,
  readSignedSize,
  rememberSigned,
  SIGNED_HEAD_FILE,
} from "../../src/evidence/signed_heads.ts";
import { finish, logOf, sealerOptions } from "./parts.ts";

const PATH = `/private/${SIGNED_HEAD_FILE}`;

Deno.test("readNewestSigned() finds what rememberSigned() kept, also after a crash", () => {
  const { disk, sealer, parts } = logOf([2]);
  const place = sealerOptions(disk);
  assertEquals(readNewestSigned(place), null);
  const outcome = parts[0] === undefined ? null : finish(sealer.seal(parts[0]));
  const note = outcome !== null && "note" in outcome ? outcome.note : "";
  rememberSigned(place, note);
  disk.restart("synced");
  assertEquals(disk.text(PATH), note);
  assertEquals(disk.mode(PATH), 0o600);
  assertEquals(readNewestSigned(place), { size: parts[0]?.endIndex, root: parts[0]?.root });
  assertEquals(readNewestSigned({ ...place, origin: "localhost/other" }), null);
});

Deno.test("readNewestSigned() refuses a damaged file at any byte but the signature's", () => {
  const { disk, sealer, parts } = logOf([2]);
  for (const part of parts) finish(sealer.seal(part));
  const place = sealerOptions(disk);
  const whole = disk.text(PATH);
  for (let length = 0; length < whole.length; length++) {
    disk.put(PATH, whole.slice(0, length));
    const error = assertThrows(() => readNewestSigned(place), OutbandError, "is damaged");
    assertEquals(error.code, "CONFIG");
  }
});

Deno.test("readSignedSize() is 0 without a checkpoint and refuses one of another key", () => {
  const { disk, sealer, parts } = logOf([2]);
  const place = sealerOptions(disk);
  assertEquals(readSignedSize(place, []), 0);
  for (const part of parts) finish(sealer.seal(part));
  assertThrows(() => readSignedSize(place, []), OutbandError, "is not signed by the signing key");
});

Deno.test("LogSealer.seal() signs no part below the newest head that it ever signed", () => {
  const { disk, sealer, parts } = logOf([2, 2]);
  const [first, second] = parts;
  if (first === undefined || second === undefined) throw new Error("two parts were asked for");
  const steps = sealer.signHead({ size: second.endIndex, root: second.root });
  for (let step = steps.next(); step.done !== true; step = steps.next());
  const again = openSealer(sealerOptions(disk, { isNew: false }));
  assertEquals(again.newestSigned?.size, second.endIndex);
  const outcome = finish(again.seal(first));
  const problem = `a head of ${second.endIndex} records was signed before`;
  assertEquals(outcome, { problem });
});
