import * as v from 'valibot';
import { HoursSchema, WorkCalendarSchema } from './hours.ts';
import { TextSchema } from './text.ts';

/** The shop systems whose order numbers are known (`core/order-number.ts`). */
export const SHOP_SYSTEMS = ['dujiaoka', 'dujiao-next', 'acg-faka', 'zfaka', 'caihong'] as const;

const id = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9][a-z0-9-]{0,31}$/, 'an id of lower-case letters, digits and hyphens'),
);
const phone = v.pipe(v.string(), v.nonEmpty(), v.maxLength(40));
const minutes = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10080));
const factor = v.pipe(v.number(), v.minValue(0.1), v.maxValue(1));
/**
 * Only web addresses: another scheme could run a script when a member follows the link. That the
 * rest can be read as a URL is checked by `checkConfig`.
 */
const url = v.pipe(
  v.string(),
  v.regex(/^[Hh][Tt][Tt][Pp][Ss]?:\/\/[^\s]+$/, 'an address that begins with https:// or http://'),
);

/** An entry of the line's voice menu. */
export const MenuEntrySchema = v.strictObject({
  /** Keys to press once connected: digits, `*`, `#`, and commas for pauses. */
  keys: v.pipe(v.string(), v.regex(/^[\d*#,]{1,16}$/, 'digits, *, # and commas')),
  label: TextSchema,
  /** The dial button presses these keys. Usually the entry at which a person answers. */
  direct: v.optional(v.boolean()),
});

export const LineSchema = v.strictObject({
  label: TextSchema,
  number: phone,
  /** For callers abroad, where 400 and short numbers do not work: `+86 …`. */
  international: v.optional(phone),
  hours: HoursSchema,
  /** Promise: a person answers a call within this many minutes. */
  promiseMinutes: v.optional(minutes),
  menu: v.optional(v.pipe(v.array(MenuEntrySchema), v.maxLength(10))),
  /** What the agents of this line may do for a member. */
  perks: v.optional(v.pipe(v.array(TextSchema), v.maxLength(6))),
});
export type Line = v.InferOutput<typeof LineSchema>;

/** How the widget looks for members of a tier. What the tier offers depends on its line. */
export const TierStyleSchema = v.picklist(['normal', 'vip', 'diamond']);

export const TierSchema = v.strictObject({
  label: TextSchema,
  line: id,
  style: v.optional(TierStyleSchema),
  greeting: v.optional(TextSchema),
  /**
   * Promise: a callback is made within this many open minutes. Default: `callbacks.promiseMinutes`.
   */
  callbackMinutes: v.optional(minutes),
  /** What members of this tier get when a callback is late. Default: `callbacks.whenLate`. */
  whenLate: v.optional(TextSchema),
});

/** What a topic asks the member to prepare. */
export const AskSchema = v.picklist(['order', 'time', 'screenshot', 'note']);

export const TopicSchema = v.strictObject({
  id,
  label: TextSchema,
  kind: v.picklist(['consult', 'complaint', 'technical']),
  asks: v.optional(v.array(AskSchema)),
  /** Common questions with their answers, which can make a call unnecessary. */
  answers: v.optional(
    v.pipe(
      v.array(v.strictObject({ question: TextSchema, answer: TextSchema, url: v.optional(url) })),
      v.maxLength(8),
    ),
  ),
});

export const CallbackRulesSchema = v.strictObject({
  /**
   * Static mode only: the address that accepts `POST /v1/callbacks`. It must allow requests from
   * the shop's origin (CORS).
   */
  endpoint: v.optional(url),
  promiseMinutes: minutes,
  /**
   * Urgent callbacks are promised in this share of the time. Absent: members cannot mark a callback
   * as urgent.
   */
  urgentFactor: v.optional(factor),
  /**
   * The same for members who say that they are elderly, or that they call for an elderly person.
   */
  seniorFactor: v.optional(factor),
  /**
   * Slots in the line's hours that members can book. Absent: callbacks are as soon as possible
   * only.
   */
  slots: v.optional(
    v.strictObject({
      /** Length of a slot. Slots start at multiples of it after midnight on the line's clock. */
      minutes: v.picklist([15, 20, 30, 60, 120]),
      /** Number of callbacks that a line accepts in one slot. */
      capacity: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000)),
      daysAhead: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(30)), 7),
      /** A slot can be booked until this many minutes before it starts. */
      leadMinutes: v.optional(
        v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10080)),
        30,
      ),
    }),
  ),
  /**
   * Calling codes of the countries and regions whose numbers are called back; Hong Kong, Macau and
   * Taiwan have their own (`+852`, `+853`, `+886`). Default: mainland China. Callbacks to costly
   * countries are a known fraud, so list only where your members live.
   */
  countries: v.optional(
    v.pipe(
      v.array(v.pipe(v.string(), v.regex(/^\+[1-9]\d{0,3}$/, 'a calling code such as +86'))),
      v.minLength(1),
    ),
  ),
  /**
   * What the shop gives a member whom it calls later than promised, shown while it is late. A tier's
   * own `whenLate` comes first.
   */
  whenLate: v.optional(TextSchema),
  /**
   * Numbers that agents call from, shown so that members recognise them. Default: the line's
   * number.
   */
  callsFrom: v.optional(v.pipe(v.array(phone), v.minLength(1), v.maxLength(8))),
});

/** What PIPL article 17 requires a shop to say before it collects a phone number. */
export const PrivacySchema = v.strictObject({
  /** Name of the company that handles the data. */
  handler: TextSchema,
  /** How to reach the handler: an email address or a phone number. */
  contact: v.pipe(v.string(), v.nonEmpty(), v.maxLength(200)),
  retentionDays: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3650)),
  url: v.optional(url),
});

export const ConfigSchema = v.strictObject({
  $schema: v.optional(v.string()),
  version: v.literal(1),
  brand: v.strictObject({
    name: TextSchema,
    accent: v.optional(v.pipe(v.string(), v.hexColor())),
  }),
  greeting: v.optional(TextSchema),
  /** IANA zone of all times in this file, unless a line's hours name another. */
  timeZone: v.string(),
  workCalendar: v.optional(WorkCalendarSchema),
  lines: v.record(id, LineSchema),
  tiers: v.optional(v.record(id, TierSchema), {}),
  /** Id of the line for everyone without a known tier. */
  publicLine: id,
  topics: v.optional(v.pipe(v.array(TopicSchema), v.maxLength(20)), []),
  orders: v.optional(
    v.strictObject({
      systems: v.optional(v.array(v.picklist(SHOP_SYSTEMS))),
      /** More order numbers: regular expressions that match a whole order number. */
      patterns: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(200))), v.maxLength(10))),
    }),
  ),
  /** What members must not send, beside what is recognised everywhere. */
  secrets: v.optional(
    v.strictObject({
      /**
       * How the shop's own card codes look: `#` stands for a digit, `@` for a letter, `*` for either,
       * other characters for themselves: `GC-####-****`.
       */
      cards: v.optional(
        v.pipe(v.array(v.pipe(v.string(), v.maxLength(64))), v.minLength(1), v.maxLength(20)),
      ),
    }),
  ),
  callbacks: v.optional(CallbackRulesSchema),
  notices: v.optional(v.pipe(v.array(TextSchema), v.maxLength(3)), []),
  privacy: v.optional(PrivacySchema),
});
/** A valid config, with defaults filled in. */
export type Config = v.InferOutput<typeof ConfigSchema>;
/** The config as its author writes it. */
export type ConfigInput = v.InferInput<typeof ConfigSchema>;
