/**
 * Words at both ends of a letter, in some thirty languages.
 * @module
 */

import { foldWord } from "../lexicon.ts";
import { phrases } from "./phrases.ts";

/** Opens a letter. */
export const SALUTATIONS: readonly string[] = phrases([
  "dear|hi|hello|hey|good morning|good afternoon|good evening|greetings|attn|attention|c o",
  "hallo|liebe|lieber|sehr geehrte|sehr geehrter|sehr geehrte frau|sehr geehrter herr|guten tag",
  "moin|servus|bonjour|cher|ch\u00e8re|salut|hola|estimado|estimada|querido|querida|ol\u00e1|oi",
  "caro|cara|prezado|prezada|ciao|gentile|egregio|buongiorno|beste|geachte|hoi|dag|hej",
  "k\u00e4ra|b\u00e4sta|k\u00e6re|kj\u00e6re|hyv\u00e4|cze\u015b\u0107|szanowny|szanowna|drogi",
  "droga|dobr\u00fd den|v\u00e1\u017een\u00fd|v\u00e1\u017een\u00e1|ahoj|mil\u00fd|mil\u00e1",
  "kedves|tisztelt|szia|drag\u0103|stimate|stimat\u0103|bun\u0103|merhaba|sevgili",
  "\u0443\u0432\u0430\u0436\u0430\u0435\u043c\u044b\u0439",
  "\u0443\u0432\u0430\u0436\u0430\u0435\u043c\u0430\u044f",
  "\u0434\u043e\u0440\u043e\u0433\u043e\u0439|\u0434\u043e\u0440\u043e\u0433\u0430\u044f",
  "\u043f\u0440\u0438\u0432\u0435\u0442",
  "\u0437\u0434\u0440\u0430\u0432\u0441\u0442\u0432\u0443\u0439\u0442\u0435",
  "\u0448\u0430\u043d\u043e\u0432\u043d\u0438\u0439|\u0448\u0430\u043d\u043e\u0432\u043d\u0430",
  "\u043f\u0440\u0438\u0432\u0456\u0442|\u0437\u0434\u0440\u0430\u0432\u0435\u0439\u0442\u0435",
  "\u0437\u0434\u0440\u0430\u0432\u0435\u0439|\u0443\u0432\u0430\u0436\u0430\u0435\u043c\u0438",
  "\u0441\u043a\u044a\u043f\u0438|\u03b1\u03b3\u03b1\u03c0\u03b7\u03c4\u03ad",
  "\u03b1\u03b3\u03b1\u03c0\u03b7\u03c4\u03ae|\u03b3\u03b5\u03b9\u03b1 \u03c3\u03bf\u03c5",
  "\u03b3\u03b5\u03b9\u03b1|xin ch\u00e0o|ch\u00e0o|k\u00ednh g\u1eedi|halo|kepada|yth",
]);
/** Words that may go to anybody: a single name must be a known one. */
export const WEAK_SALUTATIONS: ReadonlySet<string> = new Set(
  phrases([
    "hi|hello|hey|good morning|good afternoon|good evening|greetings|attn|attention|c o|hallo",
    "guten tag|moin|servus|bonjour|salut|hola|ola|oi|ciao|buongiorno|hoi|dag|hej|czesc|dobry den",
    "ahoj|szia|buna|merhaba|\u043f\u0440\u0438\u0432\u0435\u0442",
    "\u0437\u0434\u0440\u0430\u0432\u0441\u0442\u0432\u0443\u0438\u0442\u0435",
    "\u043f\u0440\u0438\u0432\u0456\u0442|\u0437\u0434\u0440\u0430\u0432\u0435\u0438\u0442\u0435",
    "\u0437\u0434\u0440\u0430\u0432\u0435\u0438|\u03b3\u03b5\u03b9\u03b1 \u03c3\u03bf\u03c5",
    "\u03b3\u03b5\u03b9\u03b1|xin chao|chao|halo|kepada|beste|droga|cara|caro",
  ]).map((word) => foldWord(word).replace(/\s+/g, "")),
);

