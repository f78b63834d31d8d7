/**
 * Addresses in Japanese, Chinese, Korean and Thai, around the number of a block, house or road.
 * Reads back some dozen characters from the number, and on from it to the room.
 * @module
 */

import type { Hit, Span } from "../../rule.ts";

/** How much is read back and on. */
const BACK_CHARS_MAX = 48;
const AHEAD_CHARS_MAX = 64;

/** Prefecture and what is below it; or ward and quarter. A postcode may stand before. */
const JAPANESE_REGEXP =
  /(?:\u3012?\d{3}-\d{4}[ \u3000]?)?(?:\u6771\u4eac\u90fd|\u5317\u6d77\u9053|\u4eac\u90fd\u5e9c|\u5927\u962a\u5e9c|[\u4e00-\u9fff]{2,3}\u770c)[\u4e00-\u9fff\u3041-\u30ff\u30fc\u3005 \u3000]{2,28}$/;
const WARD_REGEXP =
  /[\u4e00-\u9fff]{1,4}[\u5e02\u533a\u90e1][\u4e00-\u9fff\u30f6\u30b1\u306e\u30ce\u4e4b]{1,12}$/;
/** Chome, ban, go. */
const BLOCK_REGEXP =
  /^(?:[-\u2010-\u2015\u2212\u30fc\u306e]\d{1,4}){1,3}(?:\u53f7\u5ba4?)?|^(?:\u4e01\u76ee|\u756a\u5730?|\u53f7|\u6761|\u7dda)(?:(?:\u6771|\u897f|\u5357|\u5317)?[-\u30fc\u306e]?\d{1,4}(?:\u4e01\u76ee|\u756a\u5730?|\u53f7\u5ba4?)?(?:[-\u30fc\u306e]\d{1,4})*){0,3}/;
const BUILDING_REGEXP =
  /^[ \u3000]?[\u30a1-\u30ff\u30fc\u4e00-\u9fffA-Za-z\u30fb]{2,20}?(?:\u30d3\u30eb|\u30de\u30f3\u30b7\u30e7\u30f3|\u30cf\u30a4\u30c4|\u30a2\u30d1\u30fc\u30c8|\u8358|\u30bf\u30ef\u30fc|\u30b3\u30fc\u30dd|\u30ec\u30b8\u30c7\u30f3\u30b9|\u30cf\u30a6\u30b9)(?:[ \u3000]?[A-Z]?\d{1,4}(?:\u53f7\u5ba4?|\u968e|F)?)?|^[ \u3000](?:[\u30a1-\u30ff\u30fcA-Za-z\u30fb][\u30a1-\u30ff\u30fc\u4e00-\u9fff\u3041-\u3096A-Za-z\u30fb]{1,16}|[\u4e00-\u9fff]{2,10}(?:\u8358|\u9928|\u90b8|\u5bee|\u68df|\u30d3\u30eb))[ \u3000]?[A-Z]?-?\d{1,4}(?:\u53f7\u5ba4?|\u53f7|\u968e|F)?(?!\d)/;

const CHINESE_PLACES =
  "(?:\u5317\u4eac|\u4e0a\u6d77|\u5929\u6d25|\u91cd\u5e86|\u91cd\u6176|\u5e7f\u4e1c|\u5e7f\u5dde|\u6df1\u5733|\u6c5f\u82cf|\u5357\u4eac|\u82cf\u5dde|\u6d59\u6c5f|\u676d\u5dde|\u5b81\u6ce2|\u5c71\u4e1c|\u6d4e\u5357|\u9752\u5c9b|\u6cb3\u5357|\u90d1\u5dde|\u6cb3\u5317|\u77f3\u5bb6\u5e84|\u6e56\u5317|\u6b66\u6c49|\u6e56\u5357|\u957f\u6c99|\u56db\u5ddd|\u6210\u90fd|\u798f\u5efa|\u798f\u5dde|\u53a6\u95e8|\u5b89\u5fbd|\u5408\u80a5|\u6c5f\u897f|\u5357\u660c|\u8fbd\u5b81|\u6c88\u9633|\u5927\u8fde|\u5409\u6797|\u957f\u6625|\u9ed1\u9f99\u6c5f|\u54c8\u5c14\u6ee8|\u9655\u897f|\u897f\u5b89|\u5c71\u897f|\u592a\u539f|\u7518\u8083|\u5170\u5dde|\u9752\u6d77|\u4e91\u5357|\u6606\u660e|\u8d35\u5dde|\u8d35\u9633|\u6d77\u5357|\u6d77\u53e3|\u5e7f\u897f|\u5357\u5b81|\u5185\u8499\u53e4|\u5b81\u590f|\u65b0\u7586|\u897f\u85cf|\u9999\u6e2f|\u6fb3\u95e8|\u53f0\u5317|\u81fa\u5317|\u65b0\u5317|\u53f0\u4e2d|\u81fa\u4e2d|\u53f0\u5357|\u81fa\u5357|\u9ad8\u96c4|\u6843\u5712|\u65b0\u7af9|\u57fa\u9686)";
