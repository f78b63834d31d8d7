/**
 * Words that lead to a number which is then a telephone's, though none of them means a telephone:
 * prepositions, verbs, and those whose number it is. By language or by languages that share them.
 * @module
 */

/** Languages, or families of them, whose numbers are written alike. */
export type LeadLanguage =
  | "led"
  | "italian"
  | "iberian"
  | "nordic"
  | "slavic"
  | "russian"
  | "greek"
  | "semitic"
  | "indic"
  | "malay"
  | "vietnamese";

/** Before a number in a form that its language has: "can be had on", "al", "unter", "\u043d\u0430". */
export const PREPOSITIONS: Readonly<Record<LeadLanguage, readonly string[]>> = {
  // Numbers that begin with a zero: English, German, Dutch, French, Nordic languages, Romanian.
  led: [
    ...["on", "at", "via", "to", "from", "unter", "auf", "op", "onder", "naar", "au", "sur"],
    ...["p\u00e5", "till", "til", "la", "pe", "numerosta", "numeroon", "numerossa", "numaradan"],
  ],
  italian: ["al", "allo", "sul", "sullo", "dal", "il"],
  iberian: ["al", "el", "no", "pelo", "ao", "para", "del"],
  nordic: ["p\u00e5", "til", "till", "nummer", "nr"],
  slavic: ["pod", "na", "za"],
  russian: ["\u043d\u0430", "\u043f\u043e", "\u0437\u0430", "\u0441"],
  greek: ["\u03c3\u03c4\u03bf", "\u03c3\u03c4\u03bf\u03bd", "\u03c3\u03c4\u03b1"],
  semitic: [
    "\u0639\u0644\u0649",
    "\u0625\u0644\u0649",
    "\u0627\u0644\u0649",
    "\u05e2",
    "\u05dc",
    "\u05d1",
    "\u05e2\u05dc",
    "\u05d0\u05dc",
    "\u0628\u0647",
    "\u0628\u0627",
    "\u0639",
  ],
  indic: ["on", "at", "to"],
  malay: ["ke", "di", "sa", "kepada"],
  vietnamese: ["t\u1edbi", "\u0111\u1ebfn", "qua", "cho", "v\u00e0o"],
};

/** Verbs of writing down, of answering and sending, and services that pay to telephones. */
export const VERBS: readonly string[] = [
  ...["answers", "texted", "forwarded", "redirected", "rang", "otp", "zelle", "cashapp"],
  ...["wa", "ddd", "cs\u00f6r\u00f6gj", "h\u00edvj", "h\u00edvjon", "h\u00edvd", "h\u00edvja"],
  // German, Dutch, Nordic languages
  ...["notier", "notiere", "notiert", "noteer", "anotera", "skriv", "swish", "swisha"],
  ...["vipps", "vippse", "mobilepay", "twint", "tikkie", "payconiq", "l\u00e4hetetty"],
  ...["sendt", "skickat"],
  // French, Spanish, Portuguese, Italian, Romanian
  ...["notez", "note", "apunta", "ap\u00fantate", "apunte", "anota", "anot\u00e1", "anote"],
  ...["escribo", "bizum", "marca", "fijo", "segna", "segnati", "annota", "appunta"],
  ...["scrivo", "satispay", "wero", "lydia", "paylib", "nequi", "daviplata", "yape"],
  ...["plin", "noteaz\u0103", "scrie"],
  // Polish, Czech, Slovak, Russian, Ukrainian, Greek, Turkish
  ...["zapisz", "zapi\u0161", "zapi\u0161i", "zapisuj", "blik"],
  ...["\u0437\u0430\u043f\u0438\u0448\u0438"],
  ...["\u0437\u0430\u043f\u0438\u0448\u0438\u0442\u0435"],
  ...["\u0437\u0430\u043f\u0438\u0441\u044b\u0432\u0430\u0439", "\u0441\u0431\u043f"],
  ...["\u0437\u0430\u043f\u0438\u0448\u0456\u0442\u044c", "\u043f\u0438\u0448\u0438"],
  ...["\u043f\u0438\u0448\u0438\u0442\u0435"],
  ...["\u03c3\u03b7\u03bc\u03b5\u03af\u03c9\u03c3\u03b5", "\u03b3\u03c1\u03ac\u03c8\u03b5"],
  ...["yaz", "papara", "i\u00e7in"],
  // Arabic, Hebrew, Persian
  ...["\u0633\u062c\u0644", "\u0633\u062c\u0644\u064a", "\u0627\u0643\u062a\u0628"],
  ...["\u05d1\u05d9\u05d8", "bit", "\u05e4\u05d9\u05d9\u05d1\u05d5\u05e7\u05e1"],
  ...["\u05ea\u05e8\u05e9\u05d5\u05dd", "\u05ea\u05e8\u05e9\u05de\u05d9"],
  ...["\u05d1\u05d1\u05d9\u05d8", "\u0628\u0646\u0648\u06cc\u0633"],
  // South and East Asia, Africa
  ...["paytm", "phonepe", "gpay", "bhim", "lijiye", "likho", "gopay", "ovo", "shopeepay"],
  ...["linkaja", "dana", "gcash", "maya", "momo", "zalopay", "viettelpay", "mpesa"],
  ...["bkash", "nagad", "easypaisa", "jazzcash", "promptpay", "paynow", "duitnow", "kirim"],
];

