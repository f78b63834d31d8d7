/**
 * Made-up texts for tests and benchmarks of the detection engine: clean prose in many languages,
 * JSON, code and logs, and prose that is dense with made-up personal data. The same seed gives the
 * same text.
 * @module
 */

import type { Random } from "./random.ts";

/** One of a list. */
export function pick<T>(random: Random, list: readonly T[]): T {
  return list[random(list.length)] as T;
}

/** So many digits. */
export function digits(random: Random, count: number): string {
  let text = "";
  while (text.length < count) text += String(random(10));
  return text;
}

const ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const HEX = "0123456789abcdef";

/** So many letters and digits. */
export function alphanumeric(random: Random, count: number): string {
  let text = "";
  while (text.length < count) text += ALPHANUMERIC.charAt(random(ALPHANUMERIC.length));
  return text;
}

/** So many hexadecimal digits. */
export function hex(random: Random, count: number): string {
  let text = "";
  while (text.length < count) text += HEX.charAt(random(16));
  return text;
}

const ENGLISH = [
  "The committee met on a grey morning and spoke for hours about the state of the harbour wall.",
  "We should look at the results again \u2014 slowly \u2014 before anybody draws conclusions.",
  "She didn\u2019t mind the rain; the garden, after all, had waited for it since early spring.",
  "At noon the two of them walked down to the point where the river meets the old canal.",
  "Chapter 12 describes 3 methods, of which the second (see page 214) is by far the simplest.",
  "In 1987 the museum bought 45 drawings; by 2019 the collection had grown to 1,250 items.",
  "Please summarise the following text in five bullet points and keep the tone neutral.",
  "The function returns a list, or null when nothing was found; the caller has to check that.",
  "It costs about $1,299.00 a year, which is 12.5% more than what we paid in 2024.",
  "Nine out of ten people said that one or two examples would have been enough for them.",
];
const GERMAN = [
  "Der Ausschuss tagte an einem grauen Morgen und sprach stundenlang \u00fcber die Hafenmauer.",
  "Im Jahr 2019 waren es 1.250 St\u00fccke, \u201eeine stolze Zahl\u201c, wie die Leiterin meinte.",
  "An diesem Punkt m\u00fcssen wir zwei, drei Beispiele pr\u00fcfen \u2013 und zwar gr\u00fcndlich.",
];
const FRENCH = [
  "Le comit\u00e9 s\u2019est r\u00e9uni un matin gris\u00a0; on a parl\u00e9 de la digue pendant des heures.",
  "\u00ab\u00a0Combien\u00a0?\u00a0\u00bb demanda-t-il. \u00c0 ce point, 1\u202f250\u00a0pi\u00e8ces avaient \u00e9t\u00e9 vendues.",
  "Il faut un, deux, trois exemples \u2014 pas davantage \u2014 pour comprendre la m\u00e9thode.",
];
const SPANISH = [
  "La comisi\u00f3n se reuni\u00f3 una ma\u00f1ana gris y habl\u00f3 durante horas sobre el muro del puerto.",
  "\u00bfCu\u00e1ntos ejemplos hacen falta? Dos o tres, hasta cierto punto, bastan para empezar.",
];
const RUSSIAN = [
  "\u041a\u043e\u043c\u0438\u0441\u0441\u0438\u044f \u0441\u043e\u0431\u0440\u0430\u043b\u0430\u0441\u044c \u0445\u043c\u0443\u0440\u044b\u043c \u0443\u0442\u0440\u043e\u043c \u0438 \u0434\u043e\u043b\u0433\u043e \u0433\u043e\u0432\u043e\u0440\u0438\u043b\u0430 \u043e \u043f\u043e\u0440\u0442\u0435.",
  "\u0412 2019 \u0433\u043e\u0434\u0443 \u0431\u044b\u043b\u043e 1 250 \u043f\u0440\u0435\u0434\u043c\u0435\u0442\u043e\u0432, \u0441\u0435\u0439\u0447\u0430\u0441 \u0438\u0445 \u0431\u043e\u043b\u044c\u0448\u0435 \u2014 IT-\u043e\u0442\u0434\u0435\u043b \u0441\u0447\u0438\u0442\u0430\u0435\u0442.",
];
const CHINESE = [
  "\u59d4\u5458\u4f1a\u5728\u4e00\u4e2a\u7070\u8499\u8499\u7684\u65e9\u6668\u5f00\u4f1a\uff0c\u8c08\u4e86\u51e0\u4e2a\u5c0f\u65f6\u7684\u6e2f\u53e3\u95ee\u9898\u3002",
  "2019\u5e74\u5171\u67091250\u4ef6\uff0c\uff08\u89c1\u7b2c3\u7ae0\uff09\u3002\u8bf7\u7528\u4e94\u4e2a\u8981\u70b9\u603b\u7ed3\uff1a\u7b80\u77ed\u3001\u6e05\u695a\u3002",
];
const JAPANESE = [
  "\u59d4\u54e1\u4f1a\u306f\u7070\u8272\u306e\u671d\u306b\u96c6\u307e\u308a\u3001\u6e2f\u306e\u58c1\u306b\u3064\u3044\u3066\u4f55\u6642\u9593\u3082\u8a71\u3057\u5408\u3063\u305f\u3002",
  "\u5e73\u6210\uff13\uff10\u5e74\uff14\u6708\u306b\u306f\uff11\uff12\uff15\uff10\u70b9\u3001\u4fa1\u683c\u306f\uff13\uff0c\uff10\uff10\uff10\u5186\u3060\u3063\u305f\u3002",
];
const ARABIC = [
  "\u0627\u062c\u062a\u0645\u0639\u062a \u0627\u0644\u0644\u062c\u0646\u0629 \u0641\u064a \u0635\u0628\u0627\u062d \u0631\u0645\u0627\u062f\u064a\u060c \u0648\u062a\u062d\u062f\u062b\u062a \u0639\u0646 \u0627\u0644\u0645\u064a\u0646\u0627\u0621.",
  "\u0641\u064a \u0639\u0627\u0645 \u0662\u0660\u0661\u0669 \u0643\u0627\u0646 \u0627\u0644\u0639\u062f\u062f \u0661\u0662\u0665\u0660 \u0642\u0637\u0639\u0629.",
];