/** Ends a letter; the name stands on the next line. */
export const CLOSINGS: readonly string[] = phrases([
  "signed|best regards|kind regards|warm regards|regards|sincerely|yours sincerely",
  "sincerely yours|yours truly|yours faithfully|respectfully|best wishes|many thanks|thanks",
  "thank you|thanks again|cheers|best|all the best|warmly|cordially|love|with gratitude",
  "warmest regards|thx|mit freundlichen gr\u00fc\u00dfen|mit freundlichen gr\u00fcssen",
  "freundliche gr\u00fc\u00dfe|viele gr\u00fc\u00dfe|liebe gr\u00fc\u00dfe",
  "beste gr\u00fc\u00dfe|herzliche gr\u00fc\u00dfe|mfg|lg|vg|hochachtungsvoll|gru\u00df",
  "gr\u00fc\u00dfe|met vriendelijke groet|met vriendelijke groeten|vriendelijke groet|groeten",
  "hartelijke groet|mvg|cordialement|bien cordialement|bien \u00e0 vous|amicalement",
  "sinc\u00e8res salutations|salutations|respectueusement|merci|saludos|un saludo",
  "saludos cordiales|atentamente|un cordial saludo|gracias|cordialmente|atenciosamente",
  "abra\u00e7os|cumprimentos|com os melhores cumprimentos|obrigado|obrigada|cordiali saluti",
  "distinti saluti|saluti|un saluto|grazie|cu stim\u0103|cu respect|toate cele bune",
  "mul\u021bumesc|med v\u00e4nliga h\u00e4lsningar|v\u00e4nliga h\u00e4lsningar|h\u00e4lsningar",
  "mvh|med venlig hilsen|venlig hilsen|hilsen|med vennlig hilsen|vennlig hilsen",
  "yst\u00e4v\u00e4llisin terveisin|terveisin|z powa\u017caniem|pozdrawiam|z wyrazami szacunku",
  "s pozdravem|s \u00factou|pozdravem|s pozdravom|\u00fcdv\u00f6zlettel|tisztelettel",
  "k\u00f6sz\u00f6nettel|sayg\u0131lar\u0131mla|iyi \u00e7al\u0131\u015fmalar|sevgiler",
  "te\u015fekk\u00fcrler|\u0441 \u0443\u0432\u0430\u0436\u0435\u043d\u0438\u0435\u043c",
  "\u0441 \u043d\u0430\u0438\u043b\u0443\u0447\u0448\u0438\u043c\u0438 \u043f\u043e\u0436\u0435\u043b\u0430\u043d\u0438\u044f\u043c\u0438",
  "\u0441 \u043f\u043e\u0432\u0430\u0436\u0430\u043d\u043d\u044f\u043c",
  "\u0437 \u043f\u043e\u0432\u0430\u0433\u043e\u044e",
  "\u0441 \u0443\u0432\u0430\u0436\u0435\u043d\u0438\u0435",
  "\u043f\u043e\u0437\u0434\u0440\u0430\u0432\u0438",
  "\u03bc\u03b5 \u03b5\u03ba\u03c4\u03af\u03bc\u03b7\u03c3\u03b7",
  "\u03bc\u03b5 \u03c6\u03b9\u03bb\u03b9\u03ba\u03bf\u03cd\u03c2 \u03c7\u03b1\u03b9\u03c1\u03b5\u03c4\u03b9\u03c3\u03bc\u03bf\u03cd\u03c2",
  "\u03c6\u03b9\u03bb\u03b9\u03ba\u03ac|\u03b5\u03c5\u03c7\u03b1\u03c1\u03b9\u03c3\u03c4\u03ce",
  "tr\u00e2n tr\u1ecdng|th\u00e2n m\u1ebfn|hormat saya|salam|terima kasih",
]);
