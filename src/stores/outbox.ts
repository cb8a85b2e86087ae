import type { CallbackRequestInput } from '../contract/callback.ts';
import { withoutCertainSecrets, type SecretRules } from '../core/secrets.ts';
import { DAY } from '../core/time.ts';
import { Records } from '../device/records.ts';
import type { Draft } from './draft-store.ts';
import type { Effects } from './effects.ts';

/** A request for a callback that waits on the device until the desk has answered it. */
export interface WaitingRequest {
  /** Its Idempotency-Key. */
  key: string;
  /** When the member submitted it, epoch ms. */
  agreed: number;
  callback: CallbackRequestInput;
  /** What the form held. */
  draft: Omit<Draft, 'screenshots'>;
}

/** A request that nobody came back for is deleted when the next one is kept, ms. */
export const MAX_WAITING_MS = 7 * DAY;

/**
 * The requests that wait on this device, by their keys: they outlive the page. Which of them is
 * whose is known from what holds the key (`attempt.ts`).
 */
export class Outbox {
  private readonly _records: Records<WaitingRequest>;

  constructor(private readonly _effects: Effects) {
    this._records = new Records(_effects);
  }

  /**
   * Keeps a request, in the place of an earlier one with its key. Resolves to whether it would
   * outlive the page.
   */
  keep({ callback, draft, ...request }: WaitingRequest, rules: SecretRules): Promise<boolean> {
    const { note } = callback;
    const safe = note !== undefined && { note: withoutCertainSecrets(note, rules) };
    return this._records.keep(
      { ...request, callback: { ...callback, ...safe }, draft: { ...draft, ...safe } },
      this._effects.Date.now() - MAX_WAITING_MS,
    );
  }

  read(key: string): Promise<WaitingRequest | undefined> {
    return this._records.read(key);
  }

  remove(key: string): Promise<void> {
    return this._records.remove(key);
  }
}
