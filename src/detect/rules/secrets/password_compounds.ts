/**
 * Words for passwords that languages write as one with what the password is for, or since when:
 * `Initialkennwort`, `beginwachtwoord`, `eng\u00e5ngsl\u00f6senord`.
 * @module
 */

/** What stands before a word for passwords, and the words of its language. */
const COMPOUNDS: readonly (readonly [heads: string, words: string])[] = [
  [
    "initial start erst einmal standard default admin administrator benutzer master haupt netzwerk " +
    "datenbank server root email mail gast login konto windows system ger\u00e4te geraete router bios " +
    "web ftp vpn ssh app dienst service backup zip pdf archiv verschl\u00fcsselungs wlan wifi anfangs " +
    "team test kunden portal bank sicherheits mitarbeiter notfall anmelde",
    "passwort kennwort",
  ],
  [
    "begin standaard hoofd beheer beheerders admin wifi netwerk gebruikers start tijdelijk eenmalig " +
    "router gast database server mail master",
    "wachtwoord",
  ],
  [
    "eng\u00e5ngs start huvud standard admin administrat\u00f6rs wifi n\u00e4tverks anv\u00e4ndar databas " +
    "g\u00e4st router server master",
    "l\u00f6senord l\u00f6senordet",
  ],
  [
    "engangs start hoved standard admin wifi bruger g\u00e6ste router master",
    "adgangskode kodeord",
  ],
  [
    "engangs start hoved standard admin wifi bruker gjeste nettverks ruter master",
    "passord passordet",
  ],
  ["alku p\u00e4\u00e4 kerta wifi oletus verkko admin k\u00e4ytt\u00e4j\u00e4 vieras", "salasana"],
  ["alap mester wifi admin felhaszn\u00e1l\u00f3i kezd\u0151", "jelsz\u00f3"],
];

/** Phrases of devices and forms that stand for a password and for nothing else. */
const PHRASES: readonly string[] = [
  ...["auth pass", "priv pass", "admin pass", "root pass", "enable secret", "enable pass"],
];

/** All of them. */
export const COMPOUND_WORDS: readonly string[] = [
  ...COMPOUNDS.flatMap(([heads, words]) =>
    heads.split(" ").flatMap((head) => words.split(" ").map((word) => head + word))
  ),
  ...PHRASES,
];
