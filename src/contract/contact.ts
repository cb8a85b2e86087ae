import * as v from 'valibot';
import { AskSchema, PrivacySchema, TierStyleSchema } from './config.ts';
import { PeriodSchema, WeekdaySchema } from './hours.ts';
import { TextSchema } from './text.ts';

const instant = v.pipe(v.string(), v.isoTimestamp());
const minutes = v.pipe(v.number(), v.integer(), v.minValue(0));

/** A number for people to read and for phones to dial. */
export const DialableSchema = v.object({
  /** Formatted for people: `400-123-4567`. */
  display: v.string(),
  /** `tel:` URI. Includes the keys of the direct menu entry, if the line has one. */
  uri: v.pipe(v.string(), v.regex(/^tel:[+\d*#,]+$/)),
});

/** Days with the same periods, for display: `days: [1,2,3,4,5]`, `periods: [09:00–22:00]`. */
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
  /** `24x7`, or the usual week grouped for display. */
  hours: v.union([v.literal('24x7'), v.array(DayHoursSchema)]),
  promiseMinutes: v.optional(minutes),
  perks: v.array(TextSchema),
  menu: v.array(v.object({ keys: v.string(), label: TextSchema, direct: v.optional(v.boolean()) })),
});

/** Whether the line is open, and how busy it is. */
export const StatusSchema = v.object({
  state: v.picklist(['open', 'busy', 'closed', 'unknown']),
  asOf: instant,
  /** Expected wait in minutes: [minimum, maximum]. */
  waitMinutes: v.optional(v.tuple([minutes, minutes])),
  closesAt: v.optional(instant),
  /** With the offset of the line's zone: `2026-11-21T09:00:00.000+08:00`. */
  opensAt: v.optional(instant),
  /**
   * Only where a supervisor has paused the line: that it is, and until when, in words. `state` is
   * `closed` then.
   */
  paused: v.optional(TextSchema),
  /** Why it is closed at a time when it is usually open. */
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

/** Why the member is not verified. */
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

/** What this member may see: the answer of `GET /v1/contact`, or of `resolve()` in static mode. */
export const ContactSchema = v.object({
  version: v.literal(1),
  /** When this Contact was made. */
  asOf: instant,
  /** Until when a device may store this Contact. Absent for the public line. */
  validUntil: v.optional(instant),
  brand: v.object({ name: TextSchema, accent: v.optional(v.string()) }),
  greeting: v.optional(TextSchema),
  member: v.object({
    verified: v.boolean(),
    reason: v.optional(UnverifiedReasonSchema),
    name: v.optional(v.string()),
    /**
     * Opaque id of the member, the same on every visit. On a shared device it keeps one member's
     * tickets from the next member.
     */
    ref: v.optional(v.string()),
    /** The member's number from the token, masked; absent if it cannot be called back. */
    phone: v.optional(v.string()),
    /**
     * The newest open ticket of a verified member, whatever it was made on; without one, the newest
     * that ended within a day. Their token opens it. `othersOpen`: how many more are open, if any are;
     * `GET /v1/tickets` lists them.
     */
    ticket: v.optional(
      v.object({
        number: v.string(),
        ended: v.optional(v.literal(true)),
        othersOpen: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
      }),
    ),
    tier: v.optional(v.object({ id: v.string(), label: TextSchema, style: TierStyleSchema })),
  }),
  line: ContactLineSchema,
  status: StatusSchema,
  topics: v.array(ContactTopicSchema),
  /** Regular expressions for a whole order number. Empty: any text is accepted. */
  orderPatterns: v.array(v.string()),
  /** The shop's own card codes, which must not be sent: `GC-####-****`, see `core/secrets.ts`. */
  cardTemplates: v.optional(v.array(v.string())),
  /** Absent if this member cannot request a callback. */
  callback: v.optional(
    v.object({
      /** Absolute URL to which callbacks are posted. Default: `/v1/callbacks` of the desk. */
      endpoint: v.optional(v.string()),
      promiseMinutes: minutes,
      /** Due time of a callback requested now. Absent after the end of the work calendar. */
      dueAt: v.optional(instant),
      urgent: v.boolean(),
      senior: v.boolean(),
      /** Whether members can book a slot: `GET /v1/slots`. */
      slots: v.boolean(),
      callsFrom: v.array(v.string()),
      /** Calling codes of the countries whose numbers are called back: `+86`. Absent: ask the desk. */
      countries: v.optional(v.array(v.string())),
      /**
       * Version of what members agree to with a callback, for the request. Absent in static mode, and
       * from desks that take none.
       */
      consentVersion: v.optional(v.string()),
    }),
  ),
  /** How many screenshots the desk takes, and which: `POST /v1/attachments`. Absent if none. */
  attachments: v.optional(
    v.object({ most: v.number(), maxBytes: v.number(), types: v.array(v.string()) }),
  ),
  /** Whether a member can send a brief before a call: `POST /v1/briefs`. */
  briefs: v.boolean(),
  notices: v.array(TextSchema),
  privacy: v.optional(PrivacySchema),
});
export type Contact = v.InferOutput<typeof ContactSchema>;
export type ContactLine = Contact['line'];
