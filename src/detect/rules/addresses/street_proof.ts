/**
 * What makes a street and a number an address: what follows, or a word before it.
 * @module
 */

import type { Hit, Span } from "../../rule.ts";
import { addressTail } from "./address_places.ts";

/** Before an address: words that say that somebody or something is there. */
const CUE_REGEXP =
  /(?:\b(?:live[sd]?|living|reside[sd]?|residing|address|ship(?:ped|ping)?|deliver(?:ed|y)?|mail(?:ed|ing)?|locat(?:ed|ion)|mov(?:ed|ing)|home|house|apartment|flat|office|send|sent|billing|store|stay(?:ing|ed)?|visit|come|meet|pick(?:ed)?[ -]?up|drop(?:ped)?[ -]?off|property|parcel|package|based|situated|going|go|get|taxi|uber|pizza)(?:\s[\p{L}']+){0,3}?(?:\s(?:at|to|is|in|on|from|near|of))?|\b(?:at|address|wohne?n?t?|adresse|anschrift|habite|demeurant|domicili\u00e9e?|direcci\u00f3n|vivo|vive|domicilio|moro|mora|endere\u00e7o|abito|abita|residente|indirizzo|woon|woont|adres|bor|adress|adresi|mieszkam|adresa|lakc\u00edme?m?|c\u00edmem?|wohnhaft|zamieszka\u0142[aey]|mieszka|bosatt|bosat|bopel|bopael)(?:\s(?:in|an|der|die|est|es|\u00e9|\u00e8|is|ist|lautet|na|en|at|au|am|on|p\u00e5|i|op|de|la|\u00e0|przy|ved))*)\s?[:=,-]?\s{0,2}["'(]?$/iu;

/** A quarter of Turkey, before the street. */
const QUARTER_REGEXP =
  /(?<![\p{L}])(?:\p{Lu}[\p{L}\p{M}]+ ){1,3}(?:Mah(?:allesi)?|MAH(?:ALLES\u0130)?|mah(?:allesi)?)\.?,? $/u;

/** A unit, or the block and lot. */
const UNIT_BEFORE_REGEXP =
  /(?:(?:Unit|Flat|Apt\.?|Apartment|Suite|Ste\.?|Room|Floor|Level|Shop) [\dA-Z-]{1,5},? |(?<![A-Za-z])(?:Blk|BLK|Block|RMB|RSD|Lot|No\.?|S\u1ed1|s\u1ed1|Plot) )$/u;
/** Before the number of a unit and that of its house: `Unit 4/18 Banksia Avenue`. */
const UNIT_WORD_REGEXP =
  /(?<![\p{L}\d])(?:Unit|Flat|Apt\.?|Apartment|Suite|Shop|Villa|Townhouse|U) $/iu;
/** The name of a house or building. */
const BUILDING_BEFORE_REGEXP =
  /(?:The \p{Lu}[\p{L}'\u2019]+(?: \p{Lu}[\p{L}'\u2019]+)?|\p{Lu}[\p{L}'\u2019]+ (?:\p{Lu}[\p{L}'\u2019]+ )?(?:House|Cottage|Lodge|Court|Farm|Barn|Villa|Building|Towers?|Hall|Mansions?|Apartments|Residency|Residences|Enclave|Heights)), $/u;

/** What a street is, before it is known whether it is one. */
export interface Street extends Span {
  /** Needs no further proof. */
  isSure: boolean;
}

/** The whole address, when the street is sure or what follows or precedes proves it. */
export function proven(text: string, street: Street): Hit | null {
  const tail = addressTail(text, street.end);
  const isDotted = text.charAt(street.end) === "." && !tail.isProof;
  // The dot of a number that counts houses, as in Hungary.
  const dotted = isDotted ? addressTail(text, street.end + 1) : tail;
  const { end, isProof } = dotted.isProof ? dotted : tail;
  if (!street.isSure && !isProof && !isCued(text, street.start)) return null;
  const quarter = QUARTER_REGEXP.exec(text.slice(Math.max(0, street.start - 48), street.start));
  return { start: street.start - (quarter?.[0].length ?? 0), end, need: "none" };
}

/** Whether a word before a place says that somebody lives there. */
export function isCued(text: string, at: number): boolean {
  return CUE_REGEXP.test(text.slice(Math.max(0, at - 48), at));
}

/** A unit that stands before the house number is of the address. */
export function withUnit(text: string, street: Street): Street {
  const before = text.slice(Math.max(0, street.start - 40), street.start);
  const isUnit = /^\d{1,4}[A-Za-z]?\//.test(text.slice(street.start, street.start + 6));
  const unit = (isUnit ? UNIT_WORD_REGEXP.exec(before) : null) ??
    UNIT_BEFORE_REGEXP.exec(before) ?? BUILDING_BEFORE_REGEXP.exec(before);
  return unit === null ? street : { ...street, start: street.start - unit[0].length, isSure: true };
}
