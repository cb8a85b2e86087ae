import type { Language } from '../../../../src/contract/text.ts';
import type { TypedCaller } from '../../../wire/caller.ts';
import { UNKNOWN_CALLER, type Caller } from '../../domain/new-call.ts';
import type { StoredTicket, TicketRecord } from '../../domain/ticket.ts';
import type { Store } from '../../store/store.ts';

interface FoundCaller {
  caller: Caller;
  language: Language;
  /** The code of their brief. */
  code?: string;
  /** The ticket whose number they named, or that was opened from their code before. */
  named?: StoredTicket;
}

/** Earlier tickets of one caller that are looked at: the newest say who they are. */
const MAX_LOOKED_AT = 10;

const ofMember = ({
  member,
  memberName,
  tier,
}: TicketRecord): Pick<Caller, 'member' | 'memberName' | 'tier'> => ({ member, memberName, tier });

/**
 * What is known of a caller by what they said. A code, a ticket number and the phone number of an
 * earlier ticket tell which member it is; an order number does not, because others may know it.
 * @returns undefined for a code or a ticket number that does not exist
 */
export async function callerOf(
  asked: TypedCaller,
  { briefs, tickets }: Pick<Store, 'briefs' | 'tickets'>,
  now: number,
): Promise<FoundCaller | undefined> {
  const language = 'zh-CN';
  switch (asked.kind) {
    case 'nothing':
      return { caller: UNKNOWN_CALLER, language };
    case 'code': {
      const brief = await briefs.find(asked.value, now);
      if (!brief) return undefined;
      const { member, tier, line, body } = brief;
      const { topic = null, order = null, occurredAt, note = null } = body;
      // The ticket of an earlier call with the same code.
      const known = brief.ticket === null ? undefined : await tickets.find(brief.ticket);
      const named = known?.erasedAt === null ? known : undefined;
      return {
        caller: {
          ...UNKNOWN_CALLER,
          ...{ member, tier, line, topic, note, orderNumber: order },
          occurredAt: occurredAt === undefined ? null : Date.parse(occurredAt),
        },
        language,
        code: asked.value,
        ...(named && { named }),
      };
    }
    case 'ticket': {
      const found = await tickets.find(asked.value);
      const named = found?.mergedInto ? await tickets.find(found.mergedInto) : found;
      if (!named || named.erasedAt !== null) return undefined;
      const { line, phone, extension, topic, orderNumber } = named;
      return {
        caller: {
          ...UNKNOWN_CALLER,
          ...ofMember(named),
          line,
          phone,
          extension,
          topic,
          orderNumber,
        },
        language: named.language,
        named,
      };
    }
    case 'phone': {
      const { value: phone, extension } = asked;
      const earlier = await tickets.earlier(
        { number: '', member: null, phone, extension, orderNumber: null },
        MAX_LOOKED_AT,
      );
      const known = earlier.find(({ member }) => member !== null);
      return {
        caller: { ...UNKNOWN_CALLER, ...(known && ofMember(known)), phone, extension },
        language: earlier[0]?.language ?? language,
      };
    }
    case 'text': {
      const { value } = asked;
      const ofOrder = await tickets.search({ orderNumber: value }, 1);
      const [known] =
        ofOrder.length > 0
          ? []
          : await tickets.earlier(
              { number: '', member: value, phone: '', extension: null, orderNumber: null },
              MAX_LOOKED_AT,
            );
      return {
        caller: {
          ...UNKNOWN_CALLER,
          ...(known ? ofMember(known) : { orderNumber: value }),
        },
        language: known?.language ?? ofOrder[0]?.language ?? language,
      };
    }
  }
}
