/**
 * Categories that are the same everywhere: cards, addresses of the net, accounts, persons.
 * @module
 */

import { alphanumeric, digits, hex, pick } from "../support/detect_corpus.ts";
import type { Random } from "../support/random.ts";
import { base58, ibanOf, luhnDigit, segwit } from "./check_digits.ts";
import { createHash } from "node:crypto";
import { birthday, charsOf, grouped, LETTERS, patterned, type Subject } from "./subject.ts";

/** Numbers that card networks and payment providers publish for tests. */
const TEST_CARDS = [
  ...["4111111111111111", "4242424242424242", "5555555555554444", "5105105105105100"],
  ...["378282246310005", "371449635398431", "6011111111111117", "6011000990139424"],
  ...["3530111333300000", "30569309025904", "2223003122003222", "4012888888881881"],
];

function card(random: Random): string {
  if (random(2) === 0) {
    const prefix = pick(random, ["4", "51", "52", "53", "54", "55", "2221", "6011", "3528", "62"]);
    const body = prefix + digits(random, 15 - prefix.length);
    return cardForm(random, body + luhnDigit(body));
  }
  return cardForm(random, pick(random, TEST_CARDS));
}

function cardForm(random: Random, number: string): string {
  const sizes = number.length === 15 ? [4, 6, 5] : number.length === 14 ? [4, 6, 4] : [4, 4, 4, 4];
  return grouped(number, sizes, pick(random, ["", " ", "-", ""]));
}

const LOCAL_PARTS = [
  ...["anna.berg", "j.okafor", "mwhite", "support-team", "lena_k", "t.nguyen+news", "x9", "info"],
  ...["paulo.r", "first.last", "dev", "maria-jose", "k.tanaka", "ola.nordmann", "billing_dept"],
];
const DOMAINS = [
  ...["example.com", "example.org", "mail.example.net", "acme-widgets.co", "firma.example.de"],
  ...["contoso.com", "uni-example.edu", "post.example.fr", "example.co.uk", "northwind.io"],
  ...["tailspin.dev", "lists.example.jp", "a-b.example.com.br"],
];

/** A made-up address. */
export function email(random: Random): string {
  const local = `${pick(random, LOCAL_PARTS)}${random(3) === 0 ? String(random(100)) : ""}`;
  const address = `${local}@${pick(random, DOMAINS)}`;
  return random(8) === 0 ? address.toUpperCase() : address;
}

function ipAddress(random: Random): string {
  const groups = (count: number): string =>
    Array.from({ length: count }, () => (4096 + random(61440)).toString(16)).join(":");
  switch (random(7)) {
    case 0:
      return `2001:db8:${groups(6)}`;
    case 1:
      return `2001:db8::${hex(random, 4).replace(/^0+/, "") || "1"}`;
    case 2:
      return `fe80::${groups(4)}`;
    default:
      return `${pick(random, [10, 172, 192, 198, 203, 8, 91])}.${random(256)}.${random(256)}.${
        1 + random(254)
      }`;
  }
}

function macAddress(random: Random): string {
  const pairs = Array.from({ length: 6 }, () => hex(random, 2));
  const plain = pairs.join("");
  return pick(random, [
    pairs.join(":"),
    pairs.join("-").toUpperCase(),
    pairs.join(":").toUpperCase(),
    grouped(plain, [4, 4, 4], "."),
  ]);
}

/** Rest of an IBAN by country: `#` digit, `@` letter. */
const IBANS: readonly (readonly [country: string, rest: string])[] = [
  ...[["DE", "##################"], ["GB", "@@@@##############"], ["NL", "@@@@##########"]],
  ...[["FR", "#######################"], ["ES", "####################"], [
    "AT",
    "################",
  ]],
  ...[["IT", "@######################"], ["PL", "########################"]],
  ...[["BE", "############"], ["CH", "#################"], ["PT", "#####################"]],
  ...[["SE", "####################"], ["NO", "###########"], ["DK", "##############"]],
  ...[["FI", "##############"], ["IE", "@@@@##############"], ["CZ", "####################"]],
  ...[["RO", "@@@@################"], ["HU", "########################"]],
  ...[["GR", "#######################"], ["TR", "#####0################"]],
] as [string, string][];

