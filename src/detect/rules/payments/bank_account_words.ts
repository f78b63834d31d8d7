/**
 * Words for bank accounts; the number itself has no check, and so they must mean it.
 * @module
 */

/** Number of a bank account, in the languages that the rules know. */
export const ACCOUNT_WORDS: readonly string[] = [
  // English
  ...["account number", "account numbers", "account no", "account num", "account nr"],
  ...["accountnumber", "accountno", "accountnum", "acct", "acct no", "acct num", "acct number"],
  ...["acct nr", "acctno", "acctnum", "acctnumber", "acct id", "acc no", "acc number", "acc num"],
  ...["accno", "a c no", "a c number", "bank account", "bank account number", "bank account no"],
  ...["bank accounts", "bank acct", "bank acct no", "bank acct number", "bank acc"],
  ...["bank acc no", "bankaccount", "bankaccountnumber", "bank account num", "bank number"],
  ...["checking account", "checking account number", "checking acct", "chequing account"],
  ...["chequing acct", "cheque account", "savings account", "savings account number"],
  ...["savings acct", "saving account", "deposit account", "deposit account number"],
  ...["deposit acct", "direct deposit", "direct deposit account", "dda number"],
  ...["beneficiary account", "beneficiary account number", "beneficiary acct"],
  ...["recipient account", "recipient account number", "payee account", "ach account"],
  ...["wire account", "current account", "brokerage account", "money market account"],
  ...["account and routing", "us bank account", "payroll account", "funding account"],
  ...["settlement account", "debit account"],
  // German, Dutch
  ...["nummer meines kontos", "nummer meines bankkontos", "bankkontos", "girokontos"],
  ...["nummer van mijn rekening", "mijn bankrekening", "kontonummer", "konto nummer", "konto nr"],
  ...["kontonr", "kto nr", "ktonr", "bankkonto", "bankkontonummer", "girokonto", "sparkonto"],
  ...["bankverbindung", "kontonummern", "rekeningnummer", "rekening nr", "bankrekening"],
  ...["bankrekeningnummer", "betaalrekening", "spaarrekening", "bankrekeningnr"],
  // French
  ...["num\u00e9ro de mon compte", "num\u00e9ro de mon compte bancaire", "mon compte bancaire"],
  ...["mon num\u00e9ro de compte", "num\u00e9ro de son compte", "compte bancaire"],
  ...["num\u00e9ro de compte", "num\u00e9ro de compte bancaire", "num\u00e9ro du compte"],
  ...["no de compte", "compte courant", "compte ch\u00e8ques", "compte ch\u00e8que"],
  ...["compte \u00e9pargne", "compte d \u00e9pargne", "compte de d\u00e9p\u00f4t"],
  ...["compte en banque", "n de compte"],
  // Spanish, Portuguese, Italian, Romanian
  ...["num\u0103rul meu de cont", "num\u0103rul s\u0103u de cont", "num\u0103rul de cont bancar"],
  ...["contul meu bancar", "contului bancar", "n\u00famero de mi cuenta"],
  ...["n\u00famero da minha conta", "numero del mio conto", "n\u00famero de mi cuenta bancaria"],
  ...["cuenta bancaria", "n\u00famero de cuenta", "n\u00famero de cuenta bancaria"],
  ...["n\u00famero de la cuenta", "no de cuenta", "nro de cuenta", "num de cuenta"],
  ...["cuenta corriente", "cuenta de cheques", "cuenta de ahorros", "cuenta de ahorro"],
  ...["cuenta del banco", "cuenta de banco", "conta banc\u00e1ria", "n\u00famero da conta"],
  ...["n\u00famero de conta", "n\u00famero da conta banc\u00e1ria", "conta corrente"],
  ...["cuenta n", "cuenta no", "cuenta nro", "cuenta n\u00fam", "cuenta n\u00famero", "conta n"],
  ...["conta no", "conta nro", "conta n\u00fam", "conta n\u00famero", "conto n", "conto nr"],
  ...["conto no", "conto numero", "compte n", "compte no", "compte num\u00e9ro", "compte nr"],
  ...["cont nr", "cuenta n\u00ba", "conta n\u00ba", "compte n\u00ba", "conto n\u00ba"],
  ...["conta poupan\u00e7a", "conta \u00e0 ordem", "no da conta", "conto corrente"],
  ...["conto bancario", "numero di conto", "numero del conto", "numero di conto corrente"],
  ...["numero di conto bancario", "numero conto", "conto di risparmio", "cont bancar"],
  ...["contul bancar", "num\u0103r de cont", "num\u0103rul de cont", "num\u0103rul contului"],
  ...["num\u0103r cont", "nr cont", "cont curent", "cont de economii"],
  // Nordic languages
  ...["kontonummer", "kontonumret", "kontonummeret", "bankkonto", "bankkontonummer", "kontonr"],
  ...["l\u00f6nekonto", "sparkonto", "l\u00f8nnskonto", "bankkontoen", "bankkontot"],
  ...["l\u00f8nkonto", "tilinumero", "tilinumeron", "tilinumeroni", "tilin numero", "pankkitili"],
  ...["pankkitilin", "pankkitilin numero", "pankkitilini", "k\u00e4ytt\u00f6tili"],
  ...["s\u00e4\u00e4st\u00f6tili"],
  // Polish, Czech, Slovak, Hungarian, Slovenian, Croatian, Baltic languages
  ...["numerem konta", "numerze konta", "moje konto bankowe", "numer mojego konta"],
  ...["numer mojego rachunku", "\u010d\u00edslo m\u00e9ho \u00fa\u010dtu"],
  ...["\u010d\u00edslo m\u00f4jho \u00fa\u010dtu", "m\u00e9ho \u00fa\u010dtu"],
  ...["banksz\u00e1ml\u00e1mnak", "numer konta", "numeru konta", "nr konta"],
  ...["numer konta bankowego", "konto bankowe", "konta bankowego", "numer rachunku"],
  ...["nr rachunku", "numer rachunku bankowego", "rachunek bankowy", "rachunku bankowego"],
  ...["rachunek oszcz\u0119dno\u015bciowy", "\u010d\u00edslo \u00fa\u010dtu"],
  ...["\u010d\u00edsla \u00fa\u010dtu", "\u010d\u00edslo bankovn\u00edho \u00fa\u010dtu"],
  ...["bankovn\u00ed \u00fa\u010det", "bankovn\u00edho \u00fa\u010dtu", "\u010d \u00fa\u010dtu"],
  ...["b\u011b\u017en\u00fd \u00fa\u010det", "\u010d\u00edslo bankov\u00e9ho \u00fa\u010dtu"],
  ...["bankov\u00fd \u00fa\u010det", "bankov\u00e9ho \u00fa\u010dtu", "banksz\u00e1mla"],
  ...["banksz\u00e1mlasz\u00e1m", "banksz\u00e1mlasz\u00e1mom", "banksz\u00e1mlasz\u00e1ma"],
  ...["banksz\u00e1ml\u00e1m", "sz\u00e1mlasz\u00e1m", "sz\u00e1mlasz\u00e1mom"],
  ...["sz\u00e1mlasz\u00e1ma", "foly\u00f3sz\u00e1mla", "ban\u010dni ra\u010dun"],
  ...["\u0161tevilka ra\u010duna", "\u0161tevilka ban\u010dnega ra\u010duna"],
  ...["bankovni ra\u010dun", "broj ra\u010duna", "broj bankovnog ra\u010duna"],
  ...["\u017eiro ra\u010dun", "konto number", "arvelduskonto", "pangakonto", "konta numurs"],
  ...["bankas konts", "s\u0105skaitos numeris", "banko s\u0105skaita"],
  // Turkish, Indonesian, Malay, Filipino, Vietnamese, Swahili
  ...["hesap numaras\u0131", "hesap numaram", "hesap numaran\u0131z", "hesap no", "hesap nosu"],
  ...["banka hesab\u0131", "banka hesab\u0131m", "banka hesap", "banka hesap numaras\u0131"],
  ...["banka hesap no", "vadesiz hesap", "nomor rekening", "nomor rekening bank", "no rekening"],
  ...["rekening bank", "nombor akaun", "nombor akaun bank", "akaun bank", "numero ng account"],
  ...["s\u1ed1 t\u00e0i kho\u1ea3n", "s\u1ed1 t\u00e0i kho\u1ea3n ng\u00e2n h\u00e0ng"],
  ...["t\u00e0i kho\u1ea3n ng\u00e2n h\u00e0ng", "s\u1ed1 tk", "akaunti ya benki"],
  // Russian, Ukrainian, Bulgarian, Serbian, Greek
  ...[
    "\u043d\u043e\u043c\u0435\u0440 \u043c\u043e\u0435\u0433\u043e \u0441\u0447\u0435\u0442\u0430",
  ],
  ...[
    "\u043d\u043e\u043c\u0435\u0440 \u043c\u043e\u0435\u0433\u043e \u0441\u0447\u0451\u0442\u0430",
  ],
  ...["\u043d\u043e\u043c\u0435\u0440 \u0435\u0433\u043e \u0441\u0447\u0435\u0442\u0430"],
  ...["\u043d\u043e\u043c\u0435\u0440 \u0435\u0435 \u0441\u0447\u0435\u0442\u0430"],
  ...["\u043c\u043e\u0435\u0433\u043e \u0441\u0447\u0435\u0442\u0430"],
  ...[
    "\u043c\u043e\u0439 \u0431\u0430\u043d\u043a\u043e\u0432\u0441\u043a\u0438\u0439 \u0441\u0447\u0435\u0442",
  ],
  ...[
    "\u043c\u043e\u0435\u0433\u043e \u0431\u0430\u043d\u043a\u043e\u0432\u0441\u043a\u043e\u0433\u043e \u0441\u0447\u0435\u0442\u0430",
  ],
  ...[
    "\u043d\u043e\u043c\u0435\u0440 \u0432\u0430\u0448\u0435\u0433\u043e \u0441\u0447\u0435\u0442\u0430",
  ],
  ...[
    "\u043d\u043e\u043c\u0435\u0440\u044a\u0442 \u043d\u0430 \u0441\u043c\u0435\u0442\u043a\u0430\u0442\u0430",
  ],
  ...[
    "\u043d\u043e\u043c\u0435\u0440\u044a\u0442 \u043d\u0430 \u0431\u0430\u043d\u043a\u043e\u0432\u0430\u0442\u0430",
  ],
  ...[
    "\u0431\u0430\u043d\u043a\u043e\u0432\u0430\u0442\u0430 \u043c\u0438 \u0441\u043c\u0435\u0442\u043a\u0430",
  ],
  ...[
    "\u043d\u043e\u043c\u0435\u0440 \u043d\u0430 \u0441\u043c\u0435\u0442\u043a\u0430\u0442\u0430",
  ],
  ...[
    "\u043c\u043e\u044f \u0431\u0430\u043d\u043a\u043e\u0432\u0430 \u0441\u043c\u0435\u0442\u043a\u0430",
  ],
  ...[
    "\u043d\u043e\u043c\u0435\u0440 \u043c\u043e\u0433\u043e \u0440\u0430\u0445\u0443\u043d\u043a\u0443",
  ],
  ...["\u043c\u043e\u0433\u043e \u0440\u0430\u0445\u0443\u043d\u043a\u0443"],
  ...["\u03bb\u03bf\u03b3\u03b1\u03c1\u03b9\u03b1\u03c3\u03bc\u03bf\u03cd \u03bc\u03bf\u03c5"],
  ...[
    "\u03b1\u03c1\u03b9\u03b8\u03bc\u03cc\u03c2 \u03c4\u03bf\u03c5 \u03bb\u03bf\u03b3\u03b1\u03c1\u03b9\u03b1\u03c3\u03bc\u03bf\u03cd",
  ],
  ...["\u043d\u043e\u043c\u0435\u0440 \u0441\u0447\u0435\u0442\u0430"],
  ...["\u043d\u043e\u043c\u0435\u0440 \u0441\u0447\u0451\u0442\u0430"],
  ...["\u043d\u043e\u043c\u0435\u0440\u0430 \u0441\u0447\u0435\u0442\u0430"],
  ...["\u043d\u043e\u043c\u0435\u0440\u0443 \u0441\u0447\u0435\u0442\u0430"],
  ...["\u043d\u043e\u043c\u0435\u0440\u043e\u043c \u0441\u0447\u0435\u0442\u0430"],
  ...[
    "\u043d\u043e\u043c\u0435\u0440 \u0431\u0430\u043d\u043a\u043e\u0432\u0441\u043a\u043e\u0433\u043e \u0441\u0447\u0435\u0442\u0430",
  ],
  ...[
    "\u043d\u043e\u043c\u0435\u0440 \u0431\u0430\u043d\u043a\u043e\u0432\u0441\u043a\u043e\u0433\u043e \u0441\u0447\u0451\u0442\u0430",
  ],
  ...["\u0431\u0430\u043d\u043a\u043e\u0432\u0441\u043a\u0438\u0439 \u0441\u0447\u0435\u0442"],
  ...["\u0431\u0430\u043d\u043a\u043e\u0432\u0441\u043a\u0438\u0439 \u0441\u0447\u0451\u0442"],
  ...[
    "\u0431\u0430\u043d\u043a\u043e\u0432\u0441\u043a\u043e\u0433\u043e \u0441\u0447\u0435\u0442\u0430",
  ],
  ...[
    "\u0431\u0430\u043d\u043a\u043e\u0432\u0441\u043a\u043e\u043c \u0441\u0447\u0435\u0442\u0435",
  ],
  ...[
    "\u0431\u0430\u043d\u043a\u043e\u0432\u0441\u043a\u043e\u043c\u0443 \u0441\u0447\u0435\u0442\u0443",
  ],
  ...["\u0440\u0430\u0441\u0447\u0435\u0442\u043d\u044b\u0439 \u0441\u0447\u0435\u0442"],
  ...["\u0440\u0430\u0441\u0447\u0451\u0442\u043d\u044b\u0439 \u0441\u0447\u0451\u0442"],
  ...[
    "\u0440\u0430\u0441\u0447\u0435\u0442\u043d\u043e\u0433\u043e \u0441\u0447\u0435\u0442\u0430",
  ],
  ...["\u043b\u0438\u0446\u0435\u0432\u043e\u0439 \u0441\u0447\u0435\u0442"],
  ...["\u0441\u0447\u0435\u0442 \u0432 \u0431\u0430\u043d\u043a\u0435"],
  ...["\u043d\u043e\u043c\u0435\u0440 \u0440\u0430\u0445\u0443\u043d\u043a\u0443"],
  ...["\u043d\u043e\u043c\u0435\u0440 \u0440\u0430\u0445\u0443\u043d\u043a\u0430"],
  ...[
    "\u043d\u043e\u043c\u0435\u0440 \u0431\u0430\u043d\u043a\u0456\u0432\u0441\u044c\u043a\u043e\u0433\u043e \u0440\u0430\u0445\u0443\u043d\u043a\u0443",
  ],
  ...[
    "\u0431\u0430\u043d\u043a\u0456\u0432\u0441\u044c\u043a\u0438\u0439 \u0440\u0430\u0445\u0443\u043d\u043e\u043a",
  ],
  ...[
    "\u0431\u0430\u043d\u043a\u0456\u0432\u0441\u044c\u043a\u043e\u0433\u043e \u0440\u0430\u0445\u0443\u043d\u043a\u0443",
  ],
  ...[
    "\u0440\u043e\u0437\u0440\u0430\u0445\u0443\u043d\u043a\u043e\u0432\u0438\u0439 \u0440\u0430\u0445\u0443\u043d\u043e\u043a",
  ],
  ...["\u043d\u043e\u043c\u0435\u0440 \u043d\u0430 \u0441\u043c\u0435\u0442\u043a\u0430"],
  ...[
    "\u043d\u043e\u043c\u0435\u0440 \u043d\u0430 \u0431\u0430\u043d\u043a\u043e\u0432\u0430 \u0441\u043c\u0435\u0442\u043a\u0430",
  ],
  ...["\u0431\u0430\u043d\u043a\u043e\u0432\u0430 \u0441\u043c\u0435\u0442\u043a\u0430"],
  ...[
    "\u0431\u0430\u043d\u043a\u043e\u0432\u0430\u0442\u0430 \u0441\u043c\u0435\u0442\u043a\u0430",
  ],
  ...["\u0431\u0430\u043d\u043a\u043e\u0432\u043d\u0430 \u0441\u043c\u0435\u0442\u043a\u0430"],
  ...["\u0431\u0440\u043e\u0458 \u0440\u0430\u0447\u0443\u043d\u0430"],
  ...["\u0431\u0430\u043d\u043a\u043e\u0432\u043d\u0438 \u0440\u0430\u0447\u0443\u043d"],
  ...[
    "\u03b1\u03c1\u03b9\u03b8\u03bc\u03cc\u03c2 \u03bb\u03bf\u03b3\u03b1\u03c1\u03b9\u03b1\u03c3\u03bc\u03bf\u03cd",
  ],
  ...[
    "\u03b1\u03c1\u03b9\u03b8\u03bc\u03cc \u03bb\u03bf\u03b3\u03b1\u03c1\u03b9\u03b1\u03c3\u03bc\u03bf\u03cd",
  ],
  ...[
    "\u03b1\u03c1\u03b9\u03b8\u03bc\u03cc\u03c2 \u03c4\u03c1\u03b1\u03c0\u03b5\u03b6\u03b9\u03ba\u03bf\u03cd \u03bb\u03bf\u03b3\u03b1\u03c1\u03b9\u03b1\u03c3\u03bc\u03bf\u03cd",
  ],
  ...[
    "\u03c4\u03c1\u03b1\u03c0\u03b5\u03b6\u03b9\u03ba\u03cc\u03c2 \u03bb\u03bf\u03b3\u03b1\u03c1\u03b9\u03b1\u03c3\u03bc\u03cc\u03c2",
  ],
  ...[
    "\u03c4\u03c1\u03b1\u03c0\u03b5\u03b6\u03b9\u03ba\u03bf\u03cd \u03bb\u03bf\u03b3\u03b1\u03c1\u03b9\u03b1\u03c3\u03bc\u03bf\u03cd",
  ],
  ...[
    "\u03c4\u03c1\u03b1\u03c0\u03b5\u03b6\u03b9\u03ba\u03cc \u03bb\u03bf\u03b3\u03b1\u03c1\u03b9\u03b1\u03c3\u03bc\u03cc",
  ],
  // Arabic, Persian, Urdu, Hebrew
  ...["\u0631\u0642\u0645 \u0627\u0644\u062d\u0633\u0627\u0628"],
  ...["\u0631\u0642\u0645 \u062d\u0633\u0627\u0628"],
  ...["\u0631\u0642\u0645 \u062d\u0633\u0627\u0628\u064a"],
  ...[
    "\u0631\u0642\u0645 \u0627\u0644\u062d\u0633\u0627\u0628 \u0627\u0644\u0628\u0646\u0643\u064a",
  ],
  ...[
    "\u0631\u0642\u0645 \u0627\u0644\u062d\u0633\u0627\u0628 \u0627\u0644\u0645\u0635\u0631\u0641\u064a",
  ],
  ...["\u0631\u0642\u0645 \u062d\u0633\u0627\u0628\u064a \u0627\u0644\u0628\u0646\u0643\u064a"],
  ...["\u0627\u0644\u062d\u0633\u0627\u0628 \u0627\u0644\u0628\u0646\u0643\u064a"],
  ...["\u062d\u0633\u0627\u0628 \u0628\u0646\u0643\u064a"],
  ...["\u062d\u0633\u0627\u0628\u064a \u0627\u0644\u0628\u0646\u0643\u064a"],
  ...["\u0627\u0644\u062d\u0633\u0627\u0628 \u0627\u0644\u0645\u0635\u0631\u0641\u064a"],
  ...["\u062d\u0633\u0627\u0628 \u0645\u0635\u0631\u0641\u064a"],
  ...["\u0634\u0645\u0627\u0631\u0647 \u062d\u0633\u0627\u0628"],
  ...["\u062d\u0633\u0627\u0628 \u0628\u0627\u0646\u06a9\u06cc"],
  ...["\u0634\u0645\u0627\u0631\u0647 \u062d\u0633\u0627\u0628 \u0628\u0627\u0646\u06a9\u06cc"],
  ...["\u0627\u06a9\u0627\u0624\u0646\u0679 \u0646\u0645\u0628\u0631"],
  ...["\u05de\u05e1\u05e4\u05e8 \u05d7\u05e9\u05d1\u05d5\u05df"],
  ...["\u05de\u05e1\u05e4\u05e8 \u05d4\u05d7\u05e9\u05d1\u05d5\u05df"],
  ...["\u05d7\u05e9\u05d1\u05d5\u05df \u05d1\u05e0\u05e7"],
  ...["\u05d7\u05e9\u05d1\u05d5\u05df \u05d4\u05d1\u05e0\u05e7"],
  ...["\u05de\u05e1 \u05d7\u05e9\u05d1\u05d5\u05df"],
  ...["\u05de\u05e1\u05e4\u05e8 \u05d7\u05e9\u05d1\u05d5\u05df \u05d1\u05e0\u05e7"],
  ...["\u05d7\u05e9\u05d1\u05d5\u05df \u05e2\u05d5\u05d1\u05e8 \u05d5\u05e9\u05d1"],
  // Hindi, Marathi, Bengali, Tamil
  ...["\u0916\u093e\u0924\u093e \u0938\u0902\u0916\u094d\u092f\u093e"],
  ...["\u0916\u093e\u0924\u093e \u0928\u0902\u092c\u0930"],
  ...["\u0916\u093e\u0924\u093e \u0915\u094d\u0930\u092e\u093e\u0902\u0915"],
  ...["\u092c\u0948\u0902\u0915 \u0916\u093e\u0924\u093e"],
  ...["\u092c\u0948\u0902\u0915 \u0916\u093e\u0924\u093e \u0938\u0902\u0916\u094d\u092f\u093e"],
  ...["\u092c\u0948\u0902\u0915 \u0916\u093e\u0924\u0947"],
  ...["\u0916\u093e\u0924\u0947 \u0915\u0940 \u0938\u0902\u0916\u094d\u092f\u093e"],
  ...["\u092c\u091a\u0924 \u0916\u093e\u0924\u093e"],
  ...["\u0905\u0915\u093e\u0909\u0902\u091f \u0928\u0902\u092c\u0930"],
  ...["\u092c\u0948\u0902\u0915 \u0905\u0915\u093e\u0909\u0902\u091f"],
  ...[
    "\u0985\u09cd\u09af\u09be\u0995\u09be\u0989\u09a8\u09cd\u099f \u09a8\u09ae\u09cd\u09ac\u09b0",
  ],
  ...[
    "\u09ac\u09cd\u09af\u09be\u0982\u0995 \u0985\u09cd\u09af\u09be\u0995\u09be\u0989\u09a8\u09cd\u099f",
  ],
  ...["\u09b9\u09bf\u09b8\u09be\u09ac \u09a8\u09ae\u09cd\u09ac\u09b0"],
  ...["\u0bb5\u0b99\u0bcd\u0b95\u0bbf \u0b95\u0ba3\u0b95\u0bcd\u0b95\u0bc1"],
  ...["\u0b95\u0ba3\u0b95\u0bcd\u0b95\u0bc1 \u0b8e\u0ba3\u0bcd"],
  // Chinese, Japanese, Korean, Thai
  ...["\u6536\u6b3e\u4eba\u8d26\u53f7", "\u5bf9\u65b9\u8d26\u53f7"],
  ...["\u94f6\u884c\u8d26\u53f7\u662f", "\u8d26\u6237\u53f7\u7801\u662f"],
  ...["\u79c1\u306e\u53e3\u5ea7", "\uc81c \uacc4\uc88c", "\ub0b4 \uacc4\uc88c"],
  ...["\u94f6\u884c\u8d26\u53f7", "\u94f6\u884c\u5e10\u53f7", "\u94f6\u884c\u8d26\u6237"],
  ...["\u94f6\u884c\u5e10\u6237", "\u94f6\u884c\u6237\u53e3", "\u8d26\u6237\u53f7\u7801"],
  ...["\u5e10\u6237\u53f7\u7801", "\u8d26\u6237\u53f7", "\u9280\u884c\u5e33\u865f"],
  ...["\u9280\u884c\u5e33\u6236", "\u9280\u884c\u8cec\u865f", "\u9280\u884c\u8cec\u6236"],
  ...["\u5e33\u6236\u865f\u78bc", "\u652f\u7968\u8d26\u6237", "\u50a8\u84c4\u8d26\u6237"],
  ...["\u6536\u6b3e\u8d26\u53f7", "\u6536\u6b3e\u8d26\u6237", "\u7f8e\u56fd\u94f6\u884c\u8d26"],
  ...["\u53e3\u5ea7\u756a\u53f7", "\u9280\u884c\u53e3\u5ea7", "\u666e\u901a\u9810\u91d1"],
  ...["\u5f53\u5ea7\u9810\u91d1", "\u9810\u91d1\u53e3\u5ea7", "\u632f\u8fbc\u5148"],
  ...["\uacc4\uc88c\ubc88\ud638", "\uacc4\uc88c \ubc88\ud638", "\uc740\ud589 \uacc4\uc88c"],
  ...["\uc740\ud589\uacc4\uc88c", "\uc785\uae08 \uacc4\uc88c", "\ub2f9\uc88c \uacc4\uc88c"],
  ...["\u0e40\u0e25\u0e02\u0e17\u0e35\u0e48\u0e1a\u0e31\u0e0d\u0e0a\u0e35"],
  ...["\u0e40\u0e25\u0e02\u0e1a\u0e31\u0e0d\u0e0a\u0e35"],
  ...["\u0e2b\u0e21\u0e32\u0e22\u0e40\u0e25\u0e02\u0e1a\u0e31\u0e0d\u0e0a\u0e35"],
  ...["\u0e1a\u0e31\u0e0d\u0e0a\u0e35\u0e18\u0e19\u0e32\u0e04\u0e32\u0e23"],
  ...["\u0e1a\u0e31\u0e0d\u0e0a\u0e35\u0e2d\u0e2d\u0e21\u0e17\u0e23\u0e31\u0e1e\u0e22\u0e4c"],
];
