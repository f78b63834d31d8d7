/**
 * Where transparency is tested: the real program between a raw client and a raw upstream, started
 * once for all rows of a table. Nothing in between tidies up.
 *
 * A row sets how the upstream answers, or takes a request over and plays the upstream itself. When
 * the last row has ended the program must stop cleanly and must not have reported a fault.
 *
 * @module
 */

import { concat } from "../../src/base/bytes.ts";
import { withDeadline } from "../support/deadline.ts";
import { type ServeProcess, startServe } from "../support/program.ts";
import { RawClient } from "../support/raw_client.ts";
import {
  answer,
  type RawHandler,
  type RawRequest,
  RawUpstream,
  type UpstreamConnection,
} from "../support/raw_upstream.ts";
import { assert, assertEquals } from "../support/std.ts";
import { TempDir } from "../support/temp_dir.ts";
import type { BodyReader } from "../support/wire_reader.ts";

/** Enough for the audit to run, and little enough to see other memory grow. */
const AUDIT_CAPACITY_BYTES = 16 * 1024 * 1024;

/** A request that a row answers itself. */
export interface Taken {
  request: RawRequest;
  /** Body of the request, unread. */
  body: BodyReader;
  connection: UpstreamConnection;
  /** The exchange is over; the upstream waits for the next request on the connection. */
  done(): void;
}

/** The program with both its ends. */
export class Stage {
  readonly upstream: RawUpstream;
  /** How the upstream answers in this row. */
  handler: RawHandler = answer({ body: "ok" });
  readonly #test: Deno.TestContext;
  #serve: ServeProcess | null = null;
  #taking: ((taken: Taken) => void) | null = null;
  #open: Taken[] = [];
  /** Bytes that the upstream has received in this row, by connection. */
  #received = new Map<number, Uint8Array<ArrayBuffer>[]>();
  #isRecording = false;

  /** @param upstreamTls Certificate and key, PEM, when the upstream speaks TLS. */
  constructor(test: Deno.TestContext, upstreamTls: { cert: string; key: string } | null = null) {
    this.#test = test;
    this.upstream = new RawUpstream((request, connection) => this.handler(request, connection), {
      ...(upstreamTls === null ? {} : { tls: upstreamTls }),
      onHead: (request, connection) => this.#onHead(request, connection),
      onBytes: (bytes, connection) => this.#onBytes(bytes, connection),
    });
  }

  /** The running program. */
  get serve(): ServeProcess {
    if (this.#serve === null) throw new Error("The program was not started");
    return this.#serve;
  }

  /** Starts the program. */
  async start(evidenceDir: string, args: readonly string[]): Promise<void> {
    this.#serve = await startServe({
      target: this.upstream.url,
      evidenceDir,
      args: [`--audit-capacity=${AUDIT_CAPACITY_BYTES}`, ...args],
    });
  }

  /** A new connection to the program. */
  connect(): Promise<RawClient> {
    return RawClient.connect(this.serve.port);
  }

  /** A new connection to the upstream, past the program. */
  connectDirect(): Promise<RawClient> {
    return RawClient.connect(this.upstream.port);
  }

  /** Takes over the next request that reaches the upstream; to be called before it is sent. */
  take(): Promise<Taken> {
    const taken = Promise.withResolvers<Taken>();
    this.#taking = taken.resolve;
    return withDeadline(taken.promise, { describe: () => "No request reached the upstream" });
  }

  /** One row; the others go on when it fails. */
  async row(name: string, test: () => Promise<void>): Promise<void> {
    await this.#test.step(name, async () => {
      this.handler = answer({ body: "ok" });
      this.upstream.requests.length = 0;
      this.#received = new Map();
      try {
        await test();
      } finally {
        this.#taking = null;
        this.#isRecording = false;
        for (const { connection } of this.#open.splice(0)) connection.close();
      }
    });
  }

  /** From now on to the end of the row, keeps every byte that reaches the upstream. */
  record(): void {
    this.#isRecording = true;
    this.#received = new Map();
  }

  /** What {@linkcode record} has kept, by connection in order of their first byte. */
  received(): Uint8Array<ArrayBuffer>[] {
    return [...this.#received.values()].map((parts) => concat(...parts));
  }

  /**
   * Sends a request of its own on a new connection and waits for its answer. What the program was
   * to send before, it has sent by then.
   *
   * @returns The body of the answer.
   */
  async sentinel(): Promise<Uint8Array<ArrayBuffer>> {
    using client = await this.connect();
    const got = await client.request({
      method: "POST",
      target: "/sentinel",
      headers: [["Connection", "close"]],
      body: "sentinel",
    });
    assertEquals([got.status, got.complete], [200, true], "the program still works");
    return got.body;
  }

  /** Stops the program and closes the upstream. */
  async stop(): Promise<void> {
    const { code, stderr } = await this.serve.stop();
    assertEquals(code, 0, stderr);
    assertEquals(faultsIn(stderr), [], "the program reported no fault");
  }

  /** Closes everything, whatever state it is in. */
  async dispose(): Promise<void> {
    await this.#serve?.[Symbol.asyncDispose]();
    await this.upstream[Symbol.asyncDispose]();
  }

  #onBytes(bytes: Uint8Array<ArrayBuffer>, connection: number): void {
    if (!this.#isRecording) return;
    const parts = this.#received.get(connection);
    if (parts === undefined) this.#received.set(connection, [bytes.slice()]);
    else parts.push(bytes.slice());
  }

  async #onHead(
    request: RawRequest,
    connection: UpstreamConnection,
  ): Promise<boolean | "taken"> {
    const taking = this.#taking;
    if (taking === null || request.target === "/sentinel") return true;
    this.#taking = null;
    const finished = Promise.withResolvers<void>();
    const taken: Taken = {
      request,
      body: connection.body(request),
      connection,
      done: () => {
        this.#open = this.#open.filter((open) => open !== taken);
        finished.resolve();
      },
    };
    this.#open.push(taken);
    taking(taken);
    await Promise.race([finished.promise, connection.closed]);
    return "taken";
  }
}

/** A table of rows that share one running program. */
export function stageTest(
  name: string,
  rows: (stage: Stage) => Promise<void>,
  options: {
    /** More flags; a function may put the files that they name into the directory. */
    args?: readonly string[] | ((dir: TempDir) => Promise<string[]>);
    /** Certificate and key, PEM, when the upstream speaks TLS. */
    upstreamTls?: { cert: string; key: string };
    ignore?: boolean;
  } = {},
): void {
  Deno.test({
    name,
    ignore: options.ignore ?? false,
    fn: async (test) => {
      await using dir = await TempDir.make();
      const stage = new Stage(test, options.upstreamTls);
      try {
        const { args = [] } = options;
        await stage.start(
          dir.join("evidence"),
          typeof args === "function" ? await args(dir) : args,
        );
        await rows(stage);
        await stage.stop();
      } finally {
        await stage.dispose();
      }
    },
  });
}

/** Log lines that tell of a fault in the program itself. */
function faultsIn(stderr: string): string[] {
  return stderr.split("\n").filter((line) => line.includes('"level":"error"'));
}

/** Resident memory of a process in bytes. */
export async function residentBytes(pid: number): Promise<number> {
  // Not from /proc, which a test may only read with every permission there is.
  const ps = new Deno.Command("ps", { args: ["-o", "rss=", "-p", `${pid}`], stderr: "null" });
  const { stdout } = await ps.output();
  const kib = Number(new TextDecoder().decode(stdout));
  assert(kib > 0, `the memory of process ${pid} is known`);
  return kib * 1_024;
}
