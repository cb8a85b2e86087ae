import type { ContactTopic } from '../contract/contact.ts';
import { isOrderNumber } from './order-number.ts';

export type ChecklistItemId = 'topic' | ContactTopic['asks'][number];

export interface ChecklistItem {
  readonly id: ChecklistItemId;
  /** `doubtful` is an order number of no known shape: worth a second look, no reason to stop anyone. */
  readonly state: 'ready' | 'missing' | 'doubtful';
  /** Without it an agent can hardly help; the others shorten the call. */
  readonly required: boolean;
}

/** What a member has gathered so far, unchecked. */
export interface BriefDraft {
  readonly topic?: string | undefined;
  readonly order?: string | undefined;
  readonly occurredAt?: string | undefined;
  readonly note?: string | undefined;
  /** How many screenshots were picked. */
  readonly screenshots?: number | undefined;
}

export interface ChecklistInput {
  readonly topics: readonly ContactTopic[];
  readonly draft: BriefDraft;
  /** As in the Contact: regular expressions over a whole order number, none where anything goes. */
  readonly orderPatterns: readonly string[];
  /** Whether the desk takes screenshots; they are not asked for where it does not. */
  readonly attachments: boolean;
}

export interface Checklist {
  readonly items: readonly ChecklistItem[];
  /** How many of `total` items are ready; a doubtful one is not. */
  readonly ready: number;
  readonly total: number;
}

/** What most calls need. */
const USUAL = ['order', 'time', 'screenshot'] as const;

/**
 * What is ready and what is missing before the call: the topic first, then what that topic asks for, in its order; until a topic is
 * chosen, and in a shop without topics, what most calls need. A draft that names a topic which the shop no longer has is one without.
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
    ...(topic?.asks ?? USUAL),
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
