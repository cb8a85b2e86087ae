import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** What changes within so many ms is asked for once. */
const TOGETHER = 300;

/** What a page shows beyond the store. Only the answer to its latest question counts; until that comes, the one before stays. */
export class Loaded<Value> implements ReactiveController {
  value: Value | undefined;
  /** Why the latest question has no answer. */
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

  /** Settles once the answer, or that there is none, is known. */
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

  /** Something has changed: asks together with whatever changes just after. */
  askSoon(): void {
    this._timer ??= setTimeout(() => {
      this._timer = undefined;
      void this.ask();
    }, TOGETHER);
  }

  /** What the desk has told without being asked; undefined where what is known counts no more. */
  put(value: Value | undefined): void {
    this._latest++;
    this.asking = false;
    this.error = undefined;
    this.value = value;
    this._host.requestUpdate();
  }
}
