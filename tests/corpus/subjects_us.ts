/**
 * Categories of the United States.
 * @module
 */

import { digits, pick } from "../support/detect_corpus.ts";
import type { Random } from "../support/random.ts";
import { luhnDigit } from "./check_digits.ts";
import { charsOf, grouped, patterned, type Subject, until } from "./subject.ts";

function ssn(random: Random): string {
  const area = until(() => {
    const number = 1 + random(772);
    return number === 666 ? null : String(number).padStart(3, "0");
  });
  const number = `${area}${10 + random(90)}${1000 + random(9000)}`;
  return grouped(number, [3, 2, 4], pick(random, ["-", "-", "-", " "]));
}

function itin(random: Random): string {
  const group = pick(random, [50, 58, 65, 70, 78, 88, 90, 92, 94, 99]);
  return grouped(`9${digits(random, 2)}${group}${digits(random, 4)}`, [3, 2, 4], "-");
}

function routing(random: Random): string {
  const prefix = pick(random, ["01", "02", "03", "05", "06", "07", "11", "12", "26", "31"]);
  const body = prefix + digits(random, 6);
  const sum = [...body].reduce(
    (total, digit, k) => total + Number(digit) * ([3, 7, 1][k % 3] as number),
    0,
  );
  return `${body}${(1000 - sum) % 10}`;
}

function medicare(random: Random): string {
  const letters = "ACDEFGHJKMNPQRTUVWXY";
  const either = `${letters}0123456789`;
  const id = [
    String(1 + random(9)),
    charsOf(random, letters, 1),
    charsOf(random, either, 1),
    digits(random, 1),
    charsOf(random, letters, 1),
    charsOf(random, either, 1),
    digits(random, 1),
    charsOf(random, letters, 2),
    digits(random, 2),
  ].join("");
  return random(2) === 0 ? id : grouped(id, [4, 3, 4], "-");
}

function provider(random: Random): string {
  const body = `${pick(random, ["1", "2"])}${digits(random, 8)}`;
  return body + luhnDigit(`80840${body}`);
}

const LICENSES = [
  ...["@#######", "@###-####-####", "########", "@###-###-##-###-#", "@#### ##### #####"],
  ...["### ### ###", "@############"],
];

/** Categories of the United States. */
export const US_SUBJECTS: readonly Subject[] = [
  {
    category: "SSN",
    make: ssn,
    keys: ["ssn", "social_security_number", "socialSecurity", "applicant_ssn", "tax_ssn"],
    says: [
      "My social security number is %.",
      "The applicant gave % as SSN on page two.",
      "SSN % does not match our records.",
      "for the background check: %, born in Ohio",
      "Please update my file, social is %.",
    ],
  },
  {
    category: "US_ITIN",
    make: itin,
    keys: ["itin", "taxpayer_id", "individual_taxpayer_identification_number"],
    says: [
      "He files with an ITIN, %.",
      "My individual taxpayer identification number is %.",
      "Enter the taxpayer ID % in box 3.",
    ],
  },
  {
    category: "US_EIN",
    make: (random) =>
      `${pick(random, [12, 20, 26, 27, 45, 46, 47, 58, 71, 81, 82, 84])}-${digits(random, 7)}`,
    keys: ["ein", "fein", "employer_identification_number", "federalTaxId"],
    says: [
      "Our EIN is % if the bank asks.",
      "The company's employer identification number: %",
      "Federal tax ID % belongs to the bakery.",
    ],
  },
  {
    category: "US_ROUTING",
    make: routing,
    keys: ["routing_number", "aba", "routingNumber", "aba_rtn"],
    says: [
      "The routing number is %, checking.",
      "Use ABA % for the wire.",
      "direct deposit: routing %",
    ],
  },
  {
    category: "US_BANK_ACCOUNT",
    make: (random) => `${1 + random(9)}${digits(random, 8 + random(4))}`,
    keys: ["account_number", "bank_account_number", "acct_no", "checkingAccount"],
    says: [
      "My bank account number is %, savings.",
      "Deposit it into checking account %.",
      "acct number % at the credit union",
    ],
  },
  {
    category: "US_PASSPORT",
    make: (random) => patterned(random, pick(random, ["#########", "@########"])),
    keys: ["passport", "passport_number", "us_passport_no", "passportNo"],
    says: [
      "My US passport number is %.",
      "American passport %, issued in Boston.",
      "U.S. passport no. % was reported lost.",
    ],
  },
  {
    category: "US_DRIVER_LICENSE",
    make: (random) => patterned(random, pick(random, LICENSES)),
    keys: ["drivers_license", "driver_license_number", "dl_number", "driverLicense"],
    says: [
      "Her driver's license number is %.",
      "The renter showed driver license %.",
      "DL# %, state of residence unchanged",
    ],
  },
  {
    category: "US_MBI",
    make: medicare,
    keys: ["mbi", "medicare_id", "medicareBeneficiaryIdentifier"],
    says: [
      "Her Medicare number is %.",
      "The new card shows MBI %.",
      "Medicare beneficiary identifier: %",
    ],
  },
  {
    category: "US_NPI",
    make: provider,
    keys: ["npi", "provider_npi", "national_provider_identifier"],
    says: [
      "The referring doctor's NPI is %.",
      "National Provider Identifier %, family medicine.",
      "claims need the NPI (%)",
    ],
  },
];
