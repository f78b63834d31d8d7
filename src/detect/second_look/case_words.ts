/**
 * Words with which people spell a password: whether a letter is a capital, names of signs that stand
 * in no address, and what is said beside them.
 * @module
 */

/** Say which kind of a letter is meant. */
export const CASE_WORDS: readonly string[] = (
  "capital big small uppercase lowercase capitalised capitalized gro\u00dfes kleines " +
  "gro\u00dfer kleiner grosses gro\u00dfgeschrieben kleingeschrieben majuscule minuscule " +
  "may\u00fascula min\u00fascula may\u00fasculas min\u00fasculas maiuscola minuscola " +
  "maiuscolo minuscolo mai\u00fascula mai\u00fasculo min\u00fasculo hoofdletter kleine " +
  "du\u017ce ma\u0142e wielka ma\u0142a wielkie " +
  "\u0437\u0430\u0433\u043b\u0430\u0432\u043d\u0430\u044f " +
  "\u0441\u0442\u0440\u043e\u0447\u043d\u0430\u044f " +
  "\u043f\u0440\u043e\u043f\u0438\u0441\u043d\u0430\u044f " +
  "\u0431\u043e\u043b\u044c\u0448\u0430\u044f " +
  "\u043c\u0430\u043b\u0435\u043d\u044c\u043a\u0430\u044f " +
  "\u0437\u0430\u0433\u043b\u0430\u0432\u043d\u043e\u0435 " +
  "\u0441\u0442\u0440\u043e\u0447\u043d\u043e\u0435 \u0432\u0435\u043b\u0438\u043a\u0430 " +
  "\u043c\u0430\u043b\u0430 \u043c\u0430\u043b\u0435\u043d\u044c\u043a\u0430 " +
  "\u0433\u043b\u0430\u0432\u043d\u0430 \u043c\u0430\u043b\u043a\u0430 " +
  "\u0433\u043e\u043b\u044f\u043c\u0430 stort litet lilla lille stor liten versal gemen " +
  "iso pieni velk\u00e9 mal\u00e9 ve\u013ek\u00e9 velk\u00fdm mal\u00fdm nagy kis " +
  "nagybet\u0171s kisbet\u0171s mare mic majuscul\u0103 minuscul\u0103 b\u00fcy\u00fck " +
  "k\u00fc\u00e7\u00fck \u03ba\u03b5\u03c6\u03b1\u03bb\u03b1\u03af\u03bf " +
  "\u03bc\u03b9\u03ba\u03c1\u03cc besar kecil hoa th\u01b0\u1eddng " +
  "\u0643\u0628\u064a\u0631\u0629 \u0635\u063a\u064a\u0631\u0629 \u0643\u0628\u064a\u0631 " +
  "\u0635\u063a\u064a\u0631 \u05d2\u05d3\u05d5\u05dc\u05d4 \u05e7\u05d8\u05e0\u05d4 veliko " +
  "malo \u5927\u5199 \u5c0f\u5199 \u5927\u5beb \u5c0f\u5beb \u5927\u6587\u5b57 " +
  "\u5c0f\u6587\u5b57 \ub300\ubb38\uc790 \uc18c\ubb38\uc790 " +
  "\u0e15\u0e31\u0e27\u0e43\u0e2b\u0e0d\u0e48 \u0e15\u0e31\u0e27\u0e40\u0e25\u0e47\u0e01 " +
  "\u0e15\u0e31\u0e27\u0e1e\u0e34\u0e21\u0e1e\u0e4c\u0e43\u0e2b\u0e0d\u0e48 " +
  "\u0e15\u0e31\u0e27\u0e1e\u0e34\u0e21\u0e1e\u0e4c\u0e40\u0e25\u0e47\u0e01 " +
  "\u092c\u0921\u093c\u093e \u091b\u094b\u091f\u093e \u092c\u0921\u093c\u0940 " +
  "\u091b\u094b\u091f\u0940"
).split(" ");

