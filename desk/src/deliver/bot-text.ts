import type { Config } from '../../../src/contract/config.ts';
import { pickText } from '../../../src/core/text.ts';
import { formatTicketNumber } from '../../../src/core/ticket-number.ts';
import { wallTime } from '../../../src/core/zone.ts';
import { iso } from '../../../src/core/time.ts';
import type { HotlineEventType } from '../../wire/hotline-event.ts';
import type { Payload } from './payload.ts';

/** 企业微信 accepts the least: 4096 bytes of markdown. The others get no more. */
export const MAX_TEXT_BYTES = 4096;

/** Every message begins with this, so that it can be the keyword that a group requires. */
const TITLE = '回电提醒';

/** Most urgent first. */
const WORDS: Readonly<Record<HotlineEventType, string>> = {
  'call.reported': '冒充来电',
  'callback.overdue': '超时',
  'callback.ready': '现在方便接听',
  'callback.nudged': '催促',
  'callback.reopened': '未解决',
  'callback.created': '新回电',
  'call.opened': '来电',
  'feedback.received': '评价',
  'callback.cancelled': '已取消',
  'callback.merged': '已合并',
  'callback.claimed': '已领取',
  'callback.completed': '已完成',
};
const ORDER = Object.keys(WORDS) as HotlineEventType[];

export interface BotText {
  title: string;
  /**
   * Markdown that all three understand: bold, links, one paragraph per line. Contains no text of
   * members.
   */
  lines: string[];
  /** Link to the console, when the desk knows its own address. */
  link: string | undefined;
  /** Whether a promise was broken. */
  isUrgent: boolean;
}

export interface BotTextContext {
  shop: Config;
  publicUrl: string | undefined;
  now: number;
}

/** `10:20`, or `11-24 10:20` on another day, on the shop's clock. */
function clockOf(instant: string, { shop, now }: BotTextContext): string {
  const wall = iso(wallTime(shop.timeZone, Date.parse(instant)));
  const today = iso(wallTime(shop.timeZone, now));
  return wall.slice(0, 10) === today.slice(0, 10)
    ? wall.slice(11, 16)
    : `${wall.slice(5, 10)} ${wall.slice(11, 16)}`;
}

const own = <T>(record: Readonly<Record<string, T>>, key: string | null): T | undefined =>
  key !== null && Object.hasOwn(record, key) ? record[key] : undefined;

function promiseWords(
  { window, dueAt }: Payload['data'],
  context: BotTextContext,
): string | undefined {
  if (window) return `约 ${clockOf(window.from, context)} 至 ${clockOf(window.to, context)}`;
  return dueAt === null ? undefined : `应在 ${clockOf(dueAt, context)} 前回电`;
}

function lineOf({ type, data }: Payload, context: BotTextContext): string {
  const { shop, publicUrl } = context;
  const number = formatTicketNumber(data.number);
  const tier = own(shop.tiers, data.tier);
  const topic = shop.topics.find(({ id }) => id === data.topic);
  const parts = [
    publicUrl === undefined ? number : `[${number}](${publicUrl}/console/ticket/${data.number})`,
    tier && pickText(tier.label, 'zh-CN'),
    topic && pickText(topic.label, 'zh-CN'),
    type === 'feedback.received' ? `${data.rating ?? '?'} 分` : promiseWords(data, context),
    data.urgent && '加急',
    data.senior && '长辈',
    data.attempts > 0 && `未接通 ${data.attempts} 次`,
  ];
  return `**${WORDS[type]}** ${parts.filter(Boolean).join(' · ')}`;
}

/** `1 条超时，3 条新回电`. */
function summary(payloads: readonly Payload[]): string {
  const counts = ORDER.map((type) => ({
    type,
    count: payloads.filter((payload) => payload.type === type).length,
  }));
  return counts
    .flatMap(({ type, count }) => (count ? [`${count} 条${WORDS[type]}`] : []))
    .join('，');
}

const bytes = (lines: readonly string[]): number => Buffer.byteLength(lines.join('\n\n'));

/** Bytes reserved for the title, the link, and what each kind of bot adds to a line. */
const RESERVED_BYTES = 600;

/**
 * Merges all pending messages into one, in simplified Chinese: most urgent first, then oldest
 * first. Lines that do not fit are counted.
 */
export function botText(payloads: readonly Payload[], context: BotTextContext): BotText {
  const sorted = ORDER.flatMap((type) => payloads.filter((payload) => payload.type === type));
  const all = sorted.map((payload) => lineOf(payload, context));
  let shown = all.length;
  // Two bytes for the mark that begins a line.
  while (shown > 0 && bytes(all.slice(0, shown)) + 2 * shown > MAX_TEXT_BYTES - RESERVED_BYTES)
    shown--;
  const rest = all.length - shown;
  return {
    title: `${TITLE}：${summary(payloads)}`,
    lines: [...all.slice(0, shown), ...(rest ? [`另有 ${rest} 条`] : [])],
    link: context.publicUrl === undefined ? undefined : `${context.publicUrl}/console`,
    isUrgent: payloads.some(({ type }) => type === 'callback.overdue'),
  };
}

/** The message of the console's test button. */
export const testText = ({ publicUrl }: BotTextContext): BotText => ({
  title: `${TITLE}：测试`,
  lines: ['这是一条测试消息，收到即表示已经接通。'],
  link: publicUrl === undefined ? undefined : `${publicUrl}/console`,
  isUrgent: false,
});