/** Whose number it is, before a colon, a comma or a space: "Accounts, ...", "Office ...". */
export const ROLES: readonly string[] = [
  ...["info", "infos", "informazioni", "informaci\u00f3n", "informa\u00e7\u00f5es"],
  ...["informacje", "bookings", "booking", "appointments", "r\u00e9servations", "reservas"],
  ...["prenotazioni", "reservierung", "mutter", "vater", "schwester", "bruder", "oma"],
  ...["opa", "mutti", "papa", "mama", "mamma", "m\u00e8re", "p\u00e8re", "maman"],
  ...["s\u0153ur", "fr\u00e8re", "madre", "padre", "mam\u00e1", "pap\u00e1", "hermana"],
  ...["hermano", "mujer", "marido", "esposa", "sorella", "fratello", "moglie", "marito"],
  ...["nonna", "m\u00e3e", "pai", "irm\u00e3", "irm\u00e3o", "moeder", "vader", "zus"],
  ...["broer", "tata", "siostra", "brat", "\u017cona", "m\u0105\u017c", "m\u00e1ma"],
  ...["t\u00e1ta", "anya", "apa", "anne", "baba", "abi", "abla", "mor", "far"],
  ...["\u043c\u0430\u043c\u0430", "\u043f\u0430\u043f\u0430", "\u043c\u0430\u043c\u044b"],
  ...["\u043f\u0430\u043f\u044b", "\u043c\u0443\u0436", "\u0436\u0435\u043d\u0430"],
  ...["\u0441\u0435\u0441\u0442\u0440\u0430", "\u0431\u0440\u0430\u0442"],
  ...["\u0442\u0430\u0442\u043e", "\u043c\u0430\u0439\u0441\u0442\u0435\u0440"],
  ...["\u043c\u0430\u0441\u0442\u0435\u0440", "\u05d0\u05de\u05d0", "\u05d0\u05d1\u05d0"],
  ...["\u0623\u0645\u064a", "\u0623\u0628\u064a", "sister", "brother", "mother", "father"],
  ...["nan", "granny", "office", "main", "accounts", "switchboard", "foreman", "landlord"],
  ...["plumber", "electrician", "caretaker", "janitor", "surgery", "clinic", "pharmacy"],
  ...["nursery", "dispatch", "driver", "warehouse", "secretary", "concierge", "realtor"],
  ...["broker", "emergencies", "mum", "mom", "dad", "wife", "husband", "tenant", "agent"],
  ...["manager", "frontdesk"],
  // German, Dutch
  ...["hausmeister", "b\u00fcro", "praxis", "sekretariat", "zentrale", "notdienst"],
  ...["werkstatt", "verwaltung", "hausverwaltung", "vermieter", "vermieterin", "makler"],
  ...["privat", "gesch\u00e4ft", "dienstlich", "pforte", "empfang", "buchhaltung"],
  ...["fahrer", "notfall", "kantoor", "receptie", "conci\u00ebrge", "huisarts", "balie"],
  ...["spoed", "praktijk", "priv\u00e9", "werk"],
  // French
  ...["gardien", "gardienne", "concierge", "secr\u00e9tariat", "accueil", "standard"],
  ...["bureau", "cabinet", "domicile", "urgences", "urgence", "astreinte", "plombier"],
  ...["comptabilit\u00e9"],
  // Spanish, Portuguese
  ...["oficina", "conserje", "porter\u00eda", "recepci\u00f3n", "secretar\u00eda"],
  ...["administraci\u00f3n", "urgencias", "centralita", "fontanero", "casero", "casera"],
  ...["gestor\u00eda", "consulta", "despacho", "administra\u00e7\u00e3o", "portaria"],
  ...["recep\u00e7\u00e3o", "rece\u00e7\u00e3o", "secretaria", "escrit\u00f3rio"],
  ...["zelador", "s\u00edndico", "urg\u00eancia", "urg\u00eancias", "consult\u00f3rio"],
  ...["cl\u00ednica", "geral", "casa"],
  // Italian, Romanian
  ...["ufficio", "segreteria", "portineria", "custode", "amministrazione", "centralino"],
  ...["studio", "ambulatorio", "emergenze", "urgenze", "negozio", "vr\u00e1tnica"],
  ...["\u0926\u0941\u0915\u093e\u0928", "tienda", "taller", "loja", "oficina"],
  ...["reperibilit\u00e0", "birou", "secretariat", "recep\u021bie", "urgen\u021be"],
  // Nordic languages
  ...["vaktmester", "vaktm\u00e4stare", "vicev\u00e6rt", "kontor", "kontoret", "reception"],
  ...["resepsjon", "vastaanotto", "toimisto", "huolto", "is\u00e4nn\u00f6itsij\u00e4"],
  ...["p\u00e4ivystys", "jour", "journummer"],
  // Polish, Czech, Slovak, Hungarian, Croatian
  ...["biuro", "sekretariat", "recepcja", "portiernia", "dozorca", "administracja"],
  ...["rejestracja", "kancel\u00e1\u0159", "recepce", "spr\u00e1vce", "vr\u00e1tnice"],
  ...["ordinace", "pohotovost", "recepcia", "iroda", "porta", "recepci\u00f3", "gondnok"],
  ...["\u00fcgyelet", "rendel\u0151", "ured", "recepcija"],
  // Russian, Ukrainian, Bulgarian, Greek, Turkish
  ...["\u043e\u0444\u0438\u0441", "\u043f\u0440\u0438\u0435\u043c\u043d\u0430\u044f"],
  ...["\u043f\u0440\u0438\u0451\u043c\u043d\u0430\u044f"],
  ...["\u0431\u0443\u0445\u0433\u0430\u043b\u0442\u0435\u0440\u0438\u044f"],
  ...["\u0434\u0438\u0441\u043f\u0435\u0442\u0447\u0435\u0440"],
  ...["\u0432\u0430\u0445\u0442\u0430"],
  ...["\u0440\u0435\u0433\u0438\u0441\u0442\u0440\u0430\u0442\u0443\u0440\u0430"],
  ...["\u043e\u0444\u0456\u0441"],
  ...["\u043f\u0440\u0438\u0439\u043c\u0430\u043b\u044c\u043d\u044f"],
  ...["\u0431\u0443\u0445\u0433\u0430\u043b\u0442\u0435\u0440\u0456\u044f"],
  ...["\u0434\u0438\u0441\u043f\u0435\u0442\u0447\u0435\u0440\u0441\u044c\u043a\u0430"],
  ...["\u0440\u0435\u0446\u0435\u043f\u0446\u0438\u044f"],
  ...["\u0434\u043e\u043c\u043e\u0443\u043f\u0440\u0430\u0432\u0438\u0442\u0435\u043b"],
  ...["\u03b3\u03c1\u03b1\u03c6\u03b5\u03af\u03bf"],
  ...["\u03b3\u03c1\u03b1\u03bc\u03bc\u03b1\u03c4\u03b5\u03af\u03b1"],
  ...["\u03b8\u03c5\u03c1\u03c9\u03c1\u03cc\u03c2"],
  ...["\u03c1\u03b5\u03c3\u03b5\u03c8\u03b9\u03cc\u03bd", "ofis", "b\u00fcro"],
  ...["sekreterlik", "santral", "muhasebe", "dan\u0131\u015fma", "kap\u0131c\u0131"],
  ...["resepsiyon"],
  // Arabic, Hebrew, Persian, Hindi
  ...["\u0627\u0644\u0645\u0643\u062a\u0628", "\u0645\u0643\u062a\u0628"],
  ...["\u0627\u0644\u0627\u0633\u062a\u0642\u0628\u0627\u0644"],
  ...["\u0627\u0644\u0633\u0627\u0626\u0642", "\u0627\u0644\u062d\u0627\u0631\u0633"],
  ...["\u0627\u0644\u0637\u0648\u0627\u0631\u0626", "\u05de\u05e9\u05e8\u05d3"],
  ...["\u05d4\u05de\u05e9\u05e8\u05d3", "\u05e7\u05d1\u05dc\u05d4"],
  ...["\u05de\u05d6\u05db\u05d9\u05e8\u05d5\u05ea", "\u05e9\u05dc\u05d9\u05d7"],
  ...["\u05e0\u05d4\u05d2", "\u05de\u05e0\u05d4\u05dc", "\u062f\u0641\u062a\u0631"],
  ...["\u067e\u0630\u06cc\u0631\u0634", "\u0935\u093f\u092d\u093e\u0917"],
  ...["\u0915\u093e\u0930\u094d\u092f\u093e\u0932\u092f", "\u0926\u092b\u094d\u0924\u0930"],
  // Vietnamese, Indonesian, Malay
  ...["kantor", "pejabat", "sopir", "satpam"],
];

