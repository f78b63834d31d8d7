/**
 * Where the published test vectors lie. They are read in place and never copied into the project.
 * @module
 */

/** Folder of the vectors: `OUTBAND_VECTORS`, else `../shared/vectors` beside the checkout. */
export const VECTORS_DIR: string = Deno.env.get("OUTBAND_VECTORS") ??
  new URL("../../../shared/vectors", import.meta.url).pathname;

/** True when the vectors are present on this machine. */
export const HAVE_VECTORS: boolean = isDirectory(VECTORS_DIR);

function isDirectory(path: string): boolean {
  try {
    return Deno.statSync(path).isDirectory;
  } catch {
    return false;
  }
}

/** Registers a test over the vectors; without them it is skipped and its name says so. */
export function vectorTest(name: string, body: () => void | Promise<void>): void {
  if (HAVE_VECTORS) Deno.test(name, body);
  else Deno.test({ name: `${name} (skipped: no vectors)`, ignore: true, fn: body });
}

/** Text of one vector file. */
export function vectorText(path: string): string {
  return Deno.readTextFileSync(`${VECTORS_DIR}/${path}`);
}

/** Bytes of one vector file. */
export function vectorBytes(path: string): Uint8Array<ArrayBuffer> {
  return Deno.readFileSync(`${VECTORS_DIR}/${path}`);
}
