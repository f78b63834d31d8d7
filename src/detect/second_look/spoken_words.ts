/**
 * Words that spell a sign or a digit, in the languages in which people dictate addresses and
 * numbers. Words that are too common for it (`to`, Danish for two) are left out.
 * @module
 */

import { CASE_WORDS } from "./case_words.ts";
import { BACKWARD_WORDS } from "../context/labels.ts";
import { kindOfNumber, NUMBER_WORDS } from "./number_words.ts";
import { SPELLING_WORDS } from "./spelling_words.ts";
import { BACKWARD_SAYINGS, REMOVAL_WORDS, TURN_WORDS } from "./stating_words.ts";

/** Kinds 1 to 10 are the digits 0 to 9. */
export const DIGIT_KIND_MAX = 10;
/** `@` */
export const AT_KIND = 11;
/** `.` */
export const DOT_KIND = 12;
/** `-` */
export const DASH_KIND = 13;
/** `_` */
export const UNDERSCORE_KIND = 14;
/** `+` */
export const PLUS_KIND = 15;
/** `double five` */
export const DOUBLE_KIND = 16;
/** `triple five` */
export const TRIPLE_KIND = 17;
/** `eight hundred` */
export const HUNDRED_KIND = 18;
/** `.` in languages whose word for `@` is too common in others to be looked for. */
export const WEAK_DOT_KIND = 19;
/** `:` and `/` */
export const COLON_KIND = 20;
export const SLASH_KIND = 21;
/** A word that stands for its first letter; see `spelled.ts`. All higher kinds are no signs either. */
export const LETTER_KIND = 230;
/** Says that a value is written backwards, or with other letters; see `announced.ts`. */
export const REVERSED_KIND = 231;
export const ROTATED_KIND = 232;
/** Names a piece of a value; see `pieces.ts`. */
export const PIECE_KIND = 233;
/** The name of a letter; see `dictated_words.ts`. */
export const NAME_KIND = 234;
/** The end of `right to left`; see `announced.ts`. */
export const LEFT_KIND = 235;
/** Says which kind of a letter is meant; see `spelled_case.ts`. */
export const CASE_KIND = 238;
/** May say that a value is written backwards; see `announced.ts`. */
export const TURN_KIND = 236;
/** Says that something in a value is to be removed; see `removed.ts`. */
export const REMOVAL_KIND = 237;
/** A label that is written backwards; see `context/labels.ts`. */
export const BACKWARD_KIND = 255;

