/**
 * Words for the numbers of persons in Singapore, Korea, China, Japan and Thailand.
 * @module
 */

/** National registration identity card. */
export const SINGAPORE_WORDS: readonly string[] = [
  // English, Chinese, Malay, Tamil
  ...["nric", "nric no", "nric number", "nric fin", "nricfin", "nric card", "nricno", "fin"],
  ...["fin no", "fin number", "foreign identification number", "foreign identification no"],
  ...["ic no", "ic number", "ic num", "identity card no", "ic card", "pink ic", "blue ic"],
  ...["singpass", "work permit no", "uinfin", "singapore id", "singapore ic", "singapore nric"],
  ...["no kad pengenalan", "nombor ic", "\u65b0\u52a0\u5761\u8eab\u4efd\u8bc1"],
  ...["\u8eab\u4efd\u8bc1\u53f7", "\u8eab\u4efd\u8b49\u865f", "\u767b\u8bb0\u53f7"],
  ...["\u0b85\u0b9f\u0bc8\u0baf\u0bbe\u0bb3 \u0b85\u0b9f\u0bcd\u0b9f\u0bc8"],
];

/** Resident registration number. */
export const KOREAN_WORDS: readonly string[] = [
  // Korean, English, and what others call it
  ...["\uc8fc\ubbfc\ub4f1\ub85d\ubc88\ud638", "\uc8fc\ubbfc\ub4f1\ub85d \ubc88\ud638"],
  ...["\uc8fc\ubbfc\ubc88\ud638", "\uc8fc\ubbfc \ubc88\ud638", "\uc8fc\ubbfc\ub4f1\ub85d\uc99d"],
  ...["\uc8fc\ubbfc\ub4f1\ub85d", "\uc8fc\ubbfc \ub4f1\ub85d \ubc88\ud638", "\uc8fc\ubbfc"],
  ...["\uc678\uad6d\uc778\ub4f1\ub85d\ubc88\ud638"],
  ...["\uc678\uad6d\uc778 \ub4f1\ub85d\ubc88\ud638"],
  ...["\uc678\uad6d\uc778 \ub4f1\ub85d \ubc88\ud638", "\uc678\uad6d\uc778\ubc88\ud638"],
  ...["\uc678\uad6d\uc778\ub4f1\ub85d\uc99d", "\uac70\uc18c\uc2e0\uace0\ubc88\ud638"],
  ...["\uc0dd\ub144\uc6d4\uc77c \ubc0f \uc131\ubcc4", "\ubbfc\uc99d", "\uc2e4\uba85\ubc88\ud638"],
  ...["\u4f4f\u6c11\u767b\u9332\u756a\u53f7", "\u4f4f\u6c11\u767b\u9332"],
  ...["\u5c45\u6c11\u767b\u8bb0\u53f7", "\u5c45\u6c11\u767b\u9304\u865f"],
  ...["\u5c45\u6c11\u8eab\u4efd", "rrn", "jumin", "resident registration"],
  ...["resident registration number", "resident registration no", "resident number"],
  ...["resident no", "residentnumber", "korean id", "korean national id", "korean ssn"],
  ...["korean rrn", "alien registration number", "foreigner registration number"],
  ...["foreigner registration", "ssn kr", "num\u00e9ro d enregistrement de r\u00e9sident"],
  ...["n\u00famero de registro de residente", "einwohnerregistrierungsnummer"],
  ...[
    "\u0440\u0435\u0433\u0438\u0441\u0442\u0440\u0430\u0446\u0438\u043e\u043d\u043d\u044b\u0439 \u043d\u043e\u043c\u0435\u0440 \u0440\u0435\u0437\u0438\u0434\u0435\u043d\u0442\u0430",
  ],
  ...["n\u00famero de registo de residente"],
];

/** Resident identity number. */
export const CHINESE_WORDS: readonly string[] = [
  // Chinese, Japanese, Korean, English, and what others call it
  ...["\u8eab\u4efd\u8bc1", "\u8eab\u4efd\u8b49", "\u8eab\u5206\u8bc1", "\u8eab\u5206\u8b49"],
  ...["\u8eab\u4efd\u8bc1\u53f7", "\u8eab\u4efd\u8bc1\u53f7\u7801"],
  ...["\u516c\u6c11\u8eab\u4efd\u53f7\u7801", "\u516c\u6c11\u8eab\u4efd\u8bc1"],
  ...["\u5c45\u6c11\u8eab\u4efd\u8bc1", "\u4e8c\u4ee3\u8bc1", "\u8bc1\u4ef6\u53f7"],
  ...["\u8bc1\u4ef6\u53f7\u7801", "\u8bc1\u4ef6\u7f16\u53f7", "\u8b49\u4ef6\u865f\u78bc"],
  ...["\u8eab\u4efd\u53f7\u7801", "\u672c\u4eba\u8bc1\u4ef6", "\u4e2d\u56fd\u8eab\u4efd\u8bc1"],
  ...["\u4e2d\u56fd\u306e\u8eab\u5206\u8a3c", "\u5c45\u6c11\u8eab\u5206\u8a3c"],
  ...["\uc2e0\ubd84\uc99d", "\uc911\uad6d \uc2e0\ubd84\uc99d", "id card", "id card no", "idcard"],
  ...["id card number", "idcardno", "idcardnumber", "resident identity card", "resident id"],
  ...["resident identity", "chinese id", "chinese id card", "chinese national id"],
  ...["shenfenzheng", "sfz", "sfzh", "id no", "cert no", "certno", "cert id"],
  ...[
    "\u043a\u0438\u0442\u0430\u0439\u0441\u043a\u043e\u0435 \u0443\u0434\u043e\u0441\u0442\u043e\u0432\u0435\u0440\u0435\u043d\u0438\u0435",
  ],
  ...["carte d identit\u00e9 chinoise", "tarjeta de identidad china"],
];