/** Languages of {@linkcode cleanProse}. */
export const PROSE = {
  english: ENGLISH,
  german: GERMAN,
  french: FRENCH,
  spanish: SPANISH,
  russian: RUSSIAN,
  chinese: CHINESE,
  japanese: JAPANESE,
  arabic: ARABIC,
} as const;

/** Sentences without anything to find. */
export function cleanProse(
  random: Random,
  size: { chars: number; languages?: readonly (keyof typeof PROSE)[] },
): string {
  const languages = size.languages ?? ["english"];
  return repeat(size.chars, () => {
    const sentence = pick(random, PROSE[pick(random, languages)]);
    // Other numbers and words each time, so that no branch can learn the text by heart.
    return `${sentence.replace(/\b\d{4}\b/, () => digits(random, 4))} ${
      random(8) === 0 ? "\n\n" : ""
    }`;
  });
}

/** Chat bodies as JSON, as clients send them; some with escapes. */
export function cleanJson(random: Random, chars: number): string {
  return repeat(chars, () => {
    const content = cleanProse(random, { chars: 400, languages: ["english", "german"] });
    const body = JSON.stringify({
      id: `chatcmpl-${alphanumeric(random, 29)}`,
      object: "chat.completion.chunk",
      created: 1_700_000_000 + random(50_000_000),
      model: "gpt-4o-2024-08-06",
      usage: { prompt_tokens: random(4_000), completion_tokens: random(900), total_tokens: 4_321 },
      messages: [{ role: "user", content }, { role: "assistant", content: [{ type: "text" }] }],
      system_fingerprint: `fp_${hex(random, 10)}`,
    });
    return `${random(4) === 0 ? escaped(body) : body}\n`;
  });
}

