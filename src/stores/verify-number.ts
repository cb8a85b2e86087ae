import type { NumberChecked } from '../contract/own-number.ts';
import { stringify } from '../core/stringify.ts';
import type { ShopNumbers } from '../core/own-number.ts';
import { addressBeside } from '../desk-client/desk.ts';
import { request } from '../desk-client/request.ts';
import type { ContactStore } from './contact-store.ts';
import { deskOf } from './desk.ts';

/** Whether a number is the shop's, what is wrong with it, or that it could not be checked. */
export type Verdict =
  | { kind: 'yes' | 'no' }
  | { kind: 'problem'; code: string }
  | { kind: 'unknown'; retryAfter?: number | undefined };

const verdictOf = (answer: { ours: boolean } | { problem: string }): Verdict =>
  'problem' in answer
    ? { kind: 'problem', code: answer.problem }
    : { kind: answer.ours ? 'yes' : 'no' };

/** In static mode, the page has the config, which names all numbers. */
const byConfig = async (number: string, { source, effects }: ContactStore): Promise<Verdict> => {
  const { config = '' } = source;
  const [{ checkOwnNumber }, text] = await Promise.all([
    import('../core/own-number.ts'),
    /^\s*{/.test(config) ? config : effects.fetch(config).then((answer) => answer.text()),
  ]);
  return verdictOf(checkOwnNumber(number, JSON.parse(text) as ShopNumbers));
};

const byDesk = async (number: string, contacts: ContactStore): Promise<Verdict> => {
  const answer = await request(
    contacts.effects,
    addressBeside(deskOf(contacts).callbacks, 'numbers/verify'),
    {
      method: 'POST',
      body: stringify({ number }),
      headers: { 'content-type': 'application/json' },
    },
    (body) => {
      const checked = body as Partial<NumberChecked> | null;
      return typeof checked?.ours === 'boolean' ? { ours: checked.ours } : undefined;
    },
  );
  if (answer.ok) return verdictOf(answer.value);
  const [error] = answer.errors;
  return answer.code === 'invalid-body' && error
    ? { kind: 'problem', code: error.code }
    : { kind: 'unknown', retryAfter: answer.retryAfter };
};

/** Asks whether a number that called is one of the shop's. Never rejects. */
export const verifyNumber = async (number: string, contacts: ContactStore): Promise<Verdict> =>
  (contacts.source.config ? byConfig : byDesk)(number, contacts).catch(() => ({
    kind: 'unknown' as const,
  }));
