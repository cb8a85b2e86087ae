/**
 * Messages to webhooks and chat groups, for supervisors.
 *
 * - `GET /deliveries` → DeliveriesView
 * - `POST /deliveries/:id/redeliver` → DeliveriesView
 * - `POST /bots/:id/test`, `POST /webhooks/:id/test` → 204, or the problem `test-failed`
 */
import type { HotlineEventType } from './hotline-event.ts';

interface Delivery {
  id: string;
  target: string;
  type: HotlineEventType;
  createdAt: number;
  attempts: number;
  lastError: string | null;
}

export interface DeliveriesView {
  targets: { target: string; pending: number; delivered: number; dead: number }[];
  /** Failed for the last time. */
  dead: Delivery[];
  /** Failed at least once and will be retried. */
  retrying: (Delivery & { nextAt: number })[];
}
