import type { ContactTopic } from '../contract/contact.ts';
import { isOrderNumber } from './order-number.ts';

export type ChecklistItemId = 'topic' | ContactTopic['asks'][number];

export interface ChecklistItem {
  readonly id: ChecklistItemId;
  /** `doubtful`: an order number that matches no pattern. The member is warned, but can go on. */
  readonly state: 'ready' | 'missing' | 'doubtful';
  /**
   * Required items are those without which an agent can hardly help; the others shorten the call.
   */
  readonly required: boolean;
}

/** What the member has entered so far, not validated. */
export interface BriefDraft {
  readonly topic?: string | undefined;
  readonly order?: string | undefined;
  readonly occurredAt?: string | undefined;
  readonly note?: string | undefined;
  /** Number of screenshots picked. */
  readonly screenshots?: number | undefined;
}

export interface ChecklistInput {
  readonly topics: readonly ContactTopic[];
  readonly draft: BriefDraft;
  /**
   * As in the Contact: regular expressions for a whole order number. Empty: any text is accepted.
   */
  readonly orderPatterns: readonly string[];
  /** Whether the desk accepts screenshots. If not, the checklist does not ask for them. */
  readonly attachments: boolean;
}

export interface Checklist {
  readonly items: readonly ChecklistItem[];
  /** Number of items that are ready. Doubtful items are not. */
  readonly ready: number;
  readonly total: number;
}

/** What most calls need: asked for until a topic is chosen. */
const DEFAULT_ASKS = ['order', 'time', 'screenshot'] as const;

/**
 * What is ready and what is missing before a call: first the topic, then what that topic asks for,
 * in its order. Until a topic is chosen, and in a shop without topics, what most calls need. A
 * topic that the shop no longer has counts as not chosen.
 */
export function checklist({
  topics,
  draft,
  orderPatterns,
  attachments,
}: ChecklistInput): Checklist {
  const topic = topics.find(({ id }) => id === draft.topic);
  const given = (there: unknown): ChecklistItem['state'] => (there ? 'ready' : 'missing');
  const states: Record<ChecklistItemId, () => ChecklistItem['state']> = {
    topic: () => given(topic),
    order: () =>
      draft.order?.trim() && !isOrderNumber(draft.order, orderPatterns)
        ? 'doubtful'
        : given(draft.order?.trim()),
    time: () => given(draft.occurredAt?.trim()),
    screenshot: () => given(draft.screenshots),
    note: () => given(draft.note?.trim()),
  };
  const asks = new Set<ChecklistItemId>([
    ...(topics.length ? (['topic'] as const) : []),
    ...(topic?.asks ?? DEFAULT_ASKS),
  ]);
  if (!attachments) asks.delete('screenshot');
  const items = [...asks].map((id) => ({
    id,
    state: states[id](),
    required: id === 'topic' || id === 'order',
  }));
  return {
    items,
    ready: items.filter(({ state }) => state === 'ready').length,
    total: items.length,
  };
}
