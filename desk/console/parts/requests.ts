/** Requests from any element to the shell. */

/** Asks the shell to claim the first callable ticket and open it. */
export class TakeNextEvent extends Event {
  static readonly type = 'console-take-next';

  constructor() {
    super(TakeNextEvent.type, { bubbles: true, composed: true });
  }
}

/** Asks the shell to take a call that has come in. */
export class TakeCallEvent extends Event {
  static readonly type = 'console-take-call';

  /**
   * @param caller what the caller said, if the agent has typed it already: the ticket is opened at
   *   once
   */
  constructor(readonly caller?: string) {
    super(TakeCallEvent.type, { bubbles: true, composed: true });
  }
}

/** Asks the shell to go to another page. */
export class NavigateEvent extends Event {
  static readonly type = 'console-navigate';

  constructor(
    readonly path: string,
    /** Replaces the current history entry. */
    readonly replace = false,
  ) {
    super(NavigateEvent.type, { bubbles: true, composed: true });
  }
}

/** Asks the shell to show a message for a few seconds; screen readers read it out. */
export class AnnounceEvent extends Event {
  static readonly type = 'console-announce';

  constructor(
    readonly words: string,
    readonly kind: 'done' | 'bad' | 'quiet' = 'done',
  ) {
    super(AnnounceEvent.type, { bubbles: true, composed: true });
  }
}
