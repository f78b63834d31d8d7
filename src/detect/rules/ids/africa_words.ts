/**
 * Words for the numbers of persons in South Africa and Nigeria.
 * @module
 */

/** Identity number. */
export const SOUTH_AFRICAN_WORDS: readonly string[] = [
  // English, Afrikaans, Zulu, Xhosa, Sotho
  ...[
    "south african id",
    "south african id number",
    "south african identity",
    "south african identity number",
    "south africa id",
  ],
  ...["sa id", "sa id number", "sa id no", "said", "rsa id", "rsa id number", "rsaid", "za id"],
  ...[
    "id book",
    "id passport",
    "passport id",
    "smart id",
    "smart id card",
    "green id book",
    "identity number",
    "id number",
  ],
  ...["id no", "identiteitsnommer", "id nommer", "identiteitsboek", "inombolo kamazisi"],
  ...["inombolo yesazisi", "umazisi", "isazisi", "nomoro ya boitsebiso", "nomoro ya boitsebisho"],
  ...["boitsebiso", "s\u00fcdafrikanische id", "num\u00e9ro d identit\u00e9 sud africain"],
];

/** National identification number; only words for it, as its digits have no check. */
export const NIGERIAN_WORDS: readonly string[] = [
  // English, Hausa, Yoruba, Igbo
  ...["nin", "nin no", "nin number", "nin num", "ninnumber", "nin slip", "nin id", "nimc"],
  ...["nigerian nin", "nigerian id", "nigerian national id", "nigeria national id"],
  ...["virtual nin", "vnin", "national id", "national id no", "national id number", "nationalid"],
  ...["national identity", "national identity no", "national identity number"],
  ...["national identification", "national identification no", "national identification number"],
  ...["national identity card", "national id card", "lambar shaida", "lambar shaidar dan kasa"],
  ...["lambar nin", "n\u1ecdmba idanim\u1ecd", "n\u1ecdmba nin", "n\u1ecdmba njirimara"],
];
