/**
 * Words that announce the name of a person, in some thirty languages.
 * @module
 */

import { phrases } from "../phrases.ts";

/**
 * Before a name. With `=` only as written: what is written otherwise is something else, `MS Word`.
 * The lexicon gets them without, since other rows look for the same words.
 */
export const TITLES: readonly string[] = phrases([
  "=Mr|=mr|=Mrs|=mrs|=Ms|=ms|=Mx|=Miss|=Dr|=dr|=Prof|=prof|=Professor|=professor|=Doctor|=Sir",
  "=Madam|=Rev|=Reverend|=Capt|=Sgt|=Lt|=Officer|=Detective|=Judge|=Nurse|=Mister",
  // German, Dutch, Nordic languages.
  "=Herr|=Herrn|=Frau|=Fr\u00e4ulein|=Hr|=Dhr|=dhr|=Mevr|=mevr|=Mw|=mw|=mevrouw|=Mevrouw",
  "=meneer|=Meneer|=de heer|=herr|=fru|=Fru|=hr|=fr\u00f6ken|=Fr\u00f6ken|=herra|=Herra|=rouva",
  "=Rouva|=h\u00e4rra|=proua",
  // French, Spanish, Portuguese, Italian, Romanian.
  "=M|=MM|=Mme|=Mlle|=Monsieur|=monsieur|=Madame|=madame|=Mademoiselle|=Ma\u00eetre|=Sr|=sr",
  "=Sra|=sra|=Srta|=srta|=se\u00f1or|=Se\u00f1or|=se\u00f1ora|=Se\u00f1ora|=se\u00f1orita|=don",
  "=do\u00f1a|=Do\u00f1a|=Dra|=dra|=senhor|=senhora|=Senhor|=Senhora|=dona|=Dona|=Sig|=sig",
  "sig ra|sig na|sigra|=signor|=Signor|=signora|=Signora|=signorina|=Dott|=dott|dott ssa|=Avv",
  "=avv|=Ing|=Geom|=dl|=Dl|=dna|=Dna|=domnul|=Domnul|=doamna|=Doamna|=domnului|=doamnei",
  // Polish, Czech, Slovak, Hungarian, Turkish.
  "=pan|=Pan|=pani|=Pani|=pana|=Pana|=panem|=panu|=pani\u0105|=Pani\u0105|=pan\u00ed|=Pan\u00ed",
  "=p\u00e1n|=P\u00e1n|=p\u00e1novi|=pane|=gospodin|=gospo\u0111a|=say\u0131n|=Say\u0131n",
  "=bayan|=Bayan",
  // Russian, Ukrainian, Bulgarian, Greek.
  "\u0433 \u043d|\u0433 \u043d\u0443|\u0433 \u043d\u0430|\u0433 \u0436\u0430",
  "\u0433 \u0436\u0435|\u0433 \u0436\u0443|\u0433 \u0436\u0438",
  "\u0433\u043e\u0441\u043f\u043e\u0434\u0438\u043d|\u0433\u043e\u0441\u043f\u043e\u0436\u0430",
  "\u0433\u043e\u0441\u043f\u043e\u0434\u0438\u043d\u0430",
  "\u0433\u043e\u0441\u043f\u043e\u0436\u0443",
  "\u0433\u0440\u0430\u0436\u0434\u0430\u043d\u0438\u043d",
  "\u0433\u0440\u0430\u0436\u0434\u0430\u043d\u043a\u0430",
  "\u043f\u0430\u0446\u0438\u0435\u043d\u0442",
  "\u043f\u0430\u0446\u0438\u0435\u043d\u0442\u043a\u0430|=\u043f\u0430\u043d",
  "=\u041f\u0430\u043d|=\u043f\u0430\u043d\u0456|=\u041f\u0430\u043d\u0456",
  "=\u043f\u0430\u043d\u0430|=\u043f\u0430\u043d\u0443|\u0434 \u0440",
  "\u03ba\u03cd\u03c1\u03b9\u03bf\u03c2|\u03ba\u03c5\u03c1\u03af\u03b1",
  "\u03ba\u03cd\u03c1\u03b9\u03bf|\u03ba\u03c5\u03c1\u03af\u03b1\u03c2",
  "\u03ba\u03c5\u03c1\u03af\u03bf\u03c5|=\u03ba|=\u03ba\u03b1|=\u039a\u03b1|=\u03ba\u03bf\u03c2",
  // Vietnamese, Indonesian.
  "=\u00f4ng|=\u00d4ng|=b\u00e0|=B\u00e0|=anh|=Anh|=ch\u1ecb|=Ch\u1ecb|bapak|ibu|=Pak|=pak|=Bu",
  "=bu|=Encik|=Puan|=Shri|=Smt|=Shrimati",
  "=d-na|=D-na|=d-l|=D-l|=d-lui|=d-nei|=dl-ui|=d-nul|=d-ra|=d-\u0219oara|=D-\u0219oara",
  "=Lic|=Arq|=rag|=Rag|=geom|=arch|=Arch|=ing|=dott ssa|=Dott ssa|=Mag|=Mgr|=mgr|=MUDr|=JUDr|=PhDr",
  "=RNDr|=in\u017c|=gez|=Gez|=Adv|=Cik|=Tn|=Ny|=Sdr|=Sdri|=Bpk|=Hj|=Dipl|=Dra|=Srta|=Exmo|=Exma",
  "=D\u00f1a|=Mtra|=Mtro|=ks|=s\u0119dzia",
  "\u0433\u043e\u0441\u043f\u043e\u0434\u0438\u043d\u0435",
  "\u0433\u043e\u0441\u043f\u043e\u0436\u043e",
  "\u0433\u0440\u0430\u0436\u0434\u0430\u043d\u043a\u0430|\u0433 \u0436\u043e",
  "=\u03ba\u03cd\u03c1\u03b9\u03b5|=\u039a\u03cd\u03c1\u03b9\u03b5",
]);
/** What people are to others. */
export const ROLE_WORDS: readonly string[] = phrases([
  "patient|employee|customer|client|witness|tenant|student|applicant|colleague|coworker",
  "defendant|coach|attorney|lawyer|user|agent|driver|passenger|guest|member|manager|supervisor",
  "cardholder|card holder|account holder|policyholder|insured|claimant|candidate|beneficiary",
  "recipient|sender|caller|buyer|seller|landlord|resident|teacher|therapist|wife|husband|son",
  "daughter|sister|brother|mother|father|uncle|aunt|cousin|mom|dad|friend|boss|neighbor",
  "neighbour|assistant|contact person|next of kin|emergency contact|borrower|subscriber|victim",
  "suspect|kunde|kundin|patientin|mitarbeiter|mitarbeiterin|nutzer|nutzerin|mieter|mieterin",
  "client|cliente|paciente|paziente|empleado|empleada|usuario|funcion\u00e1rio|utente|klant",
  "kund|pacjent|pacjentka|klient|klientka",
  "\u043f\u043e\u043b\u044c\u0437\u043e\u0432\u0430\u0442\u0435\u043b\u044c",
  "\u043a\u043b\u0438\u0435\u043d\u0442|\u043a\u043b\u0438\u0435\u043d\u0442\u043a\u0430",
  "\u0441\u043e\u0442\u0440\u0443\u0434\u043d\u0438\u043a",
  "\u0441\u043e\u0442\u0440\u0443\u0434\u043d\u0438\u0446\u0430",
]);
/** What people do to others. */
export const PERSON_VERBS: readonly string[] = phrases([
  "estate of|estate of the late|executor of|executrix of|executors of|widow of|widower of",
  "contact|call|called|email|emailed|text|texted|phone|ask|asked|tell|told|met|meet|hired",
  "interviewed|notify|notified|invite|invited|remind|reminded|cc|inform|informed|refund",
  "refunded|reimburse|transferred to|transfer to|wire to|pay to|paid to|reach out to|reply to",
  "forward to|appointment for|booking for|reservation for|prescription for|invoice for",
  "account of|name of|under the name|registered to|in the name of|on file for|from my wife",
  "written to|kontaktieren sie|rufen sie|contactez|contacter|contactar a|llamar a|contattare",
]);
/** The same in scripts without capitals. */
export const CASELESS_TITLES: readonly string[] = phrases([
  "\u0627\u0644\u0633\u064a\u062f|\u0627\u0644\u0633\u064a\u062f\u0629",
  "\u0627\u0644\u0622\u0646\u0633\u0629|\u0627\u0644\u0623\u0633\u062a\u0627\u0630",
  "\u0627\u0644\u0623\u0633\u062a\u0627\u0630\u0629|\u0627\u0644\u062f\u0643\u062a\u0648\u0631",
  "\u0627\u0644\u062f\u0643\u062a\u0648\u0631\u0629|\u0627\u0644\u0645\u0647\u0646\u062f\u0633",
  "\u0627\u0644\u0645\u0631\u064a\u0636|\u0627\u0644\u0645\u0631\u064a\u0636\u0629|\u05de\u05e8",
  "\u05d2\u05d1\u05e8\u05ea|\u05d2\u05d1|\u05d3 \u05e8|\u05e4\u05e8\u05d5\u05e4",
  "\u0936\u094d\u0930\u0940|\u0936\u094d\u0930\u0940\u092e\u0924\u0940",
  "\u0938\u0941\u0936\u094d\u0930\u0940|\u0915\u0941\u092e\u093e\u0930\u0940|\u0921\u0949",
  "\u0633\u0631\u06a9\u0627\u0631 \u062e\u0627\u0646\u0645",
  "\u062c\u0646\u0627\u0628 \u0622\u0642\u0627\u06cc|\u0622\u0642\u0627\u06cc",
  "\u062e\u0627\u0646\u0645 \u062f\u06a9\u062a\u0631",
  "\u062e\u0627\u0646\u0645 \u0645\u0647\u0646\u062f\u0633",
  "\u0633\u0631\u0643\u0627\u0631 \u062e\u0627\u0646\u0645",
  "\u062c\u0646\u0627\u0628 \u0622\u0642\u0627",
  "\u05d4\u05d2\u05d1\u05e8\u05ea|\u05d3 \u05e8",
  "\u0639\u0632\u064a\u0632\u064a \u0627\u0644\u0633\u064a\u062f",
  "\u0627\u0644\u062d\u0627\u062c",
]);