/** By digit, in the languages of the corpus; Portuguese dictates `meia`, a half dozen, for six. */
const DIGITS: readonly string[] = [
  "zero oh nought null z\u00e9ro cero nul nolla noll zer\u00f3 nula nulla s\u0131f\u0131r " +
  "\u043d\u043e\u043b\u044c \u043d\u0443\u043b\u044c \u043d\u0443\u043b\u0430 nol kosong " +
  "\u03bc\u03b7\u03b4\u03ad\u03bd \u0635\u0641\u0631 \u05d0\u05e4\u05e1 " +
  "\u0936\u0942\u0928\u094d\u092f \u0e28\u0e39\u0e19\u0e22\u0e4c",
  "one eins un une uno una um uma een ett \u00e9n en jeden jedna egy yksi bir " +
  "\u043e\u0434\u0438\u043d \u043e\u0434\u043d\u0430 \u043e\u0434\u043d\u043e satu " +
  "\u03ad\u03bd\u03b1 \u0648\u0627\u062d\u062f \u05d0\u05d7\u05ea \u05d0\u05d7\u05d3 " +
  "\u090f\u0915 \u0e2b\u0e19\u0e36\u0e48\u0e07",
  "two zwei zwo deux dos due dois duas twee tv\u00e5 dwa dva kett\u0151 k\u00e9t kaksi iki " +
  "doi \u0434\u0432\u0430 \u0434\u0432\u0456 dua \u03b4\u03cd\u03bf \u03b4\u03c5\u03bf " +
  "\u0627\u062b\u0646\u0627\u0646 \u0627\u062b\u0646\u064a\u0646 " +
  "\u05e9\u05ea\u05d9\u05d9\u05dd \u05e9\u05ea\u05d9\u05dd \u0926\u094b \u0e2a\u0e2d\u0e07",
  "three drei trois tres tre tr\u00eas drie trzy t\u0159i tri h\u00e1rom kolme \u00fc\u00e7 " +
  "trei \u0442\u0440\u0438 tiga \u03c4\u03c1\u03af\u03b1 \u062b\u0644\u0627\u062b\u0629 " +
  "\u05e9\u05dc\u05d5\u05e9 \u0924\u0940\u0928 \u0e2a\u0e32\u0e21",
  "four vier quatre cuatro quattro quatro fyra fire cztery \u010dty\u0159i \u0161tyri " +
  "n\u00e9gy nelj\u00e4 d\u00f6rt patru \u0447\u0435\u0442\u044b\u0440\u0435 " +
  "\u0447\u043e\u0442\u0438\u0440\u0438 empat \u03c4\u03ad\u03c3\u03c3\u03b5\u03c1\u03b1 " +
  "\u0623\u0631\u0628\u0639\u0629 \u05d0\u05e8\u05d1\u05e2 \u091a\u093e\u0930 " +
  "\u0e2a\u0e35\u0e48",
  "five f\u00fcnf cinq cinco cinque vijf fem pi\u0119\u0107 p\u011bt p\u00e4\u0165 \u00f6t " +
  "viisi be\u015f cinci \u043f\u044f\u0442\u044c \u044f\u0442\u044c lima \u03c0\u03ad\u03bd\u03c4\u03b5 " +
  "\u062e\u0645\u0633\u0629 \u05d7\u05de\u05e9 \u092a\u093e\u0902\u091a " +
  "\u092a\u093e\u0901\u091a \u0e2b\u0e49\u0e32",
  "six sechs seis sei zes sex seks sze\u015b\u0107 \u0161est \u0161es\u0165 hat kuusi " +
  "alt\u0131 \u0219ase \u0448\u0435\u0441\u0442\u044c \u0448\u0456\u0441\u0442\u044c enam " +
  "\u03ad\u03be\u03b9 \u0633\u062a\u0629 \u05e9\u05e9 \u091b\u0939 \u091b\u0903 " +
  "\u0e2b\u0e01 meia",
  "seven sieben sept siete sette sete zeven sju syv siedem sedm sedem h\u00e9t " +
  "seitsem\u00e4n yedi \u0219apte \u0441\u0435\u043c\u044c \u0441\u0456\u043c tujuh " +
  "\u03b5\u03c0\u03c4\u03ac \u03b5\u03c6\u03c4\u03ac \u0633\u0628\u0639\u0629 " +
  "\u05e9\u05d1\u05e2 \u0938\u093e\u0924 \u0e40\u0e08\u0e47\u0e14",
  "eight acht huit ocho otto oito \u00e5tta \u00e5tte otte osiem osm osem nyolc kahdeksan " +
  "sekiz opt \u0432\u043e\u0441\u0435\u043c\u044c \u0432\u0456\u0441\u0456\u043c delapan " +
  "lapan \u03bf\u03ba\u03c4\u03ce \u03bf\u03c7\u03c4\u03ce " +
  "\u062b\u0645\u0627\u0646\u064a\u0629 \u05e9\u05de\u05d5\u05e0\u05d4 \u0906\u0920 " +
  "\u0e41\u0e1b\u0e14",
  "nine neun neuf nueve nove negen nio ni dziewi\u0119\u0107 dev\u011bt dev\u00e4\u0165 " +
  "kilenc yhdeks\u00e4n dokuz nou\u0103 \u0434\u0435\u0432\u044f\u0442\u044c sembilan " +
  "\u03b5\u03bd\u03bd\u03ad\u03b1 \u03b5\u03bd\u03bd\u03b9\u03ac \u062a\u0633\u0639\u0629 " +
  "\u05ea\u05e9\u05e2 \u0928\u094c \u0e40\u0e01\u0e49\u0e32",
];

