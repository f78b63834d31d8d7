/**
 * A real Chromium without a window, driven over its DevTools protocol: no driver package is needed.
 * @module
 */

import { DEADLINE_MS, withDeadline } from "./deadline.ts";
import { TextLineStream } from "../../src/base/std.ts";
import { TempDir } from "./temp_dir.ts";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];
const LISTENING_REGEXP = /^DevTools listening on (ws:\/\/127\.0\.0\.1:\d+\/\S+)$/;
const FLAGS = [
  ...["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
  ...["--no-first-run", "--disable-background-networking", "--disable-component-update"],
  ...["--disable-extensions", "--hide-scrollbars", "--remote-debugging-port=0"],
];

/** Path of Chromium; null when there is none. */
export const CHROMIUM: string | null = findChromium();

function findChromium(): string | null {
  const folders = (Deno.env.get("PATH") ?? "").split(":");
  for (const path of NAMES.flatMap((name) => folders.map((folder) => `${folder}/${name}`))) {
    try {
      if (Deno.statSync(path).isFile) return path;
    } catch {
      // Not there, or not to be seen.
    }
  }
  return null;
}

/** Registers a test that needs Chromium; without it the test is skipped and its name says so. */
export function chromiumTest(name: string, body: (browser: Chromium) => Promise<void>): void {
  const isMissing = CHROMIUM === null;
  Deno.test({
    name: isMissing ? `${name} (skipped: no chromium)` : name,
    ignore: isMissing,
    async fn(): Promise<void> {
      await using browser = await Chromium.start();
      await body(browser);
    },
  });
}

type Fields = Readonly<Record<string, unknown>>;

interface Reply {
  id?: number;
  method?: string;
  params?: Fields;
  sessionId?: string;
  result?: Fields;
  error?: { message: string };
}

/** A running browser. */
export class Chromium implements AsyncDisposable {
  readonly #child: Deno.ChildProcess;
  readonly #profile: TempDir;
  readonly #reading: Promise<void>;
  readonly #socket: WebSocket;
  readonly #closed: Promise<unknown>;
  readonly #waiting = new Map<number, PromiseWithResolvers<Fields>>();
  readonly #events: { method: string; sessionId: string; params: Fields }[] = [];
  #next = 1;

  /** For {@linkcode Chromium.start}. */
  constructor(
    run: { child: Deno.ChildProcess; profile: TempDir; reading: Promise<void> },
    socket: WebSocket,
  ) {
    this.#child = run.child;
    this.#profile = run.profile;
    this.#reading = run.reading;
    this.#socket = socket;
    this.#closed = new Promise((done) => socket.onclose = done);
    socket.onmessage = (event: MessageEvent<string>): void => this.#take(JSON.parse(event.data));
  }

  /** Starts it with a profile of its own. */
  static async start(): Promise<Chromium> {
    const profile = await TempDir.make();
    const child = new Deno.Command(CHROMIUM ?? "", {
      args: [...FLAGS, `--user-data-dir=${profile.path}`, "about:blank"],
      stdin: "null",
      stdout: "null",
      stderr: "piped",
    }).spawn();
    const url = Promise.withResolvers<string>();
    const reading = readLines(child.stderr, (line) => {
      const match = LISTENING_REGEXP.exec(line);
      if (match?.[1] !== undefined) url.resolve(match[1]);
    });
    const describe = (): string => "Chromium did not start";
    const socket = new WebSocket(await withDeadline(url.promise, { describe }));
    const opened = new Promise((done) => socket.onopen = done);
    await withDeadline(opened, { describe });
    return new Chromium({ child, profile, reading }, socket);
  }

  /** Opens a page and waits until it is loaded. */
  async open(url: string, options: { script?: string } = {}): Promise<ChromiumPage> {
    const { targetId } = await this.call("Target.createTarget", { params: { url: "about:blank" } });
    const attached = await this.call("Target.attachToTarget", {
      params: { targetId, flatten: true },
    });
    const page = new ChromiumPage(this, String(attached["sessionId"]));
    for (const domain of ["Page", "Network", "Runtime", "DOM", "Accessibility"]) {
      await page.call(`${domain}.enable`);
    }
    const { script } = options;
    if (script !== undefined) {
      await page.call("Page.addScriptToEvaluateOnNewDocument", { source: script });
    }
    await page.call("Page.navigate", { url });
    await page.until("document.readyState === 'complete' && location.href !== 'about:blank'");
    return page;
  }

  /** Calls a method of the protocol. */
  async call(
    method: string,
    { params = {}, sessionId }: { params?: Fields; sessionId?: string } = {},
  ): Promise<Fields> {
    const id = this.#next++;
    const waiting = Promise.withResolvers<Fields>();
    this.#waiting.set(id, waiting);
    this.#socket.send(
      JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) }),
    );
    const describe = (): string => `Chromium did not answer ${method}`;
    return await withDeadline(waiting.promise, { ms: 2 * DEADLINE_MS, describe });
  }

  /** Events of one page so far. */
  events(method: string, sessionId: string): Fields[] {
    return this.#events.filter((event) => event.method === method && event.sessionId === sessionId)
      .map(({ params }) => params);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.call("Browser.close");
    await this.#child.status;
    await this.#reading;
    this.#socket.close();
    await this.#closed;
    await this.#profile[Symbol.asyncDispose]();
  }

  #take({ id, method, params = {}, sessionId = "", result = {}, error }: Reply): void {
    if (id === undefined) {
      this.#events.push({ method: method ?? "", sessionId, params });
      return;
    }
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) waiting?.resolve(result);
    else waiting?.reject(new Error(error.message));
  }
}

