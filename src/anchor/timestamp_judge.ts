/**
 * Judges time-stamps (RFC 3161) offline against certificates that the auditor pinned. Stricter
 * than the libraries: one signer, signed attributes, SHA-2, the signer's certificate named by the
 * token (RFC 5035), and a certificate that is for time-stamping and nothing else (RFC 3161
 * section 2.3). Revocation is not looked up: nothing here contacts anybody.
 * @module
 */

import { type fromBER, ObjectIdentifier, OctetString, Sequence } from "asn1js";
import {
  type Attribute,
  Certificate,
  ExtKeyUsage,
  type SignedData,
  SignedDataVerifyError,
  type SignerInfo,
} from "pkijs";
import { equalBytes, fromBase64 } from "../base/bytes.ts";
import type { Sha256 } from "../tlog/merkle.ts";
import { messageOf } from "../base/errors.ts";
import type { TimestampJudge, TimestampVerdict } from "../format/anchor.ts";
import { readTimestamp, SHA256_OID, type Timestamp, TST_INFO_OID } from "./timestamp_response.ts";

/** Longest file of pinned certificates. */
export const CA_BYTES_MAX = 1024 * 1024;
const CERTIFICATES_MAX = 256;
const PEM_REGEXP =
  /-----BEGIN CERTIFICATE-----\r?\n([A-Za-z0-9+/=\r\n]+)-----END CERTIFICATE-----/g;

const EXT_KEY_USAGE_OID = "2.5.29.37";
const TIME_STAMPING_OID = "1.3.6.1.5.5.7.3.8";
const CONTENT_TYPE_OID = "1.2.840.113549.1.9.3";
const SIGNING_CERTIFICATE_OID = "1.2.840.113549.1.9.16.2.12";
const SIGNING_CERTIFICATE_V2_OID = "1.2.840.113549.1.9.16.2.47";
/** SHA-256, SHA-384, SHA-512, and what WebCrypto calls them. */
const DIGESTS: Readonly<Record<string, string>> = {
  [SHA256_OID]: "SHA-256",
  "2.16.840.1.101.3.4.2.2": "SHA-384",
  "2.16.840.1.101.3.4.2.3": "SHA-512",
};

/**
 * Reads the certificates of trusted authorities.
 *
 * @param pem One or more certificates, PEM.
 * @returns The certificates, or what is wrong.
 */
export function readCertificates(pem: string): Certificate[] | string {
  const certificates: Certificate[] = [];
  for (const [, body = ""] of pem.matchAll(PEM_REGEXP)) {
    const der = fromBase64(body.replaceAll(/[\r\n]/g, ""));
    if (der === null) return "its base64 is malformed";
    if (certificates.length === CERTIFICATES_MAX) return `it has more than ${CERTIFICATES_MAX}`;
    try {
      certificates.push(Certificate.fromBER(der));
    } catch (error) {
      return `certificate ${certificates.length + 1} is malformed (${messageOf(error)})`;
    }
  }
  return certificates.length > 0 ? certificates : "it holds no PEM certificate";
}

/**
 * A judge that trusts these authorities.
 *
 * @param hash SHA-256.
 * @param trusted At least one.
 */
export function timestampJudge(hash: Sha256, trusted: readonly Certificate[]): TimestampJudge {
  return {
    async judge(response, data): Promise<TimestampVerdict> {
      const stamp = readTimestamp(response);
      if (typeof stamp === "string") return { code: "TSA_SIGNATURE_BAD", message: `Here ${stamp}` };
      if (stamp.imprint === null || !equalBytes(stamp.imprint, hash(data))) {
        const message = "It does not stamp the SHA-256 of the file beside it";
        return { code: "TSA_IMPRINT_MISMATCH", message };
      }
      try {
        return await judgeToken(stamp, data, trusted);
      } catch (error) {
        // The library throws for what it cannot decode.
        const message = `Its token is malformed (${messageOf(error)})`;
        return { code: "TSA_SIGNATURE_BAD", message };
      }
    },
  };
}

