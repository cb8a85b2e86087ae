import type { ConsoleApi } from './api.ts';

/** How often: ms. Timers of a hidden page may go off once a minute only; `PRESENCE_FRESH_MS` bears that. */
const BEAT_MS = 20_000;

/** Tells the desk that this console is there, so that its agent counts as there and keeps what they hold. */
export class Heart {
  private _timer: ReturnType<typeof setInterval> | undefined;
  private _asking = false;

  constructor(private readonly _api: Pick<ConsoleApi, 'post'>) {}

  /** Beats at once, and then over and over. */
  start(): void {
    this.stop();
    this._timer = setInterval(() => void this.beat(), BEAT_MS);
    void this.beat();
  }

  stop(): void {
    clearInterval(this._timer);
    this._timer = undefined;
  }

  /** Beats now, if it beats at all and no beat is still on its way. */
  async beat(): Promise<void> {
    if (this._timer === undefined || this._asking) return;
    this._asking = true;
    try {
      await this._api.post('/beat');
    } catch {
      // That the desk is lost, the stream tells.
    } finally {
      this._asking = false;
    }
  }
}
