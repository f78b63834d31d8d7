/**
 * Words for birth in some thirty languages, and words that claim a date for something else.
 * @module
 */

import { phrases } from "../phrases.ts";

/** Names of the date: labels, headings, and what stands before `is`. */
export const BIRTH_NOUNS: readonly string[] = phrases([
  // English.
  "date of birth|birth date|birthdate|birthday|birth day|dateofbirth|dob|d o b|do b|bday|birthdt",
  "birth dt|date birth|birthdate|birth",
  // German, Dutch.
  "geburtsdatum|geburtstag|geb datum|gebdatum|gebdat|geburtsdaten|geboortedatum|geboortedag",
  "geb dat",
  // French, Spanish, Portuguese, Italian, Romanian.
  "date de naissance|naissance|ddn|datenaissance|date naissance|fecha de nacimiento|nacimiento",
  "fec nac|fecha nac|fecnac|f nac|fnac|f nacimiento|fecha nacimiento|fechanacimiento",
  "data de naixement|data de nascimento|nascimento|dt nasc|data nasc|dtnasc|datanascimento",
  "data nascimento|dt nascimento|dn|data di nascita|nascita|data nascita|datanascita|ddn",
  "data nasterii|data na\u0219terii|nasterii|na\u0219terii",
  // Nordic languages.
  "fodelsedatum|f\u00f6delsedatum|f\u00f6delsedag|f\u00f6delsedata|f\u00f6delsetid",
  "f\u00f8dselsdato|f\u00f8dselsdag|fodselsdato|f\u00f8dselsdata|foedselsdato|syntym\u00e4aika",
  "syntym\u00e4p\u00e4iv\u00e4|syntym\u00e4aikani|syntym\u00e4p\u00e4iv\u00e4ni",
  "f\u00e6\u00f0ingardagur",
  // Polish, Czech, Slovak, Croatian, Hungarian, Lithuanian, Latvian, Estonian.
  "data urodzenia|urodzenia|dataurodzenia|urodziny|data ur|datum narozen\u00ed|narozen\u00ed",
  "narozeniny|d\u00e1tum narodenia|narodenia|datum ro\u0111enja|datum rojstva",
  "sz\u00fclet\u00e9si d\u00e1tum|sz\u00fclet\u00e9si id\u0151|sz\u00fclet\u00e9si ideje",
  "sz\u00fclet\u00e9snap|sz\u00fclet\u00e9snapom|sz\u00fcl d\u00e1tum|gimimo data",
  "dzim\u0161anas datums|s\u00fcnniaeg|s\u00fcnnikuup\u00e4ev",
  // Turkish, Indonesian, Vietnamese.
  "do\u011fum tarihi|do\u011fum tarihim|do\u011fum g\u00fcn\u00fc|do\u011fum g\u00fcn\u00fcm",
  "d tarihi|tanggal lahir|tgl lahir|tempat tanggal lahir|tarikh lahir|ng\u00e0y sinh|ngay sinh",
  "sinh ng\u00e0y|ng\u00e0y th\u00e1ng n\u0103m sinh|ng\u00e0y sanh",
  // Russian, Ukrainian, Bulgarian, Serbian, Greek.
  "\u0434\u0430\u0442\u0430 \u0440\u043e\u0436\u0434\u0435\u043d\u0438\u044f",
  "\u0434\u0435\u043d\u044c \u0440\u043e\u0436\u0434\u0435\u043d\u0438\u044f",
  "\u0440\u043e\u0436\u0434\u0435\u043d\u0438\u044f",
  "\u0434\u0430\u0442\u0430 \u0440\u043e\u0436\u0434|\u0434 \u0440",
  "\u0434\u0430\u0442\u0430 \u043d\u0430\u0440\u043e\u0434\u0436\u0435\u043d\u043d\u044f",
  "\u0434\u0435\u043d\u044c \u043d\u0430\u0440\u043e\u0434\u0436\u0435\u043d\u043d\u044f",
  "\u043d\u0430\u0440\u043e\u0434\u0436\u0435\u043d\u043d\u044f",
  "\u0434\u0430\u0442\u0430 \u043d\u0430 \u0440\u0430\u0436\u0434\u0430\u043d\u0435",
  "\u0440\u043e\u0436\u0434\u0435\u043d\u0430 \u0434\u0430\u0442\u0430",
  "\u0440\u0430\u0436\u0434\u0430\u043d\u0435",
  "\u0434\u0430\u0442\u0443\u043c \u0440\u043e\u0452\u0435\u045a\u0430",
  "\u03b7\u03bc\u03b5\u03c1\u03bf\u03bc\u03b7\u03bd\u03af\u03b1 \u03b3\u03ad\u03bd\u03bd\u03b7\u03c3\u03b7\u03c2",
  "\u03b7\u03bc \u03bd\u03af\u03b1 \u03b3\u03ad\u03bd\u03bd\u03b7\u03c3\u03b7\u03c2",
  "\u03b7\u03bc \u03b3\u03ad\u03bd\u03bd\u03b7\u03c3\u03b7\u03c2",
  "\u03b3\u03ad\u03bd\u03bd\u03b7\u03c3\u03b7\u03c2",
  "\u03b3\u03b5\u03bd\u03ad\u03b8\u03bb\u03b9\u03b1",
  // Arabic, Hebrew, Hindi, Persian.
  "\u062a\u0627\u0631\u064a\u062e \u0627\u0644\u0645\u064a\u0644\u0627\u062f",
  "\u062a\u0627\u0631\u064a\u062e \u0645\u064a\u0644\u0627\u062f",
  "\u062a\u0627\u0631\u064a\u062e \u0645\u064a\u0644\u0627\u062f\u064a",
  "\u062a\u0627\u0631\u064a\u062e \u0645\u064a\u0644\u0627\u062f\u0647",
  "\u062a\u0627\u0631\u064a\u062e \u0645\u064a\u0644\u0627\u062f\u0647\u0627",
  "\u0627\u0644\u0645\u064a\u0644\u0627\u062f|\u0645\u064a\u0644\u0627\u062f\u064a",
  "\u0645\u064a\u0644\u0627\u062f\u0647|\u0645\u064a\u0644\u0627\u062f\u0647\u0627",
  "\u062a\u0627\u0631\u064a\u062e \u0627\u0644\u0648\u0644\u0627\u062f\u0629",
  "\u062a\u0627\u0631\u06cc\u062e \u062a\u0648\u0644\u062f|\u062a\u0648\u0644\u062f",
  "\u05ea\u05d0\u05e8\u05d9\u05da \u05dc\u05d9\u05d3\u05d4",
  "\u05ea\u05d0\u05e8\u05d9\u05da \u05d4\u05dc\u05d9\u05d3\u05d4",
  "\u05d9\u05d5\u05dd \u05d4\u05d5\u05dc\u05d3\u05ea|\u05ea \u05dc\u05d9\u05d3\u05d4",
  "\u05ea\u05d0\u05e8\u05d9\u05da \u05dc\u05d9\u05d3\u05ea\u05d9",
  "\u091c\u0928\u094d\u092e \u0924\u093f\u0925\u093f",
  "\u091c\u0928\u094d\u092e\u0924\u093f\u0925\u093f",
  "\u091c\u0928\u094d\u092e \u0924\u093e\u0930\u0940\u0916",
  "\u091c\u0928\u094d\u092e \u0915\u0940 \u0924\u093e\u0930\u0940\u0916",
  "\u091c\u0928\u094d\u092e \u0926\u093f\u0928\u093e\u0902\u0915",
  "\u091c\u0928\u094d\u092e\u0926\u093f\u0928|\u091c\u0928\u094d\u092e\u0926\u093f\u0935\u0938",
  // Chinese, Japanese, Korean, Thai.
  "\u51fa\u751f\u65e5\u671f|\u51fa\u751f\u5e74\u6708\u65e5|\u51fa\u751f\u5e74\u6708",
  "\u751f\u65e5|\u751f\u5e74\u6708\u65e5|\u8a95\u751f\u65e5|\u51fa\u751f\u65e5",
  "\uc0dd\ub144\uc6d4\uc77c|\uc0dd\uc77c|\ucd9c\uc0dd\uc77c|\ucd9c\uc0dd\uc77c\uc790",
  "\u0e27\u0e31\u0e19\u0e40\u0e01\u0e34\u0e14",
  "\u0e27\u0e31\u0e19\u0e40\u0e14\u0e37\u0e2d\u0e19\u0e1b\u0e35\u0e40\u0e01\u0e34\u0e14",
  "\u0e27\u0e31\u0e19 \u0e40\u0e14\u0e37\u0e2d\u0e19 \u0e1b\u0e35\u0e40\u0e01\u0e34\u0e14",
  // Abbreviations of forms and tables.
  "dt of birth|dt birth|bdate|birth ymd|brth dt|birth date time|geburtsdat|geburts dat|geb tag",
  "date naiss|dt naiss|date de naiss|fec nacimiento|fch nac|f de nac|f de nacimiento|fecha de nac",
  "data de nasc|dt de nasc|d nasc|data nasc|nasc|data di nasc|d nascita|data nasc|geboortedat",
  "f\u00f8dselsdag|f dato|f\u00f6delsedat|synt aika|dataur|dat nar|datum nar|d\u00e1tum nar",
  "sz\u00fclet\u00e9si d\u00e1tumom|sz\u00fclet\u00e9si ideje|sz\u00fcl id\u0151|sz\u00fcl ideje",
  "sz\u00fcl d\u00e1tuma|do\u011f tar|do\u011fum tar|dogumtarihi",
  "\u0434\u0430\u0442\u0430 \u0440\u043e\u0436\u0434 \u044f|\u0434\u0440",
  "\u0434\u0430\u0442\u0430 \u043d\u0430\u0440",
  "\u0434\u0430\u0442\u0430 \u043d\u0430\u0440\u043e\u0434\u0436|\u0434 \u043d",
  "\u03b7\u03bc \u03b3\u03b5\u03bd",
  "\u03b7\u03bc\u03b5\u03c1 \u03b3\u03ad\u03bd\u03bd\u03b7\u03c3\u03b7\u03c2",
  "\u03b7\u03bc\u03b5\u03c1\u03bf\u03bc\u03b7\u03bd\u03af\u03b1 \u03b3\u03b5\u03bd|tgl lhr",
  "tanggal lhr|ttl|tempat tgl lahir|ngaysinh|ng\u00e0y th\u00e1ng n\u0103m sinh|\u751f\u5e74\u6708",
  "\u51fa\u751f\u65e5|\u51fa\u751f\u5e74|\u51fa\u751f\u65e5\u4ed8|\uc0dd\ub144\uc6d4\uc77c\uc790",
  "\uc0dd\ub144",
  "\u0e27\u0e31\u0e19\u0e40\u0e14\u0e37\u0e2d\u0e19\u0e1b\u0e35 \u0e40\u0e01\u0e34\u0e14",
  "\u0e27 \u0e14 \u0e1b \u0e40\u0e01\u0e34\u0e14|\u0e27/\u0e14/\u0e1b \u0e40\u0e01\u0e34\u0e14",
  "\u05ea\u05d0\u05e8\u05d9\u05da \u05d4\u05dc\u05d9\u05d3\u05d4|\u05ea \u05dc\u05d9\u05d3\u05d4",
  "\u062a\u0627\u0631\u06cc\u062e \u0648\u0644\u0627\u062f\u062a",
  "\u062a\u0627\u0631\u064a\u062e \u0645\u064a\u0644\u0627\u062f\u0643",
  "\u091c\u0928\u094d\u092e \u0926\u093f\u0928",
  "sz\u00fclet\u00e9si d\u00e1tum\u00e1t|sz\u00fclet\u00e9si d\u00e1tumod|sz\u00fclet\u00e9si d\u00e1tuma|sz\u00fclet\u00e9si idej\u00e9t|syntym\u00e4aikasi|syntym\u00e4aikanne|syntym\u00e4aikaasi",
  "dat\u0119 urodzenia|daty urodzenia|do\u011fum tarihinizi|do\u011fum tarihiniz|do\u011fum tarihini|geburtsdatums",
  "f\u00f6delsedatumet|\u0434\u0430\u0442\u0443 \u043d\u0430\u0440\u043e\u0434\u0436\u0435\u043d\u043d\u044f|\u0434\u0430\u0442\u0443 \u0440\u043e\u0436\u0434\u0435\u043d\u0438\u044f|\u0434\u0430\u0442\u0430\u0442\u0430 \u043d\u0430 \u0440\u0430\u0436\u0434\u0430\u043d\u0435|f\u00f8dselsdatoen|data narozen\u00ed",
]);

