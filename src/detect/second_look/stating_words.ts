/**
 * Words that say how a value is disguised: backwards, or with letters and signs among its own that
 * are to be removed.
 * @module
 */

/** Say that something is backwards. */
export const BACKWARD_SAYINGS =
  "flip turned inverted inverse palindromed andersherum andersrum umdrehen umgedreht " +
  "umgedrehte umkehren umgekehrte gespiegelt retourner retournez retourne rebours inverser " +
  "inversez invers\u00e9 invertida invertir invi\u00e9rtelo invertilo inverta inverter " +
  "capovolto capovolta invertita andersom omgedraaid omdraaien achteren odwr\u00f3ci\u0107 " +
  "odwr\u00f3\u0107 odwr\u00f3cone odwr\u00f3cony odwr\u00f3cona odwrotnie odwr\u00f3t " +
  "obr\u00e1cen\u011b obr\u00e1cene obr\u00e1tene oto\u010dte oto\u010dit oto\u010d " +
  "oto\u010den\u00e9 naopak pospiatky bakifr\u00e5n omv\u00e4nt bakv\u00e4nt bagfra omvendt " +
  "bakfra k\u00e4\u00e4nteisesti v\u00e4\u00e4rinp\u00e4in nurinp\u00e4in " +
  "h\u00e1tulr\u00f3l ford\u00edtva megford\u00edtva invers inversat \u00eentors tersine " +
  "sondan unatrag unazad obrnuto otraga \u043e\u0431\u0440\u0430\u0442\u043d\u043e\u043c " +
  "\u043f\u0435\u0440\u0435\u0432\u0435\u0440\u043d\u0443\u0442\u044c " +
  "\u043f\u0435\u0440\u0435\u0432\u0435\u0440\u043d\u0438 " +
  "\u043f\u0435\u0440\u0435\u0432\u0435\u0440\u043d\u0438\u0442\u0435 " +
  "\u043f\u0435\u0440\u0435\u0432\u0451\u0440\u043d\u0443\u0442 " +
  "\u043f\u0435\u0440\u0435\u0432\u0435\u0440\u043d\u0443\u0442 " +
  "\u043f\u0435\u0440\u0435\u0432\u0435\u0440\u043d\u0443\u0442\u043e " +
  "\u043f\u0435\u0440\u0435\u0432\u0451\u0440\u043d\u0443\u0442\u044b\u0439 " +
  "\u0437\u0435\u0440\u043a\u0430\u043b\u044c\u043d\u043e " +
  "\u0437\u0432\u043e\u0440\u043e\u0442\u043d\u043e\u043c\u0443 " +
  "\u0437\u0432\u043e\u0440\u043e\u0442\u043d\u044c\u043e\u043c\u0443 " +
  "\u043f\u0435\u0440\u0435\u0432\u0435\u0440\u043d\u0456\u0442\u044c " +
  "\u043e\u0442\u0437\u0430\u0434 \u043d\u0430\u043e\u0431\u0440\u0430\u0442\u043d\u043e " +
  "\u043e\u0431\u0440\u0430\u0442\u043d\u043e \u043e\u0431\u044a\u0440\u043d\u0430\u0442 " +
  "\u03b1\u03bd\u03c4\u03af\u03c3\u03c4\u03c1\u03bf\u03c6\u03b1 " +
  "\u0628\u0627\u0644\u0645\u0642\u0644\u0648\u0628 \u0645\u0642\u0644\u0648\u0628 " +
  "\u0645\u0642\u0644\u0648\u0628\u0627 \u0645\u0639\u0643\u0648\u0633\u0627 " +
  "\u0645\u0639\u0643\u0648\u0633\u0629 \u0639\u0643\u0633\u064a\u0627 " +
  "\u0645\u0642\u0644\u0648\u0628\u0629 \u0628\u0631\u0639\u06a9\u0633 " +
  "\u0648\u0627\u0631\u0648\u0646\u0647 \u05de\u05d4\u05e1\u05d5\u05e3 " +
  "\u05d4\u05e4\u05d5\u05db\u05d4 \u05d1\u05de\u05d4\u05d5\u05e4\u05da " +
  "\u0909\u0932\u094d\u091f\u093e \u0909\u0932\u091f\u093e \u0909\u0932\u094d\u091f\u0947 " +
  "\u0909\u0932\u094d\u091f\u0940 \u0111\u1ea3o dibalik " +
  "\u0e01\u0e25\u0e31\u0e1a\u0e2b\u0e25\u0e31\u0e07 " +
  "\u0e22\u0e49\u0e2d\u0e19\u0e01\u0e25\u0e31\u0e1a \u9006\u306b \u9006\u3055 " +
  "\u9006\u5411\u304d \u5f8c\u308d\u304b\u3089 \u3046\u3057\u308d\u304b\u3089 " +
  "\u3055\u304b\u3055\u307e \u53cd\u5bfe\u304b\u3089 \u672b\u5c3e\u304b\u3089 \u53cd\u7740 " +
  "\u53cd\u8457 \u5012\u8457 \u5012\u904e\u4f86 \u53cd\u904e\u4f86 \u5012\u5e8f " +
  "\u9006\u5e8f \u4ece\u540e\u5f80\u524d \u5f9e\u5f8c\u5f80\u524d \u5012\u5199 \u53cd\u5199 " +
  "\u53cd\u5beb \u5012\u5beb \u98a0\u5012 \u985b\u5012 \ub4a4\uc5d0\uc11c\ubd80\ud130 " +
  "\ub4a4\uc5d0\uc11c \uc5ed\uc21c \ubc18\ub300\ub85c \ub4a4\uc9d1";

