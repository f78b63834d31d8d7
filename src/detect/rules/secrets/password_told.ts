/**
 * Passwords that look like little: a word with figures, of which somebody says in so many words that
 * it is the password. What leads to it decides: "is", "use", or who answers.
 *
 *     the wifi password? it's still kettle77        heslo nejde / petr: zkus Jablko.14
 *
 * @module
 */

/** "is", with what may stand before the value: still, now, always. */
const IS =
  "is|it's|it\u2019s|was|be|still|now|ist|es|lautet|hei\u00dft|noch|jetzt|immer|est|toujours|maintenant|sigue siendo|es|era|ahora|segue|\u00e9|era|agora|\u00e8|era|ora|adesso|ancora|is|nog|nu|luidt|nog steeds|\u00e4r|heter|er|fortfarande|stadig|fortsatt|on|nyt|edelleen|jest|to|teraz|nadal|je|te\u010f|teraz|po\u0159\u00e1d|lesz|most|volt|este|e|acum|hala|\u015fimdi|\u044d\u0442\u043e|\u0442\u0435\u043f\u0435\u0440\u044c|\u0446\u0435|\u0442\u0435\u043f\u0435\u0440|\u0435|\u0441\u0435\u0433\u0430|\u03b5\u03af\u03bd\u03b1\u03b9|\u03c4\u03ce\u03c1\u03b1|adalah|sekarang|masih|l\u00e0|v\u1eabn l\u00e0|as usual|as always|as before|wie gehabt|wie immer|comme d'habitude|como siempre|como sempre|come sempre|zoals altijd|som vanligt|som alltid";
/** "use" and "try". */
const USE =
  "use|try|enter|type|nimm|nehmt|versuch|versuche|probier|probiere|nutze|essaie|essaye|essayez|tape|tapez|mets|prueba con|prueba|proba con|prob\u00e1 con|usa|us\u00e1|pon|mete|tenta|tente|testa|experimenta|prova|prova con|metti|inserisci|probeer|gebruik|gebruiken we|typ|pr\u00f8v|pr\u00f6va|testa|bruk|brug|anv\u00e4nd|kokeile|k\u00e4yt\u00e4|spr\u00f3buj|wpisz|daj|zkus|zkuste|zadej|sk\u00fas|sk\u00faste|pr\u00f3b\u00e1ld|\u00edrd be|\u00eencearc\u0103|pune|dene|gir|yaz|\u043f\u043e\u043f\u0440\u043e\u0431\u0443\u0439|\u043f\u0440\u043e\u0431\u0443\u0439|\u0432\u0432\u0435\u0434\u0438|\u0441\u043f\u0440\u043e\u0431\u0443\u0439|\u043e\u043f\u0438\u0442\u0430\u0439|\u03b4\u03bf\u03ba\u03af\u03bc\u03b1\u03c3\u03b5|coba|pakai|th\u1eed";
const CUE_REGEXP = new RegExp(
  `(?<![\\p{L}\\d])(?:${IS}|${USE})[ \\t]{1,2}["'\u201c\u201e\u00ab\`]?$`,
  "iu",
);
const CUE_CHARS_MAX = 32;
/** Who answers, at the beginning of a line. */
const SPEAKER_REGEXP =
  /\n[ \t>*-]{0,4}(?:\[[^\]\n]{4,24}\][ \t]?)?[\p{L}][\p{L}\p{M}\d_.'~@ -]{0,24}[:\uff1a>][ \t]{0,2}$/u;
/** Asks, so that the next one answers. */
const ASKED_REGEXP =
  /[?\uff1f\u061f]|\b(?:please|pls|bitte|svp|prego|por favor|graag|tack|takk)\b|\u304f\u3060\u3055\u3044|\u304a\u9858\u3044|\u6559\u3048\u3066|\u8bf7|\u8acb|\uc8fc\uc138\uc694|\uc54c\ub824/iu;
/** It is the name of a user, a network or a machine, or the number of something. */
const OTHER_REGEXP =
  /(?:user|login|benutzer|usuario|usu\u00e1rio|utente|utilisateur|identifiant|gebruiker|anv\u00e4ndar|bruger|bruker|k\u00e4ytt\u00e4j|u\u017cytkownik|u\u017eivatel|pou\u017e\u00edvate\u013e|felhaszn\u00e1l\u00f3|utilizator|kullan\u0131c\u0131|\u043f\u043e\u043b\u044c\u0437\u043e\u0432\u0430\u0442\u0435\u043b|\u043b\u043e\u0433\u0438\u043d|\u043a\u043e\u0440\u0438\u0441\u0442\u0443\u0432\u0430\u0447|konto|account|ssid|host|server|network|netzwerk|rete|red|ticket|order|build|version|firmware|model|\u30e6\u30fc\u30b6\u30fc|\uc544\uc774\ub514|\u8d26\u53f7|\bid)\p{L}{0,8}[^\n]{0,16}$/iu;
/** A word of at least four letters with figures in it or behind it, with points, dashes and lines. */
const VALUE_REGEXP =
  /^(?=.*\p{L}{4})(?=.*\d)(?!\p{Lu}{2})\p{L}[\p{L}\d]*(?:[._-][\p{L}\d]+){0,3}$/u;
/** `user_input2`: a name in code. */
const NAME_REGEXP = /^[a-z]+(?:_[a-z]+)+\d*$/;
/** Programs, protocols and parts that are numbered. */
const NUMBERED_REGEXP =
  /^(?:python|windows|office|microsoft|ubuntu|debian|postgres\w*|mysql|mariadb|oracle|java|node|chrome|firefox|android|iphone|macos|dotnet|angular|react|centos|fedora|exchange|outlook|argon|bcrypt|pbkdf|scrypt|oauth|openid|level|step|stage|phase|page|section|chapter|table|figure|version|release|build|port|line|option|user|admin|guest|test|demo|server|host|node|team|group|room|floor|desk|unit|zone|slot|batch|order|ticket|invoice|case|rule|attempt|part|type|class|model|series|day|week|month|year|sommer|april|march|june|july|august|september|october|november|december|januar|februar|juni|juli|oktober|dezember)\W?\d+(?:\.\d+)*$|^[\p{L}\d]+[-_]v?\d+(?:\.\d+)+$/iu;

/**
 * Whether a value is told to be the password that was spoken of.
 *
 * @param between What stands between the word for a password and the value.
 */
export function isTold(value: string, between: string): boolean {
  if (!VALUE_REGEXP.test(value) || NUMBERED_REGEXP.test(value) || NAME_REGEXP.test(value)) {
    return false;
  }
  const lead = between.slice(-CUE_CHARS_MAX);
  const isAnswer = SPEAKER_REGEXP.test(between) && ASKED_REGEXP.test(between);
  if (!isAnswer && !CUE_REGEXP.test(lead)) return false;
  return !OTHER_REGEXP.test(lead.slice(lead.lastIndexOf("\n") + 1));
}
