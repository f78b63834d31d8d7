/**
 * A certificate authority of one run, made with openssl, and a certificate of it for 127.0.0.1.
 * @module
 */

import { join } from "node:path";

/** Files of one run, PEM. */
export interface TlsFiles {
  /** The authority's certificate. */
  ca: string;
  cert: string;
  key: string;
}

const NEW_KEY = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];

/**
 * Makes an authority and a server's certificate.
 *
 * @param dir Directory for the files.
 * @returns null when openssl is not installed.
 * @throws {Error} If openssl fails; the message holds what it said.
 */
export async function makeTlsFiles(dir: string): Promise<TlsFiles | null> {
  const at = (name: string): string => join(dir, name);
  const files = { ca: at("ca.pem"), cert: at("server.pem"), key: at("server.key") };
  await Deno.writeTextFile(
    at("server.ext"),
    "subjectAltName=IP:127.0.0.1,DNS:localhost\nbasicConstraints=CA:FALSE\n" +
      "extendedKeyUsage=serverAuth\n",
  );
  try {
    await openssl([
      ...["req", "-x509", ...NEW_KEY, "-keyout", at("ca.key"), "-out", files.ca, "-days", "2"],
      ...["-subj", "/CN=Benchmark authority", "-addext", "basicConstraints=critical,CA:TRUE"],
      ...["-addext", "keyUsage=critical,keyCertSign"],
    ]);
    await openssl([
      ...["req", ...NEW_KEY, "-keyout", files.key, "-out", at("server.csr")],
      ...["-subj", "/CN=localhost"],
    ]);
    await openssl([
      ...["x509", "-req", "-in", at("server.csr"), "-CA", files.ca, "-CAkey", at("ca.key")],
      ...["-CAcreateserial", "-out", files.cert, "-days", "2", "-extfile", at("server.ext")],
    ]);
    return files;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

async function openssl(args: string[]): Promise<void> {
  const { success, stderr } = await new Deno.Command("openssl", {
    args,
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).output();
  if (!success) {
    throw new Error(`Cannot run openssl ${args[0]}: ${new TextDecoder().decode(stderr)}`);
  }
}