/** Departments, before a number that begins with a zero, as the last line of a letter has them. */
export const DESKS: readonly string[] = [
  ...[
    "payroll",
    "hr",
    "sales",
    "support",
    "finance",
    "billing",
    "desk",
    "helpdesk",
    "resources",
    "procurement",
    "purchasing",
    "logistics",
    "admissions",
    "enquiries",
    "returns",
    "service",
    "questions",
    "queries",
    "inquiries",
  ],
  // Questions that are asked by telephone
  ...[
    ..."r\u00fcckfragen|r\u00fcckfrage|fragen|auskunft|ausk\u00fcnfte|anmeldung|anfragen|renseignements"
      .split("|"),
    ..."inscriptions|dudas|consultas|preguntas|informes|d\u00favidas|informa\u00e7\u00f5es|domande"
      .split("|"),
    ..."vragen|inlichtingen|fr\u00e5gor|sp\u00f8rgsm\u00e5l|sp\u00f8rsm\u00e5l|kysymykset|tiedustelut|pytania"
      .split("|"),
    ..."dotazy|ot\u00e1zky|k\u00e9rd\u00e9s|k\u00e9rd\u00e9sek|eset\u00e9n|\u00eentreb\u0103ri|informa\u021bii|pitanja|sorular"
      .split("|"),
    ..."\u0432\u043e\u043f\u0440\u043e\u0441\u044b|\u0441\u043f\u0440\u0430\u0432\u043a\u0438|\u0432\u043e\u043f\u0440\u043e\u0441\u0430\u043c|\u043f\u0438\u0442\u0430\u043d\u043d\u044f|\u0434\u043e\u0432\u0456\u0434\u043a\u0438|\u0432\u044a\u043f\u0440\u043e\u0441\u0438|\u03b5\u03c1\u03c9\u03c4\u03ae\u03c3\u03b5\u03b9\u03c2|\u03c0\u03bb\u03b7\u03c1\u03bf\u03c6\u03bf\u03c1\u03af\u03b5\u03c2"
      .split("|"),
  ],
  ...[
    "personalabteilung",
    "lohnbuchhaltung",
    "lohnb\u00fcro",
    "vertrieb",
    "kundendienst",
    "einkauf",
    "versand",
    "salarisadministratie",
    "verkoop",
    "inkoop",
    "boekhouding",
    "administratie",
    "personeelszaken",
  ],
  ...[
    "paie",
    "ventes",
    "achats",
    "comptable",
    "facturation",
    "n\u00f3minas",
    "ventas",
    "compras",
    "contabilidad",
    "contabilit\u00e0",
    "vendite",
    "acquisti",
    "vendas",
    "contabilidade",
  ],
  ...[
    "l\u00f6n",
    "ekonomi",
    "f\u00f6rs\u00e4ljning",
    "kundtj\u00e4nst",
    "l\u00f8n",
    "regnskap",
    "salg",
    "palkanlaskenta",
    "myynti",
    "kadry",
    "ksi\u0119gowo\u015b\u0107",
    "sprzeda\u017c",
    "\u00fa\u010dt\u00e1rna",
    "prodej",
    "p\u00e9nz\u00fcgy",
    "contabilitate",
    "v\u00e2nz\u0103ri",
  ],
  ...[
    "\u03bb\u03bf\u03b3\u03b9\u03c3\u03c4\u03ae\u03c1\u03b9\u03bf",
    "sat\u0131\u015f",
    "destek",
    "penjualan",
    "keuangan",
  ],
  // Which of somebody's telephones it is.
  ...["work", "home", "landline", "evenings", "daytime", "weekends", "privat", "dienstlich"],
  ...["beruflich", "gesch\u00e4ftlich", "zuhause", "daheim", "festnetz", "tags\u00fcber"],
  ...["travail", "domicile", "maison", "trabajo", "oficina", "trabalho", "lavoro", "ufficio"],
  ...["casa", "werk", "thuis", "zakelijk", "priv\u00e9", "arbete", "arbejde", "jobb", "praca"],
];

