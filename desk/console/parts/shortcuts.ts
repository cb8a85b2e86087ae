import type { ReactiveController } from 'lit';
import type { ConsoleElement } from './console-element.ts';

/** Whether a key was typed into something that takes text, or that has keys of its own. */
const isTyping = (event: KeyboardEvent): boolean =>
  event
    .composedPath()
    .some(
      (target) =>
        target instanceof HTMLElement &&
        (target.matches('input:not([type=checkbox], [type=radio]), textarea, select, dialog') ||
          target.isContentEditable),
    );

/** Single keys that act while the host is in the page: not in fields, not with other keys held, and not where the agent turned them off. */
export class Shortcuts implements ReactiveController {
  constructor(
    private readonly _host: ConsoleElement,
    private readonly _keys: Readonly<Record<string, (event: KeyboardEvent) => unknown>>,
  ) {
    _host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('keydown', this._press);
  }

  hostDisconnected(): void {
    document.removeEventListener('keydown', this._press);
  }

  private readonly _press = (event: KeyboardEvent): void => {
    const { context } = this._host;
    if (!context?.preferences.shortcuts || context.store.phase !== 'signed-in') return;
    if (
      event.defaultPrevented ||
      event.isComposing ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      event.repeat ||
      isTyping(event)
    )
      return;
    const act = this._keys[event.key];
    // What acts says so by anything but false.
    if (act && act(event) !== false) event.preventDefault();
  };
}
