import type { BriefCode } from '../contract/brief-code.ts';
import type { Brief } from '../contract/callback.ts';
import { askDesk, type Answer } from './ask-desk.ts';
import type { ContactStore } from '../stores/contact-store.ts';
import type { Draft } from '../stores/draft-store.ts';
import { beside, callbacksAt, vouched } from './endpoint.ts';
import { stringify } from './json.ts';

/** The code in an answer, or undefined where it is none. */
export const readBriefCode = (answer: unknown): BriefCode | undefined => {
  const { code, expiresAt } = (answer ?? {}) as Partial<BriefCode>;
  return /^\d{6}$/.test(code ?? '') && Date.parse(expiresAt ?? '')
    ? (answer as BriefCode)
    : undefined;
};

/** What the member has gathered, as a desk takes it. */
export const briefOf = ({ topic, order, occurredAt, note }: Draft): Brief => ({
  ...(topic && { topic }),
  ...(order?.trim() && { order: order.trim() }),
  ...(occurredAt && { occurredAt: new Date(occurredAt).toISOString() }),
  ...(note?.trim() && { note: note.trim() }),
});

/** Leaves a brief at the desk. Never rejects. */
export const askBriefCode = async (
  contacts: ContactStore,
  brief: Brief,
): Promise<Answer<BriefCode>> =>
  askDesk(
    fetch,
    beside(callbacksAt(contacts), 'briefs'),
    {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(await vouched(contacts)) },
      body: stringify(brief),
    },
    readBriefCode,
  );
