import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Changes within this time cause one request. */
const BATCH_MS = 300;

/**
 * Data that a page loads itself. Only the latest request counts; the previous value stays until it
 * is answered.
 */
export class Loaded<Value> implements ReactiveController {
  value: Value | undefined;
  /** Why the latest request failed; undefined when it succeeded. */
  error: unknown;
  asking = false;

  private _latest = 0;
  private _timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly _host: ReactiveControllerHost,
    private readonly _ask: () => Promise<Value>,
  ) {
    _host.addController(this);
  }

  hostDisconnected(): void {
    this._latest++;
    this.asking = false;
    clearTimeout(this._timer);
    this._timer = undefined;
  }

  /** Loads the value. Resolves also when the request fails; see `error`. */
  async ask(): Promise<void> {
    const mine = ++this._latest;
    this.asking = true;
    this._host.requestUpdate();
    let value: Value | undefined;
    let error: unknown;
    try {
      value = await this._ask();
    } catch (refusal) {
      error = refusal;
    }
    if (mine !== this._latest) return;
    this.asking = false;
    this.error = error;
    if (!error) this.value = value;
    this._host.requestUpdate();
  }

  /** Loads the value after a short delay, once for all changes in it. */
  askSoon(): void {
    this._timer ??= setTimeout(() => {
      this._timer = undefined;
      void this.ask();
    }, BATCH_MS);
  }

  /**
   * Sets a value received in another way; undefined discards the current one. Drops a pending
   * request.
   */
  put(value: Value | undefined): void {
    this._latest++;
    this.asking = false;
    this.error = undefined;
    this.value = value;
    this._host.requestUpdate();
  }
}