/** One page. */
export class ChromiumPage {
  readonly #browser: Chromium;
  readonly #session: string;

  constructor(browser: Chromium, session: string) {
    this.#browser = browser;
    this.#session = session;
  }

  /** Calls a method of the protocol for this page. */
  call(method: string, params: Fields = {}): Promise<Fields> {
    return this.#browser.call(method, { params, sessionId: this.#session });
  }

  /** Events so far. */
  events(method: string): Fields[] {
    return this.#browser.events(method, this.#session);
  }

  /**
   * Value of an expression, awaited.
   *
   * @throws {Error} With what it throws.
   */
  async evaluate(expression: string, options: Fields = {}): Promise<unknown> {
    const { result, exceptionDetails } = await this.call("Runtime.evaluate", {
      expression,
      awaitPromise: true,
      returnByValue: true,
      ...options,
    });
    if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails));
    return (result as Fields)["value"];
  }

  /** Waits in the page, frame by frame, until an expression is true. */
  async until(expression: string): Promise<void> {
    const wait = `new Promise((done) => {
      const look = () => { if (${expression}) done(); else setTimeout(look, 5); };
      look();
    })`;
    const describe = (): string => `The page did not come to ${expression}`;
    await withDeadline(this.evaluate(wait), { describe });
  }

  /** Gives files, or one folder, to a file input. */
  async choose(selector: string, files: readonly string[]): Promise<void> {
    const { root } = await this.call("DOM.getDocument");
    const { nodeId } = await this.call("DOM.querySelector", {
      nodeId: (root as Fields)["nodeId"],
      selector,
    });
    await this.call("DOM.setFileInputFiles", { nodeId, files });
  }

  /** Size of the view in CSS pixels, and colour scheme. */
  async show(width: number, scheme: "light" | "dark"): Promise<void> {
    const size = { width, height: 900, deviceScaleFactor: 1, mobile: width < 500 };
    await this.call("Emulation.setDeviceMetricsOverride", size);
    const features = [{ name: "prefers-color-scheme", value: scheme }];
    await this.call("Emulation.setEmulatedMedia", { features });
  }

  /** The whole page as a PNG. */
  async screenshot(): Promise<Uint8Array<ArrayBuffer>> {
    const { data } = await this.call("Page.captureScreenshot", { captureBeyondViewport: true });
    return Uint8Array.fromBase64(String(data));
  }
}

async function readLines(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  take: (line: string) => void,
): Promise<void> {
  const lines = stream.pipeThrough(new TextDecoderStream()).pipeThrough(new TextLineStream());
  for await (const line of lines) take(line);
}