/** Words that mean a line, of telephones among others: before a number that begins with a zero. */
export const LINES: readonly string[] = ["line", "ligne", "linea", "linha", "lijn", "leitung"];

/** Before a number that is an account's, a meter's, a file's, whatever leads to it. */
export const OTHERS: readonly string[] = [
  ...["account", "acct", "acc", "ac", "folio", "meter", "case", "file", "dossier"],
  ...["policy", "contract", "membership", "claim", "loan", "sort", "docket", "registered"],
  ...["registration", "license", "licence", "permit", "batch", "parcel", "container"],
  ...["konto", "pesanan", "resi", "kontonr", "kontonummer", "z\u00e4hler"],
  ...["z\u00e4hlernummer", "vertrag", "vorgang", "akte", "aktenzeichen", "rekening"],
  ...["rekeningnummer", "polis", "klantnummer", "meterstand", "compte", "contrat"],
  ...["compteur", "cuenta", "contador", "contrato", "expediente", "p\u00f3liza", "conta"],
  ...["ap\u00f3lice", "processo", "conto", "contatore", "contratto", "polizza", "pratica"],
  ...["kontot", "kundnummer", "avtal", "m\u00e4tare", "m\u00e5ler", "avtale"],
  ...["kundenummer", "tili", "tilinumero", "sopimus", "konta", "umowa", "umowy", "polisa"],
  ...["sprawa", "licznik", "\u00fa\u010det", "\u00fa\u010dtu", "smlouva", "smlouvy"],
  ...["sz\u00e1mla", "\u00fcgysz\u00e1m", "szerz\u0151d\u00e9s", "cont", "contului"],
  ...["\u0441\u0447\u0435\u0442", "\u0441\u0447\u0451\u0442"],
  ...["\u0441\u0447\u0435\u0442\u0430", "\u0434\u043e\u0433\u043e\u0432\u043e\u0440"],
  ...["\u0434\u043e\u0433\u043e\u0432\u043e\u0440\u0430", "\u043f\u043e\u043b\u0438\u0441"],
  ...["\u0440\u0430\u0445\u0443\u043d\u043e\u043a"],
  ...["\u0434\u043e\u0433\u043e\u0432\u0456\u0440", "\u0441\u043f\u0440\u0430\u0432\u0430"],
  ...["hesap", "hesab\u0131", "poli\u00e7e", "s\u00f6zle\u015fme", "dosya", "saya\u00e7"],
  ...["\u062d\u0633\u0627\u0628", "\u0627\u0644\u062d\u0633\u0627\u0628"],
  ...["\u0639\u0642\u062f", "\u05d7\u05e9\u05d1\u05d5\u05df", "\u05d7\u05d5\u05d6\u05d4"],
  ...["\u05e4\u05d5\u05dc\u05d9\u05e1\u05d4", "\u05ea\u05d9\u05e7", "rekening", "akun"],
  ...["kontrak", "polis", "kid", "saksnr", "gnr", "ocr", "ref", "reference", "viite"],
  ...["viitenumero", "order", "invoice", "nip", "regon", "krs", "ico", "ean", "cif", "nif"],
  ...["cui", "cvr", "mva", "siret", "siren", "serie", "s\u00e9rie", "serial", "telaio"],
  ...["bastidor", "tarjeta", "carte", "registro", "vertrags", "rechnung", "charge", "los"],
  ...["lot", "protocol", "protokoll", "room", "patent", "artikel", "modell", "model"],
  ...["kapitel", "matr\u00edcula", "targa", "patente", "invoice"],
  ...[
    "member",
    "members",
    "employee",
    "staff",
    "student",
    "pupil",
    "roll",
    "badge",
    "locker",
    "patient",
    "subscriber",
  ],
  ...[
    "enrolment",
    "enrollment",
    "ticket",
    "booking",
    "lodgement",
    "receipt",
    "voucher",
    "certificate",
    "fund",
    "usi",
  ],
  ...[
    "mitglied",
    "mitgliedsnummer",
    "mitgliedsnr",
    "personalnummer",
    "personalnr",
    "matrikelnummer",
    "matrikel",
  ],
  ...[
    "patientennummer",
    "adh\u00e9rent",
    "abonn\u00e9",
    "matricule",
    "socio",
    "afiliado",
    "folio",
    "tessera",
    "s\u00f3cio",
    "matr\u00edcula",
  ],
  ...[
    "lidnummer",
    "medlem",
    "medlemsnummer",
    "medlemsnr",
    "j\u00e4sennumero",
    "cz\u0142onek",
    "legitymacja",
    "\u00fcye",
  ],
  ...[
    "\u0442\u0440\u0435\u043a",
    "\u0437\u0430\u043a\u0430\u0437\u0430",
    "\u0437\u0430\u044f\u0432\u043a\u0438",
    "\u043e\u0442\u043f\u0440\u0430\u0432\u043b\u0435\u043d\u0438\u044f",
    "\u043e\u0431\u0440\u0430\u0449\u0435\u043d\u0438\u044f",
    "\u043d\u0430\u043a\u043b\u0430\u0434\u043d\u043e\u0439",
  ],
  ...[
    "\u0441\u0435\u0440\u0438\u0439\u043d\u044b\u0439",
    "\u0438\u043d\u0432\u0435\u043d\u0442\u0430\u0440\u043d\u044b\u0439",
  ],
  ...["\u0442\u0430\u0431\u0435\u043b\u044c\u043d\u044b\u0439"],
  ...["\u0440\u0435\u0433\u0438\u0441\u0442\u0440\u0430\u0446\u0438\u043e\u043d\u043d\u044b\u0439"],
  ...[
    "\u043b\u0438\u0446\u0435\u0432\u043e\u0439",
    "\u043b\u0438\u0446\u0435\u0432\u043e\u0433\u043e",
  ],
  ...[
    "\u0443\u0447\u0435\u0442\u043d\u044b\u0439",
    "\u043f\u043e\u0440\u044f\u0434\u043a\u043e\u0432\u044b\u0439",
  ],
  ...[
    "\u0441\u0435\u0440\u0456\u0439\u043d\u0438\u0439",
    "\u0456\u043d\u0432\u0435\u043d\u0442\u0430\u0440\u043d\u0438\u0439",
  ],
  ...["\u0437\u0430\u044f\u0432\u043a\u0438", "\u0437\u0430\u044f\u0432\u043a\u0430"],
];

