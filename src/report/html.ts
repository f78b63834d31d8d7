/**
 * Makes HTML text in which nothing from a record can become markup.
 * @module
 */

/** Text that is markup already. */
export class Html {
  readonly text: string;

  /** @param text Markup. */
  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a template: text is escaped, markup is taken as it is. */
export type Part = string | number | null | Html | readonly Part[];

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text for a page; control characters are shown as a mark. */
export function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (unit) => ESCAPES[unit] as string)
    // deno-lint-ignore no-control-regex -- these are what must not get through
    .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, "&#xfffd;");
}

/** Template tag; not named after the language, so that formatters leave its white space alone. */
export function markup(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(strings.map((text, k) => text + rendered(parts[k] ?? null)).join(""));
}

function rendered(part: Part): string {
  if (part === null) return "";
  if (part instanceof Html) return part.text;
  if (typeof part === "object") return part.map(rendered).join("");
  return escaped(String(part));
}

/** Where a number stands. */
const NUMBER = new Html(' class="n"');

/** A column of a table. */
export interface Column {
  head: string;
  /** Numbers stand right. */
  isNumber?: boolean;
}

/** A table with its caption; a scrolling frame keeps it on a narrow screen. */
export function table(
  caption: string,
  { columns, rows, query }: {
    columns: readonly Column[];
    rows: readonly (readonly Part[])[];
    query?: string;
  },
): Html {
  const heads = columns.map(({ head, isNumber }) =>
    markup`<th scope="col"${isNumber === true ? NUMBER : null}>${head}</th>`
  );
  const body = rows.map((row) =>
    markup`<tr>${row.map((cell, k) => cellOf(cell, columns[k]?.isNumber === true))}</tr>\n`
  );
  return markup`<div class="scroll" tabindex="0" role="region" aria-label="${caption}">
<table><caption>${caption}${query === undefined ? null : source(query)}</caption>
<thead><tr>${heads}</tr></thead>
<tbody>
${body}</tbody></table></div>
`;
}

function cellOf(cell: Part, isNumber: boolean): Html {
  return markup`<td${isNumber ? NUMBER : null}>${cell}</td>`;
}

/** Names the questions that figures come from. */
export function source(queries: string): Html {
  const links = queries.split(" ").map((name) => markup` <a href="#q-${name}">${name}</a>`);
  return markup` <span class="source">source:${links}</span>`;
}

/** A whole number with spaces between thousands. */
export function grouped(n: number): string {
  return String(n).replaceAll(/\B(?=(?:\d{3})+$)/g, ",");
}
