import type * as v from 'valibot';
import type { ConfigInput, Line } from '../contract/config.ts';
import type {
  Contact,
  ContactLine,
  ContactTopic,
  DialableSchema,
  UnverifiedReasonSchema,
} from '../contract/contact.ts';
import { deadline } from './deadline.ts';
import { weekForDisplay } from './hours.ts';
import type { HoursContext } from './hours.ts';
import { statusByHours } from './hours-status.ts';
import { orderPatterns } from './order-number.ts';
import { dialUri, formatPhone } from './phone.ts';
import { zoneOf } from './schedule.ts';
import { iso } from './time.ts';
import { wallTime } from './zone.ts';

export type UnverifiedReason = v.InferOutput<typeof UnverifiedReasonSchema>;

/**
 * Who asks: a member whose token is valid until `expiresAt` (epoch ms), or an unverified visitor.
 */
export type Member =
  | { verified: true; tier: string; name?: string | undefined; expiresAt: number }
  /**
   * `tier` is used only if `reason` is `static`: every number in a static file is public anyway.
   */
  | { verified: false; reason: UnverifiedReason; tier?: string | undefined };

type Dialable = v.InferOutput<typeof DialableSchema>;
type Tier = NonNullable<ConfigInput['tiers']>[string];
type Topic = NonNullable<ConfigInput['topics']>[number];

/** What a topic without `asks` asks for. */
const DEFAULT_ASKS: Readonly<Record<ContactTopic['kind'], ContactTopic['asks']>> = {
  technical: ['order', 'time', 'screenshot', 'note'],
  complaint: ['order', 'note'],
  consult: ['note'],
};

/**
 * Removes undefined fields, so that a Contact made here has the same keys as one read from JSON.
 */
const withoutUndefined = <T extends object>(record: T): T =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;

/** The record's own entry; an id such as `constructor` must not reach `Object.prototype`. */
const ownEntry = <T>(record: Readonly<Record<string, T>> | undefined, id: string): T | undefined =>
  record && Object.prototype.hasOwnProperty.call(record, id) ? record[id] : undefined;

/**
 * A number for display and for dialling.
 * @throws {RangeError} if the displayed number would differ from the dialled one
 */
function dialable(number: string, keys?: string): Dialable {
  const display = formatPhone(number);
  const read = 'tel:' + display.replace(' 转 ', ',,').replace(/[\s().-]/g, '');
  if (!/\d/.test(read) || read !== dialUri(number)) throw new RangeError('invalid number');
  return { display, uri: dialUri(number, keys) };
}

function contactLine(id: string, line: Line, timeZone: string): ContactLine {
  return withoutUndefined({
    id,
    label: line.label,
    ...dialable(line.number, line.menu?.find(({ direct }) => direct)?.keys),
    international: line.international === undefined ? undefined : dialable(line.international),
    timeZone,
    hours: weekForDisplay(line.hours),
    promiseMinutes: line.promiseMinutes,
    perks: line.perks ?? [],
    menu: (line.menu ?? []).map(({ keys, label, direct }) =>
      withoutUndefined({ keys, label, direct }),
    ),
  });
}

const contactTopic = ({ id, label, kind, asks, answers }: Topic): ContactTopic => ({
  id,
  label,
  kind,
  asks: [...(asks ?? DEFAULT_ASKS[kind])],
  answers: (answers ?? []).map(({ question, answer, url }) =>
    withoutUndefined({ question, answer, url }),
  ),
});

function contactCallback(
  config: ConfigInput,
  isStatic: boolean,
  tier: Tier | undefined,
  line: Line,
  context: HoursContext,
  now: number,
): Contact['callback'] {
  const rules = config.callbacks;
  // In static mode there is no desk, so callbacks need an endpoint that accepts them.
  if (!rules || (isStatic && !rules.endpoint)) return undefined;
  const promiseMinutes = tier?.callbackMinutes ?? rules.promiseMinutes;
  if (!Number.isInteger(promiseMinutes)) throw new TypeError('invalid promiseMinutes');
  const dueAt = deadline({
    createdAt: now,
    promiseMinutes,
    urgent: false,
    senior: false,
    rules,
    hours: line.hours,
    context,
  });
  return withoutUndefined({
    endpoint: isStatic ? rules.endpoint : undefined,
    promiseMinutes,
    dueAt: dueAt === undefined ? undefined : iso(dueAt),
    urgent: rules.urgentFactor !== undefined,
    senior: rules.seniorFactor !== undefined,
    slots: !isStatic && rules.slots !== undefined,
    countries: rules.countries ?? ['+86'],
    callsFrom: (rules.callsFrom ?? [line.number]).map((number) => dialable(number).display),
  });
}

/**
 * What a member may see at an instant (epoch ms): the line of their tier or the public line, and
 * nothing of the other lines.
 *
 * The config may be as its author wrote it, without defaults filled in. It is expected to match its
 * schema. If the line is missing, or if a number, time, date, zone or promise that is needed is
 * invalid, this throws instead of returning a partly wrong Contact.
 *
 * @throws {RangeError | TypeError} for such a config, and for an invalid instant
 */
export function resolve(config: ConfigInput, member: Member, now: number): Contact {
  if (config.version !== 1) throw new RangeError('unknown version');
  const isStatic = !member.verified && member.reason === 'static';
  const tierId = member.verified || isStatic ? member.tier : undefined;
  const tier = tierId === undefined ? undefined : ownEntry(config.tiers, tierId);
  const lineId = tier ? tier.line : config.publicLine;
  const line = ownEntry(config.lines, lineId);
  if (!line) throw new RangeError('unknown line');

  const context = { timeZone: config.timeZone, workCalendar: config.workCalendar };
  const timeZone = zoneOf(line.hours, config);
  // Throws for an unknown zone, which the hours of a 24x7 line would not notice.
  wallTime(timeZone, now);
  const verified = member.verified && tier !== undefined;

  return withoutUndefined({
    version: 1,
    asOf: iso(now),
    validUntil: verified ? iso(member.expiresAt) : undefined,
    brand: withoutUndefined({ name: config.brand.name, accent: config.brand.accent }),
    greeting: tier?.greeting ?? config.greeting,
    member: withoutUndefined({
      verified,
      reason: verified
        ? undefined
        : tierId !== undefined && !tier
          ? 'unknown-tier'
          : member.verified
            ? undefined
            : member.reason,
      name: verified ? member.name : undefined,
      tier:
        tier && tierId !== undefined
          ? { id: tierId, label: tier.label, style: tier.style ?? 'normal' }
          : undefined,
    }),
    line: contactLine(lineId, line, timeZone),
    status: statusByHours(line.hours, context, now),
    topics: (config.topics ?? []).map(contactTopic),
    orderPatterns: orderPatterns(config.orders?.systems, config.orders?.patterns),
    cardTemplates: config.secrets?.cards,
    callback: contactCallback(config, isStatic, tier, line, context, now),
    briefs: !isStatic,
    notices: config.notices ?? [],
    privacy: config.privacy,
  });
}
