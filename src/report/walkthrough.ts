/**
 * One call from end to end, as one page for an auditor: what the records say of it, how they are tied
 * to a signature, and what can be done again without trusting the page. It never concludes.
 * @module
 */

import { PROGRAM } from "../base/version.ts";
import type { CallBody, RecordHead } from "../format/record.ts";
import type { Counts } from "../format/counts.ts";
import { type Html, markup, type Part, table } from "./html.ts";
import { pageStart } from "./page_start.ts";
import { LIMITS } from "./sections_end.ts";
import type { LogVerification } from "./verification.ts";
import { chip, duration } from "./words.ts";

/** One part of the call that somebody opened. */
export interface OpenedPart {
  part: string;
  /** The commitment, made again from key and content, is the one in the record. */
  isSame: boolean;
  /** Content as text; null when only a key, or a hash of the original, was handed over. */
  text: string | null;
  /** Key only: nothing could be compared. */
  isKeyOnly: boolean;
}

/** Everything that the page shows. */
export interface WalkthroughFacts {
  record: RecordHead & CallBody;
  /** The line as it stands in the segment. */
  line: string;
  /** RFC 6962 leaf hash of the line, hex. */
  leaf: string;
  /** Leaf hash of the line before; null when that line is not here. */
  previousLeaf: string | null;
  /** `prev` of the line after; null when there is none. */
  nextPrev: string | null;
  /** The segment below the evidence, and the line in it, from 1. */
  segment: string;
  lineNumber: number;
  window: {
    w: number;
    part: number;
    start: string;
    counts: Counts | null;
    closedAt: string | null;
  };
  /** Files beside the segment. */
  files: readonly string[];
  /** Digests of configuration and rules in force. */
  config: string | null;
  detector: string | null;
  head: { note: string; size: number; root: string };
  /** Hashes of the proof, base64, from the leaf up; `holds` when they lead to the root. */
  proof: { hashes: readonly string[]; holds: boolean };
  opened: readonly OpenedPart[];
  /** Parts that a later record declares erased. */
  erased: readonly string[];
  /** Fields of the telemetry line, when it was opened and is the one committed to. */
  telemetry: Readonly<Record<string, unknown>> | null;
  verification: LogVerification;
  program: string;
  sha256: (bytes: Uint8Array) => Uint8Array;
}

/** The whole page. */
export function walkthroughPage(facts: WalkthroughFacts): string {
  const { record } = facts;
  const steps: [title: string, body: Html][] = [
    ["The call", callStep(facts)],
    ["Accepted and forwarded", forwardStep(facts)],
    ["Copied and read", copyStep(facts)],
    ["Found and redacted", foundStep(facts)],
    ["Committed to", commitStep(facts)],
    ["Hashed and chained", chainStep(facts)],
    ["Sealed in a window and signed", sealStep(facts)],
    ["Checked again, now", verifyStep(facts)],
    ["Counted in the report", countStep(facts)],
    ["What this does not show", limitsStep()],
  ];
  const title = `Walkthrough of record ${record.i}`;
  const page = markup`${
    pageStart(title, facts.sha256)
  }<p class="faint">Call ${record.ord} of the log ${record.log}, followed from end to end by ${facts.program}. All times
are UTC.</p>
</header>
<main>
<nav aria-label="Contents"><ol>
${steps.map(([name], k) => markup`<li><a href="#s${k + 1}">${name}</a></li>\n`)}</ol></nav>
${steps.map(([name, body], k) => stepOf(k + 1, { name, body }))}</main>
<footer><p>This page needs no network and runs no program. It quotes evidence; the evidence is what counts.</p></footer>
</body>
</html>`;
  return `${page.text.trim()}\n`;
}

function stepOf(n: number, { name, body }: { name: string; body: Html }): Html {
  return markup`<section id="s${n}" aria-labelledby="h${n}"><h2 id="h${n}">${n}. ${name}</h2>
${body}</section>
`;
}

/** What the reader can do without us. */
function again(words: string, command?: string): Html {
  return markup`<p class="note"><b>Do it again:</b> ${words}</p>${
    command === undefined ? null : markup`<pre>${command}</pre>`
  }`;
}

/** Name and value in two columns. */
function pairs(caption: string, rows: readonly (readonly [string, Part])[]): Html {
  return table(caption, {
    columns: [{ head: "What" }, { head: "Value" }],
    rows: rows.filter(([, value]) => value !== null && value !== ""),
  });
}

