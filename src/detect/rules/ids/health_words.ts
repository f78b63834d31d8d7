/**
 * Words for the numbers of the health insurance in the United States.
 * @module
 */

/** Medicare beneficiary identifier. */
export const MBI_WORDS: readonly string[] = [
  // English, Spanish and others around the same name
  ...["mbi", "mbi no", "mbi number", "medicare", "medicare no", "medicare number"],
  ...["medicare num", "medicare id", "medicare id number", "medicare card"],
  ...["medicare card number", "medicare beneficiary", "medicare beneficiary id"],
  ...["medicare beneficiary identifier", "medicare beneficiary number", "medicare claim number"],
  ...["beneficiary id", "beneficiary identifier", "beneficiary number", "hicn", "medicareid"],
  ...["medicarenumber", "medicareno", "n\u00famero de medicare", "n\u00famero medicare"],
  ...["tarjeta de medicare", "identificador de beneficiario", "num\u00e9ro medicare"],
  ...["medicare nummer", "n\u00famero do medicare", "numero medicare"],
  ...["\u043d\u043e\u043c\u0435\u0440 medicare", "\u30e1\u30c7\u30a3\u30b1\u30a2"],
  ...["\uba54\ub514\ucf00\uc5b4", "\u8054\u90a6\u533b\u7597\u4fdd\u9669"],
  ...["\u91ab\u7642\u4fdd\u96aa\u865f"],
];

/** National provider identifier. */
export const NPI_WORDS: readonly string[] = [
  // English
  ...["npi", "npis", "npi no", "npi num", "npi number", "npi id", "npinumber", "npino"],
  ...["npi type", "nppes", "national provider", "national provider id"],
  ...["national provider identifier", "national provider identification"],
  ...["national provider number", "provider id", "provider number", "provider no"],
  ...["provider npi", "provider identifier", "physician npi", "physician id", "prescriber npi"],
  ...["prescriber id", "rendering provider", "billing provider", "referring provider"],
  ...["ordering provider", "billing npi", "rendering npi", "provider identification number"],
  ...["doctor npi", "healthcare provider", "health care provider"],
  // Others
  ...["identificador nacional de proveedor", "identificador de proveedor", "n\u00famero npi"],
  ...["n\u00famero de proveedor", "num\u00e9ro npi", "identifiant national de prestataire"],
  ...["num\u00e9ro de prestataire", "num\u00e9ro de fournisseur", "npi nummer"],
  ...["nationale anbieter id", "anbieter id", "anbieternummer", "leistungserbringernummer"],
  ...["n\u00famero do prestador", "identificador nacional do prestador", "numero npi"],
  ...["identificativo nazionale del fornitore", "numer npi"],
  ...["\u043d\u043e\u043c\u0435\u0440 npi"],
  ...[
    "\u0438\u0434\u0435\u043d\u0442\u0438\u0444\u0438\u043a\u0430\u0442\u043e\u0440 \u043f\u043e\u0441\u0442\u0430\u0432\u0449\u0438\u043a\u0430",
  ],
  ...["npi numaras\u0131", "\u0631\u0642\u0645 npi", "\u05de\u05e1\u05e4\u05e8 npi"],
  ...["npi\u756a\u53f7", "npi \ubc88\ud638", "npi \u53f7\u7801", "npi\u53f7\u7801"],
];
