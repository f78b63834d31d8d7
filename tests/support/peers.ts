/**
 * Programs that others wrote and that tests run against. A test that needs one which is not on this
 * machine is skipped, and its name says so.
 * @module
 */

/** True when a program can be started. */
export function canRun(program: string, args: readonly string[]): boolean {
  try {
    const command = new Deno.Command(program, { args: [...args], stdout: "null", stderr: "null" });
    return command.outputSync().success;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** Where `go install` puts programs, first on the path or else in the home directory. */
export function goProgram(name: string, args: readonly string[]): string | null {
  const home = Deno.env.get("HOME") ?? "";
  return [name, `${home}/go/bin/${name}`].find((path) => canRun(path, args)) ?? null;
}

/** Registers a test that needs a peer; `missing` says what is not here, null for nothing. */
export function peerTest(
  name: string,
  missing: string | null,
  body: () => void | Promise<void>,
): void {
  if (missing === null) Deno.test(name, body);
  else Deno.test({ name: `${name} (skipped: no ${missing})`, ignore: true, fn: body });
}

/** Runs a program to its end; throws with its output unless it succeeds. */
export async function succeed(
  program: string,
  args: readonly string[],
  options: { cwd?: string; env?: Record<string, string> } = {},
): Promise<string> {
  const { code, output } = await outcome(program, args, options);
  if (code !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${code}: ${output}`);
  return output;
}

/** Runs a program to its end. @returns Exit code, and both outputs one after the other. */
export async function outcome(
  program: string,
  args: readonly string[],
  options: { cwd?: string; env?: Record<string, string> } = {},
): Promise<{ code: number; output: string }> {
  const command = new Deno.Command(program, { args: [...args], stdin: "null", ...options });
  const { code, stdout, stderr } = await command.output();
  const decoder = new TextDecoder();
  return { code, output: decoder.decode(stdout) + decoder.decode(stderr) };
}
