/**
 * Words for numbers of two digits, and for hundreds, in the languages in which people dictate
 * telephone numbers in pairs or in threes: `trente-deux quarante-sept`, `siedemset osiem`.
 *
 * Compounds are made of their parts where a language writes them as one word.
 * @module
 */

/** Kinds of numbers of two digits are their value and this. */
const PAIR_KINDS = 20;
/** Kinds of hundreds are how many and this. */
const HUNDRED_KINDS = 120;

/** Kind of a number from 10 to 99, or of hundreds. */
export function kindOfNumber(value: number): number {
  return value < 100 ? PAIR_KINDS + value : HUNDRED_KINDS + value / 100;
}

/** The number of a kind, or -1 when it is none of these. */
export function numberOfKind(kind: number): number {
  if (kind > HUNDRED_KINDS + 9) return -1;
  if (kind > HUNDRED_KINDS) return 100 * (kind - HUNDRED_KINDS);
  return kind >= PAIR_KINDS + 10 ? kind - PAIR_KINDS : -1;
}

/** A language that writes its numbers as one word. */
interface Compounding {
  /** 1 to 9. */
  units: string;
  /** 20 to 90. */
  tens: string;
  /** Between the unit and the ten; the unit comes first. Absent when the ten does. */
  joint?: string;
  /** Whether the last vowel of the ten falls before a vowel. */
  elides?: boolean;
}

const COMPOUNDING: readonly Compounding[] = [
  {
    units: "ein zwei drei vier f\u00fcnf sechs sieben acht neun",
    tens: "zwanzig drei\u00dfig vierzig f\u00fcnfzig sechzig siebzig achtzig neunzig",
    joint: "und",
  },
  {
    units: "een twee drie vier vijf zes zeven acht negen",
    tens: "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
    joint: "en",
  },
  {
    units: "uno due tre quattro cinque sei sette otto nove",
    tens: "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
    elides: true,
  },
  {
    units: "ett tv\u00e5 tre fyra fem sex sju \u00e5tta nio",
    tens: "tjugo trettio fyrtio femtio sextio sjuttio \u00e5ttio nittio",
  },
  {
    units: "en to tre fire fem seks sju \u00e5tte ni",
    tens: "tjue tretti f\u00f8rti femti seksti sytti \u00e5tti nitti",
  },
  {
    units: "en to tre fire fem seks syv otte ni",
    tens: "tyve tredive fyrre halvtreds tres halvfjerds firs halvfems",
    joint: "og",
  },
  {
    units: "yksi kaksi kolme nelj\u00e4 viisi kuusi seitsem\u00e4n kahdeksan yhdeks\u00e4n",
    tens: "kaksikymment\u00e4 kolmekymment\u00e4 nelj\u00e4kymment\u00e4 viisikymment\u00e4 " +
      "kuusikymment\u00e4 seitsem\u00e4nkymment\u00e4 kahdeksankymment\u00e4 " +
      "yhdeks\u00e4nkymment\u00e4",
  },
  {
    units: "egy kett\u0151 h\u00e1rom n\u00e9gy \u00f6t hat h\u00e9t nyolc kilenc",
    tens: "huszon harminc negyven \u00f6tven hatvan hetven nyolcvan kilencven",
  },
  {
    units: "uno d\u00f3s tr\u00e9s cuatro cinco s\u00e9is siete ocho nueve",
    tens: "veinti",
  },
];