/** By digit, in further languages; some are words in others too, so they stand behind those. */
const MORE_DIGITS: readonly string[] = [
  "kh\u00f4ng nulis nulle ni\u010d sifuri \u0635\u0641\u0631\u0627 \u09b6\u09c2\u09a8\u09cd\u09af \u0baa\u0bc2\u0b9c\u0bcd\u0b9c\u0bbf\u0baf\u0bae\u0bcd nullen",
  "m\u1ed9t unu jedan ena \u0435\u0434\u043d\u0430 \u0435\u0434\u043d\u043e \u0435\u0434\u0438\u043d \u0458\u0435\u0434\u0430\u043d vienas viens \u00fcks isa moja \u06cc\u06a9 \u0627\u06cc\u06a9 \u098f\u0995 \u0b92\u0ba9\u0bcd\u0bb1\u0bc1 \u0648\u0627\u062d\u062f\u0647 \u05d0\u05d7\u05d3",
  "hai dve \u0434\u0432\u0435 dvije divi kaks dous dalawa mbili \u062f\u0648 \u062f\u0648\u062a\u0627 \u09a6\u09c1\u0987 \u0926\u094b\u0928 \u0b87\u0bb0\u0ba3\u0bcd\u0b9f\u0bc1 \u0627\u062a\u0646\u064a\u0646 \u0625\u062b\u0646\u0627\u0646 \u0625\u062b\u0646\u064a\u0646 \u05e9\u05e0\u05d9\u05d9\u05dd \u05e9\u05e0\u05d9\u05dd",
  "ba trys tr\u012bs kolm tatlo tatu \u0633\u0647 \u062a\u06cc\u0646 \u09a4\u09bf\u09a8 \u0bae\u0bc2\u0ba9\u0bcd\u0bb1\u0bc1 \u062a\u0644\u0627\u062a\u0629 \u062b\u0644\u0627\u062b\u0647 \u062b\u0644\u0627\u062b \u05e9\u05dc\u05d5\u05e9\u05d4",
  "b\u1ed1n \u0447\u0435\u0442\u0438\u0440\u0438 \u010detiri \u0161tiri keturi \u010detri neli catro apat nne \u0686\u0647\u0627\u0631 \u099a\u09be\u09b0 \u0ba8\u0bbe\u0ba9\u0bcd\u0b95\u0bc1 \u0627\u0631\u0628\u0639\u0629 \u0623\u0631\u0628\u0639\u0647 \u0627\u0631\u0628\u0639\u0647 \u0623\u0631\u0628\u0639 \u05d0\u05e8\u05d1\u05e2\u05d4",
  "n\u0103m l\u0103m \u043f\u0435\u0442 pet penki pieci viis vyf tano \u067e\u0646\u062c \u067e\u0627\u0646\u0686 \u09aa\u09be\u0981\u099a \u092a\u093e\u091a \u0b90\u0ba8\u0bcd\u0ba4\u0bc1 \u062e\u0645\u0633\u0647 \u062e\u0645\u0633 \u05d7\u05de\u05d9\u05e9\u05d4 \u05d7\u05de\u05e9\u05d4",
  "s\u00e1u \u0448\u0435\u0441\u0442 \u0161e\u0161i se\u0161i kuus ses anim sita \u0634\u0634 \u0686\u06be \u099b\u09af\u09bc \u0938\u0939\u093e \u0b86\u0bb1\u0bc1 \u0633\u062a\u0647 \u0633\u062a \u05e9\u05d9\u05e9\u05d4 \u05e9\u05e9\u05d4",
  "b\u1ea3y \u0441\u0435\u0434\u0435\u043c \u0441\u0435\u0434\u0430\u043c sedam septyni septi\u0146i seitse sewe pito saba \u0647\u0641\u062a \u0633\u0627\u062a \u09b8\u09be\u09a4 \u0b8f\u0bb4\u0bc1 \u0633\u0628\u0639\u0647 \u0633\u0628\u0639 \u05e9\u05d1\u05e2\u05d4",
  "t\u00e1m \u043e\u0441\u0435\u043c \u043e\u0441\u0430\u043c osam a\u0161tuoni asto\u0146i kaheksa agt walo nane \u0647\u0634\u062a \u0622\u0679\u06be \u0986\u099f \u0b8e\u0b9f\u0bcd\u0b9f\u0bc1 \u062b\u0645\u0627\u0646\u064a\u0647 \u062a\u0645\u0627\u0646\u064a\u0629 \u062b\u0645\u0627\u0646 \u05e9\u05de\u05d5\u05e0\u05d4",
  "ch\u00edn \u0434\u0435\u0432\u0435\u0442 devet devyni devi\u0146i \u00fcheksa nege siyam tisa \u0646\u0647 \u0646\u0648 \u09a8\u09af\u09bc \u0928\u090a \u0b92\u0ba9\u0bcd\u0baa\u0ba4\u0bc1 \u062a\u0633\u0639\u0647 \u062a\u0633\u0639 \u05ea\u05e9\u05e2\u05d4",
];

