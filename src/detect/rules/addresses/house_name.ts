/**
 * Addresses without a house number: the name of a house, and routes of the post in the country.
 *
 *     Rose Cottage, Mill Lane, Ambleside LA22 9DU       RR 2 Box 118, Lame Deer, MT 59043
 *
 * @module
 */

import { codeAt } from "../../text/character.ts";
import type { Hit, MatcherRule, Span } from "../../rule.ts";
import type { Scan } from "../../context/scan.ts";
import { addressTail } from "./address_places.ts";

/** What houses are called, as it is written on their gates. */
const HOUSES: readonly string[] = [
  ...["House", "Cottage", "Cottages", "Lodge", "Rectory", "Vicarage", "Farm", "Farmhouse", "Barn"],
  ...[
    "Villa",
    "Manor",
    "Hall",
    "Grange",
    "Bungalow",
    "Parsonage",
    "Presbytery",
    "Mews",
    "Gatehouse",
  ],
];
const ROUTES: readonly string[] = ["RR", "HC", "HCR", "PSC", "CMR"];

const NAME_REGEXP = /(?:^|[^\p{L}\p{M}\d.'\u2019-])((?:\p{Lu}[\p{L}\p{M}'\u2019-]* ){1,3})$/u;
const NAME_CHARS_MAX = 48;
/** Words of the sentence, when they begin it. */
const LEAD_REGEXP =
  /^(?:Visit|At|To|From|Near|In|Send|Post|Address|Home|Write|Contact|Deliver|Dear) /;
/** A postcode of Britain or Ireland; the name alone is that of a firm, a school, a play. */
const POSTCODE_REGEXP = /(?:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[\dW] ?(?=\w*\d)[A-Z\d]{4})$/;
/** Route and box, or route, site and compartment. */
const ROUTE_REGEXP =
  /^\.? (?:No\.? |#)?\d{1,4}[A-Z]?,? (?:Box|BOX|box|Bx)\.? (?:No\.? |#)?[A-Z]?\d{1,5}(?:-?[A-Z])?(?:-\d{1,4})?(?![\p{L}\d])/u;
const ROUTE_CHARS_MAX = 40;

function matchHouse({ text }: Scan, anchor: Readonly<Span>): Hit | null {
  const next = codeAt(text, anchor.end);
  if (next !== 0x2c && next !== 0x0a && next !== 0x5c) return null;
  if (codeAt(text, anchor.start - 1) !== 0x20) return null;
  const before = text.slice(Math.max(0, anchor.start - NAME_CHARS_MAX), anchor.start);
  const name = NAME_REGEXP.exec(before)?.[1];
  if (name === undefined) return null;
  const tail = addressTail(text, anchor.end);
  if (!tail.isProof || !POSTCODE_REGEXP.test(text.slice(anchor.end, tail.end))) return null;
  const lead = LEAD_REGEXP.exec(name)?.[0].length ?? 0;
  if (lead === name.length) return null;
  return { start: anchor.start - name.length + lead, end: tail.end, need: "none" };
}

function matchRoute({ text }: Scan, anchor: Readonly<Span>): Hit | null {
  if (/[\p{L}\d_/-]/u.test(text.charAt(anchor.start - 1))) return null;
  const box = ROUTE_REGEXP.exec(text.slice(anchor.end, anchor.end + ROUTE_CHARS_MAX))?.[0];
  if (box === undefined) return null;
  const { end } = addressTail(text, anchor.end + box.length);
  return { start: anchor.start, end, need: "none" };
}

const ROW = { anchor: "matcher", category: "STREET_ADDRESS", at: ["word"], words: [] } as const;

/** The rule for houses with a name. */
export const HOUSE_NAME_RULE: MatcherRule = {
  ...ROW,
  finds: "name of a house before a street or town and a postcode of Britain or Ireland",
  triggers: HOUSES.map((name) => `=${name}`),
  revision: 1,
  match: matchHouse,
  hits: [
    [
      "She lives at Rose Cottage, Mill Lane, Ambleside LA22 9DU.",
      "Rose Cottage, Mill Lane, Ambleside LA22 9DU",
    ],
    [
      "letters go to Ballykeel House, Main Street, Blessington, Co. Wicklow W91 K7T2, please",
      "Ballykeel House, Main Street, Blessington, Co. Wicklow W91 K7T2",
    ],
    [
      "The Old Rectory, Church Lane, Kells, Co. Meath A82 X9F2",
      "The Old Rectory, Church Lane, Kells, Co. Meath A82 X9F2",
    ],
    [
      "Ash Lodge, Ballymore, Co. Westmeath N91 AB12",
      "Ash Lodge, Ballymore, Co. Westmeath N91 AB12",
    ],
    [
      '{"a":"Glen House, Station Road, Sligo F91 KX23"}',
      "Glen House, Station Road, Sligo F91 KX23",
    ],
    ["Visit Hill Farm, Corfe, Wareham BH20 5EX today", "Hill Farm, Corfe, Wareham BH20 5EX"],
    ["Oak Barn\nMill Lane\nAmbleside LA22 9DU", "Oak Barn\nMill Lane\nAmbleside LA22 9DU"],
    [
      "INFO ship_to=West Manor, High Street, Totnes TQ9 5NN",
      "West Manor, High Street, Totnes TQ9 5NN",
    ],
  ],
  misses: [
    "The White House, Washington",
    "the House, Main Street and the bank",
    "Random House, New York, published it",
    "Carnegie Hall, sold out",
    "a house, Mill Lane, Ambleside LA22 9DU",
    "House, Mill Lane",
    "Animal Farm, chapter 2",
    "Open House, Part A12",
  ],
};

/** The rule for routes of the post and their boxes. */
export const POST_ROUTE_RULE: MatcherRule = {
  ...ROW,
  finds: "rural or highway route, or military post office, with its box",
  triggers: [...ROUTES.map((route) => `=${route}`), "rural route", "highway contract route"],
  revision: 1,
  match: matchRoute,
  hits: [
    [
      "MAILING ADDRESS RR 2 Box 118, Lame Deer, MT 59043\nOFFICE",
      "RR 2 Box 118, Lame Deer, MT 59043",
    ],
    ["mail it to HC 1 Box 12, Alpine, TX 79830 please", "HC 1 Box 12, Alpine, TX 79830"],
    ["They live at RR 4 Box 7A, Milford, PA 18337", "RR 4 Box 7A, Milford, PA 18337"],
    ["Rural Route 3, Box 45, Minot, ND 58701", "Rural Route 3, Box 45, Minot, ND 58701"],
    ["send to PSC 802 Box 74, APO AE 09499", "PSC 802 Box 74, APO AE 09499"],
    ['{"line1":"HC 72 BOX 203","city":"Jasper"}', "HC 72 BOX 203"],
    ["id,addr\n7,RR 1 Box 9\n", "RR 1 Box 9"],
    ["CMR 415, Box 3088", "CMR 415, Box 3088"],
  ],
  misses: [
    "RR 2 of the plan, box 118 of 200",
    "HC 1 and HC 2 boxes",
    "RR 2.5 Box plot",
    "the rural route is closed",
    "HR 72, RR 14, box at the door",
    "ERR 2 Box 118",
    "RR 2 Boxes",
    "PSC 802",
  ],
};