/** Those of languages in which a mobile number of its own form needs no other word. */
export const PLAIN_NUMBER_WORDS: readonly string[] = [
  ...[
    "\u043d\u043e\u043c\u0435\u0440",
    "\u043d\u043e\u043c\u0435\u0440\u0430",
    "\u043d\u043e\u043c\u0435\u0440\u043e\u043a",
  ],
];

/** Of Finland the same. */
export const FINNISH_NUMBER_WORDS: readonly string[] = ["numero", "numeroni", "numerosi"];

/** "from", "to": behind them a word of {@linkcode CALLED_WORDS} is a telephone's number. */
export const CALLED_PREPOSITIONS: readonly string[] = [
  ...["z", "ze", "s", "sa", "na", "od", "iz", "i\u0161", "no", "uz", "\u00e0", "au", "du"],
  ...["al", "dal", "do", "ao", "pelo", "del", "desde", "depuis", "from", "\u043e\u0442"],
  ...["\u043d\u0430", "\u0441", "\u0437", "\u0441\u044a\u0441", "\u0441\u0430"],
  ...["\u03b1\u03c0\u03cc", "\u03c3\u03c4\u03bf", "\u03c3\u03c4\u03bf\u03bd"],
];

/** Articles that may stand between such a preposition and the word. */
export const CALLED_ARTICLES: readonly string[] = [
  "el",
  "le",
  "\u03c4\u03bf",
  "\u03c4\u03bf\u03bd",
];

