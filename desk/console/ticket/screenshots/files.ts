import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ApiProblem } from '../../connection/api.ts';

/** What is known of the bytes of a screenshot. `gone`: the desk has deleted them. */
export type FileState =
  | { kind: 'loading' }
  | { kind: 'ready'; url: string }
  | { kind: 'gone' }
  | { kind: 'failed'; error: unknown };

const LOADING: FileState = { kind: 'loading' };

/** Loads the screenshots that are shown, each once, and lets go of those that are not. */
export class Files implements ReactiveController {
  private readonly _states = new Map<string, FileState>();

  constructor(
    private readonly _host: ReactiveControllerHost,
    private readonly _load: (id: string) => Promise<Blob>,
  ) {
    _host.addController(this);
  }

  hostDisconnected(): void {
    this.show([]);
  }

  of(id: string): FileState {
    return this._states.get(id) ?? LOADING;
  }

  /** Loads those that are new. */
  show(ids: readonly string[]): void {
    for (const [id, state] of this._states) {
      if (ids.includes(id)) continue;
      if (state.kind === 'ready') URL.revokeObjectURL(state.url);
      this._states.delete(id);
    }
    for (const id of ids) if (!this._states.has(id)) void this._ask(id);
  }

  /** Loads one again. */
  retry(id: string): void {
    if (this.of(id).kind === 'failed') void this._ask(id);
  }

  /** Loads all again that failed: the connection is back. */
  retryAll(): void {
    for (const id of this._states.keys()) this.retry(id);
  }

  private async _ask(id: string): Promise<void> {
    // An object of its own: an answer that comes after the screenshot was let go is dropped.
    const asking: FileState = { kind: 'loading' };
    this._set(id, asking);
    let state: FileState;
    try {
      const blob = await this._load(id);
      if (this._states.get(id) !== asking) return;
      state = { kind: 'ready', url: URL.createObjectURL(blob) };
    } catch (error) {
      if (this._states.get(id) !== asking) return;
      const isGone = error instanceof ApiProblem && error.code === 'not-found';
      state = isGone ? { kind: 'gone' } : { kind: 'failed', error };
    }
    this._set(id, state);
  }

  private _set(id: string, state: FileState): void {
    this._states.set(id, state);
    this._host.requestUpdate();
  }
}