async function judgeToken(
  { signed, timeMs }: Timestamp,
  data: Uint8Array,
  trusted: readonly Certificate[],
): Promise<TimestampVerdict> {
  const [info, ...more] = signed.signerInfos;
  if (info === undefined || more.length > 0) return bad("It must have exactly one signer");
  const signer = await signerOf(signed, data);
  if (typeof signer === "string") return bad(signer);
  const problem = await attributesProblem(info, signer);
  if (problem !== null) return bad(problem);
  if (!isForStamping(signer)) {
    const message = "Its certificate is not for time-stamping alone, marked as critical";
    return { code: "TSA_EKU", message };
  }
  try {
    const found = await signed.verify({
      signer: 0,
      data: bufferOf(data),
      trustedCerts: [...trusted],
      checkChain: true,
      passedWhenNotRevValues: true,
    });
    if (found) return { timeMs };
  } catch (error) {
    return { code: "TSA_UNTRUSTED", message: `${messageOf(error)}` };
  }
  return { code: "TSA_UNTRUSTED", message: "No trusted certificate leads to its signer's" };
}

/** The certificate under whose key the signature holds, or why it does not. */
async function signerOf(signed: SignedData, data: Uint8Array): Promise<Certificate | string> {
  try {
    const found = await signed.verify({ signer: 0, data: bufferOf(data), extendedMode: true });
    const { signatureVerified, signerCertificate } = found;
    if (signatureVerified === true && signerCertificate) return signerCertificate;
    return "Its signature does not hold";
  } catch (error) {
    if (error instanceof SignedDataVerifyError) return messageOf(error);
    throw error;
  }
}

/** What CMS and RFC 3161 ask of the attributes that are signed. */
async function attributesProblem(info: SignerInfo, signer: Certificate): Promise<string | null> {
  const attributes = info.signedAttrs?.attributes ?? [];
  if (DIGESTS[info.digestAlgorithm.algorithmId] === undefined) return "Its digest is no SHA-2";
  const type = valueOf(attributes, CONTENT_TYPE_OID);
  if (!(type instanceof ObjectIdentifier) || type.valueBlock.toString() !== TST_INFO_OID) {
    return "Its signed attributes do not name a time-stamp";
  }
  const named = certificateHash(attributes);
  if (named === null) return "It does not name its signer's certificate";
  const der = signer.toSchema().toBER();
  const digest = new Uint8Array(await crypto.subtle.digest(named.algorithm, der));
  return equalBytes(digest, named.hash) ? null : "It names another certificate as its signer's";
}

/** Hash of the signer's certificate in a token: `ESSCertID` (SHA-1) or `ESSCertIDv2`. */
function certificateHash(
  attributes: readonly Attribute[],
): { algorithm: string; hash: Uint8Array } | null {
  const second = valueOf(attributes, SIGNING_CERTIFICATE_V2_OID);
  const isSecond = second !== null;
  const id = childrenOf(childrenOf(second ?? valueOf(attributes, SIGNING_CERTIFICATE_OID))[0])[0];
  const [head, next] = childrenOf(id);
  const hasAlgorithm = isSecond && head instanceof Sequence;
  const octets = hasAlgorithm ? next : head;
  if (!(octets instanceof OctetString)) return null;
  const oid = hasAlgorithm ? childrenOf(head)[0]?.valueBlock.toString() ?? "" : SHA256_OID;
  const algorithm = isSecond ? DIGESTS[oid] : "SHA-1";
  if (algorithm === undefined) return null;
  return { algorithm, hash: Uint8Array.from(octets.valueBlock.valueHexView) };
}

type Asn1 = ReturnType<typeof fromBER>["result"];

function valueOf(attributes: readonly Attribute[], oid: string): Asn1 | null {
  const found = attributes.filter(({ type }) => type === oid);
  const values: readonly Asn1[] = found.length === 1 ? found[0]?.values ?? [] : [];
  return values.length === 1 ? values[0] ?? null : null;
}

function childrenOf(value: Asn1 | null | undefined): readonly Asn1[] {
  return value instanceof Sequence ? value.valueBlock.value : [];
}

function isForStamping(certificate: Certificate): boolean {
  const usages = (certificate.extensions ?? []).filter(({ extnID }) =>
    extnID === EXT_KEY_USAGE_OID
  );
  const [usage] = usages;
  const parsed = usage?.parsedValue;
  return usages.length === 1 && usage?.critical === true && parsed instanceof ExtKeyUsage &&
    parsed.keyPurposes.length === 1 && parsed.keyPurposes[0] === TIME_STAMPING_OID;
}

function bad(message: string): TimestampVerdict {
  return { code: "TSA_SIGNATURE_BAD", message };
}

function bufferOf(data: Uint8Array): ArrayBuffer {
  return Uint8Array.from(data).buffer;
}