/** Words for a number in the case that those prepositions ask for, and those that have one. */
export const CALLED_WORDS: readonly string[] = [
  ...["\u010d\u00edsla", "\u010d\u00edsle", "numeru", "broja", "broju", "\u0161tevilke"],
  ...["\u0161tevilki", "n\u00famero", "numero", "num\u00e9ro", "numura", "numuru", "numerio"],
  ...["\u03bd\u03bf\u03cd\u03bc\u03b5\u03c1\u03bf", "\u03b1\u03c1\u03b9\u03b8\u03bc\u03cc"],
  ...["\u0431\u0440\u043e\u0458\u0430", "\u043d\u043e\u043c\u0435\u0440"],
];

/** The same in languages whose cases do without a preposition. */
export const CASE_WORDS: readonly string[] = ["numbrilt", "numbrile", "numbril", "numeriu"];

/** Words that mean a number, beside those for telephones, in a question that a number answers. */
export const NUMBER_WORDS: readonly string[] = [
  ...["number", "num", "nr", "nummer", "num\u00e9ro", "numero", "n\u00famero", "numer"],
  ...["numerek", "\u010d\u00edslo", "broj", "sz\u00e1m", "sz\u00e1mod", "num\u0103r"],
  ...["num\u0103rul", "numara", "numaran", "numaran\u0131"],
  ...["\u043d\u043e\u043c\u0435\u0440", "\u043d\u043e\u043c\u0435\u0440\u043e\u043a"],
  ...["\u043d\u043e\u043c\u0435\u0440\u0430", "\u03b1\u03c1\u03b9\u03b8\u03bc\u03cc"],
  ...["\u0631\u0642\u0645", "\u0631\u0642\u0645\u0643", "\u05e8\u05e7\u05dd"],
  ...["\u05de\u05e1\u05e4\u05e8", "nomor", "nomer", "s\u1ed1", "nambari"],
  ...["\u0928\u0902\u092c\u0930", "whatsapp", "zap", "handynr", "numeron", "numerosi"],
  ...["numret", "celu"],
];

