/** Asks the shell to take the ticket that is to be called next, and to open it. */
export class TakeNextEvent extends Event {
  static readonly type = 'console-take-next';

  constructor() {
    super(TakeNextEvent.type, { bubbles: true, composed: true });
  }
}
