import type { Transaction } from 'kysely';
import type { TicketRecord } from '../domain/ticket.ts';
import type { Presence } from '../../wire/agent.ts';
import type { Schema } from './schema.ts';
import type { Change } from './store.ts';

type Calling = Pick<TicketRecord, 'status' | 'claimedBy'>;

const onCall = (ticket: Calling | undefined): string | null =>
  ticket?.status === 'calling' ? ticket.claimedBy : null;

/**
 * Lets the presence of agents follow their calls, in the transaction that begins or ends one: by a
 * result, a claim that lapses, or a colleague who takes over. An agent who is away stays away.
 */
export async function followCall(
  transaction: Transaction<Schema>,
  before: Calling | undefined,
  after: Calling,
  tell: (change: Change) => void,
): Promise<void> {
  const [was, is] = [onCall(before), onCall(after)];
  if (was === is) return;
  const turn = async (agent: string, from: Presence, to: Presence): Promise<void> => {
    const { numUpdatedRows } = await transaction
      .updateTable('agent')
      .set({ presence: to })
      .where('id', '=', agent)
      .where('presence', '=', from)
      .executeTakeFirstOrThrow();
    if (numUpdatedRows > 0n) tell({ kind: 'team' });
  };
  if (was !== null) await turn(was, 'on-call', 'here');
  if (is !== null) await turn(is, 'here', 'on-call');
}
