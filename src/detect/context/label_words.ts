/**
 * Words of labels that people disguise, in the languages that the rules know: what the lexicon knows
 * them by. `labels.ts` reads them in figures and signs, in alternating case, and one letter at a time.
 * @module
 */

/** Words without accents, which compare folded. */
export const LABEL_WORDS: readonly string[] = (
  "account address api bank birth birthday bitcoin card cell cellphone code contact credentials credit " +
  "cvv date dob driver drivers ein email identification identity iban insurance itin key licence " +
  "license login mail medicare mobile name national nino number pass passcode password passphrase " +
  "passport passwd passwort passwords person phone phonenumber pin pwd routing secret security sin " +
  "social ssn tax taxpayer telefon telefono telephone token user username wallet contrasena clave " +
  "correo tarjeta senha motdepasse kennwort konto steuer numero nummer rekening wachtwoord haslo " +
  // Passwords.
  "heslo heslom hesla geslo lozinka zaporka sifre sifresi parola parolasi parole parol jelszo salasana " +
  "losenord losenordet passord passordet kodeord adgangskode lykilord slaptazodis parool salasona " +
  "fjalekalim contrasenya kontrasena kontrasenya palavrapasse paswoord katasandi sandi nenosiri " +
  "matkhau mot passe pass mima pasuwado pasuwaado bimilbeonho kodikos sisma " +
  "\u043f\u0430\u0440\u043e\u043b\u044c \u043f\u0430\u0440\u043e\u043b\u044f " +
  "\u043f\u0430\u0440\u043e\u043b\u0430 \u043b\u043e\u0437\u0438\u043d\u043a\u0430 " +
  "\u043f\u0430\u0441\u0441\u0432\u043e\u0440\u0434 " +
  "\u03ba\u03c9\u03b4\u03b9\u03ba\u03bf\u03c2 \u03ba\u03c9\u03b4\u03b9\u03ba\u03bf " +
  "\u03c3\u03c5\u03bd\u03b8\u03b7\u03bc\u03b1\u03c4\u03b9\u03ba\u03bf " +
  "\u0628\u0627\u0633\u0648\u0631\u062f \u0627\u0644\u0628\u0627\u0633\u0648\u0631\u062f " +
  "\u067e\u0633\u0648\u0631\u062f \u06af\u0630\u0631\u0648\u0627\u0698\u0647 " +
  "\u05e1\u05d9\u05e1\u05de\u05d4 \u05e1\u05d9\u05e1\u05de\u05d0 \u05d4\u05e1\u05d9\u05e1\u05de\u05d4 " +
  // Cards, telephones, mail, papers.
  "karte kartennummer kreditkarte carte cartao carta kartu kaart kort karta karty kartya kortti kart " +
  "handy handynummer telefonnummer telefone telefoon telefonszam puhelin puhelinnumero celular movil " +
  "portable cellulare komorka mobil mobiltelefon gsm steuernummer steuerid kontonummer rekeningnummer " +
  "ausweis ausweisnummer personalausweis reisepass pasaporte passeport passaporte paspoort paszport " +
  "passaporto codicefiscale personnummer cpr rodnecislo burgerservicenummer kimlik " +
  "\u0442\u0435\u043b\u0435\u0444\u043e\u043d \u043d\u043e\u043c\u0435\u0440 " +
  "\u043a\u0430\u0440\u0442\u0430 \u043a\u0430\u0440\u0442\u044b \u043f\u043e\u0447\u0442\u0430 " +
  "\u043f\u0430\u0441\u043f\u043e\u0440\u0442 \u0441\u043d\u0438\u043b\u0441 \u0438\u043d\u043d " +
  "\u03c4\u03b7\u03bb\u03b5\u03c6\u03c9\u03bd\u03bf \u03ba\u03b9\u03bd\u03b7\u03c4\u03bf " +
  "\u03ba\u03b1\u03c1\u03c4\u03b1"
).split(" ");

/** Short names of numbers and of passwords, whose letters signs may part. */
export const SHORT_WORDS: readonly string[] = (
  "pan nhs bsn cpf cnpj nir nie dni nif tfn abn pesel mbi npi nino cuil cuit curp rfc ahv rut ico " +
  "imei vin mrn mdp apikey"
).split(" ");

/** Names of several words, each of them parted so, with a gap between two. */
export const LABEL_PHRASES: readonly string[] = [
  "api key",
  "mot de passe",
  "palavra passe",
  "palavra chave",
  "pass word",
  "mat khau",
  "mi ma",
  "kou ling",
  "kata sandi",
  "kata laluan",
  "carte bancaire",
  "credit card",
  "card number",
  "codice fiscale",
  "social security",
  "\u0643\u0644\u0645\u0629 \u0627\u0644\u0633\u0631",
  "\u0643\u0644\u0645\u0629 \u0627\u0644\u0645\u0631\u0648\u0631",
  "\u0631\u0645\u0632 \u0639\u0628\u0648\u0631",
  "\u06a9\u0644\u0645\u0647 \u0639\u0628\u0648\u0631",
];

/** Words that no language has, when they are written backwards. */
export const BACKWARDS: readonly string[] = (
  "account address birth bitcoin card credit driver drivers email iban identity insurance license " +
  "licence medicare mobile national number passcode password passport phone routing secret security " +
  "social ssn taxpayer telephone token wallet " +
  "passwort kennwort contrasena senha haslo heslo wachtwoord losenord salasana jelszo parola " +
  "\u043f\u0430\u0440\u043e\u043b\u044c"
).split(" ");