/** `My name is`: one name or several follow, capitalised. */
export const INTRODUCTIONS: readonly string[] = phrases([
  "ship it to|ship to|shipped to|deliver to|deliver it to|delivered to|send it to|sent it to",
  "payable to|billed to|invoice to|belongs to|my name is|my name s|my full name is",
  "my legal name is|the name is|name s|i am called|i m called|his name is|her name is",
  "whose name is|their name is|patient s name is|customer s name is|my husband|my wife|my son",
  "my daughter|my brother|my sister|my boss|my manager|my doctor|my friend|my colleague",
  "my coworker|my neighbor|my neighbour|my landlord|my lawyer|my therapist|my boyfriend",
  "my girlfriend|my partner|named|a person named|addressed to|on behalf of|signed by",
  "sincerely yours|regards from|call me|speak to|speak with|spoke with|spoke to|talked to",
  "meeting with|met with|contact person is|interview with|appointment with",
  // German, Dutch.
  "ich hei\u00dfe|ich heisse|mein name ist|mein name lautet|hei\u00dfe ich|mijn naam is|ik heet",
  "naam is|meine frau|mein mann|mein sohn|meine tochter|namens|genaamd",
  // French, Spanish, Portuguese, Italian, Romanian.
  "je m appelle|mon nom est|mon nom complet est|je me nomme|m appelle|me llamo|mi nombre es",
  "mi nombre completo es|se llama|meu nome \u00e9|meu nome completo \u00e9|me chamo|chamo me",
  "o meu nome \u00e9|mi chiamo|il mio nome \u00e8|si chiama|s appelle|m\u0103 numesc",
  "numele meu este|m\u0103 cheam\u0103|em dic|el meu nom \u00e9s",
  // Nordic languages.
  "jag heter|mitt namn \u00e4r|jeg hedder|mit navn er|jeg heter|mitt navn er|navnet mitt er",
  "nimeni on|minun nimeni on|mun nimi on|\u00e9g heiti|nafn mitt er",
  // Polish, Czech, Slovak, Croatian, Turkish.
  "nazywam si\u0119|mam na imi\u0119|moje imi\u0119 to|jmenuji se|jmenuju se|moje jm\u00e9no je",
  "m\u00e9 jm\u00e9no je|vol\u00e1m sa|moje meno je|zovem se|moje ime je|a nevem|az en nevem",
  "benim ad\u0131m|benim ismim|ad\u0131m|ismim",
  // Russian, Ukrainian, Bulgarian, Greek.
  "\u043c\u0435\u043d\u044f \u0437\u043e\u0432\u0443\u0442",
  "\u043c\u043e\u0451 \u0438\u043c\u044f|\u043c\u043e\u0435 \u0438\u043c\u044f",
  "\u043c\u043e\u0438 \u0444\u0438\u043e|\u0435\u0433\u043e \u0437\u043e\u0432\u0443\u0442",
  "\u0435\u0451 \u0437\u043e\u0432\u0443\u0442|\u0435\u0435 \u0437\u043e\u0432\u0443\u0442",
  "\u043c\u0435\u043d\u0435 \u0437\u0432\u0430\u0442\u0438",
  "\u043c\u043e\u0454 \u0456\u043c \u044f",
  "\u043c\u0435\u043d\u0435 \u0437\u0432\u0443\u0442\u044c",
  "\u0439\u043e\u0433\u043e \u0437\u0432\u0430\u0442\u0438",
  "\u0457\u0457 \u0437\u0432\u0430\u0442\u0438",
  "\u043a\u0430\u0437\u0432\u0430\u043c \u0441\u0435",
  "\u0438\u043c\u0435\u0442\u043e \u043c\u0438 \u0435",
  "\u0430\u0437 \u0441\u0435 \u043a\u0430\u0437\u0432\u0430\u043c",
  "\u03bc\u03b5 \u03bb\u03ad\u03bd\u03b5",
  "\u03bf\u03bd\u03bf\u03bc\u03ac\u03b6\u03bf\u03bc\u03b1\u03b9",
  "\u03bb\u03ad\u03b3\u03bf\u03bc\u03b1\u03b9",
  "\u03c4\u03bf \u03cc\u03bd\u03bf\u03bc\u03ac \u03bc\u03bf\u03c5 \u03b5\u03af\u03bd\u03b1\u03b9",
  "\u03c4\u03bf \u03cc\u03bd\u03bf\u03bc\u03b1 \u03bc\u03bf\u03c5 \u03b5\u03af\u03bd\u03b1\u03b9",
  // Vietnamese, Indonesian.
  "t\u00f4i t\u00ean l\u00e0|t\u00ean t\u00f4i l\u00e0|t\u00ean c\u1ee7a t\u00f4i l\u00e0",
  "m\u00ecnh t\u00ean l\u00e0|t\u00f4i l\u00e0|nama saya|nama saya adalah|nama lengkap saya",
  "perkenalkan nama saya|nama aku",
  "the undersigned|i the undersigned|der unterzeichnete|die unterzeichnende|ondergetekende",
  "je soussign\u00e9|je soussign\u00e9e|le soussign\u00e9|la soussign\u00e9e|el suscrito",
  "la suscrita|yo el suscrito|el abajo firmante|o abaixo assinado|a abaixo assinada",
  "eu abaixo assinado|eu abaixo assinada|il sottoscritto|la sottoscritta|io sottoscritto",
  "io sottoscritta|subsemnatul|subsemnata|undertecknad|undertegnede|allekirjoittanut",
  "ni\u017cej podpisany|ni\u017cej podpisana|n\u00ed\u017ee podepsan\u00fd",
  "n\u00ed\u017ee podepsan\u00e1|podepsan\u00fd|podepsan\u00e1|dolu podp\u00edsan\u00fd",
  "alul\u00edrott",
  "\u044f \u043d\u0438\u0436\u0435\u043f\u043e\u0434\u043f\u0438\u0441\u0430\u0432\u0448\u0438\u0439\u0441\u044f",
  "\u044f \u043d\u0438\u0436\u0435\u043f\u043e\u0434\u043f\u0438\u0441\u0430\u0432\u0448\u0430\u044f\u0441\u044f",
  "\u043d\u0438\u0436\u0435\u043f\u043e\u0434\u043f\u0438\u0441\u0430\u0432\u0448\u0438\u0439\u0441\u044f",
  "\u044f \u043d\u0438\u0436\u0447\u0435 \u043f\u0456\u0434\u043f\u0438\u0441\u0430\u043d\u0438\u0439",
  "\u0434\u043e\u043b\u0443\u043f\u043e\u0434\u043f\u0438\u0441\u0430\u043d\u0438\u044f\u0442",
  "\u0434\u043e\u043b\u0443\u043f\u043e\u0434\u043f\u0438\u0441\u0430\u043d\u0430\u0442\u0430",
  "\u03bf \u03c5\u03c0\u03bf\u03b3\u03b5\u03b3\u03c1\u03b1\u03bc\u03bc\u03ad\u03bd\u03bf\u03c2",
  "\u03b7 \u03c5\u03c0\u03bf\u03b3\u03b5\u03b3\u03c1\u03b1\u03bc\u03bc\u03ad\u03bd\u03b7|nevem",
  "=Nevem|hierbij verklaar ik|hiermit best\u00e4tige ich",
  "hiermit bevollm\u00e4chtige ich|saya yang bertanda tangan|yang bertanda tangan di bawah ini",
  "du patient|de la patiente|le patient|la patiente|el paciente|la paciente|al paciente",
  "il paziente|la paziente|del paziente|della paziente|o paciente|a paciente|do paciente",
  "da paciente|del paciente|de la paciente|la alumna|el alumno|del alumno|de la alumna|o aluno",
  "a aluna|do aluno|da aluna|l \u00e9l\u00e8ve|de l \u00e9l\u00e8ve|la salari\u00e9e",
  "le salari\u00e9|du salari\u00e9|l assur\u00e9|l assur\u00e9e|de l assur\u00e9|le locataire",
  "la locataire|du locataire|el inquilino|la inquilina|del inquilino|o inquilino|il conduttore",
  "l assistito|l assistita|la trabajadora|el trabajador|del trabajador|la v\u00edctima",
  "le t\u00e9moin|el testigo|il testimone|a testemunha|la requ\u00e9rante|le requ\u00e9rant",
  "el asegurado|la asegurada|o segurado|a segurada|de pati\u00ebnt|pati\u00ebnte|patientin",
  "patientin frau|betr patientin|betr patient|unsere patientin|unser patient|unserer patientin",
  "unseres patienten|den patienten|der patientin|die patientin",
]);
/** The same in scripts without capitals. */
export const CASELESS_INTRODUCTIONS: readonly string[] = phrases([
  "\u0627\u0633\u0645\u064a|\u0625\u0633\u0645\u064a|\u0627\u0633\u0645\u064a \u0647\u0648",
  "\u064a\u062f\u0639\u0649|\u062a\u062f\u0639\u0649|\u05e9\u05de\u05d9",
  "\u05e9\u05de\u05d9 \u05d4\u05d5\u05d0|\u05e7\u05d5\u05e8\u05d0\u05d9\u05dd \u05dc\u05d9",
  "\u05d4\u05e9\u05dd \u05e9\u05dc\u05d9",
  "\u05d4\u05e9\u05dd \u05e9\u05dc\u05d9 \u05d4\u05d5\u05d0",
  "\u092e\u0947\u0930\u093e \u0928\u093e\u092e",
  "\u092e\u0947\u0930\u093e \u092a\u0942\u0930\u093e \u0928\u093e\u092e",
  "\u0909\u0938\u0915\u093e \u0928\u093e\u092e",
  "\u0627\u06cc\u0646\u062c\u0627\u0646\u0628|\u0646\u0627\u0645 \u0645\u0646",
  "\u0623\u0646\u0627 \u0627\u0644\u0645\u0648\u0642\u0639 \u0623\u062f\u0646\u0627\u0647",
  "\u05d0\u05e0\u05d9 \u05d4\u05d7\u05ea\u05d5\u05dd \u05de\u05d8\u05d4",
  "\u05d0\u05e0\u05d9 \u05d4\u05d7\u05ea\u05d5\u05de\u05d4 \u05de\u05d8\u05d4",
]);
/** `I am`: two capitalised words must follow, or a given name. */
export const SELVES: readonly string[] = phrases([
  "i am|i m|im|this is|it s|ich bin|hier ist|hier spricht|je suis|c est|soy|yo soy|habla|eu sou",
  "aqui \u00e9|sou|sono|io sono|ik ben|jag \u00e4r|jeg er|olen|min\u00e4 olen|jestem|jsem|som",
  "ja sam|vagyok|ben|eu sunt|sunt|\u044f|\u0430\u0437 \u0441\u044a\u043c",
  "\u03b5\u03af\u03bc\u03b1\u03b9|saya|\u044d\u0442\u043e|\u0446\u0435",
  "=Eu|=Yo|=Io|=Ich|=Ja|=Ben|=\u00c9n",
]);