function callStep({ record }: WalkthroughFacts): Html {
  const { usage = {} } = record;
  const tokens = Object.entries(usage).map(([name, n]) => `${name} ${n}`).join(", ");
  return markup`${
    pairs("The call as its record has it", [
      ["Log", record.log],
      ["Record", String(record.i)],
      ["Number of the call (request_id)", String(record.ord)],
      ["Vendor and operation", `${record.provider}, ${record.operation} (${record.format})`],
      ["Model asked for", record.model ?? "not named"],
      ["Model that answered", record.served ?? "not named"],
      ["Status", String(record.status)],
      ["Fault", record.error ?? null],
      ["Streamed", record.stream ? "yes" : "no"],
      ["Why the answer ended", record.finish?.join(", ") ?? null],
      ["Tokens, as the vendor counts them", tokens],
      ["Tool calls asked for", record.tools === undefined ? null : String(record.tools)],
      [
        "Said by the application",
        Object.entries(record.attribution ?? {}).map(([name, value]) => `${name} ${value}`).join(
          ", ",
        ),
      ],
    ])
  }${
    again(
      "look for this call in the application's own log, or by the vendor's request id, and compare " +
        "model, status and time. Values that the application said are keyed hashes here.",
    )
  }`;
}

function forwardStep({ record, telemetry }: WalkthroughFacts): Html {
  const accepted = telemetry?.["timestamp"];
  return markup`${
    pairs("Times and upstream", [
      [
        "Accepted",
        typeof accepted === "string"
          ? accepted
          : "in the telemetry line, which was not opened for this page",
      ],
      ["Record appended", record.t],
      ["Upstream host", record.host],
      ["Time that the proxy added", duration(record.us.added)],
      ["First byte of the answer after", duration(record.us.ttfb)],
      ["Whole call", duration(record.us.total)],
    ])
  }<p>The proxy forwards first and audits a copy. What it found was found after the call had left: nothing
was kept from the vendor.</p>${
    again("the vendor's usage export lists calls by hour and model; this one must be among them.")
  }`;
}

function copyStep({ record, config, detector }: WalkthroughFacts): Html {
  const why = (direction: "req" | "res"): string =>
    [record.why?.[direction], record.not_inspected?.[direction]].filter((text) =>
      text !== undefined
    ).join(", ");
  return markup`${
    table("How much of it was captured and read", {
      columns: [
        ...[{ head: "Direction" }, { head: "Captured" }, { head: "Why not whole" }],
        ...[{ head: "Text fields read", isNumber: true }],
        { head: "Bytes, at most", isNumber: true },
      ],
      rows: [
        ["request", record.capture.req, why("req"), record.fields.req, record.size.req],
        ["answer", record.capture.res, why("res"), record.fields.res, record.size.res],
      ],
    })
  }${
    pairs("In force at that time", [
      ["Class of the call", record.class],
      ["SHA-256 of the configuration", config === null ? null : markup`<code>${config}</code>`],
      ["SHA-256 of the rules", detector === null ? null : markup`<code>${detector}</code>`],
    ])
  }${
    again(
      "both digests stand in records of the same window; a change of either is in changes.csv of a report.",
    )
  }`;
}

function foundStep({ record, opened, erased }: WalkthroughFacts): Html {
  const rows = (["req", "res"] as const).flatMap((direction) =>
    Object.entries(record.found?.[direction] ?? {}).map(([category, n]): Part[] => [
      direction === "req" ? "request" : "answer",
      category,
      n,
    ])
  );
  // What was declared erased is not shown again, whoever still has it.
  const texts = opened.filter(({ part, text, isSame }) =>
    isSame && text !== null && !erased.includes(part) && (part === "req" || part === "res")
  );
  return markup`${
    rows.length === 0
      ? markup`<p>The detectors found nothing in this call. They find patterns; that is no proof of absence.</p>`
      : table("Found by the detectors", {
        columns: [{ head: "Direction" }, { head: "Category" }, {
          head: "Instances",
          isNumber: true,
        }],
        rows,
      })
  }${
    texts.length === 0
      ? markup`<p>The redacted text was not opened for this page.</p>`
      : texts.map(({ part, text }) =>
        markup`<h3>Redacted ${part === "req" ? "request" : "answer"}</h3><pre>${text}</pre>`
      )
  }${
    again(
      `give the same text to the detectors: ${PROGRAM} scan reads a file and lists what it finds.`,
    )
  }`;
}

function commitStep({ record, opened, erased }: WalkthroughFacts): Html {
  const rows = Object.entries(record.parts).map(([part, value]): Part[] => {
    const mine = opened.find((candidate) => candidate.part === part);
    const state = erased.includes(part)
      ? "erased, as a later record declares"
      : mine === undefined
      ? "not opened"
      : mine.isKeyOnly
      ? "key only: needs the original"
      : mine.isSame
      ? "opened: made again, the same"
      : "opened: another content";
    return [markup`<code>${part}</code>`, markup`<code>${value}</code>`, state];
  });
  return markup`<p>The record holds no content. It holds keyed hashes of it: req and res of the redacted
request and answer, line of the telemetry line, orig.req and orig.res of the original bytes. Without a key
nobody can guess what is behind one; with key and content anybody can check it.</p>${
    table("Commitments", {
      columns: [{ head: "Part" }, { head: "Commitment (HMAC-SHA-256)" }, { head: "Opened" }],
      rows,
    })
  }${
    again(
      "with a file of openings from the operator, and openssl and jq:",
      `K=$(jq -r 'select(.part=="req").k' ${record.i}.openings.jsonl)\n` +
        `(printf 'outband/commit/v1\\n%s\\n%s\\n%s\\n' ${record.log} ${record.i} req\n` +
        ` jq -j 'select(.part=="req").data' ${record.i}.openings.jsonl) |\n` +
        `  openssl dgst -sha256 -mac HMAC -macopt hexkey:$K`,
    )
  }`;
}

