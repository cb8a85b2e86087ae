/** A value that tells its followers when it is replaced. */
export class Observable<State> {
  private readonly listeners = new Set<() => void>();

  constructor(public state: State) {}

  /** Calls `listener` after each change. Returns the way to stop. */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  protected set(state: State): void {
    this.state = state;
    for (const listener of [...this.listeners]) listener();
  }
}
