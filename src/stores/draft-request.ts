import type { Brief, CallbackRequestInput } from '../contract/callback.ts';
import type { Language } from '../contract/text.ts';
import type { Draft } from './draft-store.ts';

/**
 * What the member has gathered, as a desk takes it. Texts are trimmed, as the contract trims them,
 * and empty ones are left out. `occurredAt` is read on the member's own clock.
 */
export const briefOf = ({ topic, order, occurredAt, note, attachments }: Draft): Brief => ({
  ...(topic && { topic }),
  ...(order?.trim() && { order: order.trim() }),
  ...(occurredAt && { occurredAt: new Date(occurredAt).toISOString() }),
  ...(note?.trim() && { note: note.trim() }),
  ...(attachments?.length && { attachments: [...attachments] }),
});

/**
 * The request for a callback that a valid draft makes.
 * @param slots whether slots can be booked; if not, a chosen one is ignored
 * @param language in which the member is called
 */
export const callbackRequestOf = (
  draft: Draft,
  slots: boolean,
  language: Language,
): CallbackRequestInput => {
  const { phone, urgent, senior, booked, window, consentVersion } = draft;
  return {
    ...(phone !== undefined && { phone }),
    when: booked && window && slots ? { kind: 'window', from: window.from } : { kind: 'asap' },
    consent: true,
    ...(consentVersion && { consentVersion }),
    language,
    ...briefOf(draft),
    ...(urgent && { urgent }),
    ...(senior && { senior }),
  };
};