const CHINESE_REGEXP = new RegExp(
  `${CHINESE_PLACES}[\u4e00-\u9fff]{2,30}(?:\u8def|\u8857|\u5927\u9053|\u9053|\u5df7|\u80e1\u540c|\u5f04|\u6bb5|\u6751|\u91cc)$`,
);
const CHINESE_ROAD_REGEXP =
  /(?:^|[^\u4e00-\u9fff]|[\u5728\u4e8e\u65bc\u662f\u5230\u4e3a\u70ba\u81f3\u5f80\u5bc4\u9001\u5740])((?:[\u4e00-\u9fff]{2,4}[\u5e02\u53bf\u7e23])?(?:[\u4e00-\u9fff]{1,4}[\u533a\u5340\u53bf\u7e23])?[\u4e00-\u9fff]{2,5}(?:\u8def|\u8857|\u5927\u9053|\u5df7|\u80e1\u540c))$/;
const CHINESE_HOUSE_REGEXP =
  /^(?:[-\u4e4b]\d{1,4})?[\u53f7\u865f\u5f04](?:[\u4e00-\u9fff]{0,8}?[A-Z]?\d{1,4}(?:[-\u4e4b]\d{1,4})?(?:\u53f7\u697c|\u680b|\u5e62|\u5ea7|\u5355\u5143|\u55ae\u5143|\u697c|\u6a13|\u5c42|\u5ba4|\u623f|\u53f7|\u865f)|[\u4e00-\u9fff]{0,12}?[A-Z](?:\u5ea7|\u680b|\u5e62|\u533a)){0,5}(?:\d{3,4}(?:\u5ba4|\u623f|\u53f7)?(?!\d))?/;

const KOREAN_REGEXP =
  /(?:(?:\uc11c\uc6b8|\ubd80\uc0b0|\ub300\uad6c|\uc778\ucc9c|\uad11\uc8fc|\ub300\uc804|\uc6b8\uc0b0|\uc138\uc885|\uacbd\uae30|\uac15\uc6d0|\ucda9\ubd81|\ucda9\ub0a8|\ucda9\uccad|\uc804\ubd81|\uc804\ub0a8|\uc804\ub77c|\uacbd\ubd81|\uacbd\ub0a8|\uacbd\uc0c1|\uc81c\uc8fc)[\uac00-\ud7a3]{0,5} )?(?:[\uac00-\ud7a3]{1,6}[\uc2dc\uad70\uad6c] ){0,2}(?:[\uac00-\ud7a3]{1,6}[\uc74d\uba74] )?[\uac00-\ud7a3]{1,10}(?:\d{1,4}(?:\ubc88|[\uac00-\ud7a3])?)?(?:\ub85c|\uae38|\ub3d9|\ub9ac|\uac00) ?$/;
const KOREAN_REGION_REGEXP =
  /[\uac00-\ud7a3](?:\uc2dc|\uad70|\uad6c|\ub3c4) |^(?:\uc11c\uc6b8|\ubd80\uc0b0|\ub300\uad6c|\uc778\ucc9c|\uad11\uc8fc|\ub300\uc804|\uc6b8\uc0b0|\uc138\uc885) /;
const KOREAN_HOUSE_REGEXP =
  /^(?:-\d{1,4})?(?:\ubc88\uc9c0)?(?:\ubc88?\uae38 \d{1,4}(?:-\d{1,3})?)?(?:,? (?:[\uac00-\ud7a3A-Za-z]{1,12} ?)?\d{1,4}\ub3d9)?(?:,? ?\d{1,4}[\ud638\uce35])?(?! ?[\uac00-\ud7a3]{0,2}(?:\ubc88\uc9f8|\uba85|\uac1c|\ub144|\uc6d4|\uc2dc\uac04|\ud68c|\ubd84))/;

/** The quarter in parentheses, and the postcode. */
const KOREAN_TAIL_REGEXP =
  /^(?:,? ?\([\uac00-\ud7a30-9]{1,10}(?:\ub3d9|\uc74d|\uba74|\ub9ac|\uac00)(?:, ?[\uac00-\ud7a3A-Za-z0-9 ]{1,16})?\))?(?:,? ?\(?(?:\uc6b0\ud3b8\ubc88\ud638 ?|\uc6b0 ?)?\d{5}\)?(?!\d))?/;

