/**
 * TLS to the upstream: a client that speaks TLS itself against proxies that do it for a client in
 * clear. The C library's sockets have no TLS, so upstream and client are the canonical
 * benchmark's, all subjects alike.
 * @module
 */

import { runCommand, startServe } from "../../tests/support/program.ts";
import { LineChild, startUpstream } from "../child.ts";
import type { LoadJob, LoadResult } from "../load_client.ts";
import { startNginx } from "../nginx.ts";
import type { Job, JobAnswer } from "./jobs.ts";
import type { AuditAccount, RunOutcome, SubjectInfo } from "./results.ts";
import { accountOf, runRounds } from "./rounds.ts";
import type { FullSettings, SubjectId } from "./settings.ts";
import type { Subject, Subjects } from "./subjects.ts";
import { makeTlsFiles, type TlsFiles } from "./tls.ts";
import { tlsWorkloads } from "./workloads.ts";

const COLD_ROUND_MS = 200;

/** What the phase found out. */
export interface TlsResults {
  infos: SubjectInfo[];
  runs: RunOutcome[];
  audit: AuditAccount[];
}

/** What the phase is run with. */
export interface TlsPlace {
  settings: FullSettings;
  /** Temporary directory of the run. */
  dir: string;
}

/** The load client of this phase; a new one takes the place of one that failed. */
class TlsDriver implements AsyncDisposable {
  #client = new LineChild("load_client.ts");
  readonly #caFile: string;

  constructor(caFile: string) {
    this.#caFile = caFile;
  }

  async drive(job: Job, subject: Subject): Promise<JobAnswer> {
    if (job.kind !== "closed") return { error: "TLS has closed loops only", sent: 0 };
    const question: LoadJob = {
      port: job.port,
      connections: job.connections,
      warmup_ms: job.warmup_ms,
      ms: job.ms,
      ...(subject.id === "direct" ? { ca_file: this.#caFile } : {}),
    };
    try {
      const result = await this.#client.ask(question) as LoadResult;
      return { ...result, unanswered: 0, histogram: [] };
    } catch (error) {
      await this.#client[Symbol.asyncDispose]();
      this.#client = new LineChild("load_client.ts");
      return { error: error instanceof Error ? error.message : String(error), sent: 0 };
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#client[Symbol.asyncDispose]();
  }
}

/** Runs the phase; without openssl there are no figures. */
export async function runTlsPhase(place: TlsPlace): Promise<TlsResults> {
  const { settings, dir } = place;
  const wanted = settings.subjects.filter((id) => ["direct", "nginx", "outband"].includes(id));
  await Deno.mkdir(`${dir}/tls`);
  const files = await makeTlsFiles(`${dir}/tls`);
  if (files === null) {
    const infos = wanted.map((id) => ({ id, what: "openssl is not installed", took_part: false }));
    return { infos, runs: [], audit: [] };
  }
  await using stack = new AsyncDisposableStack();
  const upstream = stack.use(
    await startUpstream("--tls-cert", files.cert, "--tls-key", files.key),
  );
  const driver = stack.use(new TlsDriver(files.ca));
  const at = { dir: `${dir}/tls`, files, port: upstream.port, stack };
  const subjects: Subjects = { running: [], infos: [] };
  for (const id of wanted) await startTlsSubject(subjects, { id, ...at });
  const options = {
    drive: driver.drive.bind(driver),
    subjects: subjects.running,
    workloads: tlsWorkloads(settings),
    onRound: () => {},
  };
  const cold = tlsWorkloads({ ...settings, roundMs: COLD_ROUND_MS });
  await runRounds(1, { ...options, workloads: cold });
  const runs = await runRounds(settings.rounds, options);
  const audit = [];
  for (const subject of subjects.running) audit.push(await accountOf(subject));
  return { infos: subjects.infos, runs, audit: audit.filter((account) => account !== null) };
}

interface TlsSubjectPlace {
  id: SubjectId;
  dir: string;
  files: TlsFiles;
  port: number;
  stack: AsyncDisposableStack;
}

async function startTlsSubject(subjects: Subjects, place: TlsSubjectPlace): Promise<void> {
  const started = await startOne(place);
  const { id } = place;
  subjects.infos.push({ id, what: started.what, took_part: started.subject !== null });
  if (started.subject !== null) subjects.running.push(started.subject);
}

async function startOne(
  { id, dir, files, port, stack }: TlsSubjectPlace,
): Promise<{ subject: Subject | null; what: string }> {
  const base = { id, fields: "", audit: null, sent: 0, pid: null };
  if (id === "direct") {
    return { subject: { ...base, port }, what: "the client speaks TLS to the upstream" };
  }
  if (id === "nginx") {
    const nginx = stack.use(await startNginx(dir, { port, caFile: files.ca }));
    if (nginx === null) return { subject: null, what: "not installed" };
    const subject = { ...base, port: nginx.port, pid: nginx.pid };
    return { subject, what: "proxy_ssl, kept-alive connections, certificate checked" };
  }
  if (!await hasUpstreamCa()) return { subject: null, what: "--upstream-ca: not in this version" };
  const evidenceDir = `${dir}/evidence`;
  const target = `https://127.0.0.1:${port}`;
  const args = [`--upstream-ca=${files.ca}`];
  const proxy = stack.use(await startServe({ target, evidenceDir, args }));
  const subject = { ...base, port: proxy.port, pid: proxy.pid, audit: { proxy, evidenceDir } };
  return { subject, what: "--upstream-ca, audit on, certificate checked" };
}

/** Whether the program can be told whom to trust. */
async function hasUpstreamCa(): Promise<boolean> {
  const { stdout } = await runCommand(["serve", "--help"]);
  return stdout.includes("--upstream-ca");
}