/** Signs. */
export const SIGN_WORDS: readonly string[] = (
  "ampersand hash hashtag pound dollar star asterisk exclamation question percent caret " +
  "tilde bracket parenthesis semicolon equals bang pipe quote und-zeichen kaufmannsund " +
  "raute rautezeichen stern sternchen ausrufezeichen rufzeichen fragezeichen prozent " +
  "prozentzeichen dollarzeichen gleich gleichheitszeichen semikolon strichpunkt " +
  "klammeraffe di\u00e8se \u00e9toile ast\u00e9risque esperluette pourcent d'exclamation " +
  "d'interrogation \u00e9gal almohadilla asterisco exclamaci\u00f3n interrogaci\u00f3n " +
  "porcentaje igual cancelletto esclamativo interrogativo percento cerquilha jogo-da-velha " +
  "exclama\u00e7\u00e3o interroga\u00e7\u00e3o porcento hekje sterretje uitroepteken " +
  "vraagteken procent dollarteken apenstaartje krzy\u017cyk hasz gwiazdka wykrzyknik " +
  "pytajnik \u0440\u0435\u0448\u0451\u0442\u043a\u0430 " +
  "\u0440\u0435\u0448\u0435\u0442\u043a\u0430 " +
  "\u0437\u0432\u0451\u0437\u0434\u043e\u0447\u043a\u0430 " +
  "\u0437\u0432\u0435\u0437\u0434\u043e\u0447\u043a\u0430 " +
  "\u0432\u043e\u0441\u043a\u043b\u0438\u0446\u0430\u0442\u0435\u043b\u044c\u043d\u044b\u0439 " +
  "\u0432\u043e\u043f\u0440\u043e\u0441\u0438\u0442\u0435\u043b\u044c\u043d\u044b\u0439 " +
  "\u043f\u0440\u043e\u0446\u0435\u043d\u0442 \u0434\u043e\u043b\u043b\u0430\u0440 " +
  "\u0430\u043c\u043f\u0435\u0440\u0441\u0430\u043d\u0434 " +
  "\u043e\u043a\u0442\u043e\u0442\u043e\u0440\u043f " +
  "\u0440\u0435\u0448\u0456\u0442\u043a\u0430 \u0437\u0456\u0440\u043e\u0447\u043a\u0430 " +
  "\u0437\u043d\u0430\u043a-\u043e\u043a\u043b\u0438\u043a\u0443 " +
  "\u043e\u043a\u043b\u0438\u043a\u0443 utropstecken fr\u00e5getecken fyrkant hashtagg " +
  "stj\u00e4rna udr\u00e5bstegn sp\u00f8rgsm\u00e5lstegn havel\u00e5ge stjerne utropstegn " +
  "sp\u00f8rsm\u00e5lstegn emneknagg huutomerkki kysymysmerkki risuaita ristikko " +
  "t\u00e4hti vyk\u0159i\u010dn\u00edk otazn\u00edk k\u0159\u00ed\u017eek " +
  "m\u0159\u00ed\u017eka hv\u011bzdi\u010dka v\u00fdkri\u010dn\u00edk mrie\u017eka " +
  "hviezdi\u010dka felki\u00e1lt\u00f3jel k\u00e9rd\u0151jel kett\u0151skereszt csillag " +
  "exclam\u0103rii \u00eentreb\u0103rii diez stelu\u021b\u0103 \u00fcnlem soru kare " +
  "y\u0131ld\u0131z \u03b8\u03b1\u03c5\u03bc\u03b1\u03c3\u03c4\u03b9\u03ba\u03cc " +
  "\u03b5\u03c1\u03c9\u03c4\u03b7\u03bc\u03b1\u03c4\u03b9\u03ba\u03cc " +
  "\u03b4\u03af\u03b5\u03c3\u03b7 " +
  "\u03b1\u03c3\u03c4\u03b5\u03c1\u03af\u03c3\u03ba\u03bf\u03c2 seru tanya pagar bintang " +
  "th\u0103ng than \u062a\u0639\u062c\u0628 \u0627\u0633\u062a\u0641\u0647\u0627\u0645 " +
  "\u0647\u0627\u0634\u062a\u0627\u062c \u0646\u062c\u0645\u0629 " +
  "\u05e7\u05e8\u05d9\u05d0\u05d4 \u05e1\u05d5\u05dc\u05de\u05d9\u05ea " +
  "\u05db\u05d5\u05db\u05d1\u05d9\u05ea \u0936\u093e\u0930\u094d\u092a \u0939\u0948\u0936 " +
  "\u611f\u53f9\u53f7 \u53f9\u53f7 \u4e95\u53f7 \u661f\u53f7 \u95ee\u53f7 " +
  "\u7f8e\u5143\u7b26\u53f7 \u767e\u5206\u53f7 \u611f\u5606\u865f \u4e95\u865f " +
  "\u3073\u3063\u304f\u308a\u30de\u30fc\u30af " +
  "\u30a8\u30af\u30b9\u30af\u30e9\u30e1\u30fc\u30b7\u30e7\u30f3 \u30b7\u30e3\u30fc\u30d7 " +
  "\u30a2\u30b9\u30bf\u30ea\u30b9\u30af \u30c9\u30eb\u30de\u30fc\u30af \ub290\ub08c\ud45c " +
  "\uc0f5 \ubcc4\ud45c \ubb3c\uc74c\ud45c \u4e0b\u5212\u7ebf \u4e0b\u5283\u7dda " +
  "\u5e95\u7dda \u30a2\u30f3\u30c0\u30fc\u30d0\u30fc " +
  "\u30a2\u30f3\u30c0\u30fc\u30b9\u30b3\u30a2 \u30cf\u30a4\u30d5\u30f3 \u6a2a\u6760 " +
  "\u51cf\u53f7 \uc5b8\ub354\ubc14 \ubc11\uc904 \ud558\uc774\ud508 \ub300\uc2dc " +
  "\u30a2\u30c3\u30c8\u30de\u30fc\u30af \u827e\u7279 \uace8\ubc45\uc774 \u30c9\u30c3\u30c8"
).split(" ");