const THAI_REGEXP =
  /^(?:\/\d{1,4})? (?:(?:\u0e2b\u0e21\u0e39\u0e48(?:\u0e17\u0e35\u0e48|\u0e1a\u0e49\u0e32\u0e19)?|\u0e21\.|\u0e0b\u0e2d\u0e22|\u0e0b\.|\u0e2d\u0e32\u0e04\u0e32\u0e23|\u0e04\u0e2d\u0e19\u0e42\u0e14|\u0e0a\u0e31\u0e49\u0e19(?:\u0e17\u0e35\u0e48)?|\u0e2b\u0e49\u0e2d\u0e07) ?[\u0e00-\u0e7f\d./]{1,24}(?: \d{1,3}(?:\/\d{1,3})?)? ?){0,4}(?:(?:\u0e16\u0e19\u0e19|\u0e16\.) ?[\u0e00-\u0e7f\d]{2,28}(?: \d{1,3})?|(?:\u0e15\u0e33\u0e1a\u0e25|\u0e15\.|\u0e41\u0e02\u0e27\u0e07) ?[\u0e00-\u0e7f]{2,20})(?:,? (?:(?:\u0e41\u0e02\u0e27\u0e07|\u0e40\u0e02\u0e15|\u0e15\u0e33\u0e1a\u0e25|\u0e2d\u0e33\u0e40\u0e20\u0e2d|\u0e08\u0e31\u0e07\u0e2b\u0e27\u0e31\u0e14|\u0e15\.|\u0e2d\.|\u0e08\.) ?)?[\u0e00-\u0e7f]{2,20}){0,4}(?: \d{5}(?!\d))?/;
/** Behind a word for house number, lanes and villages are enough. */
const THAI_LANE_REGEXP =
  /^(?:\/\d{1,4})? ?(?:(?:\u0e2b\u0e21\u0e39\u0e48(?:\u0e17\u0e35\u0e48|\u0e1a\u0e49\u0e32\u0e19)?|\u0e21\.|\u0e0b\u0e2d\u0e22|\u0e0b\.|\u0e2d\u0e32\u0e04\u0e32\u0e23|\u0e04\u0e2d\u0e19\u0e42\u0e14) ?[\u0e00-\u0e7f\d./]{1,24}(?: \d{1,3}(?:\/\d{1,3})?)?[ ,]{0,2}){1,3}/;
const THAI_BEFORE_REGEXP =
  /(?:\u0e1a\u0e49\u0e32\u0e19\u0e40\u0e25\u0e02\u0e17\u0e35\u0e48|\u0e40\u0e25\u0e02\u0e17\u0e35\u0e48) ?$/;

/** An address whose number this is, in a script that writes streets before numbers; or null. */
export function denseAddress(text: string, number: Readonly<Span>): Hit | null {
  const back = text.slice(Math.max(0, number.start - BACK_CHARS_MAX), number.start);
  const rest = text.slice(number.end, number.end + AHEAD_CHARS_MAX);
  return korean(number, back, rest) ?? chinese(number, back, rest) ?? japanese(number, back, rest);
}

function japanese(number: Readonly<Span>, back: string, rest: string): Hit | null {
  const whole = JAPANESE_REGEXP.exec(back);
  const place = whole ?? WARD_REGEXP.exec(back);
  if (place === null) return null;
  const block = BLOCK_REGEXP.exec(rest)?.[0] ?? "";
  if (block === "" && (whole === null || /^[\u4e00-\u9fff]/.test(rest))) return null;
  const building = BUILDING_REGEXP.exec(rest.slice(block.length))?.[0] ?? "";
  return hit(number, { before: place[0], after: block + building });
}

function chinese(number: Readonly<Span>, back: string, rest: string): Hit | null {
  const house = CHINESE_HOUSE_REGEXP.exec(rest);
  if (house === null) return null;
  const place = CHINESE_REGEXP.exec(back)?.[0] ?? CHINESE_ROAD_REGEXP.exec(back)?.[1];
  return place === undefined ? null : hit(number, { before: place, after: house[0] });
}

function korean(number: Readonly<Span>, back: string, rest: string): Hit | null {
  if (!/[\ub85c\uae38\ub3d9\ub9ac\uac00] ?$/.test(back)) return null;
  const place = KOREAN_REGEXP.exec(back);
  if (place === null || !KOREAN_REGION_REGEXP.test(place[0])) return null;
  const house = KOREAN_HOUSE_REGEXP.exec(rest);
  if (house === null) return null;
  const tail = KOREAN_TAIL_REGEXP.exec(rest.slice(house[0].length))?.[0] ?? "";
  return hit(number, { before: place[0], after: house[0] + tail });
}

/** An address in Thai, where the house number comes first; or null. */
export function thaiAddress(text: string, number: Readonly<Span>): Hit | null {
  const space = text.charAt(number.end) === "/"
    ? number.end + text.slice(number.end, number.end + 6).indexOf(" ")
    : number.end;
  if (space < number.end) return null;
  const next = text.charCodeAt(space + 1);
  if (!(next >= 0x0e00 && next <= 0x0e7f)) return null;
  const before = THAI_BEFORE_REGEXP.exec(text.slice(Math.max(0, number.start - 16), number.start));
  const rest = text.slice(number.end, number.end + 2 * AHEAD_CHARS_MAX);
  const match = THAI_REGEXP.exec(rest) ?? (before === null ? null : THAI_LANE_REGEXP.exec(rest));
  if (match === null) return null;
  return hit(number, { before: before?.[0] ?? "", after: match[0].trimEnd() });
}

function hit(number: Readonly<Span>, parts: { before: string; after: string }): Hit {
  return {
    start: number.start - parts.before.length,
    end: number.end + parts.after.length,
    need: "none",
  };
}
