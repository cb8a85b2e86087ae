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
const url = v.pipe(v.string(), v.url());

/** An entry of the line's voice menu. */
export const MenuEntrySchema = v.strictObject({
  /** What to press once connected: digits, `*`, `#`, and commas for pauses. */
  keys: v.pipe(v.string(), v.regex(/^[\d*#,]{1,16}$/, 'digits, *, # and commas')),
  label: TextSchema,
  /** The dial button goes straight here; usually the entry where a person answers. */
  direct: v.optional(v.boolean()),
});

export const LineSchema = v.strictObject({
  label: TextSchema,
  number: phone,
  /** For callers abroad, where a 400 or short number does not connect: in `+86 …` form. */
  international: v.optional(phone),
  hours: HoursSchema,
  /** A person answers a call within so many minutes. */
  promiseMinutes: v.optional(minutes),
  menu: v.optional(v.pipe(v.array(MenuEntrySchema), v.maxLength(10))),
  /** What the agents of this line may do for a member. */
  perks: v.optional(v.pipe(v.array(TextSchema), v.maxLength(6))),
});
export type Line = v.InferOutput<typeof LineSchema>;

/** How a tier looks; what it may do is its line's business. */
export const TierStyleSchema = v.picklist(['normal', 'vip', 'diamond']);

export const TierSchema = v.strictObject({
  label: TextSchema,
  line: id,
  style: v.optional(TierStyleSchema),
  greeting: v.optional(TextSchema),
  /** A callback is made within so many open minutes; the shop's `callbacks.promiseMinutes` where absent. */
  callbackMinutes: v.optional(minutes),
});

/** What a topic asks the member to have at hand. */
export const AskSchema = v.picklist(['order', 'time', 'screenshot', 'note']);

export const TopicSchema = v.strictObject({
  id,
  label: TextSchema,
  kind: v.picklist(['consult', 'complaint', 'technical']),
  asks: v.optional(v.array(AskSchema)),
  /** Questions that need no call, with their answers. */
  answers: v.optional(
    v.pipe(
      v.array(v.strictObject({ question: TextSchema, answer: TextSchema, url: v.optional(url) })),
      v.maxLength(8),
    ),
  ),
});

export const CallbackRulesSchema = v.strictObject({
  /** Static mode only: the address that speaks `POST /v1/callbacks`; its origin must allow the shop's. */
  endpoint: v.optional(url),
  promiseMinutes: minutes,
  /** An urgent callback is promised in this share of the time; without it the member cannot mark one urgent. */
  urgentFactor: v.optional(factor),
  /** The same for members who say that they are elderly or call for someone who is. */
  seniorFactor: v.optional(factor),
  /** Windows of the line's hours that members may book; without them a callback is as soon as possible only. */
  slots: v.optional(
    v.strictObject({
      /** Length of a window. Windows begin at multiples of it after midnight on the line's clock. */
      minutes: v.picklist([15, 20, 30, 60, 120]),
      /** Callbacks that a line takes in one window. */
      capacity: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000)),
      daysAhead: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(30)), 7),
      /** A window is offered until so many minutes before it begins. */
      leadMinutes: v.optional(
        v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10080)),
        30,
      ),
    }),
  ),
  /** Numbers that agents call from, so that the member can recognise them; the line's own where absent. */
  callsFrom: v.optional(v.pipe(v.array(phone), v.minLength(1), v.maxLength(8))),
});

/** What PIPL article 17 wants said before a phone number is collected. */
export const PrivacySchema = v.strictObject({
  /** Who handles the data. */
  handler: TextSchema,
  /** How to reach the handler: a mail address or a number. */
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
  /** IANA zone of every clock time in this file that names no other. */
  timeZone: v.string(),
  workCalendar: v.optional(WorkCalendarSchema),
  lines: v.record(id, LineSchema),
  tiers: v.optional(v.record(id, TierSchema), {}),
  /** The line of everyone who is not known to be of a tier. */
  publicLine: id,
  topics: v.optional(v.pipe(v.array(TopicSchema), v.maxLength(20)), []),
  orders: v.optional(
    v.strictObject({
      systems: v.optional(v.array(v.picklist(SHOP_SYSTEMS))),
      /** Further shapes, as regular expressions over the whole order number. */
      patterns: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(200))), v.maxLength(10))),
    }),
  ),
  callbacks: v.optional(CallbackRulesSchema),
  notices: v.optional(v.pipe(v.array(TextSchema), v.maxLength(3)), []),
  privacy: v.optional(PrivacySchema),
});
/** A checked config, defaults filled in. */
export type Config = v.InferOutput<typeof ConfigSchema>;
/** The config as its author writes it. */
export type ConfigInput = v.InferInput<typeof ConfigSchema>;
