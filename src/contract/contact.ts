import * as v from 'valibot';
import { AskSchema, PrivacySchema, TierStyleSchema } from './config.ts';
import { PeriodSchema, WeekdaySchema } from './hours.ts';
import { TextSchema } from './text.ts';

const instant = v.pipe(v.string(), v.isoTimestamp());
const minutes = v.pipe(v.number(), v.integer(), v.minValue(0));

/** A number as people read it and as phones dial it. */
export const DialableSchema = v.object({
  /** As written for people: `400-123-4567`. */
  display: v.string(),
  /** `tel:` URI, with the menu keys that lead to a person where the line has them. */
  uri: v.pipe(v.string(), v.regex(/^tel:[+\d*#,]+$/)),
});

/** Days that share their periods, for showing: `days: [1,2,3,4,5]`, `periods: [09:00–22:00]`. */
export const DayHoursSchema = v.object({
  days: v.array(WeekdaySchema),
  periods: v.array(PeriodSchema),
});

export const ContactLineSchema = v.object({
  id: v.string(),
  label: TextSchema,
  ...DialableSchema.entries,
  international: v.optional(DialableSchema),
  timeZone: v.string(),
  /** `24x7`, or the ordinary week grouped for showing. */
  hours: v.union([v.literal('24x7'), v.array(DayHoursSchema)]),
  promiseMinutes: v.optional(minutes),
  perks: v.array(TextSchema),
  menu: v.array(v.object({ keys: v.string(), label: TextSchema, direct: v.optional(v.boolean()) })),
});

/** Whether the line is answered now. */
export const StatusSchema = v.object({
  state: v.picklist(['open', 'busy', 'closed', 'unknown']),
  asOf: instant,
  /** Expected wait, [least, most] in minutes. */
  waitMinutes: v.optional(v.tuple([minutes, minutes])),
  closesAt: v.optional(instant),
  opensAt: v.optional(instant),
  /** Why it is closed on a day when it would be open. */
  reason: v.optional(TextSchema),
});
export type Status = v.InferOutput<typeof StatusSchema>;

export const ContactTopicSchema = v.object({
  id: v.string(),
  label: TextSchema,
  kind: v.picklist(['consult', 'complaint', 'technical']),
  asks: v.array(AskSchema),
  answers: v.array(
    v.object({ question: TextSchema, answer: TextSchema, url: v.optional(v.string()) }),
  ),
});
export type ContactTopic = v.InferOutput<typeof ContactTopicSchema>;

/** Why a presented token was not believed. */
export const UnverifiedReasonSchema = v.picklist([
  'missing',
  'malformed',
  'expired',
  'bad-signature',
  'wrong-audience',
  'too-long-lived',
  'unknown-key',
  'unknown-tier',
  'static',
]);

/** Exactly what this member may see: the answer of `GET /v1/contact`, or of `resolve()` in static mode. */
export const ContactSchema = v.object({
  version: v.literal(1),
  /** When these facts were put together. */
  asOf: instant,
  /** Until when a device may keep a private line; absent on a public one. */
  validUntil: v.optional(instant),
  brand: v.object({ name: TextSchema, accent: v.optional(v.string()) }),
  greeting: v.optional(TextSchema),
  member: v.object({
    verified: v.boolean(),
    reason: v.optional(UnverifiedReasonSchema),
    name: v.optional(v.string()),
    /** Opaque, the same for each of a member's visits: keeps their tickets from the next member at a shared device. */
    ref: v.optional(v.string()),
    tier: v.optional(v.object({ id: v.string(), label: TextSchema, style: TierStyleSchema })),
  }),
  line: ContactLineSchema,
  status: StatusSchema,
  topics: v.array(ContactTopicSchema),
  /** Regular expressions over a whole order number; empty where anything goes. */
  orderPatterns: v.array(v.string()),
  /** Absent where the shop takes no callbacks here. */
  callback: v.optional(
    v.object({
      /** Where callbacks are posted, absolute; the desk's own `/v1/callbacks` where absent. */
      endpoint: v.optional(v.string()),
      promiseMinutes: minutes,
      /** When a callback asked for now would be due; absent where the calendar does not reach. */
      dueAt: v.optional(instant),
      urgent: v.boolean(),
      senior: v.boolean(),
      /** Whether windows can be booked: `GET /v1/slots`. */
      slots: v.boolean(),
      callsFrom: v.array(v.string()),
    }),
  ),
  /** Absent where the desk takes no screenshots. */
  attachments: v.optional(
    v.object({ most: v.number(), maxBytes: v.number(), types: v.array(v.string()) }),
  ),
  /** Whether a brief can be left for a call: `POST /v1/briefs`. */
  briefs: v.boolean(),
  notices: v.array(TextSchema),
  privacy: v.optional(PrivacySchema),
});
export type Contact = v.InferOutput<typeof ContactSchema>;
export type ContactLine = Contact['line'];
