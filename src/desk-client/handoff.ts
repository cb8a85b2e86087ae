import type { Handoff, HandoffRequestInput } from '../contract/handoff.ts';
import { stringify } from '../core/stringify.ts';
import { addressBeside, type Desk } from './desk.ts';
import { request, type Answer } from './request.ts';

/** The hand-off in an answer, or undefined if there is none. */
const readHandoff = (answer: unknown): Handoff | undefined => {
  const { url, expiresAt } = (answer ?? {}) as Partial<Handoff>;
  return typeof url === 'string' && /^h\/[\w-]{22,}$/.test(url) && Date.parse(expiresAt ?? '')
    ? { url, expiresAt: expiresAt as string }
    : undefined;
};

/** Makes a page for the member's phone. Never rejects. */
export const requestHandoff = async (
  desk: Desk,
  body: HandoffRequestInput,
): Promise<Answer<Handoff>> =>
  request(
    desk.network,
    addressBeside(desk.callbacks, 'handoffs'),
    {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(await desk.headers()) },
      body: stringify(body),
    },
    readHandoff,
  );