/** Forms of `to be born`: the date follows, and a place may stand between. */
export const BORN_WORDS: readonly string[] = phrases([
  // English.
  "born",
  // German, Dutch.
  "geboren|geb|geborene|geborener",
  // French, Spanish, Portuguese, Italian, Romanian.
  "=n\u00e9|=n\u00e9e|=N\u00e9|=N\u00e9e|=N\u00c9|=N\u00c9E|ne le|nee le|naquit|nacido|nacida",
  "=nac\u00ed|=Nac\u00ed|=naci\u00f3|=Naci\u00f3|naci el|nacio el|nascido|nascida|nasci|nasceu",
  "nato il|nata il|nato a|nata a|nato in|nata in|nacque|nascut|nascuta|n\u0103scut",
  "n\u0103scut\u0103",
  // Nordic languages.
  "f\u00f6dd|=f\u00f6ddes|fodd|f\u00f8dt|fodt|syntynyt|synt|syntyi|synnyin",
  // Polish, Czech, Slovak, Croatian, Hungarian.
  "urodzony|urodzona|urodzi\u0142|urodzi\u0142a|urodzi\u0142em|urodzi\u0142am|=ur|narozen",
  "narozena|narozen\u00fd|narozen\u00e1|narodil|narodila|naroden\u00fd|naroden\u00e1|ro\u0111en",
  "ro\u0111ena|rojen|rojena|sz\u00fcletett|sz\u00fclettem|=sz\u00fcl",
  // Turkish, Indonesian, Vietnamese.
  "do\u011fdu|do\u011fdum|do\u011fumlu|do\u011fumluyum|lahir|dilahirkan|sinh",
  // Russian, Ukrainian, Bulgarian, Serbian, Greek.
  "\u0440\u043e\u0434\u0438\u043b\u0441\u044f|\u0440\u043e\u0434\u0438\u043b\u0430\u0441\u044c",
  "\u0440\u043e\u0434\u0438\u0432\u0448\u0438\u0439\u0441\u044f",
  "\u0440\u043e\u0434\u0438\u0432\u0448\u0430\u044f\u0441\u044f|\u0440\u043e\u0436\u0434",
  "\u0433 \u0440",
  "\u0440\u043e\u043a\u0443 \u043d\u0430\u0440\u043e\u0434\u0436\u0435\u043d\u043d\u044f",
  "\u0433\u043e\u0434\u0430 \u0440\u043e\u0436\u0434\u0435\u043d\u0438\u044f",
  "\u043d\u0430\u0440\u043e\u0434\u0438\u0432\u0441\u044f",
  "\u043d\u0430\u0440\u043e\u0434\u0438\u043b\u0430\u0441\u044f",
  "\u043d\u0430\u0440\u043e\u0434\u0438\u043b\u0430\u0441\u044c|\u0440 \u043d",
  "\u0440\u043e\u0434\u0435\u043d|\u0440\u043e\u0434\u0435\u043d\u0430",
  "\u0440\u043e\u0434\u0435\u043d \u043d\u0430|\u0440\u043e\u0452\u0435\u043d",
  "\u0440\u043e\u0452\u0435\u043d\u0430|\u03b3\u03b5\u03bd\u03bd\u03ae\u03b8\u03b7\u03ba\u03b5",
  "\u03b3\u03b5\u03bd\u03bd\u03ae\u03b8\u03b7\u03ba\u03b1",
  "\u03b3\u03b5\u03bd\u03bd\u03b7\u03b8\u03b5\u03af\u03c2",
  "\u03b3\u03b5\u03bd\u03bd\u03b7\u03b8\u03b5\u03af\u03c3\u03b1",
  "\u03b3\u03b5\u03bd\u03bd\u03b7\u03bc\u03ad\u03bd\u03bf\u03c2",
  "\u03b3\u03b5\u03bd\u03bd\u03b7\u03bc\u03ad\u03bd\u03b7",
  // Arabic, Hebrew, Hindi.
  "\u0648\u0644\u062f|\u0648\u064f\u0644\u062f|\u0648\u064f\u0644\u0650\u062f",
  "\u0648\u0644\u062f\u062a|\u0648\u064f\u0644\u062f\u062a|\u0648\u064f\u0644\u0650\u062f\u062a",
  "\u0648\u064f\u0644\u0650\u062f\u064e|\u0645\u0648\u0627\u0644\u064a\u062f",
  "\u0627\u0644\u0645\u0648\u0644\u0648\u062f|\u0627\u0644\u0645\u0648\u0644\u0648\u062f\u0629",
  "\u05d5\u05e0\u05d5\u05dc\u05d3\u05ea\u05d9|\u05d5\u05e0\u05d5\u05dc\u05d3",
  "\u05e0\u05d5\u05dc\u05d3|\u05e0\u05d5\u05dc\u05d3\u05d4|\u05e0\u05d5\u05dc\u05d3\u05ea\u05d9",
  "\u05d9\u05dc\u05d9\u05d3|\u05d9\u05dc\u05d9\u05d3\u05ea|\u091c\u0928\u094d\u092e",
  // Chinese, Japanese, Korean, Thai.
  "\u51fa\u751f\u4e8e|\u51fa\u751f\u65bc|\u51fa\u751f|\u751f\u4e8e|\u751f\u65bc|\u65e5\u751f",
  "\u751f\u307e\u308c|\u751f\u308c|\ucd9c\uc0dd|\ud0dc\uc5b4\ub0ac|\ud0dc\uc5b4\ub09c",
  "\ud0dc\uc5b4\ub098|\uc77c\uc0dd|\u0e40\u0e01\u0e34\u0e14\u0e27\u0e31\u0e19\u0e17\u0e35\u0e48",
  "\u0e40\u0e01\u0e34\u0e14\u0e40\u0e21\u0e37\u0e48\u0e2d|\u0e40\u0e01\u0e34\u0e14",
  "=\u0440\u043e\u0434|=\u0420\u043e\u0434|\u0440\u043e\u0436\u0434\u0435\u043d",
  "\u0440\u043e\u0436\u0434\u0435\u043d\u0430",
  "\u0440\u043e\u0436\u0434\u0435\u043d\u043d\u044b\u0439",
  "\u0440\u043e\u0436\u0434\u0435\u043d\u043d\u0430\u044f",
  "\u0443\u0440\u043e\u0434\u0436\u0435\u043d\u0435\u0446\u044c",
  "\u043d\u0430\u0440\u043e\u0434\u0436\u0435\u043d\u0438\u0439",
  "\u043d\u0430\u0440\u043e\u0434\u0436\u0435\u043d\u0430|nata|nato|=nata il giorno|nacido el",
  "\u0645\u062a\u0648\u0644\u062f|\u0632\u0627\u062f\u0647",
  "\u0645\u062a\u0648\u0644\u062f \u0634\u062f\u0647|geb\u00fcrtig|geb am",
]);