/** Say so in a saying, and other things as well; see `announced.ts`. */
export const TURN_WORDS =
  "last front wrong hinten letzte verkehrt fin dernier atr\u00e1s final \u00faltimo vuelta " +
  "tr\u00e1s fim fine fondo ultima indietro achter laatste ty\u0142u ko\u0144ca konce konca " +
  "sista sidste lopusta \u043a\u043e\u043d\u0446\u0430 \u043a\u0456\u043d\u0446\u044f " +
  "\u03c4\u03ad\u03bb\u03bf\u03c2 belakang cu\u1ed1i \u0627\u0644\u0622\u062e\u0631 " +
  "\u0627\u0644\u0646\u0647\u0627\u064a\u0629 \u092a\u0940\u091b\u0947 coad\u0103";

/** Say that something is to be removed; see `removed.ts`. */
export const REMOVAL_WORDS =
  "remove removing removed drop delete strip skip omit without ignore ignoring discard " +
  "erase disregard take leave ohne weglassen weg entfernen entferne entfernt streichen " +
  "streiche l\u00f6schen l\u00f6sche rausnehmen raus ignorieren sans enlever enl\u00e8ve " +
  "enlevez retirer retire retirez supprimer supprime supprimez \u00f4ter \u00f4tez ignorer " +
  "ignorez sin quita quitar quite qu\u00edtale elimina eliminar borra borrar ignora omite " +
  "saca sem tira tire tirar remova remover apague senza togli togliere togliendo rimuovi " +
  "rimuovere leva levare zonder haal verwijder verwijderen negeer bez usu\u0144 " +
  "usun\u0105\u0107 usu\u0144cie pomi\u0144 wywal skre\u015bl wyrzu\u0107 odstra\u0148 " +
  "odstra\u0148te vynech vynechte vyma\u017e sma\u017e sma\u017ete utan bort uden fjern " +
  "uten ilman poista n\u00e9lk\u00fcl vedd t\u00f6r\u00f6ld hagyd f\u0103r\u0103 scoate " +
  "\u0219terge sil \u00e7\u0131kar \u00e7\u0131kar\u0131n \u00e7\u0131kart kald\u0131r " +
  "olmadan \u0431\u0435\u0437 \u0443\u0431\u0435\u0440\u0438 " +
  "\u0443\u0431\u0435\u0440\u0438\u0442\u0435 \u0443\u0431\u0440\u0430\u0442\u044c " +
  "\u0443\u0434\u0430\u043b\u0438 \u0443\u0434\u0430\u043b\u0438\u0442\u0435 " +
  "\u0443\u0434\u0430\u043b\u0438\u0442\u044c \u0432\u044b\u043a\u0438\u043d\u044c " +
  "\u0438\u0433\u043d\u043e\u0440\u0438\u0440\u0443\u0439 " +
  "\u043f\u0440\u0438\u0431\u0435\u0440\u0438 " +
  "\u043f\u0440\u0438\u0431\u0435\u0440\u0456\u0442\u044c " +
  "\u0432\u0438\u0434\u0430\u043b\u0438 \u0432\u0438\u0434\u0430\u043b\u0456\u0442\u044c " +
  "\u043c\u0430\u0445\u043d\u0438 ukloni obri\u0161i izbaci \u03c7\u03c9\u03c1\u03af\u03c2 " +
  "\u03b2\u03b3\u03ac\u03bb\u03b5 \u03b1\u03c6\u03b1\u03af\u03c1\u03b5\u03c3\u03b5 " +
  "\u0628\u062f\u0648\u0646 \u0627\u062d\u0630\u0641 \u0623\u0632\u0644 \u05d1\u05dc\u05d9 " +
  "\u05dc\u05dc\u05d0 \u05d4\u05e1\u05e8 \u05ea\u05d5\u05e8\u05d9\u05d3 " +
  "\u0939\u091f\u093e\u0915\u0930 \u0939\u091f\u093e \u0939\u091f\u093e\u0913 " +
  "\u092c\u093f\u0928\u093e tanpa hapus buang b\u1ecf x\u00f3a \u53bb\u6389 \u5220\u6389 " +
  "\u5220\u9664 \u53bb\u9664 \u522a\u6389 \u522a\u9664 \u9664\u3044\u3066 " +
  "\u629c\u3044\u3066 \u5916\u3057\u3066 \u524a\u9664 \u7121\u8996 \u53d6\u3063\u3066 " +
  "\ube7c\uace0 \ube7c\uba74 \uc81c\uac70 \uc9c0\uc6b0\uace0 \u0e25\u0e1a " +
  "\u0e15\u0e31\u0e14";
