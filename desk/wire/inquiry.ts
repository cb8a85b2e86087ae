/**
 * What an agent asks a member to add to their ticket.
 *
 * - `POST /tickets/:number/inquiries` NewInquiry → TicketView. The same `id` asks once
 * - `POST /tickets/:number/inquiries/:id/withdraw` → TicketView
 */
import * as v from 'valibot';
import {
  InquiryKindSchema,
  MAX_INQUIRY_TEXT,
  type InquiryKind,
} from '../../src/contract/inquiry.ts';
import { text } from './fields.ts';

export const NewInquirySchema = v.strictObject({
  /** Made by the console for each inquiry. */
  id: v.pipe(v.string(), v.regex(/^[\w-]{16,64}$/)),
  kind: InquiryKindSchema,
  /** For the member: the question, or what is to be seen. Absent: the widget's own words. */
  text: v.optional(text(MAX_INQUIRY_TEXT)),
});
export type NewInquiry = v.InferInput<typeof NewInquirySchema>;

export type { InquiryKind } from '../../src/contract/inquiry.ts';

/** Why the text of an inquiry is refused: what it speaks of is never asked for. */
export const NEVER_ASKED = [
  'card',
  'code',
  'password',
  'bank-card',
  'id-number',
  'transfer',
  'screen-sharing',
  'link',
] as const;
export type NeverAsked = (typeof NEVER_ASKED)[number];

/** What the member has added. `before`: what the ticket said until then. */
export type Answered =
  | { kind: 'screenshot'; attachments: string[] }
  | { kind: 'order'; order: string; before: string | null }
  | { kind: 'time'; at: number; before: number | null }
  | { kind: 'yes-no'; yes: boolean }
  /** The member has none, or does not know. */
  | { kind: 'none' };

/** Instants are epoch ms. */
export interface Inquiry {
  id: string;
  kind: InquiryKind;
  text: string | null;
  /** Id of the agent who asks. */
  agent: string;
  askedAt: number;
  /** By an agent, or because the ticket has ended. */
  withdrawnAt: number | null;
  answeredAt: number | null;
  answer: Answered | null;
}

/** Whether an inquiry waits for the member. */
export const isWaitedFor = ({ withdrawnAt, answeredAt }: Inquiry): boolean =>
  withdrawnAt === null && answeredAt === null;