/** Of a gap between a word for birth and a date, folded: the date is that of something else. */
export const OTHER_DATES: ReadonlySet<string> = new Set(phrases([
  "expires|expired|expiry|expiration|exp|due|created|updated|modified|issued|issue|valid|until",
  "deadline|released|release|hired|joined|hire|married|died|dies|deceased|death|dod|login|seen",
  "visit|visited|admitted|discharged|admission|discharge|appointment|signed|registered|verified",
  "effective|report|invoice|order|ordered|paid|shipped|delivered|graduated|started|enrolled",
  "since|moved|arrived|retired|elected|appointed|party|celebration|certificate|gestorben",
  "verstorben|ausgestellt|g\u00fcltig|erstellt|f\u00e4llig|seit|d\u00e9c\u00e9d\u00e9",
  "d\u00e9c\u00e9d\u00e9e|expire|d\u00e9livr\u00e9|valable|fallecido|fallecida|muri\u00f3|vence",
  "caduca|expedido|emitido|validade|morto|morta|scade|rilasciato|zmar\u0142|zmar\u0142a",
  "wa\u017cny|zem\u0159el|\u0443\u043c\u0435\u0440|\u0443\u043c\u0435\u0440\u043b\u0430",
  "\u0432\u044b\u0434\u0430\u043d",
  "\u0434\u0435\u0439\u0441\u0442\u0432\u0438\u0442\u0435\u043b\u0435\u043d",
  "\u043f\u043e\u043c\u0435\u0440|\u0432\u0438\u0434\u0430\u043d\u043e|died|overleden|d\u00f6d",
  "d\u00f8de|kuoli|meghalt|\u00f6ld\u00fc",
]));