/** A made-up IBAN in one of its written forms. */
export function iban(random: Random): string {
  const [country, rest] = pick(random, IBANS);
  const number = ibanOf(country, patterned(random, rest));
  const form = random(3);
  if (form === 0) return number;
  const spaced = number.replace(/.{4}(?=.)/g, "$& ");
  return form === 1 ? spaced : number.toUpperCase();
}

/** Published in ERC-55. */
const ETHER = [
  ...["0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359"],
  ...["0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB", "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb"],
];

function wallet(random: Random): string {
  const bytes = (count: number): number[] => Array.from({ length: count }, () => random(256));
  switch (random(4)) {
    case 0: {
      const body = [pick(random, [0, 5]), ...bytes(20)];
      const once = createHash("sha256").update(Uint8Array.from(body)).digest();
      const twice = createHash("sha256").update(once).digest();
      return base58([...body, ...twice.subarray(0, 4)]);
    }
    case 1:
      return segwit(0, Array.from({ length: 32 }, () => random(32)));
    case 2:
      return segwit(1, Array.from({ length: 52 }, () => random(32)));
    default:
      return pick(random, ETHER);
  }
}

const MONTHS = [
  ...["January", "February", "March", "April", "May", "June", "July", "August", "September"],
  ...["October", "November", "December"],
];

function birthDate(random: Random): string {
  const { year, month, day } = birthday(random);
  const name = MONTHS[Number(month) - 1] as string;
  return pick(random, [
    `${year}-${month}-${day}`,
    `${month}/${day}/${year}`,
    `${day}/${month}/${year}`,
    `${Number(day)} ${name} ${year}`,
    `${name} ${Number(day)}, ${year}`,
    `${day}-${name.slice(0, 3)}-${year}`,
  ]);
}

const STREETS = [
  ...["Maple", "Old Mill", "Harbour", "Juniper", "Kingsway", "Elm", "Birchwood", "Cedar Hill"],
  ...["North Lake", "Willow", "Station", "Market"],
];
const PLACES = [
  ...["Springfield, IL 6####", "Dayton, OH 454##", "Leeds LS1 4AP", "Austin, TX 787##"],
  ...["Bristol BS8 1TH", "Fresno, CA 937##-####", "Ottawa ON K1A 0B1"],
];

function streetAddress(random: Random): string {
  const type = pick(random, ["Street", "St.", "Avenue", "Rd", "Road", "Drive", "Lane", "Blvd"]);
  const flat = pick(random, ["", "", ", Apt 4B", ", Suite 210"]);
  const street = `${1 + random(9800)} ${pick(random, STREETS)} ${type}${flat}`;
  return random(2) === 0 ? street : `${street}, ${patterned(random, pick(random, PLACES))}`;
}

const GIVEN = [
  ...["Thomas", "Miriam", "Ingrid", "Desmond", "Priya", "Callum", "Yasmin", "Gregory", "Odette"],
  ...["Rafael", "Beatrice", "Oskar"],
];
const FAMILY = [
  ...["Hollister", "Okonkwo", "Vandermeer", "Ashworth", "Pellegrino", "Lindqvist", "Marchetti"],
  ...["O'Rourke", "Castellanos", "Brightwater", "Nakagawa", "Thistlewood"],
];

function personName(random: Random): string {
  const middle = random(4) === 0 ? ` ${charsOf(random, LETTERS, 1)}.` : "";
  return `${pick(random, GIVEN)}${middle} ${pick(random, FAMILY)}`;
}

/** NANP numbers whose exchange is 555 or made up, and numbers reserved for fiction. */
const PHONES = [
  ...["(415) 555-01##", "212-555-01##", "+1 646 555 01##", "312.555.01##", "+1-303-555-01##"],
  ...["1-800-555-01##", "+44 20 7946 0###", "07700 900###", "+44 7700 900###", "+61 491 570 ###"],
  ...["+49 30 23125 ###", "+33 1 99 00 ## ##", "+353 20 910 ####", "+91 98### #####"],
  ...["+1 (503) 555-01##", "020 7946 0###", "+81 90-1234-####", "+55 11 9####-####"],
];