/** As an encoder writes that escapes everything outside ASCII and the marks of HTML. */
function escaped(json: string): string {
  return json.replaceAll(
    /[^ -~]|[<>&]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

const NAMES = [
  "index",
  "userCount",
  "maxRetries",
  "buffer_size",
  "parseHeader",
  "isReady",
  "total",
];

/** Source code that nobody wrote. */
export function cleanCode(random: Random, chars: number): string {
  const name = (): string => pick(random, NAMES);
  const lines = [
    () => `export function ${name()}Of(items: readonly string[], ${name()} = ${random(1000)}) {`,
    () => `  for (let i = 0; i < items.length; i++) ${name()} += items[i].length * ${random(64)};`,
    () =>
      `  if (${name()} === 0x${hex(random, 8)} && !isEmpty(${name()})) return null; // see #${
        random(9000)
      }`,
    () =>
      `  const { ${name()}, ${name()} } = await load(\`\${BASE}/v2/${name()}?limit=${
        random(100)
      }\`);`,
    () =>
      `    "${name()}": [${random(256)}, ${random(256)}, ${random(256)}, ${
        random(256)
      }], /* rgb */`,
    () => `@Override public static final int ${name().toUpperCase()} = ${random(100_000)};`,
    () =>
      `def ${name()}(self, *args, **kwargs):\n    return {k: v for k, v in self.${name()}.items()}`,
    () =>
      `import { ${name()} } from "https://example.com/${name()}@${random(9)}.${random(20)}.${
        random(9)
      }/mod.ts";`,
    () => `#define ${name().toUpperCase()} (1 << ${random(31)}) /* ${random(99)} */`,
    () => `<div class="${name()}"><b>${random(500)}</b> &amp; <i>${name()}</i>&nbsp;</div>`,
    () => `SELECT ${name()}, COUNT(*) FROM t_${random(99)} WHERE ${name()} LIKE '%${name()}%';`,
    () => "}\n",
  ];
  return repeat(chars, () => `${pick(random, lines)()}\n`);
}

/** Log lines without addresses. */
export function cleanLogs(random: Random, chars: number): string {
  const two = (): string => digits(random, 2);
  const stamp = (): string =>
    `2026-0${1 + random(9)}-1${random(10)}T1${random(10)}:${random(6)}${random(10)}:${random(6)}${
      random(10)
    }.${digits(random, 3)}Z`;
  const lines = [
    () =>
      `${stamp()} INFO  [worker-${random(16)}] request done status=200 took_ms=${
        random(900)
      } bytes=${random(1e6)}`,
    () =>
      `${stamp()} WARN  pool: retry ${random(5)}/5 for trace_id=${hex(random, 32)} span_id=${
        hex(random, 16)
      }`,
    () =>
      `{"ts":"${stamp()}","level":"info","event":"segment.closed","seq":${random(1e9)},"sha256":"${
        hex(random, 64)
      }"}`,
    () =>
      `kernel: [${random(99_999)}.${digits(random, 6)}] usb 1-${random(9)}: new device number ${
        random(99)
      }`,
    () =>
      `GET /api/v1/items/${random(1e6)}?page=${random(50)}&q=foo%20bar%2Fbaz HTTP/1.1" 200 ${
        random(90_000)
      }`,
    () =>
      `Nov 25 1${random(10)}:${two()}:${two()} host app[${random(30_000)}]: deploy 3f2a${
        hex(random, 36)
      } ok, v2.${random(20)}.${random(9)}`,
  ];
  return repeat(chars, () => `${pick(random, lines)()}\n`);
}

/** Prose in which each sentence holds something to find. */
export function denseProse(random: Random, chars: number): string {
  const person = (): string => pick(random, ["jane.doe", "j_smith", "ana", "li.wei", "o.brien"]);
  const sentences = [
    () =>
      `My SSN is ${300 + random(300)}-${10 + random(89)}-${
        1000 + random(8999)
      }, please keep it safe. `,
    () =>
      `Write to ${person()}${random(99)}@example.${
        pick(random, ["com", "org", "net"])
      } when you can. `,
    () => `Call me at (${200 + random(99) * 5 % 700 + 1}) 555-0${digits(random, 3)} tonight. `,
    () => `The card is 4532 0151 1283 0366 and it expires soon. `,
    () => `The server at 10.${random(256)}.${random(256)}.${random(256)} did not answer. `,
  ];
  return repeat(chars, () => pick(random, sentences)());
}

/** Parts until there are so many characters, or a few more. */
function repeat(chars: number, part: () => string): string {
  const parts: string[] = [];
  for (let size = 0; size < chars;) {
    const text = part();
    parts.push(text);
    size += text.length;
  }
  // Not cut to size: the engine reads a slice of a string more slowly than a string.
  return parts.join("");
}