/** Numerals of Chinese, Japanese and Korean, by digit; formal ones and those of dictation too. */
const NUMERALS: readonly string[] = [
  "\u3007\u96f6\uc601\uacf5",
  "\u4e00\u58f1\u58f9\uc77c\u5e7a",
  "\u4e8c\u8d30\uc774",
  "\u4e09\u53c2\u53c1\uc0bc",
  "\u56db\u8086\uc0ac",
  "\u4e94\u4f0d\uc624",
  "\u516d\u9646\uc721\ub959",
  "\u4e03\u67d2\uce60",
  "\u516b\u634c\ud314",
  "\u4e5d\u7396\uad6c",
];

const SIGNS: readonly (readonly [kind: number, words: string])[] = [
  [
    AT_KIND,
    "at \u00e4t \u00e4tt arobase arobas arrobe arroba arrova chiocciola chiocciolina " +
    "apenstaartje apestaart apestaartje klammeraffe affenschwanz snabela snabel kanelbulle " +
    "kr\u00f8llalfa alfakr\u00f8ll miukumauku ma\u0142pa ma\u0142pka zavin\u00e1\u010d " +
    "kukac afna arond maimu\u021b\u0103 majmun manki \u0441\u043e\u0431\u0430\u043a\u0430 " +
    "\u0441\u043e\u0431\u0430\u0447\u043a\u0430 \u0440\u0430\u0432\u043b\u0438\u043a " +
    "\u043c\u0430\u0439\u043c\u0443\u043d\u043a\u0430 \u0435\u0442 " +
    "\u03c0\u03b1\u03c0\u03ac\u03ba\u03b9 \u05e9\u05d8\u05e8\u05d5\u05d3\u05dc " +
    "\u05db\u05e8\u05d5\u05db\u05d9\u05ea \u0622\u062a \u0910\u091f \u090f\u091f c\u00f2ng " +
    "\u0e41\u0e2d\u0e17 \u0e41\u0e2d\u0e14 \u30a2\u30c3\u30c8\u30de\u30fc\u30af " +
    "\u30a2\u30c3\u30c8 \uace8\ubc45\uc774 \uc573 \u827e\u7279 " +
    "commercial i\u015fareti kuyruklu \u043c\u0430\u0439\u043c\u0443\u043d\u0441\u043a\u043e \u043a\u043b\u044c\u043e\u043c\u0431\u0430 majmunsko \u0627\u062a \u0636\u0645\u0646 \u3042\u3063\u3068 \u5c0f\u8001\u9f20 \u5708a \uc573 \uace8\ubcb5\uc774",
  ],
  [
    DOT_KIND,
    "dot period punkt punkti punktum punktur point punto ponto punt prik piste " +
    "kropka te\u010dka bodka pika pont punct " +
    "ch\u1ea5m \u0442\u043e\u0447\u043a\u0430 \u043a\u0440\u0430\u043f\u043a\u0430 " +
    "\u03c4\u03b5\u03bb\u03b5\u03af\u03b1 \u05e0\u05e7\u05d5\u05d3\u05d4 " +
    "\u0646\u0642\u0637\u0629 \u0646\u0642\u0637\u0647 \u0921\u0949\u091f " +
    "\u0e08\u0e38\u0e14 \u0e14\u0e2d\u0e17 \u30c9\u30c3\u30c8 \ub2f7 \uc810 \u70b9 " +
    "\uca5c \u9ede \u3069\u3063\u3068 \u5706\u70b9 \u062f\u0648\u062a",
  ],
  [WEAK_DOT_KIND, "nokta titik punkts ta\u0161kas to\u010dka ta\u010dka"],
  [
    DASH_KIND,
    "dash hyphen minus bindestrich streck strich gedankenstrich tiret trait guion gui\u00f3n trattino h\u00edfen " +
    "tra\u00e7o streepje bindestreck bindestrek my\u015blnik kreska poml\u010dka " +
    "k\u00f6t\u0151jel tire \u0434\u0435\u0444\u0438\u0441 \u0442\u0438\u0440\u0435 " +
    "\u043c\u0438\u043d\u0443\u0441 " +
    "v\u00e4liviiva yhdysmerkki yhdysviiva tavuviiva liniu\u021b\u0103 crtica crta vezaj br\u016bk\u0161nelis defise \u03c0\u03b1\u03cd\u03bb\u03b1 ngang \u0634\u0631\u0637\u0629 \u05de\u05e7\u05e3 \u0921\u0948\u0936 \u0939\u093e\u0907\u092b\u093c\u0928 \u0e02\u0e35\u0e14 \u30cf\u30a4\u30d5\u30f3 \u30c0\u30c3\u30b7\u30e5 \ud558\uc774\ud508 \ub300\uc2dc \u6a2a\u6760 \u51cf\u53f7 \u4e2d\u5212\u7ebf strip koppelteken",
  ],
  [
    UNDERSCORE_KIND,
    "underscore unterstrich understreck understrek understregning alaviiva " +
    "podkre\u015blenie podkre\u015blnik podtr\u017e\u00edtko pod\u010diarkovn\u00edk " +
    "liggendstreepje " +
    "\u043f\u043e\u0434\u0447\u0435\u0440\u043a\u0438\u0432\u0430\u043d\u0438\u0435 " +
    "\u043f\u0456\u0434\u043a\u0440\u0435\u0441\u043b\u0435\u043d\u043d\u044f " +
    "tiefstrich alulvon\u00e1s al\u00e1h\u00faz\u00e1s \u00e7izgi bawah d\u01b0\u1edbi \u05ea\u05d7\u05ea\u05d5\u05df underline understrykning podcrta podvlaka pod\u010drtaj \u0905\u0902\u0921\u0930\u0938\u094d\u0915\u094b\u0930 \u30a2\u30f3\u30c0\u30fc\u30d0\u30fc \u30a2\u30f3\u30c0\u30fc\u30b9\u30b3\u30a2 \uc5b8\ub354\ubc14 \ubc11\uc904 \u4e0b\u5212\u7ebf \u4e0b\u5283\u7dda \u5e95\u7dda",
  ],
  [
    PLUS_KIND,
    "plus pi\u00f9 m\u00e1s mais \u043f\u043b\u044e\u0441",
  ],
  [
    COLON_KIND,
    "colon doppelpunkt dwukropek dvojte\u010dka dvojbodka kett\u0151spont kaksoispiste kolon " +
    "points puntos punti pontos " +
    "\u0434\u0432\u043e\u0435\u0442\u043e\u0447\u0438\u0435 " +
    "\u0434\u0432\u043e\u043a\u0440\u0430\u043f\u043a\u0430",
  ],
  [
    SLASH_KIND,
    "slash schr\u00e4gstrich barra sbarra snedstreck skr\u00e5strek skr\u00e5streg uko\u015bnik " +
    "lom\u00edtko perjel kauttaviiva \u0441\u043b\u0435\u0448 \u0441\u043b\u044d\u0448 " +
    "\u0434\u0440\u043e\u0431\u044c",
  ],
  [
    DOUBLE_KIND,
    "double doppel doppelt doble doppio dubbel dubbelt dobbel dobbelt duplo tupla podw\u00f3jne " +
    "podw\u00f3jna \u0434\u0432\u043e\u0439\u043d\u0430\u044f",
  ],
  [
    TRIPLE_KIND,
    "triple treble triplo triplu tripel trippel drievoudig dreifach potr\u00f3jne potr\u00f3jna " +
    "\u0442\u0440\u043e\u0439\u043d\u0430\u044f",
  ],
  [
    REVERSED_KIND,
    "backwards backward reverse reversed r\u00fcckw\u00e4rts umgekehrt envers rev\u00e9s " +
    "rovescio contrario inverso invertido inverti achterstevoren omgekeerd bakl\u00e4nges " +
    "bagl\u00e6ns baklengs wspak pozp\u00e1tku odzadu visszafel\u00e9 takaperin tersten ters " +
    "\u043d\u0430\u043e\u0431\u043e\u0440\u043e\u0442 \u0437\u0430\u0434\u043e\u043c " +
    "\u043d\u0430\u0432\u043f\u0430\u043a\u0438 terbalik ng\u01b0\u1ee3c " +
    "\u03b1\u03bd\u03ac\u03c0\u03bf\u03b4\u03b1 \u05d4\u05e4\u05d5\u05da " +
    "\u0628\u0627\u0644\u0639\u0643\u0633 \u0645\u0639\u0643\u0648\u0633 " +
    "\u5012\u8fc7\u6765 \u53cd\u8fc7\u6765 \u5012\u7740 \u9006\u304b\u3089 " +
    "\u9006\u9806 \uac70\uafb8\ub85c mirrored flipped spiegelverkehrt invers\u00e9e " +
    "\u53f3\u304b\u3089\u5de6 \u53f3\u5f80\u5de6 \u53f3\u5230\u5de6 \u53f3\u5411\u5de6",
  ],
  [REVERSED_KIND, BACKWARD_SAYINGS],
  [TURN_KIND, TURN_WORDS],
  [REMOVAL_KIND, REMOVAL_WORDS],
  [ROTATED_KIND, "rot"],
  [
    LEFT_KIND,
    "left links gauche izquierda sinistra esquerda lewej v\u00e4nster venstre balra vasemmalle " +
    "sola st\u00e2nga doleva " +
    "\u043d\u0430\u043b\u0435\u0432\u043e \u0432\u043b\u0435\u0432\u043e \u043b\u0456\u0432\u043e",
  ],
  [NAME_KIND, "equis zeta hache jota uve acca ics ixe xis zett jott griega igrek ipsilon"],
  [
    PIECE_KIND,
    "part parte partie teil deel cz\u0119\u015b\u0107 \u010d\u00e1st osa r\u00e9sz par\u00e7a " +
    "k\u0131s\u0131m partea bagian \u03bc\u03ad\u03c1\u03bf\u03c2 " +
    "\u0447\u0430\u0441\u0442\u044c \u0447\u0430\u0441\u0442\u0438\u043d\u0430 half h\u00e4lfte mitad moiti\u00e9 helft " +
    "po\u0142owa metade piece trozo pezzo pieza morceau " +
    "area prefix exchange line suffix",
  ],
  [
    HUNDRED_KIND,
    "hundred sta set st\u011b y\u00fcz sz\u00e1z",
  ],
];

/** Each word with its kind. A word of two languages has the first of its kinds. */
export const SPOKEN_WORDS: readonly (readonly [word: string, kind: number])[] = [
  ...SIGNS.flatMap(([kind, words]) => words.split(" ").map((word) => [word, kind] as const)),
  ...NUMBER_WORDS.flatMap(([words, value]) =>
    words.split(" ").map((word) => [word, kindOfNumber(value)] as const)
  ),
  ...CASE_WORDS.map((word) => [word, CASE_KIND] as const),
  ...BACKWARD_WORDS.map((word) => [word, BACKWARD_KIND] as const),
  ...NUMERALS.flatMap((chars, digit) => [...chars].map((char) => [char, digit + 1] as const)),
  ...DIGITS.flatMap((words, digit) => words.split(" ").map((word) => [word, digit + 1] as const)),
  ...MORE_DIGITS.flatMap((words, digit) =>
    words.split(" ").map((word) => [word, digit + 1] as const)
  ),
  ...SPELLING_WORDS.flatMap((words) =>
    words.split(" ").map((word) => [word, LETTER_KIND] as const)
  ),
];
