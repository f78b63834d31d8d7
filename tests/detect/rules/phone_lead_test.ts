/**
 * Telephone numbers that no word for a telephone announces.
 * @module
 */

import { PHONE_RULES } from "../../../src/detect/rules/phone.ts";
import { testGroups } from "./harness.ts";

/** The numbers that must be found stand in double brackets. */
const HITS: Readonly<Record<string, readonly string[]>> = {
  prepositions: [
    "The plumber picks up on [[01632 960 983]] after six",
    "Wir sind unter [[0151 / 23456789]] zu haben",
    "Le gardien r\u00e9pond au [[01 44 27 30 12]] jusqu'\u00e0 18h.",
    "Resto a casa, sono al [[340 12 34 567]].",
    "Marco risponde sul [[338-7012345]] la sera",
    "Pregunta por Nuria en el [[611 22 33 44]].",
    "cualquier cosa al [[9 8123 4567]]",
    "fala com o porteiro no [[11 98456-7890]]",
    "De monteur zit op [[06-12345678]] tot vijf",
    "jestem pod [[601-234-567]] do 16",
    "Jeg kan fanges p\u00e5 [[28 12 34 65]]",
    "nap\u00ed\u0161 mi na [[0905 123 456]]",
    "\u043f\u0438\u0448\u0438\u0442\u0435 \u043d\u0430 [[8-916-123-45-67]]",
    "\u0628\u0639\u062b\u062a\u0647 \u0639\u0644\u0649 [[0551234567]]",
    "\u05d1\u05d9\u05d8 \u05dc[[0521234567]] \u05ea\u05d5\u05d3\u05d4",
    "g\u1eedi m\u00e3 t\u1edbi [[84912345678]]",
    "bisa kirim ke [[081234567890]] ya",
  ],
  verbs: [
    "apunta [[655 22 15 73]]",
    "te lo escribo, [[634-193-319]]",
    "swisha [[0701234567]]",
    "bizum [[612 345 678]]",
    "hilsen vakttelefon [[22 43 44 55]]",
    "Diensthandy [[0160 1234567]]",
    "momo [[0912345678]]",
    "transfer via gopay [[085712345678]]",
  ],
  roles: [
    "Office [[6542 0081]]",
    "Accounts, [[08 8271 4409]]",
    "Administra\u00e7\u00e3o: [[21 444 14 36]]",
    "Per urgenze: [[340 12 34 567]] (Marco)",
    "Portaria - [[11 3064-7788]]",
    "Sekretariat: [[0711 489 2217]]",
    "biuro: [[22 653 12 44]]",
    "\u043e\u0444\u0438\u0441: [[044 279 33 61]]",
    "\u0935\u093f\u092d\u093e\u0917: [[022-2847 1930]]",
    "R\u00fcckfragen an Frau Lenz, [[0711 / 489 22 17]]",
  ],
  owners: [
    "neue nummer von oma: [[04101 77 23 09]]",
    "m\u00f3j nowy numer to [[512 334 556]]",
    "il mio nuovo num \u00e8 [[3401234567]]",
    "\u043c\u0456\u0439 \u043d\u043e\u0432\u0438\u0439 [[0671234567]]",
    "mijn nieuwe nummer: [[06 12345678]]",
    "mein neues handynr [[0151 23456789]]",
    "mi nuevo n\u00famero [[611 223 344]]",
    "min nya nummer \u00e4r [[070 123 45 67]]",
  ],
  answers: [
    "Kasia: podaj nr\nBartek: [[601-806-143]]\nKasia: dzi\u0119ki",
    "A: what's your number\nB: [[07700 900461]]\n",
    "[12:01] Ann: num?\n[12:02] Bob: [[612 345 678]]",
    "Lea: tu num\u00e9ro\nMax: [[06 12 34 56 78]]",
    "Eva: numero?\nUgo: [[340 123 4567]]\n",
    "> numer?\nJan: [[501 234 567]]",
    "Ida: nummer\nPer: [[912 34 567]]",
    "Zoe: number pls\nTom: [[0412 345 678]].",
  ],
  forms: [
    "[[0172-3390185]]",
    "[[0176 4482 9017]]",
    "[[(31) 9 8817-6424]]",
    "[[0 (312) 412 40 11]]",
    "[[045(264)8877]]",
    "call [[02) 6105-4471]]",
    "celular [[77 9 9132-7231]]",
    "tel [[+38 044 279 33 61]]",
    "GET /sms?dest=[[0033612437001]] HTTP/2",
    '{"kom":"[[48 790 417 043]]"}',
  ],
};

const MISSES: Readonly<Record<string, readonly string[]>> = {
  years: [
    "call me about no. 8878-2024",
    "fax: saksnr 2025/4471",
    "telefone, concurso n.\u00ba 442/2024",
    "phone log of 2025-3391",
    "mobile plan 2024-1107 is out",
    "tel. Az. 345/2019",
    "contact: docket 2023-4456",
    "call it 1990-2000",
  ],
  amounts: [
    "sold to 2210 4432 units",
    "raised to 612 345 678 in 2020",
    "les ventes passent au 612 345 678",
    "na 12 345 678 90",
    "p\u00e5 24 36 48 60 grader",
    "from 0900 1700 2200",
    "on 01 02 2024 11:30",
    "Sales 3400 4200",
    "Office 3400 4200",
    "Office 365 2019 2021",
  ],
  others: [
    "my new order number is 601-806-143",
    "Tracking at 0172 3390 1852 9",
    "the folio 9910023418 shows 7 units; mobile",
    "mobile banking, account 0048 2291 773",
    "il nuovo numero di pratica \u00e8 340 1234567",
    "NO 912 345 678 MVA",
    "NIP na 526-104-082",
    "transfer ke 1234567890",
    "Total: number\nB: 12",
    "meter reading on 04512 339",
  ],
};

testGroups({ rules: PHONE_RULES, category: "PHONE", hits: HITS, misses: MISSES });