/** Individual number. */
export const JAPANESE_WORDS: readonly string[] = [
  // Japanese, Chinese, Korean, English
  ...["\u30de\u30a4\u30ca\u30f3\u30d0\u30fc"],
  ...["\u30de\u30a4\u30ca\u30f3\u30d0\u30fc\u30ab\u30fc\u30c9"],
  ...["\u30de\u30a4 \u30ca\u30f3\u30d0\u30fc", "\u30de\u30a4\u30ca\u756a\u53f7"],
  ...["\u30de\u30a4\u30ca\u30ab\u30fc\u30c9", "\u500b\u4eba\u756a\u53f7"],
  ...["\u500b\u4eba\u756a\u53f7\u30ab\u30fc\u30c9", "\u901a\u77e5\u30ab\u30fc\u30c9"],
  ...["\u756a\u53f7\u6cd5", "\u7279\u5b9a\u500b\u4eba\u60c5\u5831", "\u4e2a\u4eba\u7f16\u53f7"],
  ...["\u500b\u4eba\u7de8\u865f", "\u6211\u7684\u53f7\u7801", "\ub9c8\uc774\ub118\ubc84"],
  ...["\ub9c8\uc774 \ub118\ubc84", "\uac1c\uc778\ubc88\ud638", "\uac1c\uc778 \ubc88\ud638"],
  ...["my number", "my number card", "mynumber", "my number id", "mynumbercard"],
  ...["individual number", "individual number card", "personal number", "kojin bango"],
  ...["kojinbango", "japanese my number", "japanese id", "japanese individual number"],
  ...["japan id", "mynum", "num\u00e9ro my number"],
];

/** Personal identification number. */
export const THAI_WORDS: readonly string[] = [
  // Thai, English
  ...[
    "\u0e40\u0e25\u0e02\u0e1b\u0e23\u0e30\u0e08\u0e33\u0e15\u0e31\u0e27\u0e1b\u0e23\u0e30\u0e0a\u0e32\u0e0a\u0e19",
  ],
  ...[
    "\u0e40\u0e25\u0e02\u0e17\u0e35\u0e48\u0e1a\u0e31\u0e15\u0e23\u0e1b\u0e23\u0e30\u0e0a\u0e32\u0e0a\u0e19",
  ],
  ...["\u0e40\u0e25\u0e02\u0e1a\u0e31\u0e15\u0e23\u0e1b\u0e23\u0e30\u0e0a\u0e32\u0e0a\u0e19"],
  ...[
    "\u0e2b\u0e21\u0e32\u0e22\u0e40\u0e25\u0e02\u0e1a\u0e31\u0e15\u0e23\u0e1b\u0e23\u0e30\u0e0a\u0e32\u0e0a\u0e19",
  ],
  ...["\u0e1a\u0e31\u0e15\u0e23\u0e1b\u0e23\u0e30\u0e0a\u0e32\u0e0a\u0e19"],
  ...["\u0e1a\u0e31\u0e15\u0e23 \u0e1b\u0e0a\u0e0a"],
  ...["\u0e40\u0e25\u0e02\u0e1a\u0e31\u0e15\u0e23 \u0e1b\u0e0a\u0e0a", "\u0e1b\u0e0a\u0e0a"],
  ...["\u0e40\u0e25\u0e02\u0e1b\u0e23\u0e30\u0e08\u0e33\u0e15\u0e31\u0e27"],
  ...["\u0e2b\u0e21\u0e32\u0e22\u0e40\u0e25\u0e02\u0e1b\u0e23\u0e30\u0e08\u0e33\u0e15\u0e31\u0e27"],
  ...["\u0e23\u0e2b\u0e31\u0e2a\u0e1b\u0e23\u0e30\u0e0a\u0e32\u0e0a\u0e19"],
  ...["\u0e23\u0e2b\u0e31\u0e2a\u0e1b\u0e23\u0e30\u0e08\u0e33\u0e15\u0e31\u0e27"],
  ...["\u0e40\u0e25\u0e02 13 \u0e2b\u0e25\u0e31\u0e01"],
  ...["\u0e40\u0e25\u0e02\u0e1a\u0e31\u0e15\u0e23"],
  ...[
    "\u0e1a\u0e31\u0e15\u0e23\u0e1b\u0e23\u0e30\u0e08\u0e33\u0e15\u0e31\u0e27\u0e1b\u0e23\u0e30\u0e0a\u0e32\u0e0a\u0e19",
  ],
  ...["\u0e1a\u0e31\u0e15\u0e23\u0e1b\u0e23\u0e30\u0e08\u0e33\u0e15\u0e31\u0e27"],
  ...[
    "\u0e40\u0e25\u0e02\u0e1b\u0e23\u0e30\u0e08\u0e33\u0e15\u0e31\u0e27\u0e1c\u0e39\u0e49\u0e40\u0e2a\u0e35\u0e22\u0e20\u0e32\u0e29\u0e35",
  ],
  ...["thai id", "thai id card", "thai national id", "thai citizen id", "citizen id"],
  ...["population id", "people id", "\u6cf0\u56fd\u8eab\u4efd\u8bc1"],
  ...["\u30bf\u30a4\u306e\u8eab\u5206\u8a3c", "\ud0dc\uad6d \uc2e0\ubd84\uc99d"],
];
