import { fixtureSync, html } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import '../elements.ts';
import type { ConsoleLanguage } from '../parts/context.ts';
import type { DeskConsole } from '../shell/shell.ts';
import { turn, until } from '../../../test/support/clock.ts';
import { Driver, focused } from '../../../test/support/drivers.ts';
import type { FakeConsoleDesk } from './fake-console-desk.ts';

interface Look {
  lang?: ConsoleLanguage;
  dark?: boolean;
  width?: number;
  height?: number;
}

const { matchMedia } = window;

/** Drives the whole console as an agent uses it. */
export class ConsoleDriver extends Driver<DeskConsole> {
  /** Mounts the console at the fake desk's path and waits until it has rendered text. */
  static async mount(
    desk: FakeConsoleDesk,
    { lang = 'zh-CN', dark = false, width = 1280, height = 800 }: Look = {},
  ): Promise<ConsoleDriver> {
    await setViewport({ width, height });
    window.matchMedia = (query) =>
      query.includes('color-scheme')
        ? ({
            matches: dark,
            addEventListener: () => undefined,
            removeEventListener: () => undefined,
          } as unknown as MediaQueryList)
        : matchMedia.call(window, query);
    desk.kept.set('hotline-console', JSON.stringify({ lang }));
    const element = document.createElement('desk-console');
    element.services = desk.services;
    const ground = fixtureSync<HTMLElement>(html`<div></div>`);
    ground.append(element);
    const driver = new ConsoleDriver(element);
    await until(
      () => driver.words,
      () => 'the rendered console',
    );
    return driver;
  }

  /** Restores the browser's own `matchMedia`. */
  static restore(): void {
    window.matchMedia = matchMedia;
  }

  /** First element that matches the selector, in any shadow root. */
  at(
    selector: string,
    root: ParentNode = this.element.shadowRoot as ShadowRoot,
  ): HTMLElement | undefined {
    for (const element of root.querySelectorAll<HTMLElement>('*')) {
      if (element.matches(selector)) return element;
      const within = element.shadowRoot && this.at(selector, element.shadowRoot);
      if (within) return within;
    }
    return undefined;
  }

  /** Rows of the queue in their order on the screen. */
  get rows(): HTMLElement[] {
    const list = this.at('[role=listbox]');
    return [...(list?.querySelectorAll<HTMLElement>('[role=option]') ?? [])].sort(
      (a, b) => Number(a.dataset['index']) - Number(b.dataset['index']),
    );
  }

  row(number: string): HTMLElement | undefined {
    return this.rows.find(({ dataset }) => dataset['number'] === number);
  }

  /** Number of the ticket that keys act on. */
  get active(): string {
    const list = this.at('[role=listbox]');
    return (
      this.rows.find(({ id }) => id === list?.getAttribute('aria-activedescendant'))?.dataset[
        'number'
      ] ?? ''
    );
  }

  /** Presses a key on the focused element. */
  async key(key: string, more: KeyboardEventInit = {}): Promise<KeyboardEvent> {
    const event = new KeyboardEvent('keydown', {
      key,
      bubbles: true,
      composed: true,
      cancelable: true,
      ...more,
    });
    (focused() ?? document.body).dispatchEvent(event);
    await turn();
    return event;
  }

  /** Current message of the shell. */
  get said(): string {
    return this.at('.said')?.textContent.trim() ?? '';
  }

  until<Value>(condition: () => Value | undefined | false | null, what: string): Promise<Value> {
    return until(condition, () => `${what} in “${this.words}”`);
  }
}
