/**
 * Names of people that a name of a field gives away: `patient: Jane Doe`, `"firstName": "Jane"`, a
 * column, the whole text of a field. `name` alone names services, files and products far more often
 * than people, and needs a given name or another personal field next to it.
 * @module
 */

import { foldWord } from "../../engine/lexicon.ts";
import type { Hit, MatcherRule, Span } from "../../rule.ts";
import type { Scan } from "../../context/scan.ts";
import { beforeLabel } from "../before_label.ts";
import { BIRTH_NOUNS } from "../births/birth_words.ts";
import { isOfFamily } from "./family_names.ts";
import { type FormValue, formValue } from "../form_value.ts";
import { GIVEN_NAMES, NO_NAMES } from "./given_names.ts";
import { type LineValue, lineValue } from "../line_value.ts";
import { isLegalOfPerson, NAME_FIELDS, PLAIN_FIELDS, THINGS } from "./name_labels.ts";
import { PEOPLE, PERSONS_ALONE, ROLE_FIELDS } from "./name_roles.ts";
import { isJapaneseSpeech, isWholeName, nameAt } from "./name_text.ts";
import { spacedValue } from "./spaced_name.ts";
import { hasPartner, isOfOrganisation } from "./organisation_words.ts";
import { PHONE_WORDS } from "../phones/phone_words.ts";
import { compact, phrases } from "../phrases.ts";
import { ADDRESS_NAMES } from "../addresses/street_words.ts";

/** Longest name. */
const VALUE_CHARS_MAX = 64;
/** How far around a field called `name` other personal fields are looked for. */
const AROUND_CHARS_MAX = 200;

const TITLE_REGEXP =
  /^(?:(?:Mr|Mrs|Ms|Mx|Miss|Dr|Prof|Herr|Frau|Mme|Mlle|M|Sr|Sra|Srta|Sig|Sig\.ra|Dhr|Mevr|Mw|pan|pani|Lic|Ing|Dott|Dott\.ssa|Avv|Mag|Mgr|mgr|Hr|Fr)\.? ){1,2}(?=\p{Lu})/u;
