/**
 * Dates of birth in fields and columns that are named for them, abbreviations among the names.
 *
 *     name,dob        | Meno | Nar.       |
 *     Jane,1985-03-12 | Eva  | 12.03.1985 |
 *
 * @module
 */

import type { Hit, MatcherRule, Span } from "../../rule.ts";
import type { Scan } from "../../context/scan.ts";
import { BIRTH_HEADINGS, BIRTH_NOUNS, BORN_WORDS } from "./birth_words.ts";
import { dateEnd } from "../date_forms.ts";

/** Longest text that is a date of birth as a whole, with a time or a remark after it. */
const FIELD_CHARS_MAX = 64;
/** `DATE '1985-03-12'` in SQL. */
const SQL_REGEXP = /^(?:(?:DATE|TIMESTAMP)\s{0,2})?['"]/i;

/** Endings of both genders and a preposition, and those of who was born: `N\u00e9(e) le`. */
const ENDING_REGEXP = /(?:^|[^\p{L}])le\s*$|a\)? il\s*$/iu;
const BORN_REGEXP =
  /(?:^|[^\p{L}])(?:n[\u00e9e][(/.\u00b7-]?e?\)?[\s_-]?le|nat(?:o|a|o[(/]a\)?)[\s_-]?il)\s*$/iu;

function matchField(scan: Scan, field: Readonly<Span>): Hit | null {
  const { text, fieldName } = scan;
  if (ENDING_REGEXP.test(fieldName) && !BORN_REGEXP.test(fieldName)) return null;
  if (field.end - field.start > FIELD_CHARS_MAX) return null;
  const head = SQL_REGEXP.exec(text.slice(field.start, field.start + 16))?.[0] ?? "";
  const start = field.start + head.length;
  const end = dateEnd(text, start, { isNamed: true });
  if (end < 0 || end > field.end) return null;
  return /^(?:$|[\sT,(.\u0433'"])/.test(text.slice(end, field.end))
    ? { start, end, need: "none" }
    : null;
}

/** The rule for fields named for a date of birth. */
export const BIRTH_DATE_FIELD_RULE: MatcherRule = {
  anchor: "matcher",
  category: "DATE_OF_BIRTH",
  finds: "date that is the value of a field, or the cell of a column, named for a date of birth",
  at: ["field"],
  triggers: [...BIRTH_NOUNS, ...BORN_WORDS, ...BIRTH_HEADINGS],
  words: [],
  revision: 1,
  match: matchField,
  hits: [
    ["name,dob,city\nJane,1985-03-12,Ulm\n", "1985-03-12"],
    ["id;Geburtsdatum\n7;12.03.1985\n", "12.03.1985"],
    ["id\tbirth_date\n7\t3/12/85\n", "3/12/85"],
    ["| id | Date of birth |\n|---|---|\n| 7 | 12 March 1985 |\n", "12 March 1985"],
    [
      "\u6c0f\u540d,\u751f\u5e74\u6708\u65e5\n\u5c71\u7530,1985\u5e743\u670812\u65e5\n",
      "1985\u5e743\u670812\u65e5",
    ],
    [
      "\u0438\u043c\u044f,\u0434\u0430\u0442\u0430 \u0440\u043e\u0436\u0434\u0435\u043d\u0438\u044f\n\u0418\u0432\u0430\u043d,12.03.1985\n",
      "12.03.1985",
    ],
    ["| Meno | Nar. |\n|---|---|\n| Eva | 12.03.1985 |\n", "12.03.1985"],
    ["No;Locataire;N\u00e9(e) le\n7;Roux;12/03/1985\n", "12/03/1985"],
    ["ref;nom;ne_le\n7;Roux;12/03/1985\n", "12/03/1985"],
    ["nombre,fecha de nacimiento\nAna,12/03/1985\n", "12/03/1985"],
    ['"name","dateOfBirth"\n"Jane","19850312"\n', "19850312"],
  ],
  misses: [
    "Article,Livr\u00e9(e) le,Prix\nLampe,12/03/1985,4\n",
    "name,created\nJane,1985-03-12\n",
    "name,dob_source\nJane,1985-03-12\n",
    "name,dob\nJane,unknown\n",
    "name,dob\nJane,\n",
    "dob,created\n,2020-01-01\n",
    "name,birth_place\nJane,1985-03-12\n",
    "name, dob, and address\nare due on 1985-03-12\n",
    "id,dob\n1,1785-03-12\n",
  ],
};
