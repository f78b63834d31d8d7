/**
 * The page's script: takes files, runs the verifier on them, shows its report. It contacts nobody
 * and keeps nothing.
 *
 * The verifier is also there for scripts of the reader's own, as `outband.verifyFiles()`; where
 * there is no document, as in Node, that is all it does.
 * @module
 */

/// <reference lib="dom" />

import "./no_eval.ts"; // Before everything that loads the schema library.
import { VERSION } from "../base/version.ts";
import { verifyStrict } from "../tlog/ed25519.ts";
import { RESULT_NAMES, type VerifyReport } from "../verify/mod.ts";
import { number } from "../verify/wording.ts";
import { chosenFiles, droppedFiles } from "./dropped.ts";
import type { GivenFile } from "./file_source.ts";
import { NOBLE_SUITE } from "./noble_suite.ts";
import { element, reportView } from "./report_view.ts";
import { keysIn, verifyFiles } from "./verify_files.ts";

const MEGABYTE = 1_000_000;

/** What the reader gave. */
class VerifyPage {
  #files: readonly GivenFile[] = [];
  #isBusy = false;

  start(): void {
    const drop = byId("drop");
    for (const name of ["dragenter", "dragover"]) {
      drop.addEventListener(name, (event) => {
        event.preventDefault();
        drop.classList.add("over");
      });
    }
    drop.addEventListener("dragleave", () => drop.classList.remove("over"));
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      drop.classList.remove("over");
      const { dataTransfer } = event;
      if (dataTransfer !== null) void this.#take(droppedFiles(dataTransfer));
    });
    for (const id of ["folder", "files"]) {
      const input = inputById(id);
      input.addEventListener(
        "change",
        () => void this.#take(Promise.resolve(chosenFiles(input.files))),
      );
    }
    byId("form").addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#verify();
    });
    this.#say("");
  }

  async #take(giving: Promise<GivenFile[]>): Promise<void> {
    try {
      this.#files = await giving;
    } catch (error) {
      this.#files = [];
      byId("given").textContent = "";
      return this.#fail(error);
    }
    const bytes = this.#files.reduce((sum, { blob }) => sum + blob.size, 0);
    const count = this.#files.length === 1 ? "1 file" : `${number(this.#files.length)} files`;
    byId("given").textContent = `${count}, ${megabytes(bytes)} MB`;
    byId("report").replaceChildren();
    this.#say(this.#files.length === 0 ? "" : "Ready to verify.");
  }

  async #verify(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    byId("form").inert = true; // What is shown afterwards must be about what was given before.
    const bar = byId("bar") as HTMLProgressElement;
    bar.removeAttribute("value"); // Busy, until it is known how much there is.
    bar.hidden = false;
    byId("report").replaceChildren();
    this.#say("Verifying ...");
    try {
      const report = await verifyFiles({
        files: this.#files,
        keys: keysIn((byId("key") as HTMLTextAreaElement).value),
        heads: chosenFiles(inputById("heads").files),
        telemetry: chosenFiles(inputById("telemetry").files),
        policy: chosenFiles(inputById("policy").files)[0],
        require: RESULT_NAMES.filter((name) => requireBox(name)?.checked === true),
        onProgress: ({ records, bytes, total }) => {
          bar.max = Math.max(total, bytes);
          bar.value = bytes;
          byId("count").textContent = `${number(records)} records, ${megabytes(bytes)} of ${
            megabytes(total)
          } MB`;
        },
      });
      this.#show(report);
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#isBusy = false;
      byId("form").inert = false;
      bar.hidden = true;
      byId("count").textContent = "";
    }
  }

  #show(report: VerifyReport): void {
    byId("report").replaceChildren(...reportView(report));
    this.#say("Verified.");
    byId("verdict").focus();
  }

  #fail(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    const box = element("p", { class: "failure", id: "failure" }, message);
    box.setAttribute("role", "alert");
    byId("report").replaceChildren(box);
    this.#say("");
  }

  /** Tells it also to those who listen to the page. */
  #say(text: string): void {
    byId("state").textContent = text;
  }
}

function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The page has no element ${id}`);
  return found;
}

function inputById(id: string): HTMLInputElement {
  return byId(id) as HTMLInputElement;
}

function requireBox(name: string): HTMLInputElement | null {
  return document.querySelector(`input[name="require"][value="${name}"]`);
}

function megabytes(bytes: number): string {
  return (bytes / MEGABYTE).toFixed(1);
}

const library = Object.freeze({
  version: VERSION,
  verifyFiles,
  verifyStrict: (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) =>
    verifyStrict(NOBLE_SUITE, { publicKey, message, signature }),
});
Object.defineProperty(globalThis, "outband", { value: library });
if (typeof document !== "undefined") new VerifyPage().start();
