/**
 * A time-stamp authority made of `openssl ts`: a root, and certificates for it, good and bad.
 * @module
 */

import { concat } from "../../src/base/bytes.ts";
import { succeed } from "./peers.ts";
import { TempDir } from "./temp_dir.ts";

/** `id-ct-TSTInfo`. */
const TST_INFO = "1.2.840.113549.1.9.16.1.4";
/** PKIStatusInfo with status 0. */
const GRANTED = Uint8Array.of(0x30, 0x03, 0x02, 0x01, 0x00);

const CONFIG = `[req]
distinguished_name = dn
[dn]
[ca]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign, cRLSign
[stamping]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[stamping_and_more]
basicConstraints = critical, CA:false
extendedKeyUsage = critical, timeStamping, codeSigning
[stamping_loose]
basicConstraints = critical, CA:false
extendedKeyUsage = timeStamping
[tsa]
default_tsa = tsa_default
[tsa_default]
serial = ./serial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:1
ordering = yes
tsa_name = no
ess_cert_id_chain = no
ess_cert_id_alg = sha256
`;

/** Kinds of keys that an authority signs with here. */
export type TsaKey = "rsa" | "ec";

/** An authority; its files live as long as it does. */
export class OpensslTsa implements AsyncDisposable {
  readonly #dir: TempDir;

  constructor(dir: TempDir) {
    this.#dir = dir;
  }

  /** Makes a root, and with it certificates `stamping`, `stamping_and_more`, `stamping_loose`. */
  static async make(keyType: TsaKey = "ec"): Promise<OpensslTsa> {
    const dir = await TempDir.make();
    await Deno.writeTextFile(dir.join("tsa.cnf"), CONFIG);
    await Deno.writeTextFile(dir.join("serial"), "01\n");
    const tsa = new OpensslTsa(dir);
    await tsa.#certificate("ca", keyType);
    for (const name of ["stamping", "stamping_and_more", "stamping_loose"]) {
      await tsa.#certificate(name, keyType);
    }
    return tsa;
  }

  /** Path of the root's certificate. */
  get caFile(): string {
    return this.#dir.join("ca.pem");
  }

  /** The root's certificate, PEM. */
  caPem(): Promise<string> {
    return Deno.readTextFile(this.caFile);
  }

  /** Answers a request, DER to DER. */
  async reply(request: Uint8Array, certificate = "stamping"): Promise<Uint8Array<ArrayBuffer>> {
    const [query, answer] = [this.#dir.join("query"), this.#dir.join("answer")];
    await Deno.writeFile(query, request);
    const flags = ["-config", "tsa.cnf", "-queryfile", query, "-out", answer];
    const key = ["-signer", `${certificate}.pem`, "-inkey", `${certificate}.key`];
    await succeed("openssl", ["ts", "-reply", ...flags, ...key], { cwd: this.#dir.path });
    return await Deno.readFile(answer);
  }

  /**
   * A response that OpenSSL would not make: a token signed with a certificate for other uses.
   *
   * @param info Content of the token, DER.
   */
  async forged(info: Uint8Array, certificate: string): Promise<Uint8Array<ArrayBuffer>> {
    const [content, token] = [this.#dir.join("info"), this.#dir.join("token")];
    await Deno.writeFile(content, info);
    const files = ["-in", content, "-out", token, "-outform", "DER"];
    const key = ["-signer", `${certificate}.pem`, "-inkey", `${certificate}.key`];
    const form = ["-binary", "-nodetach", "-cades", "-md", "sha256", "-econtent_type", TST_INFO];
    await succeed("openssl", ["cms", "-sign", ...files, ...key, ...form], { cwd: this.#dir.path });
    const signed = await Deno.readFile(token);
    const length = signed.length + GRANTED.length;
    return concat(Uint8Array.of(0x30, 0x82, length >> 8, length & 0xff), GRANTED, signed);
  }

  /** Serves requests over HTTP on a free port. */
  serve(): { url: string; requests: Uint8Array[]; stop: () => Promise<void> } {
    const requests: Uint8Array[] = [];
    const handler = async (request: Request): Promise<Response> => {
      const body = await request.bytes();
      requests.push(body);
      const headers = { "content-type": "application/timestamp-reply" };
      return new Response(await this.reply(body), { headers });
    };
    const server = Deno.serve(
      { hostname: "127.0.0.1", port: 0, onListen(): void {} },
      handler,
    );
    const url = `http://127.0.0.1:${server.addr.port}/tsr`;
    return { url, requests, stop: () => server.shutdown() };
  }

  async #certificate(name: string, keyType: TsaKey): Promise<void> {
    const key = keyType === "rsa"
      ? ["-newkey", "rsa:2048"]
      : ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"];
    const issuer = name === "ca" ? [] : ["-CA", "ca.pem", "-CAkey", "ca.key"];
    await succeed("openssl", [
      "req",
      "-x509",
      "-config",
      "tsa.cnf",
      "-extensions",
      name,
      ...key,
      ...issuer,
      "-nodes",
      "-days",
      "2",
      "-subj",
      `/CN=${name}`,
      "-keyout",
      `${name}.key`,
      "-out",
      `${name}.pem`,
    ], { cwd: this.#dir.path });
  }

  /** Removes its files. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#dir[Symbol.asyncDispose]();
  }
}
