/**
 * Runs the calls of one client one after the other, and prints what each returned or threw as one
 * line of JSON: `{"call":"openai-chat","value":{...}}`.
 * @module
 */

/** Calls by name; each gets the base address of its own. */
export type Calls = Readonly<Record<string, (baseUrl: string) => Promise<unknown>>>;

/** Text that every client sends: characters of one, two and four bytes, and what looks like an address. */
export const QUESTION = "Gr\u00fc\u00dfe \u{1f680} to jane.roe@example.com";

/** Runs all calls against `Deno.args[0]`. */
export async function runCalls(calls: Calls): Promise<void> {
  const [origin] = Deno.args;
  for (const [call, run] of Object.entries(calls)) {
    let line: Record<string, unknown>;
    try {
      line = { call, value: await run(`${origin}/${call}`) };
    } catch (error) {
      line = { call, error: Deno.inspect(error) };
    }
    await writeLine(JSON.stringify(line));
  }
}

/** Everything that an async iterable yields. */
export async function allOf<T>(values: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const value of values) all.push(value);
  return all;
}

async function writeLine(text: string): Promise<void> {
  let bytes = new TextEncoder().encode(`${text}\n`);
  while (bytes.length > 0) bytes = bytes.subarray(await Deno.stdout.write(bytes));
}