const CASELESS_REGEXP =
  /^[\u0590-\u06ff\u0900-\u0e7f\u3041-\u3096\u30a1-\u30fa\u30fc\u3005\u4e00-\u9fff\uac00-\ud7a3\u200c'\u05f4"-]+(?:[ \u3000\u00b7\u30fb][\u0590-\u06ff\u0900-\u0e7f\u3041-\u30fc\u3005\u4e00-\u9fff\uac00-\ud7a3\u200c'\u05f4"-]+){0,3}$/;
const BEGIN_REGEXP = /^\p{L}[\p{L}\p{M}\u200c"\u05f4'\u2019.,() \u3000\u00b7\u30fb0-9-]*$/u;
const SMALL_REGEXP =
  /^\p{Ll}[\p{L}\p{M}'\u2019-]{1,19}(?: \p{Ll}[\p{L}\p{M}'\u2019-]{1,19}){0,2}$/u;
const PERSONAL_REGEXP =
  /\b(?:e-?mail|correo|courriel|phone|mobile|dob|birth|ssn|passport|gender|salary|patient|age|iban|address|street|zip|postcode|postal|employee|customer|contact|mrn|diagnosis|hire|spouse|social[ _]insurance|nationality|surname|naissance|nacimiento|nascita|nascimento|nasc|geboortedatum|urodzenia|pr[e\u00e9]nom|vorname|nachname|apellidos?|cognome|adresse|direcci[o\u00f3]n|indirizzo|endere[c\u00e7]o|adres|alamat|telefon|telefone|telefoon|tel|t\u00e9l\u00e9phone|tel\u00e9fono|geburtsdatum|geburtstag|pesel|nif|dni|cpf|bsn|nir|svnr|steuer|rvnr|aadhaar|tckn|curp|rfc|reisepass|passeport|pasaporte|passaporte|paszport|personalausweis|perso|ahv|personnummer|nino|nhs|tfn|medicare|nhif|bvn|sdt|hp|kk|nik|ktp|sin|sv|krankenkasse|policy|acct|driver'?s? licen[cs]e|npi|fax|geb|gebdat|ddn|fnac|handy|gsm|tlf|tlm|mobil)\b|\u0440\u043e\u0436\u0434|\u0444\u0430\u043c\u0438\u043b|\u043d\u0430\u0440\u043e\u0434\u0436|\u0442\u0435\u043b\u0435\u0444\u043e\u043d|\u043f\u0430\u0441\u043f\u043e\u0440\u0442|\u0430\u0434\u0440\u0435\u0441|\u0441\u043d\u0438\u043b\u0441|\u0438\u043d\u043d|\u751f\u5e74|\u751f\u65e5|\u96fb\u8a71|\u96fb\u8bdd|\u7535\u8bdd|\u624b\u673a|\u8eab\u4efd\u8bc1|\u8bc1\u4ef6|\u30e1\u30fc\u30eb|\u4f4f\u6240|\uc804\ud654|\uc0dd\ub144|\uc8fc\ubbfc|\uc774\uba54\uc77c|\uc5f0\ub77d\ucc98|\u0e42\u0e17\u0e23|\u0e40\u0e01\u0e34\u0e14|\u0e1a\u0e31\u0e15\u0e23|\u05d8\u05dc\u05e4\u05d5\u05df|\u05dc\u05d9\u05d3\u05d4|\u05d6\u05d4\u05d5\u05ea|\u0647\u0627\u062a\u0641|\u062c\u0648\u0627\u0644|\u0645\u064a\u0644\u0627\u062f|\u062a\u0648\u0644\u062f|\u091c\u0928\u094d\u092e|\u092b\u094b\u0928|\u0906\u0927\u093e\u0930/i;

/** Fields that hold one word of a name. */
const PART_FIELD_REGEXP =
  /(?:first|last|given|family|middle|sur|fore|maiden)[ _-]?names?|^[fl][ _]?name|vornamen?|nachname|zuname|pr[e\u00e9]noms?|apellidos?|cognome|nazwisko|imi[e\u0119]|imiona|voorna(?:am|men)|achternaam|roepnaam|f\u00f6rnamn|efternamn|fornavn|etter?navn|sobrenome|jm\u00e9no|p\u0159\u00edjmen\u00ed|prenume|soyad|soyisim|nama|\u0438\u043c\u044f|\u0444\u0430\u043c\u0438\u043b\u0438\u044f|\u043f\u0440\u0456\u0437\u0432\u0438\u0449\u0435|nom|nombres?|nome|ad\u0131|etunim|sukunimi|^given$|^family$/i;
/** Roles, and names in languages whose word for name is also that of things: whole names only. */
const ROLES: ReadonlySet<string> = new Set(
  [
    ...ROLE_FIELDS,
    ...phrases([
      "patient|recipient|employee|candidate|nurse|physician|witness|attendee|spouse|applicant",
      "claimant|plaintiff|defendant|lessee|lessor|payee|payer|donor|nominee|guardian|passenger",
      "beneficiary|signed by|signatory|account name|next of kin|emergency contact|patientin|kunde",
      "kundin|mitarbeiter|mitarbeiterin|empf\u00e4nger|antragsteller|mieter|vermieter|versicherter",
      "\u62c5\u5f53\u8005|\u60a3\u8005|\u8054\u7cfb\u4eba|\u806f\u7d61\u4eba",
      "pati\u00ebnt|titulaire|b\u00e9n\u00e9ficiaire|destinataire|assur\u00e9|titular|beneficiario",
      "paciente|paziente|titolare|intestatario|pacjent|klient|pacient",
      "\u043f\u0430\u0446\u0438\u0435\u043d\u0442|\u043a\u043b\u0438\u0435\u043d\u0442",
      "\u0437\u0430\u043a\u0430\u0437\u0447\u0438\u043a",
      "\u043f\u043e\u043b\u0443\u0447\u0430\u0442\u0435\u043b\u044c",
      "\u043e\u0442\u043f\u0440\u0430\u0432\u0438\u0442\u0435\u043b\u044c",
      "\u043f\u0430\u0446\u0456\u0454\u043d\u0442|\u043a\u043b\u0456\u0454\u043d\u0442|nom|nombre",
      "nome|navn|namn|naam|nimi|n\u00e9v|nume|nama|isim|ad\u0131|\u0438\u043c\u0435",
      "\u0438\u043c\u044f|t\u00ean|meno|ime|h\u1ecd",
    ]),
  ].map(compact),
);
const PLAIN: ReadonlySet<string> = new Set(PLAIN_FIELDS.map(compact));
/** Names of fields of several words that only people have. */
const SURE: ReadonlySet<string> = new Set(
  NAME_FIELDS.filter((field) => field.includes(" ")).map(compact)
    .filter((field) => !ROLES.has(field)),
);

/** Labels are no names: `"firstName": "First name"` translates a form. */
const LABELS: ReadonlySet<string> = new Set(
  [...NAME_FIELDS, ...ROLE_FIELDS, ...PLAIN_FIELDS, ...BIRTH_NOUNS, ...ADDRESS_NAMES]
    .concat(PHONE_WORDS).map(compact),
);
/** `given` and `family` are names of fields where the other one is near. */
const HALVES: ReadonlyMap<string, RegExp> = new Map([
  ["given", /fam(?:ily)?\b|surname|last/i],
  ["family", /\bgiven|forename|first/i],
]);
/** The call of a tool: its name stands before what it is called with. */
const TOOL_REGEXP =
  /^\\{0,3}["']\s?,\s{0,12}\\{0,3}["'](?:arguments|args|parameters|params|input|description|inputs)\\{0,3}["']/;

/** What is an element with a name of its own, which is no person's. */
const FIELD_TAG_REGEXP =
  /<(?:[\w-]{1,16}:)?(?:param(?:eter)?|input|field|meta|invoke|prop(?:erty)?|attr(?:ibute)?|arg(?:ument)?|col(?:umn)?|select|textarea|form|button|i?frame|a|map|option|key|label|element|tool|function(?:_call)?|var(?:iable)?|setting|slot|header|cookie|data|value|string|item|part|method|class|event|template|block|output|object|fieldset|query|define|module|package|target|task|project|plugin|service|host|server|node|resource|style|color|testcase|testsuite)(?:\s[^<>]{0,56})?\s$/i;
/** Behind the name of a field: its value or type. */
const FIELD_BEHIND_REGEXP =
  /^\\{0,3}["']\s?,\s{0,12}\\{0,3}["'](?:(?:value|values|default|placeholder|required)\\{0,3}["']\s?:|(?:type|data_?type)\\{0,3}["']\s?:\s?\\{0,3}["'](?:string|str|text|number|int|integer|bool|boolean|object|array|date|datetime|email|tel|phone|select|checkbox|enum|varchar|float|hidden|file|password|url)\b)/i;
/** A name and a number, or a label and its number, in scripts without capitals. */
const CASELESS_REMARK_REGEXP =
  /^((?:[^\s\d,.:]{1,24}[ \u3000\u00b7]){1,3}?)[ \u3000]?(?:(?:\u0e40\u0e1a\u0e2d\u0e23\u0e4c(?:\u0e42\u0e17\u0e23(?:\u0e28\u0e31\u0e1e\u0e17\u0e4c)?)?|\u0e42\u0e17\u0e23(?:\u0e28\u0e31\u0e1e\u0e17\u0e4c)?|\u0e21\u0e37\u0e2d\u0e16\u0e37\u0e2d|\u0e2d\u0e32\u0e22\u0e38|\u0e1a\u0e49\u0e32\u0e19\u0e40\u0e25\u0e02\u0e17\u0e35\u0e48|\u0e40\u0e25\u0e02\u0e17\u0e35\u0e48|\u7535\u8bdd|\u624b\u673a\u53f7?|\u8054\u7cfb\u7535\u8bdd|\u8eab\u4efd\u8bc1\u53f7?|\u96fb\u8a71|\u624b\u6a5f|\u643a\u5e2f|TEL|Tel|tel|\uc804\ud654(?:\ubc88\ud638)?|\uc5f0\ub77d\ucc98|\ud734\ub300\ud3f0|\ud578\ub4dc\ud3f0|\uc0dd\ub144\uc6d4\uc77c|\u05d8\u05dc\u05e4\u05d5\u05df|\u05d8\u05dc|\u05e0\u05d9\u05d9\u05d3|\u05d4\u05e0\u05d9\u05d9\u05d3|\u05ea["\u05f4.]?\u05d6|\u0647\u0627\u062a\u0641|\u0627\u0644\u0647\u0627\u062a\u0641|\u062c\u0648\u0627\u0644|\u0627\u0644\u062c\u0648\u0627\u0644|\u0631\u0642\u0645|\u092b\u093c?\u094b\u0928|\u092e\u094b\u092c\u093e\u0907\u0932|\u092e\u094b)[ .:\uff1a]{0,2}[+(]?\d|[+(]?\d[\d -]{5})/u;
/** The first names of Bali before the given one: they are one letter or two. */
const BALINESE_REGEXP =
  /^(?:I|Ni) (?=(?:Gusti|Made|Wayan|Putu|Ketut|Nyoman|Kadek|Komang|Gede|Luh|Nengah|Dewa)\b)(?:Gusti )?(?:Made|Wayan|Putu|Ketut|Nyoman|Kadek|Komang|Gede|Luh|Nengah|Dewa) /;

interface Place {
  /** The field's own word, and all that is known of its name. */
  key: string;
  /** The word before it. */
  head: string;
  isQuoted: boolean;
  text: string;
  /** Where the name of the field stands, or that of another column of the same table. */
  keyAt: number;
}

/** The part of a value that is a name, or null. */
function personIn(value: Span, place: Place): Span | null {
  const given = place.text.slice(value.start, value.end);
  const whole = place.isQuoted ? given : withoutRemark(given, compact(place.key));
  const title = TITLE_REGEXP.exec(whole)?.[0] ?? "";
  const found = whole.slice(title.length);
  const span = { start: value.start + title.length, end: value.start + whole.length };
  if (found.length < 2 || found.length > VALUE_CHARS_MAX || !BEGIN_REGEXP.test(found)) return null;
  if (LABELS.has(compact(found))) return null;
  const key = compact(place.key);
  const half = HALVES.get(key);
  if (half !== undefined) {
    // `font-family` is none.
    return place.head === "" && isHalf(span, half, place) ? span : null;
  }
  const isPlain = PLAIN.has(key);
  const isAlone = isPlain && PERSONS_ALONE.has(place.head);
  if (isPlain && place.head !== "" && !isAlone && !PEOPLE.has(place.head)) return null;
  if (THINGS.has(place.head)) return null;
  if (isPlain && TOOL_REGEXP.test(place.text.slice(span.end, span.end + 32))) return null;
  const isRole = ROLES.has(key);
  if (CASELESS_REGEXP.test(found)) {
    return isCaseless(found, { value, place, isPlain, isRole }) ? span : null;
  }
  const isPart = PART_FIELD_REGEXP.test(place.key) && !isPlain;
  if (SMALL_REGEXP.test(found)) return smallName(found, place, isPart && !isRole) ? span : null;
  const bali = BALINESE_REGEXP.exec(found)?.[0].length ?? 0;
  const name = isWholeName(found.slice(bali), { isTitled: true, isListed: true });
  if (name === null) return null;
  const count = name.parts.length;
  const isFirm = name.parts.some(isOfOrganisation) || hasPartner(place.text, span.end);
  if (isFirm && !isPart && !name.isKnown) return null;
  if (isAlone && count > 1 && count < 5) return span;
  if (isPlain) {
    const isKnown = name.isKnown && count > 1;
    return isKnown || (count > 1 && count < 5 && isPersonal(value, place)) ||
        (name.isKnown && isPersonal(value, place))
      ? span
      : null;
  }
  // `<fullname>Batch</fullname>`
  if (/full[ _-]?name/i.test(place.key) && count < 2 && !name.isKnown) return null;
  // Companies have one as well.
  const isLegal = place.head === "full" || isLegalOfPerson(around(place.text, value.start), found);
  if (key === "legalname" && !name.isKnown && !(isLegal && count > 1)) return null;
  if (isRole && isPersonal(value, place)) return span;
  if (isRole) return count > 1 || name.isKnown || title !== "" ? span : null;
  return span;
}

/** A value of `given` or `family`: one name or two, next to the other half. */
function isHalf(span: Span, half: RegExp, { text, keyAt }: Place): boolean {
  const near = around(text, span.start) + around(text, keyAt);
  const name = isWholeName(text.slice(span.start, span.end), { isTitled: true, isListed: true });
  return name !== null && name.parts.length < 4 && half.test(near);
}

function around(text: string, at: number): string {
  return text.slice(Math.max(0, at - AROUND_CHARS_MAX), at + AROUND_CHARS_MAX);
}

interface Caseless {
  value: Span;
  place: Place;
  isPlain: boolean;
  isRole: boolean;
}

/** Whether a value in a script without capitals is a name. */
function isCaseless(found: string, { value, place, isPlain, isRole }: Caseless): boolean {
  // `\u6c0f\u540d \u4f4f\u6240 \u96fb\u8a71`: headings.
  if (found.split(/[ \u3000]/).some((word) => LABELS.has(compact(word)))) return false;
  if (/[\u0590-\u06ff\u0900-\u0e7f]/.test(found)) {
    if (isPlain) return false;
    // A role is also something that is told of: `the patient: came again`.
    return !isRole || (/[ \u3000]/.test(found) && found.split(" ").length < 4);
  }
  const isOfAsia = /[\u0e00-\ud7a3]/.test(place.key) || !isPlain || isPersonal(value, place);
  if (!isOfAsia || found.length > 12) return false;
  const isWord = !/[ \u3000\u00b7\u30fb]/.test(found);
  const isLong = isWord && /^[\u4e00-\u9fff]{6}|^[\uac00-\ud7a3]{6}/.test(found);
  if (isLong || isJapaneseSpeech(found)) return false;
  // What is said of a role in Korean has spaces, too: `\ub0b4\uc77c \ud655\uc778`.
  const isApart = !isWord && !/[\uac00-\ud7a3]/.test(found);
  return !isRole || isApart || isOfFamily(found.replace(" ", ""));
}

/** A value up to the remark that follows a name in it: `Jane Doe, 45 years`. */
function withoutRemark(given: string, key: string): string {
  if (given.charCodeAt(0) >= 0x0590) {
    return CASELESS_REMARK_REGEXP.exec(given)?.[1]?.trimEnd() ?? given;
  }
  const title = TITLE_REGEXP.exec(given)?.[0].length ?? 0;
  const name = nameAt(given, title, { isTitled: true, isListed: true });
  const isRemarked = name !== null && name.parts.length > 1 &&
    (/^(?:,? \(|, |,\d| (?:is|was|has|and|presented|aged)\b)/.test(given.slice(name.end)) ||
      // What is said behind it in a chat, when the label leaves no doubt.
      (SURE.has(key) && /^ \p{Ll}{2}/u.test(given.slice(name.end))));
  return isRemarked ? given.slice(0, name.end) : given;
}

/** Names without capitals, as people type them: in quotes, and none of the words of code. */
function smallName(found: string, place: Place, isPart: boolean): boolean {
  const words = found.split(" ").map((word) => foldWord(word));
  const [first = ""] = words;
  if (GIVEN_NAMES.has(first)) return isPart || words.length > 1;
  return isPart && place.isQuoted && words.length === 1 && !NO_NAMES.has(first);
}

function isPersonal({ start, end }: Span, { text, keyAt }: Place): boolean {
  const from = Math.max(0, start - AROUND_CHARS_MAX);
  if (hasPersonal(text.slice(from, end + AROUND_CHARS_MAX))) return true;
  // The heading of a table, which may be far.
  return start - keyAt > AROUND_CHARS_MAX && hasPersonal(around(text, keyAt));
}

function hasPersonal(words: string): boolean {
  const spaced = words.replace(/_/g, " ").replace(/([a-z])([A-Z])/g, "$1 $2");
  return PERSONAL_REGEXP.test(spaced);
}

/** The value of a form that a browser sent, when it is a name as a whole. */
function nameOfForm(text: string, anchor: Readonly<Span>, form: FormValue): Hit | null {
  const { start, end, decoded } = form;
  // What stands around it, with the value as it was before it was encoded.
  const from = Math.max(0, start - AROUND_CHARS_MAX);
  const lead = text.slice(from, start);
  const value = { start: lead.length, end: lead.length + decoded.length };
  const span = personIn(value, {
    key: text.slice(anchor.start, anchor.end),
    head: headOf(text.slice(Math.max(0, anchor.start - 24), anchor.start)),
    isQuoted: true,
    text: lead + decoded + text.slice(end, end + AROUND_CHARS_MAX),
    keyAt: anchor.start - from,
  });
  return span === null || span.end !== value.end ? null : { start, end, need: "none" };
}

function matchNamed({ text }: Scan, anchor: Readonly<Span>): Hit | null {
  const form = formValue(text, anchor);
  if (form !== null) return nameOfForm(text, anchor, form);
  const found = lineValue(text, anchor, { charsMax: 2 * VALUE_CHARS_MAX, isName: true }) ??
    spacedValue(text, anchor);
  const value = found === null || found.isQuoted ? found : beforeLabel(text, found);
  if (value === null || isOfField(text, anchor, value)) return null;
  const before = text.slice(Math.max(0, anchor.start - 24), anchor.start);
  // `created name="..."` in a log: a word before, and no part of the name.
  const isPair = text.charAt(anchor.end) === "=" && before.endsWith(" ");
  const head = isPair ? "" : headOf(before);
  const key = text.slice(anchor.start, anchor.end);
  const span = personIn(value, {
    ...{ key, head, isQuoted: value.isQuoted, text },
    keyAt: anchor.start,
  });
  return span === null ? null : { ...span, need: "none" };
}

/** Whether a name is that of a field: `<parameter name="...">`, `"name":"...","value":...`. */
function isOfField(text: string, key: Readonly<Span>, value: LineValue): boolean {
  if (!/^names?$/i.test(text.slice(key.start, key.end))) return false;
  if (text.charAt(key.end) === "=") {
    return FIELD_TAG_REGEXP.test(text.slice(Math.max(0, key.start - 80), key.start));
  }
  if (!FIELD_BEHIND_REGEXP.test(text.slice(value.end, value.end + 48))) return false;
  const name = isWholeName(text.slice(value.start, value.end));
  return name === null || !name.isKnown || name.parts.length < 2;
}

/** `user` of `user_name`; folded, or empty. */
function headOf(before: string): string {
  const word = /([A-Za-z0-9]+)[ _.-]?$/.exec(before)?.[1] ?? "";
  // A word at the end of a sentence or a row is no part of the name.
  if (/[\n,;{("']\s*$/.test(before)) return "";
  return foldWord(/[A-Z]?[a-z0-9]+$|[A-Z0-9]+$/.exec(word)?.[0] ?? word);
}

function matchField(scan: Scan, field: Readonly<Span>): Hit | null {
  const { text, fieldName } = scan;
  if (field.end - field.start > VALUE_CHARS_MAX) return null;
  const key = /[A-Za-z]+$/.exec(fieldName.replace(/[\s*:._\d[\]#-]+$/, ""))?.[0] ?? fieldName;
  const last = /[A-Z]?[a-z]+$|[A-Z]+$/.exec(key)?.[0] ?? key;
  const isPlain = PLAIN.has(compact(last));
  const at = fieldName.lastIndexOf(last);
  const head = isPlain
    ? headOf(fieldName.slice(Math.max(0, at - 24), at).replace(/\[\d+\]/g, ""))
    : "";
  // `first_name` is one phrase, and no plain `name`.
  const isPhrase = isPlain && LABELS.has(head + compact(last));
  const place = { key: isPlain && !isPhrase ? last : fieldName, head: isPhrase ? "" : head };
  // The cells of a table are looked at from a word of its heading.
  const keyAt = scan.events.count === 0 ? field.start : scan.events.starts[scan.at] as number;
  const span = personIn(field, { ...place, isQuoted: true, text, keyAt });
  return span === null ? null : { ...span, need: "none" };
}

/** The rule for values of a key for a person's name. */
export const NAME_NAMED_RULE: MatcherRule = {
  anchor: "matcher",
  category: "PERSON_NAME",
  finds: "value of a key for a person's name; of a key name only what looks like a person",
  at: ["word"],
  triggers: [...NAME_FIELDS, ...ROLE_FIELDS, ...PLAIN_FIELDS],
  words: [],
  revision: 1,
  match: matchNamed,
  hits: [
    ["Unterzeichnet: Hans Meier", "Hans Meier"],
    ["Legal name: Gurmeet Sandhal\nSIN 206129819", "Gurmeet Sandhal"],
    ["POST /q body=drv_name=Tamsyn+Oyelade&phone=1", "Tamsyn+Oyelade"],
    ["GET /q?full_name=Tamsyn%20Oyelade&x=1", "Tamsyn%20Oyelade"],
    ["Patient: Jane Doe, 45 years", "Jane Doe"],
    ['{"provider_name":"Corwin Ashdale","npi":"x"}', "Corwin Ashdale"],
    ['{"args":"{\\"physician_name\\":\\"Corwin Ashdale\\"}"}', "Corwin Ashdale"],
    ["<attorney_name>Corwin Ashdale</attorney_name>", "Corwin Ashdale"],
    ["mieter_name=Corwin Ashdale", "Corwin Ashdale"],
    ['{"firstName":"Jane"}', "Jane"],
    ['{\\"full_name\\":\\"Jane Doe\\"}', "Jane Doe"],
    ['{"cardholder":"JANE DOE"}', "JANE DOE"],
    ["Pr\u00e9nom : Chlo\u00e9\n", "Chlo\u00e9"],
    ["Imi\u0119 i nazwisko: Anna Kowalska", "Anna Kowalska"],
    [
      "\u0424\u0418\u041e: \u0418\u0432\u0430\u043d\u043e\u0432 \u0418\u0432\u0430\u043d \u0418\u0432\u0430\u043d\u043e\u0432\u0438\u0447",
      "\u0418\u0432\u0430\u043d\u043e\u0432 \u0418\u0432\u0430\u043d \u0418\u0432\u0430\u043d\u043e\u0432\u0438\u0447",
    ],
    ["\u6c0f\u540d\uff1a\u5c71\u7530\u592a\u90ce", "\u5c71\u7530\u592a\u90ce"],
    ["\u59d3\u540d\uff1a\u674e\u660e", "\u674e\u660e"],
    ["\uc774\ub984: \uae40\ubbfc\uc218", "\uae40\ubbfc\uc218"],
    ["INFO user id=7 full_name='Jane Doe' ok", "Jane Doe"],
    ['{"name":"Zork Blarf","email":"z@example.org"}', "Zork Blarf"],
    ["Surname: O'Neil-Smith", "O'Neil-Smith"],
    ['{"nazwisko_pacjenta":"Brzozowska"}', "Brzozowska"],
    ['"name": "Doe, Jane"', "Doe, Jane"],
    ["Last name ............ Osborne\n", "Osborne"],
    ["2. Surname: Prys-Jones   3. Sex: F", "Prys-Jones"],
    ["Q2 surname          \u279c Stavros", "Stavros"],
    ["Nom et pr\u00e9nom : DUVAL Cl\u00e9mence", "DUVAL Cl\u00e9mence"],
    ["<label>Nome da aluna</label><input name='a' value='Iara Bentes'>", "Iara Bentes"],
    ["<li>Intestatario: <span class='x'>Ottavia Brunelli</span>", "Ottavia Brunelli"],
    ['<param name="anrede_name">Herr Gunther St\u00f6ckl</param>', "Gunther St\u00f6ckl"],
    ["Mieter ........: Jonas von Thun", "Jonas von Thun"],
    ["Name: Jane Doe Phone: 020 7946 0123", "Jane Doe"],
    [
      "\u0424\u0418\u041e: \u041f\u0435\u0442\u0440\u043e\u0432 \u0418\u0432\u0430\u043d \u0442\u0435\u043b\u0435\u0444\u043e\u043d: +7 912 345-67-89",
      "\u041f\u0435\u0442\u0440\u043e\u0432 \u0418\u0432\u0430\u043d",
    ],
    [
      "\u05e9\u05dd: \u05d3\u05e0\u05d4 \u05db\u05d4\u05df \u05d8\u05dc\u05e4\u05d5\u05df: 052-1234567",
      "\u05d3\u05e0\u05d4 \u05db\u05d4\u05df",
    ],
    [
      "\u304a\u540d\u524d\uff1a\u5c71\u7530 \u82b1 \u96fb\u8a71\uff1a090-1234-5678",
      "\u5c71\u7530 \u82b1",
    ],
    ["Full legal name: Ottoline M. Vranckx, born in Ghent", "Ottoline M. Vranckx"],
    ["Nome do contribuinte: Iracema Bonfim\nNIF", "Iracema Bonfim"],
    [
      "h\u1ecd t\u00ean ng\u01b0\u1eddi nh\u1eadn: \u0110\u1eb7ng Thu Th\u1ea3o nh\u00e9",
      "\u0110\u1eb7ng Thu Th\u1ea3o",
    ],
    [
      "\u0e0a\u0e37\u0e48\u0e2d\u0e1c\u0e39\u0e49\u0e23\u0e31\u0e1a: \u0e21\u0e32\u0e19\u0e35 \u0e43\u0e08\u0e14\u0e35 \u0e40\u0e1a\u0e2d\u0e23\u0e4c 0812345678",
      "\u0e21\u0e32\u0e19\u0e35 \u0e43\u0e08\u0e14\u0e35",
    ],
    [
      "\u0e02\u0e49\u0e32\u0e1e\u0e40\u0e08\u0e49\u0e32 \u0e0a\u0e37\u0e48\u0e2d \u0e21\u0e32\u0e19\u0e35 \u0e43\u0e08\u0e14\u0e35  \u0e2d\u0e32\u0e0a\u0e35\u0e1e \u0e04\u0e23\u0e39",
      "\u0e21\u0e32\u0e19\u0e35 \u0e43\u0e08\u0e14\u0e35",
    ],
    [
      "\u05e9\u05dd \u05de\u05e9\u05e4\u05d7\u05d4 \u05d5\u05e9\u05dd \u05e4\u05e8\u05d8\u05d9: \u05db\u05d4\u05df \u05d3\u05e0\u05d4\n",
      "\u05db\u05d4\u05df \u05d3\u05e0\u05d4",
    ],
    [
      "\u53d7\u4ed8\u3000\u62c5\u5f53\uff1a\u5c71\u7530 \u82b1\u5b50\n",
      "\u5c71\u7530 \u82b1\u5b50",
    ],
    ['<parameter name="\uc774\ub984">\uae40\ubbfc\uc218</parameter>', "\uae40\ubbfc\uc218"],
    ["nama karyawan: Ni Luh Sukmawati\n", "Ni Luh Sukmawati"],
    [
      "Patient : Solange Pelletier, suivie depuis des ann\u00e9es pour une affection des voies " +
      "respiratoires que deux confr\u00e8res de la ville voisine ont jug\u00e9e ancienne",
      "Solange Pelletier",
    ],
    ["Achternaam + voorl.: De Vries-Bakker, M.A.\n", "De Vries-Bakker, M.A"],
    ["Full name            Ottavia Brunelli\n", "Ottavia Brunelli"],
    ["\uc774\ub984 \uae40\ubbfc\uc218\n", "\uae40\ubbfc\uc218"],
    ["\u6c0f\u540d \u5c71\u7530 \u82b1\u5b50\n", "\u5c71\u7530 \u82b1\u5b50"],
    [
      "\u30d5\u30ea\u30ac\u30ca \u30e4\u30de\u30c0 \u30cf\u30ca\u30b3\n",
      "\u30e4\u30de\u30c0 \u30cf\u30ca\u30b3",
    ],
    ["Naam kind    : Wies Aalders\n", "Wies Aalders"],
    ["Numele copilului: Matei Dobre\n", "Matei Dobre"],
    [
      "\u05e9\u05dd \u05d4\u05d9\u05dc\u05d3/\u05d4: \u05d3\u05e0\u05d4 \u05db\u05d4\u05df",
      "\u05d3\u05e0\u05d4 \u05db\u05d4\u05df",
    ],
    [
      "\u6c0f\u3000\u540d\uff1a\u5c71\u7530\u3000\u82b1\u5b50\uff08\u5973\uff09",
      "\u5c71\u7530\u3000\u82b1\u5b50",
    ],
    ["(nome completo) Iara Bentes, contribuinte", "Iara Bentes"],
  ],
  misses: [
    "| step | owner | max minutes |\n|---|---|---|",
    "Legal name: Blue Harbour Holdings\nSSN 421-37-8890",
    "GET /search?name=green+tea&page=2",
    "GET /q?product_name=Apple+Juice&event_name=Page+View&x=1",
    '<parameter name="\ud68c\uc6d0\ubc88\ud638">40917723</parameter><parameter name="\uc774\uba54\uc77c">',
    '<input name="Jane Doe" type="tel"> phone',
    '{"name":"\uc804\ud654","type":"string"} \uc774\uba54\uc77c',
    '{"name":"Zork Blarf","value":7,"email":""}',
    "\uad6c\ub9e4\uc790: \uc624\ub298 8\uc2dc\ucbe4 \uac08\uac8c\uc694",
    "Full name: as it stands in the passport",
    "name: my-service",
    "name: Run Unit Tests",
    "- name: Checkout Code",
    '{"name":"Acme Widget","price":9}',
    "filename: Report Draft",
    "hostname: web1",
    "username: JaneDoe",
    "firstName: string;",
    '"firstName": "First name"',
    "first_name = models.CharField(max_length=30)",
    "lastName: user.lastName,",
    '{"provider_name":"Oak Valley Medical","npi":"1"}',
    "client_name: Ashdale & Corwin",
    '{"user_agent_name":"Corwin Ashdale"}',
    '{"attorney_name":"Harlow Solicitors"}',
    "file name: Annual Report",
    "product name: Blue Widget",
    "patient: the man was seen",
    "Name: Required",
    '"fullName": "{{first}} {{last}}"',
    "class name: Foo Bar",
    "legal_name: Ibis Creek Landscaping",
    'font-family: "Arial Black", sans-serif',
    '{"name":"\u4e88\u7d04\u767b\u9332","arguments":{"\u96fb\u8a71":"1"}}',
    "\u62c5\u5f53\u8005\uff1a\u672a\u5b9a",
    "\u59d3\u540d\uff1a\u8bf7\u8f93\u5165\u60a8\u7684\u59d3\u540d",
    "\u6c0f\u540d \u4f4f\u6240 \u96fb\u8a71\n",
    "\u6c0f\u540d \u751f\u5e74\u6708\u65e5 \u4f4f\u6240\n",
    "| Patient | Date of birth |",
    "ID    Patient Name      Ward\n",
    "Customer ... and so on",
  ],
};

/** The rule for fields named for a person's name. */
export const NAME_FIELD_RULE: MatcherRule = {
  anchor: "matcher",
  category: "PERSON_NAME",
  finds: "whole value of a field, or cell of a column, named for a person's name",
  at: ["field"],
  triggers: [...NAME_FIELDS, ...ROLE_FIELDS, ...PLAIN_FIELDS],
  words: [],
  revision: 1,
  match: matchField,
  hits: [
    ["id,full_name,city\n7,Jane Doe,Ulm\n", "Jane Doe"],
    ["name,email\nZork Blarf,z@example.org\n", "Zork Blarf"],
    ["id;Nachname\n7;M\u00fcller\n", "M\u00fcller"],
    ["id\tcustomer name\n7\tPriya Raman\n", "Priya Raman"],
    ["| id | Patient |\n|---|---|\n| 7 | Jane Doe |\n", "Jane Doe"],
    ["\u756a\u53f7,\u6c0f\u540d\n7,\u5c71\u7530\u592a\u90ce\n", "\u5c71\u7530\u592a\u90ce"],
    [
      "id,\u0444\u0430\u043c\u0438\u043b\u0438\u044f\n7,\u0418\u0432\u0430\u043d\u043e\u0432\n",
      "\u0418\u0432\u0430\u043d\u043e\u0432",
    ],
    ['id,first name\n7,"Jane"\n', "Jane"],
    ["id,family,given\n7,Galanos,x1\n", "Galanos"],
    ["id;guarantor_name\n7;Corwin Ashdale\n", "Corwin Ashdale"],
    ['no;payee name;iban\n1;"Ottoline Vranckx";x\n', "Ottoline Vranckx"],
    ["no;nama_karyawan\n1;I Wayan Darmawan\n", "I Wayan Darmawan"],
  ],
  misses: [
    "id,name,price\n7,Blue Widget,9.99\n",
    "id,name,iban\n7,Condominio La Quercia,x\n",
    "id,file name\n7,Annual Report\n",
    "id,username\n7,Jane\n",
    "id,full_name\n7,null\n",
    "id,full_name\n7,jane_doe\n",
    "id,product_name\n7,Jane Doe\n",
    "id,name\n7,web1\n",
    "id,family,genus\n7,Felidae,Panthera\n",
    "id,first name\n7,\n",
  ],
};