/** Say that a letter, a digit or a sign follows, or end the name of one. */
export const BESIDE_WORDS: readonly string[] = (
  "letter letters digit number numeral sign mark symbol character then and followed by " +
  "next space-less the case buchstabe ziffer zahl zeichen dann und danach gefolgt von " +
  "lettre chiffre nombre signe puis et ensuite suivi de point bas letra n\u00famero " +
  "d\u00edgito cifra signo luego y despu\u00e9s seguido bajo lettera numero segno poi e " +
  "basso punto maiuscole algarismo sinal depois ponto baixo cijfer getal teken liggend dan " +
  "en streepje litera cyfra liczba znak potem i \u0431\u0443\u043a\u0432\u0430 " +
  "\u043b\u0438\u0442\u0435\u0440\u0430 \u0446\u0438\u0444\u0440\u0430 " +
  "\u0437\u043d\u0430\u043a \u043f\u043e\u0442\u043e\u043c \u0437\u0430\u0442\u0435\u043c " +
  "\u0438 \u0434\u0430\u043b\u044c\u0448\u0435 \u043b\u0456\u0442\u0435\u0440\u0430 " +
  "\u043f\u043e\u0442\u0456\u043c \u0456 bokstav bokstaven siffra siffran siffer tecken " +
  "sedan och bogstav tal tallet ciffer tegn s\u00e5 derefter og kirjain merkki sitten ja " +
  "p\u00edsmeno \u010d\u00edslice \u010d\u00edslo pak potom a \u010d\u00edslica bet\u0171 " +
  "sz\u00e1m sz\u00e1mjegy azt\u00e1n majd \u00e9s liter\u0103 semnul apoi \u0219i harf " +
  "rakam say\u0131 i\u015fareti sonra ve alt \u03b3\u03c1\u03ac\u03bc\u03bc\u03b1 " +
  "\u03b1\u03c1\u03b9\u03b8\u03bc\u03cc\u03c2 \u03bc\u03b5\u03c4\u03ac \u03ba\u03b1\u03b9 " +
  "\u03ba\u03ac\u03c4\u03c9 huruf angka tanda lalu garis ch\u1eef s\u1ed1 d\u1ea5u " +
  "r\u1ed3i g\u1ea1ch \u062d\u0631\u0641 \u0631\u0642\u0645 \u0639\u0644\u0627\u0645\u0629 " +
  "\u062b\u0645 \u0633\u0641\u0644\u064a\u0629 \u05d0\u05d5\u05ea \u05e1\u05e4\u05e8\u05d4 " +
  "\u05e1\u05d9\u05de\u05df \u05d0\u05d6 \u05e7\u05d5 \u0905\u0915\u094d\u0937\u0930 " +
  "\u0905\u0902\u0915 \u0928\u093f\u0936\u093e\u0928 \u092b\u093f\u0930 \u0914\u0930 " +
  "\u0e40\u0e25\u0e02 \u0e15\u0e31\u0e27\u0e40\u0e25\u0e02 " +
  "\u0e40\u0e04\u0e23\u0e37\u0e48\u0e2d\u0e07\u0e2b\u0e21\u0e32\u0e22 " +
  "\u0e02\u0e35\u0e14\u0e25\u0e48\u0e32\u0e07 \u5b57\u6bcd \u6570\u5b57 \u6578\u5b57 " +
  "\u7136\u540e \u7b26\u53f7 \u306e \ubb38\uc790 \uc22b\uc790 \uae00\uc790 " +
  "\uadf8\ub9ac\uace0 \u6b21\u306b"
).split(" ");
