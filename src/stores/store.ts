/** A state that tells its listeners when it is replaced. All stores extend it. */
export class Store<State> {
  /** A list, because pages have variables with the name `Set`. */
  protected _listeners: (() => void)[] = [];

  constructor(public state: State) {}

  /** Calls `listener` after each change. Returns the function that stops it. */
  subscribe(listener: () => void): () => void {
    this._listeners.push(listener);
    return () => {
      this._listeners = this._listeners.filter((each) => each !== listener);
    };
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
