/** A value that tells its followers when it is replaced. */
export class Observable<State> {
  private readonly _listeners = new Set<() => void>();

  constructor(public state: State) {}

  /** Calls `listener` after each change. Returns the way to stop. */
  subscribe(listener: () => void): () => void {
    this._listeners.add(listener);
    return () => void this._listeners.delete(listener);
  }

  protected set(state: State): void {
    this.state = state;
    for (const listener of [...this._listeners]) listener();
  }
}