function chainStep(
  { record, line, leaf, previousLeaf, nextPrev, segment, lineNumber }: WalkthroughFacts,
): Html {
  const match = (a: string | null, b: string | null): Part =>
    a === null || b === null ? "not here" : chip(a === b ? "pass" : "fail");
  return markup`<p>Line ${lineNumber} of <code>${segment}</code>. Each line holds the hash of the line before, so
none can be changed, removed or moved without breaking all later ones.</p>
<pre>${line}</pre>${
    table("Links", {
      columns: [{ head: "What" }, { head: "SHA-256" }, { head: "Fits" }],
      rows: [
        [
          "prev in this line, and the hash of the line before",
          markup`<code>${record.prev}</code>`,
          record.i === 0 ? "first record" : match(record.prev, previousLeaf),
        ],
        [
          "hash of this line, and prev in the line after",
          markup`<code>${leaf}</code>`,
          match(leaf, nextPrev),
        ],
      ],
    })
  }${
    again(
      "this prints the hash of the line; the number before p chooses the line:",
      `(printf '\\000'; sed -n '${lineNumber}p' '${segment}' | tr -d '\\n') | sha256sum`,
    )
  }`;
}

function sealStep({ window, files, head, proof, record }: WalkthroughFacts): Html {
  return markup`${
    pairs("The window", [
      ["Window and part", `${window.w}.${window.part}, from ${window.start}`],
      ["Closed", window.closedAt ?? "not yet"],
      ["Files", files.join(", ")],
    ])
  }<p>All lines of the log are leaves of one tree of hashes. This is its signed head; ${
    String(proof.hashes.length)
  } hashes lead from the leaf of record ${record.i} to its root: ${
    chip(proof.holds ? "pass" : "fail")
  }</p>
<pre>${head.note}</pre>
<pre>${proof.hashes.join("\n")}</pre>${
    again(
      "the head is a signed note and the proof is RFC 6962: Go's sumdb packages, or any program for " +
        "transparency logs, take both. The key must come to you by another way than the evidence.",
    )
  }`;
}

function verifyStep({ verification }: WalkthroughFacts): Html {
  const { results, findings, outside, trusted } = verification;
  return markup`${
    table("The whole log, verified when this page was made", {
      columns: [{ head: "Question" }, { head: "Answer" }, { head: "Reason" }],
      rows: results.map(({ name, status, reason }): Part[] => [name, chip(status), reason]),
    })
  }${
    findings.length === 0
      ? markup`<p>Nothing contradicts.</p>`
      : markup`<ul>${
        findings.map(({ code, where, message }) =>
          markup`<li><code>${code}</code> ${where}: ${message}</li>`
        )
      }</ul>`
  }<p>${
    outside.length === 0
      ? "Nobody outside confirmed a head of this log in what is here."
      : outside.map(({ by, size, time }) => `A ${by} confirmed ${size} records at ${time}. `).join(
        "",
      )
  } ${trusted.length === 0 ? "No key was given, so whose signature it is stays open." : ""}</p>${
    again(`${PROGRAM} verify, with your key; --sample with the sample that this call was drawn in.`)
  }`;
}

function countStep({ record, window }: WalkthroughFacts): Html {
  const { counts } = window;
  const category = record.class === "full"
    ? "audited_full"
    : record.class === "partial"
    ? "audited_partial"
    : "metadata_only";
  const day = window.start.slice(0, 10);
  return markup`<p>In every figure this call is one of the calls <code>${category}</code> of window ${
    String(window.w)
  }, and of the day ${day}.</p>${
    counts === null ? null : table("Counts of that window part", {
      columns: [{ head: "Count" }, { head: "Calls", isNumber: true }],
      rows: Object.entries(counts).map(([name, n]): Part[] => [markup`<code>${name}</code>`, n]),
    })
  }${
    again(
      `days.csv has a row for ${day}; models.csv one for ${record.provider} and this model. ` +
        `${PROGRAM} query counts again.`,
    )
  }`;
}

function limitsStep(): Html {
  return markup`<ul>${LIMITS.map((limit) => markup`<li>${limit}</li>`)}</ul>
<p>One call that is right says nothing of the others: that is what a sample is for.</p>`;
}
