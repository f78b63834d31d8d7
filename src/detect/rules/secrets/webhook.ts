/**
 * Web addresses that are secrets as a whole: whoever knows them may post to a channel.
 * @module
 */

import { type Hit, type MatcherRule, RANK, type Span } from "../../rule.ts";
import type { Scan } from "../../context/scan.ts";
import { isPlaceholder, runStart, URL64_DOT } from "./secret_text.ts";

/** Hosts and the beginnings of paths of addresses that let anybody post who knows them. */
const WEBHOOKS: readonly (readonly [host: string, path: string, least: number])[] = [
  ["hooks.slack.com", "/services/", 30],
  ["hooks.slack.com", "/workflows/", 30],
  ["hooks.slack.com", "/triggers/", 30],
  ["discord.com", "/api/webhooks/", 60],
  ["discordapp.com", "/api/webhooks/", 60],
  ["canary.discord.com", "/api/webhooks/", 60],
  ["outlook.office.com", "/webhook/", 60],
  [".webhook.office.com", "/webhookb2/", 60],
  ["hooks.zapier.com", "/hooks/catch/", 12],
  ["oapi.dingtalk.com", "/robot/send?access_token=", 32],
  ["qyapi.weixin.qq.com", "/cgi-bin/webhook/send?key=", 32],
  ["open.feishu.cn", "/open-apis/bot/v2/hook/", 32],
];
/** Longest address that is looked at. */
const ADDRESS_CHARS_MAX = 400;
const ADDRESS_REGEXP = /^([A-Za-z0-9.-]+)(\/[A-Za-z0-9/_@?=&%.~-]*)/;

function matchWebhook(text: string, scheme: Readonly<Span>): Span | null {
  const start = runStart(text, scheme.start, { of: URL64_DOT, max: 5 });
  const name = text.slice(start, scheme.start);
  if (name !== "https" && name !== "http") return null;
  const found = ADDRESS_REGEXP.exec(text.slice(scheme.end, scheme.end + ADDRESS_CHARS_MAX));
  if (found === null) return null;
  const [, host = "", path = ""] = found;
  for (const [wanted, begins, least] of WEBHOOKS) {
    const isHost = wanted.startsWith(".") ? host.endsWith(wanted) : host === wanted;
    if (!isHost || !path.startsWith(begins)) continue;
    const secret = path.slice(begins.length).replace(/[.,?&]+$/, "");
    const isSecret = secret.length >= least && /[0-9]/.test(secret) && !isPlaceholder(secret);
    if (!isSecret) return null;
    return { start, end: scheme.end + host.length + begins.length + secret.length };
  }
  return null;
}

/** A made-up address, in pieces, so that no scanner takes this file for a leak. */
const SLACK = "https://hooks.slack.com" +
  "/services/TFMA8I3OD3X/B55RT0V8TZ9/3k36bbXMOJIwwXbVc2GLBVcn";
const DISCORD = "https://discord.com/api" +
  "/webhooks/937516256327706933/kbdY-go9Y0eW_lHuFb8u6vAnrhR4tgTbDzHxZ5mr5Yn-FpWF3kWS";

/** The rule for addresses of web hooks. */
export const WEBHOOK_RULE: MatcherRule = {
  anchor: "matcher",
  category: "API_KEY",
  finds: "address of a web hook of Slack, Discord, Teams and others, which is a secret as a whole",
  at: ["scheme"],
  words: [],
  revision: 1,
  match: (scan: Scan, anchor: Readonly<Span>): Hit | null => {
    const span = matchWebhook(scan.text, anchor);
    return span === null ? null : { ...span, need: "none", rank: RANK.SURE };
  },
  hits: [
    [`post to ${SLACK}`, SLACK],
    [`{"url":"${SLACK}"}`, SLACK],
    [`SLACK_WEBHOOK=${SLACK}\n`, SLACK],
    [`<${DISCORD}>`, DISCORD],
    [`Der Haken ist ${DISCORD}.`, DISCORD],
    [`curl -d '{}' '${DISCORD}'`, DISCORD],
    [`{\\"u\\":\\"${SLACK}\\"}`, SLACK],
    [`name,url\nops,${SLACK}\n`, SLACK],
    [`INFO post ${DISCORD} 204`, DISCORD],
  ],
  misses: [
    "https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX",
    "https://hooks.slack.com/services/",
    "https://api.slack.com/messaging/webhooks",
    "https://discord.com/channels/937516256327706933/937516256327706934",
    "https://discord.com/api/webhooks/{id}/{token}",
    "https://example.com/services/TFMA8I3OD3X/B55RT0V8TZ9/3k36bbXMOJIwwXbVc2",
    "hooks.slack.com is the host",
    "ftp://hooks.slack.com/services/TFMA8I3OD3X/B55RT0V8TZ9/3k36bbXMOJIwwXbVc2GLB",
  ],
};