/** Whose a number is, and that it is a new one. */
export const OWNERS: readonly string[] = [
  ...["my", "mine", "his", "her", "our", "mein", "meine", "seine", "ihre", "unsere"],
  ...["mijn", "mon", "son", "notre", "mi", "su", "nuestro", "mio", "suo", "nostro", "meu"],
  ...["seu", "nosso", "meu", "mitt", "min", "mit", "hans", "hennes", "m\u00f3j", "moj"],
  ...["moje", "m\u016fj", "m\u00f4j", "n\u00e1\u0161", "\u043c\u043e\u0439"],
  ...["\u0435\u0433\u043e", "\u0435\u0451", "\u0435\u0435", "\u043d\u0430\u0448"],
  ...["\u043c\u0456\u0439", "\u0439\u043e\u0433\u043e", "\u0457\u0457"],
  ...["\u043c\u043e\u044f\u0442", "\u043c\u043e\u0435", "\u043c\u043e\u0458", "benim"],
  ...["saya"],
];
export const NEW_WORDS: readonly string[] = [
  ...["new", "neue", "neuen", "neues", "nieuwe", "nieuw", "nouveau", "nouvel", "nuevo"],
  ...["nueva", "nuovo", "nuova", "novo", "nova", "nya", "nytt", "nye", "nyt", "uusi"],
  ...["nowy", "nov\u00e9", "nov\u00fd", "\u043d\u043e\u0432\u044b\u0439"],
  ...["\u043d\u043e\u0432\u0430\u044f", "\u043d\u043e\u0432\u0438\u0439"],
  ...["\u043d\u043e\u0432\u0438\u044f", "\u043d\u043e\u0432", "yeni", "nou", "noul"],
  ...["\u00faj", "baru", "m\u1edbi"],
  // All of it: "the full number is ..."
  ...["full", "complete", "volle", "complet", "completo", "volledige", "pe\u0142ny"],
  ...["\u0432\u0435\u0441\u044c", "\u043f\u043e\u043b\u043d\u044b\u0439"],
  ...["\u043f\u043e\u0432\u043d\u0438\u0439"],
];

/** "of", "for", between a word for a number and whose it is. */
export const POSSESSIVES: readonly string[] = [
  ...["of", "for", "von", "vom", "der", "des", "f\u00fcr", "van", "voor", "de", "du"],
  ...["del", "da", "do", "di", "della", "dello", "para", "pour", "na", "k", "pe", "lui"],
  ...["till", "til", "\u043e\u0442", "\u0434\u043b\u044f", "\u03c4\u03bf\u03c5"],
  ...["\u03c4\u03b7\u03c2", "\u03c4\u03c9\u03bd", "\u05e9\u05dc", "\u0627\u0632", "ng"],
  ...["ni", "c\u1ee7a"],
];