/** Numbers that are no compounds, by value. */
const PLAIN_WORDS: readonly (readonly [value: number, words: string])[] = [
  [
    10,
    "ten dix diez dez zece dziesi\u0119\u0107 deset \u0434\u0435\u0441\u044f\u0442\u044c " +
    "\u03b4\u03ad\u03ba\u03b1 zehn tien dieci tio ti kymmenen t\u00edz",
  ],
  [
    11,
    "eleven onze once unsprezece jedena\u015bcie jeden\u00e1ct " +
    "\u043e\u0434\u0438\u043d\u043d\u0430\u0434\u0446\u0430\u0442\u044c " +
    "\u043e\u0434\u0438\u043d\u0430\u0434\u0446\u044f\u0442\u044c " +
    "\u03ad\u03bd\u03c4\u03b5\u03ba\u03b1 elf undici elva elleve yksitoista tizenegy",
  ],
  [
    12,
    "twelve douze doce doze doisprezece dwana\u015bcie dvan\u00e1ct " +
    "\u0434\u0432\u0435\u043d\u0430\u0434\u0446\u0430\u0442\u044c " +
    "\u0434\u0432\u0430\u043d\u0430\u0434\u0446\u044f\u0442\u044c " +
    "\u03b4\u03ce\u03b4\u03b5\u03ba\u03b1 zw\u00f6lf twaalf dodici tolv kaksitoista " +
    "tizenkett\u0151",
  ],
  [
    13,
    "thirteen treize trece treze treisprezece trzyna\u015bcie t\u0159in\u00e1ct " +
    "\u0442\u0440\u0438\u043d\u0430\u0434\u0446\u0430\u0442\u044c " +
    "\u0442\u0440\u0438\u043d\u0430\u0434\u0446\u044f\u0442\u044c " +
    "\u03b4\u03b5\u03ba\u03b1\u03c4\u03c1\u03af\u03b1 dreizehn dertien tredici tretton " +
    "tretten kolmetoista tizenh\u00e1rom",
  ],
  [
    14,
    "fourteen quatorze catorce paisprezece czterna\u015bcie \u010dtrn\u00e1ct " +
    "\u0447\u0435\u0442\u044b\u0440\u043d\u0430\u0434\u0446\u0430\u0442\u044c " +
    "\u0447\u043e\u0442\u0438\u0440\u043d\u0430\u0434\u0446\u044f\u0442\u044c " +
    "\u03b4\u03b5\u03ba\u03b1\u03c4\u03ad\u03c3\u03c3\u03b5\u03c1\u03b1 catorze vierzehn " +
    "veertien quattordici fjorton fjorten nelj\u00e4toista tizenn\u00e9gy",
  ],
  [
    15,
    "\u044f\u0442\u043d\u0430\u0434\u0446\u044f\u0442\u044c fifteen quinze quince cincisprezece pi\u0119tna\u015bcie patn\u00e1ct " +
    "\u043f\u044f\u0442\u043d\u0430\u0434\u0446\u0430\u0442\u044c " +
    "\u03b4\u03b5\u03ba\u03b1\u03c0\u03ad\u03bd\u03c4\u03b5 f\u00fcnfzehn vijftien quindici " +
    "femton femten viisitoista tizen\u00f6t",
  ],
  [
    16,
    "sixteen seize diecis\u00e9is dezesseis \u0219aisprezece szesna\u015bcie " +
    "\u0161estn\u00e1ct \u0448\u0435\u0441\u0442\u043d\u0430\u0434\u0446\u0430\u0442\u044c " +
    "\u0448\u0456\u0441\u0442\u043d\u0430\u0434\u0446\u044f\u0442\u044c " +
    "\u03b4\u03b5\u03ba\u03b1\u03ad\u03be\u03b9 dezasseis sechzehn zestien sedici sexton " +
    "seksten kuusitoista tizenhat",
  ],
  [
    17,
    "seventeen diecisiete dezessete \u0219aptesprezece siedemna\u015bcie sedmn\u00e1ct " +
    "\u0441\u0435\u043c\u043d\u0430\u0434\u0446\u0430\u0442\u044c " +
    "\u0441\u0456\u043c\u043d\u0430\u0434\u0446\u044f\u0442\u044c " +
    "\u03b4\u03b5\u03ba\u03b1\u03b5\u03c0\u03c4\u03ac dezassete siebzehn zeventien " +
    "diciassette sjutton sytten seitsem\u00e4ntoista tizenh\u00e9t",
  ],
  [
    18,
    "eighteen dieciocho dezoito optsprezece osiemna\u015bcie osmn\u00e1ct " +
    "\u0432\u043e\u0441\u0435\u043c\u043d\u0430\u0434\u0446\u0430\u0442\u044c " +
    "\u0432\u0456\u0441\u0456\u043c\u043d\u0430\u0434\u0446\u044f\u0442\u044c " +
    "\u03b4\u03b5\u03ba\u03b1\u03bf\u03ba\u03c4\u03ce achtzehn achttien diciotto arton " +
    "atten kahdeksantoista tizennyolc",
  ],
  [
    19,
    "nineteen diecinueve dezenove nou\u0103sprezece dziewi\u0119tna\u015bcie " +
    "devaten\u00e1ct " +
    "\u0434\u0435\u0432\u044f\u0442\u043d\u0430\u0434\u0446\u0430\u0442\u044c " +
    "\u03b4\u03b5\u03ba\u03b1\u03b5\u03bd\u03bd\u03ad\u03b1 dezanove neunzehn negentien " +
    "diciannove nitton nitten yhdeks\u00e4ntoista tizenkilenc",
  ],
  [
    20,
    "twenty vingt veinte vinte dou\u0103zeci dwadzie\u015bcia dvacet " +
    "\u0434\u0432\u0430\u0434\u0446\u0430\u0442\u044c " +
    "\u0434\u0432\u0430\u0434\u0446\u044f\u0442\u044c \u03b5\u03af\u03ba\u03bf\u03c3\u03b9 " +
    "yirmi vingts zwanzig twintig venti tjugo tjue tyve kaksikymment\u00e4 huszon h\u00fasz",
  ],
  [
    30,
    "thirty trente treinta trinta treizeci trzydzie\u015bci t\u0159icet " +
    "\u0442\u0440\u0438\u0434\u0446\u0430\u0442\u044c " +
    "\u0442\u0440\u0438\u0434\u0446\u044f\u0442\u044c " +
    "\u03c4\u03c1\u03b9\u03ac\u03bd\u03c4\u03b1 otuz drei\u00dfig dreissig dertig trenta " +
    "trettio tretti tredive kolmekymment\u00e4 harminc",
  ],
  [
    40,
    "forty quarante cuarenta quarenta patruzeci czterdzie\u015bci \u010dty\u0159icet " +
    "\u0441\u043e\u0440\u043e\u043a \u03c3\u03b1\u03c1\u03ac\u03bd\u03c4\u03b1 k\u0131rk " +
    "vierzig veertig quaranta fyrtio f\u00f8rti fyrre nelj\u00e4kymment\u00e4 negyven",
  ],
  [
    50,
    "\u044f\u0442\u0434\u0435\u0441\u044f\u0442 fifty cinquante cincuenta cinquenta cincizeci pi\u0119\u0107dziesi\u0105t pades\u00e1t " +
    "\u043f\u044f\u0442\u044c\u0434\u0435\u0441\u044f\u0442 " +
    "\u03c0\u03b5\u03bd\u03ae\u03bd\u03c4\u03b1 elli f\u00fcnfzig vijftig cinquanta femtio " +
    "femti halvtreds viisikymment\u00e4 \u00f6tven",
  ],
  [
    60,
    "sixty soixante sesenta sessenta \u0219aizeci sze\u015b\u0107dziesi\u0105t " +
    "\u0161edes\u00e1t \u0448\u0435\u0441\u0442\u044c\u0434\u0435\u0441\u044f\u0442 " +
    "\u0448\u0456\u0441\u0442\u0434\u0435\u0441\u044f\u0442 " +
    "\u03b5\u03be\u03ae\u03bd\u03c4\u03b1 altm\u0131\u015f sechzig zestig sessanta sextio " +
    "seksti kuusikymment\u00e4 hatvan",
  ],
  [
    70,
    "seventy septante setenta \u0219aptezeci siedemdziesi\u0105t sedmdes\u00e1t " +
    "\u0441\u0435\u043c\u044c\u0434\u0435\u0441\u044f\u0442 " +
    "\u0441\u0456\u043c\u0434\u0435\u0441\u044f\u0442 " +
    "\u03b5\u03b2\u03b4\u03bf\u03bc\u03ae\u03bd\u03c4\u03b1 yetmi\u015f siebzig zeventig " +
    "settanta sjuttio sytti halvfjerds seitsem\u00e4nkymment\u00e4 hetven",
  ],
  [
    80,
    "eighty huitante ochenta oitenta optzeci osiemdziesi\u0105t osmdes\u00e1t " +
    "\u0432\u043e\u0441\u0435\u043c\u044c\u0434\u0435\u0441\u044f\u0442 " +
    "\u0432\u0456\u0441\u0456\u043c\u0434\u0435\u0441\u044f\u0442 " +
    "\u03bf\u03b3\u03b4\u03cc\u03bd\u03c4\u03b1 seksen octante ottanta achtzig tachtig " +
    "\u00e5ttio \u00e5tti firs kahdeksankymment\u00e4 nyolcvan",
  ],
  [
    90,
    "\u044f\u043d\u043e\u0441\u0442\u043e ninety nonante noventa nou\u0103zeci dziewi\u0119\u0107dziesi\u0105t devades\u00e1t " +
    "\u0434\u0435\u0432\u044f\u043d\u043e\u0441\u0442\u043e " +
    "\u03b5\u03bd\u03b5\u03bd\u03ae\u03bd\u03c4\u03b1 doksan neunzig negentig novanta " +
    "nittio nitti halvfems yhdeks\u00e4nkymment\u00e4 kilencven",
  ],
  [
    100,
    "sto \u0441\u0442\u043e",
  ],
  [
    200,
    "dwie\u015bcie \u0434\u0432\u0435\u0441\u0442\u0438 " +
    "\u0434\u0432\u0456\u0441\u0442\u0456",
  ],
  [
    300,
    "trzysta \u0442\u0440\u0438\u0441\u0442\u0430",
  ],
  [
    400,
    "czterysta \u0447\u0435\u0442\u044b\u0440\u0435\u0441\u0442\u0430 " +
    "\u0447\u043e\u0442\u0438\u0440\u0438\u0441\u0442\u0430",
  ],
  [
    500,
    "\u044f\u0442\u0441\u043e\u0442 quinientos pi\u0119\u0107set \u043f\u044f\u0442\u044c\u0441\u043e\u0442",
  ],
  [
    600,
    "sze\u015b\u0107set \u0448\u0435\u0441\u0442\u044c\u0441\u043e\u0442 " +
    "\u0448\u0456\u0441\u0442\u0441\u043e\u0442",
  ],
  [
    700,
    "siedemset \u0441\u0435\u043c\u044c\u0441\u043e\u0442 " +
    "\u0441\u0456\u043c\u0441\u043e\u0442",
  ],
  [
    800,
    "osiemset \u0432\u043e\u0441\u0435\u043c\u044c\u0441\u043e\u0442 " +
    "\u0432\u0456\u0441\u0456\u043c\u0441\u043e\u0442",
  ],
  [
    900,
    "dziewi\u0119\u0107set \u0434\u0435\u0432\u044f\u0442\u044c\u0441\u043e\u0442",
  ],
];

/** Words for numbers, and the number that they stand for. */
export const NUMBER_WORDS: readonly (readonly [words: string, value: number])[] = [
  ...PLAIN_WORDS.map(([value, words]) => [words, value] as const),
  ...COMPOUNDING.flatMap(compounds),
];

function compounds(language: Compounding): (readonly [word: string, value: number])[] {
  const { units, tens, joint, elides } = language;
  return tens.split(" ").flatMap((ten, k) =>
    units.split(" ").map((unit, one) => {
      const stem = elides && /^[uo]/.test(unit) ? ten.slice(0, -1) : ten;
      const word = joint === undefined ? stem + unit : unit + joint + stem;
      return [word, 20 + 10 * k + one + 1] as const;
    })
  );
}
