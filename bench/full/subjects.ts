/**
 * The ways to the upstream: starts each one that takes part, or says why it cannot.
 * @module
 */

import {
  MAIN_MODULE,
  ROOT_DIR,
  type ServeProcess,
  startServe,
} from "../../tests/support/program.ts";
import { LineChild } from "../child.ts";
import { startNginx } from "../nginx.ts";
import { startHaproxy } from "./haproxy.ts";
import { portkeyFields, startPortkey } from "./portkey.ts";
import type { SubjectInfo } from "./results.ts";
import type { FullSettings, SubjectId } from "./settings.ts";

/** One way to the upstream that takes part. */
export interface Subject {
  id: SubjectId;
  /** Port of 127.0.0.1. */
  port: number;
  /** Header lines that it needs. */
  fields: string;
  /** Root of its processes; null for direct. */
  pid: number | null;
  /** The proxy under test when it is one that audits, and where its evidence goes. */
  audit: { proxy: ServeProcess; evidenceDir: string } | null;
  /** Requests sent to it so far. */
  sent: number;
}

/** All subjects, and what is said about each. */
export interface Subjects {
  running: Subject[];
  infos: SubjectInfo[];
}

/** What subjects are started with. */
export interface SubjectPlace {
  settings: FullSettings;
  /** Temporary directory of the run. */
  dir: string;
  upstreamPort: number;
  /** Ends what is started here. */
  stack: AsyncDisposableStack;
}

type Started = { subject: Subject; what: string } | string;

/** Programs of others: one that does not start must not end the benchmark. */
const PEERS: readonly SubjectId[] = ["nginx", "haproxy", "portkey"];

/** Starts all subjects that the settings name. */
export async function startSubjects(place: SubjectPlace): Promise<Subjects> {
  const subjects: Subjects = { running: [], infos: [] };
  for (const id of place.settings.subjects) {
    const started = await startSubject(id, place).catch((error: unknown) => {
      if (PEERS.includes(id) && error instanceof Error) return `did not start: ${error.message}`;
      throw error;
    });
    if (typeof started === "string") {
      subjects.infos.push({ id, what: started, took_part: false });
      continue;
    }
    subjects.infos.push({ id, what: started.what, took_part: true });
    subjects.running.push(started.subject);
  }
  return subjects;
}

/** Version in the deno.json of this checkout. */
export async function ownVersion(): Promise<string> {
  const { version } = JSON.parse(await Deno.readTextFile(`${ROOT_DIR}deno.json`));
  return String(version);
}

async function startSubject(id: SubjectId, place: SubjectPlace): Promise<Started> {
  switch (id) {
    case "direct":
      return {
        subject: plainSubject(id, { port: place.upstreamPort, pid: null }),
        what: "the client talks to the upstream",
      };
    case "relay":
      return await relaySubject(place);
    case "nginx":
      return peerSubject(
        id,
        place.stack.use(await startNginx(place.dir, { port: place.upstreamPort })),
      );
    case "haproxy":
      return peerSubject(id, place.stack.use(await startHaproxy(place.dir, place.upstreamPort)));
    case "portkey":
      return await portkeySubject(place);
    case "outband":
      return await outbandSubject(place, {
        id,
        module: MAIN_MODULE,
        args: [],
        what: `version ${await ownVersion()}, audit on, default settings`,
      });
    case "outband-off":
      return await outbandSubject(place, {
        id,
        module: MAIN_MODULE,
        args: ["--audit-capacity=0"],
        what: "the same program with --audit-capacity=0: no audit, no metrics, no evidence",
      });
    case "other":
      return await outbandSubject(place, {
        id,
        module: place.settings.program ?? "",
        args: [],
        what: `${place.settings.program}, audit on, default settings`,
      });
  }
}

function plainSubject(id: SubjectId, at: { port: number; pid: number | null }): Subject {
  return { id, fields: "", audit: null, sent: 0, ...at };
}

function peerSubject(
  id: SubjectId,
  peer: { port: number; pid: number; version: string } | null,
): Started {
  if (peer === null) return "not installed";
  const { port, pid, version } = peer;
  return { subject: plainSubject(id, { port, pid }), what: `${version}, plain proxy, no log` };
}

async function relaySubject(place: SubjectPlace): Promise<Started> {
  const child = place.stack.use(new LineChild("relay.ts", [`${place.upstreamPort}`]));
  const { port } = await child.read() as { port: number };
  return {
    subject: plainSubject("relay", { port, pid: child.pid }),
    what: "bench/relay.ts: raw TCP in Deno, nothing is parsed",
  };
}

async function portkeySubject(place: SubjectPlace): Promise<Started> {
  const portkey = await startPortkey(place.dir);
  if (typeof portkey === "string") return portkey;
  place.stack.use(portkey);
  const { port, pid, version } = portkey;
  const subject = plainSubject("portkey", { port, pid });
  return { subject: { ...subject, fields: portkeyFields(place.upstreamPort) }, what: version };
}

async function outbandSubject(
  place: SubjectPlace,
  program: { id: SubjectId; module: string; args: readonly string[]; what: string },
): Promise<Started> {
  const { id, module, args, what } = program;
  const evidenceDir = `${place.dir}/evidence-${id}`;
  const target = `http://127.0.0.1:${place.upstreamPort}`;
  const proxy = place.stack.use(await startServe({ target, evidenceDir, module, args }));
  const subject = plainSubject(id, { port: proxy.port, pid: proxy.pid });
  return {
    subject: { ...subject, audit: args.length > 0 ? null : { proxy, evidenceDir } },
    what,
  };
}
