/**
 * Entry of the OpenTelemetry thread.
 * @module
 */

import { post } from "../anchor/http.ts";
import { SYSTEM_CLOCK } from "../base/clock.ts";
import { type OtelPort, serveOtel } from "./otel_loop.ts";

serveOtel(globalThis as unknown as OtelPort, { post, clock: SYSTEM_CLOCK });
