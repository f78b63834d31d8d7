/**
 * Countries that issue IBANs and what follows the check digits there: `18n` means 18 digits, `4a`
 * four letters, `2c` two of either. From the IBAN registry of SWIFT (ISO 13616), and for the
 * countries that are not in it, from what their central banks publish.
 * @module
 */

const STRUCTURES: readonly (readonly [countries: string, structure: string])[] = [
  ["BL FR GF GP MC MF MQ NC PF PM RE TF WF YT", "10n 11c 2n"],
  ["BI CF CG CM DJ GA GQ KM MG MR TD", "23n"],
  ["AO CV LY MZ PT ST", "21n"],
  ["AT BA EE LT MN XK", "16n"],
  ["AX DK FI FO GL SD", "14n"],
  ["CR DE ME RS VA", "18n"],
  ["CZ ES SE SK TN", "20n"],
  ["AE IL SO TL", "19n"],
  ["DO HN NI SV", "4a 20n"],
  ["BF BJ ML", "2c 22n"],
  ["DZ IR IS", "22n"],
  ["HU MA PL", "24n"],
  ["NE SN TG", "2a 22n"],
  ["AL CY", "8n 16c"],
  ["CH LI", "5n 12c"],
  ["IT SM", "1a 10n 12c"],
  ["JO YE", "4a 4n 18c"],
  ["KZ LU", "3n 13c"],
  ["PK VG", "4c 16n"],
  ["AD", "8n 12c"],
  ["AZ", "4a 20c"],
  ["BE", "12n"],
  ["BG", "4a 6n 8c"],
  ["BH", "4a 14c"],
  ["BR", "23n 1a 1c"],
  ["BY", "4a 4n 16c"],
  ["CI", "1a 23n"],
  ["EG", "25n"],
  ["FK", "2a 12n"],
  ["GB", "4a 14n"],
  ["GE", "2c 16n"],
  ["GI", "4a 15c"],
  ["GR", "7n 16c"],
  ["GT", "24c"],
  ["GW", "2a 19n"],
  ["HR", "17n"],
  ["IE", "4c 14n"],
  ["IQ", "4a 15n"],
  ["KW", "4a 22c"],
  ["LB", "4n 20c"],
  ["LC", "4a 24c"],
  ["LV", "4a 13c"],
  ["MD", "20c"],
  ["MK", "3n 10c 2n"],
  ["MT", "4a 5n 18c"],
  ["MU", "4a 19n 3a"],
  ["NL", "4a 10n"],
  ["NO", "11n"],
  ["OM", "3n 16c"],
  ["PS", "4c 21n"],
  ["QA", "4a 21c"],
  ["RO", "4a 16c"],
  ["RU", "14n 15c"],
  ["SA", "2n 18c"],
  ["SC", "4a 20n 3a"],
  ["SI", "15n"],
  ["TR", "5n 17c"],
  ["UA", "6n 19c"],
];

/** Structure of one country's account numbers. */
export interface IbanStructure {
  /** Characters of a whole IBAN. */
  size: number;
  /** Kind of each character behind the check digits: `n`, `a` or `c`. */
  kinds: string;
}

/** By country code. */
export const IBAN_STRUCTURES: ReadonlyMap<string, IbanStructure> = new Map(
  STRUCTURES.flatMap(([countries, text]) => {
    const kinds = text.split(" ").map((part) => part.slice(-1).repeat(parseInt(part, 10))).join("");
    return countries.split(" ").map((country): [string, IbanStructure] => [
      country,
      { size: kinds.length + 4, kinds },
    ]);
  }),
);
