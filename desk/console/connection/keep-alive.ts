import type { ConsoleApi } from './api.ts';

/** Browsers may slow timers of a hidden page to one a minute; `PRESENCE_FRESH_MS` allows for that. */
const BEAT_MS = 20_000;

/**
 * Tells the desk regularly that this console is connected. Without it the desk counts the agent as
 * gone and lets their claims lapse.
 */
export class KeepAlive {
  private _timer: ReturnType<typeof setInterval> | undefined;
  private _sending = false;

  constructor(private readonly _api: Pick<ConsoleApi, 'post'>) {}

  /** Sends now and then every {@link BEAT_MS}, unless it does already. */
  start(): void {
    if (this._timer !== undefined) return;
    this._timer = setInterval(() => void this.send(), BEAT_MS);
    void this.send();
  }

  stop(): void {
    clearInterval(this._timer);
    this._timer = undefined;
  }

  /** Sends now, unless stopped or still waiting for the previous answer. */
  async send(): Promise<void> {
    if (this._timer === undefined || this._sending) return;
    this._sending = true;
    try {
      await this._api.post('/beat');
    } catch {
      // The stream, or the next load of the queue, reports a lost connection.
    } finally {
      this._sending = false;
    }
  }
}
