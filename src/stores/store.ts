/** A state that tells its listeners when it is replaced. All stores extend it. */
export class Store<State> {
  protected readonly _listeners = new Set<() => void>();

  constructor(public state: State) {}

  /** Calls `listener` after each change. Returns the function that stops it. */
  subscribe(listener: () => void): () => void {
    this._listeners.add(listener);
    return () => this._listeners.delete(listener);
  }

  /**
   * Replaces the state and tells the listeners. A listener may unsubscribe, or add another, while
   * it is told.
   */
  set(state: State): void {
    this.state = state;
    for (const listener of [...this._listeners]) listener();
  }
}