/** Categories without a country. */
export const GENERAL_SUBJECTS: readonly Subject[] = [
  {
    category: "CC_NUMBER",
    make: card,
    keys: ["card_number", "cc", "creditCard", "pan", "payment_card", "cardNumber", "account"],
    says: [
      "Please charge % for the two tickets.",
      "She read out % and I wrote it on the booking form.",
      "the card i used was % but it got declined twice",
      "Refund to % is pending since Monday.",
      "Our Visa on file is %, expiry next year.",
    ],
  },
  {
    category: "EMAIL",
    make: email,
    keys: ["email", "contact", "reply_to", "userEmail", "from", "owner", "login"],
    says: [
      "You can reach the team at % at any time.",
      "cc % on this thread please",
      "The invite bounced back from %.",
      "My address changed to %; the old one still forwards.",
      "<%> wrote that the shipment left on Tuesday.",
    ],
  },
  {
    category: "PHONE",
    make: (random) => patterned(random, pick(random, PHONES)),
    keys: ["phone", "mobile", "tel", "phoneNumber", "cell", "fax", "contact_phone", "callback"],
    says: [
      "Call me back on % after lunch.",
      "My cell is %, text first please.",
      "The clinic's fax number is %.",
      "Ring the front desk (%) if nobody answers the door.",
      "He left a voicemail from % last night.",
      "New mobile: %",
    ],
  },
  {
    category: "IP_ADDRESS",
    make: ipAddress,
    keys: ["ip", "client_ip", "remote_addr", "host", "sourceIp", "peer", "x_forwarded_for"],
    says: [
      "The login came from % at three in the morning.",
      "Can you ping % from the jump host?",
      "We blocked % after the fifth attempt.",
      "Point the record at % and wait for the cache.",
    ],
  },
  {
    category: "MAC_ADDRESS",
    make: macAddress,
    keys: ["mac", "hwaddr", "mac_address", "bssid", "deviceMac", "ether"],
    says: [
      "The printer shows up with MAC address % on the switch.",
      "Add % to the allow list of the guest network.",
      "Its hardware address is %, burned in at the factory.",
    ],
  },
  {
    category: "IBAN",
    make: iban,
    keys: ["iban", "bank_account", "accountIban", "payout_iban", "beneficiary"],
    says: [
      "Wire the deposit to % before Friday.",
      "My IBAN is %, the BIC follows.",
      "The salary still goes to the old account, %.",
    ],
  },
  {
    category: "CRYPTO_WALLET",
    make: wallet,
    keys: ["wallet", "btc_address", "eth_address", "deposit_address", "payoutAddress"],
    says: [
      "Send the coins to wallet % and tell me when it confirms.",
      "donations: %",
      "My deposit address on the exchange is %.",
    ],
  },
  {
    category: "DATE_OF_BIRTH",
    make: birthDate,
    keys: ["dob", "date_of_birth", "birthDate", "birthday", "born"],
    says: [
      "She was born on % in a village near the border.",
      "DOB: %",
      "My date of birth is %, as on the form.",
      "His birthday is %.",
    ],
  },
  {
    category: "STREET_ADDRESS",
    make: streetAddress,
    keys: ["address", "street", "shipping_address", "homeAddress", "address_line1"],
    says: [
      "I live at % with two cats.",
      "Ship it to %, please.",
      "Our office moved to % last spring.",
      "Address: %",
    ],
  },
  {
    category: "PERSON_NAME",
    make: personName,
    keys: ["name", "full_name", "customerName", "patient_name", "contact_name", "account_holder"],
    says: [
      "My name is % and I have a question about the invoice.",
      "Dear Mr %, thank you for waiting.",
      "Dr. % will see you at ten.",
      "The patient, Mrs. %, asked for a copy.",
      "Hi, I'm % from the night shift.",
    ],
  },
];

/** A password as people and generators make them. */
export function password(random: Random): string {
  return pick(random, [
    () => `Sommer${2000 + random(25)}!`,
    () => `${alphanumeric(random, 5)}#${alphanumeric(random, 6)}`,
    () => `correct-${pick(random, ["horse", "otter", "tulip"])}-${digits(random, 3)}`,
    () => `hunter${digits(random, 2)}`,
    () => `P@ss${digits(random, 4)}w0rd`,
    () => `${alphanumeric(random, 16)}`,
    () => `qwe${digits(random, 3)}RTY$`,
  ])();
}
