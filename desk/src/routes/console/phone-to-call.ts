import type { Config } from '../../../../src/contract/config.ts';
import { checkAffordable } from '../../../../src/core/phone-abroad.ts';
import type { PhoneSaid } from '../../domain/agent-actions.ts';
import type { ConsoleContext } from '../../deps.ts';
import { problem } from '../../http/problem.ts';

/** A number that a caller has said; null when the shop may not call it. */
export function phoneToCall(said: string, { callbacks }: Config): PhoneSaid | null {
  const checked = checkAffordable(said, callbacks?.countries);
  return checked.callable
    ? { phone: checked.e164, extension: checked.number.extension ?? null }
    : null;
}

export const refusePhone = (c: ConsoleContext): Response =>
  problem(c, 'phone-not-callable', { errors: [{ pointer: '/phone', code: 'not-callable' }] });
