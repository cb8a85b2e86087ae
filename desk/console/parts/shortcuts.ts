import type { ReactiveController } from 'lit';
import { isComposing } from './composing.ts';
import type { ConsoleElement } from './console-element.ts';

/** Whether a key was pressed in a text field or another element that handles keys itself. */
const isTyping = (event: KeyboardEvent): boolean =>
  event
    .composedPath()
    .some(
      (target) =>
        target instanceof HTMLElement &&
        (target.matches('input:not([type=checkbox], [type=radio]), textarea, select, dialog') ||
          target.isContentEditable),
    );

/**
 * Single-key shortcuts while the host is connected. Ignored in fields, with Ctrl, Alt or Meta held,
 * and when the agent turned shortcuts off.
 */
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
      isComposing(event) ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      event.repeat ||
      isTyping(event)
    )
      return;
    const act = this._keys[event.key];
    // A handler returns false to leave the key to the browser.
    if (act && act(event) !== false) event.preventDefault();
  };
}
