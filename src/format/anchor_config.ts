/**
 * The settings of `outband serve` that name parties outside: witnesses and a time-stamp authority.
 * @module
 */

import { z } from "zod";
import { list } from "./config_values.ts";

/** URL, then a vkey: three fields between plus signs. Neither may hold a comma. */
const WITNESS_REGEXP = /^(https?:\/\/[^+,\s]{1,2000}?)\/?\+([^+,\s]+\+[0-9a-f]{8}\+[^,\s]+)$/;

/** A witness as the operator names it. */
export interface WitnessSetting {
  /** Submission prefix, without a final slash. */
  url: string;
  /** Its key, as text; not checked here. */
  vkey: string;
}

/** Witnesses, with commas between them. */
export function witnessSettings(): z.ZodType<WitnessSetting[]> {
  return list().transform((items, context) => {
    const found: WitnessSetting[] = [];
    for (const item of items) {
      const [, url, vkey] = WITNESS_REGEXP.exec(item) ?? [];
      if (url !== undefined && vkey !== undefined && isHttpUrl(url)) found.push({ url, vkey });
      else context.addIssue("must be URL+VKEY, such as http://host:8091+name+1a2b3c4d+BAbc...=");
    }
    return found;
  });
}

/** An address, or nothing. */
export function optionalUrl(): z.ZodType<string | null> {
  return z.string("must be text").max(2_048, "is too long").transform((text, context) => {
    if (text !== "" && !isHttpUrl(text)) context.addIssue("must be an http:// or https:// address");
    return text === "" ? null : text;
  });
}

function isHttpUrl(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.hash === "";
}
