import { fixture, html } from '@open-wc/testing';
import '../elements.ts';
import type { DeskConsole } from '../shell/shell.ts';
import { turn, until } from '../../../test/support/clock.ts';
import {
  descriptionOf,
  elementsIn,
  focused,
  nameOf,
  wordsIn,
} from '../../../test/support/drivers.ts';
import type { FakeConsoleDesk } from './fake-console-desk.ts';

const ROLES = {
  button: 'button',
  link: 'a[href]',
  field: 'input:not([type=radio], [type=checkbox]), textarea',
  choice: 'select',
  radio: 'input[type=radio]',
  checkbox: 'input[type=checkbox]',
  dialog: 'dialog[open]',
  alert: '[role=alert]',
  status: '[role=status]',
  region: 'section[aria-labelledby]',
  item: 'li',
  row: 'tbody tr',
  disclosure: 'summary',
} as const;
type Role = keyof typeof ROLES;
type Name = string | RegExp;

const tidy = (text: string | null): string => (text ?? '').replace(/\s+/g, ' ').trim();
const fits = (text: string, wanted: Name): boolean =>
  typeof wanted === 'string' ? text === wanted : wanted.test(text);

const { matchMedia } = window;
afterEach(() => (window.matchMedia = matchMedia));

/** Drives one page of the console in its shell, found by roles, names and text. */
export class ConsolePage {
  private constructor(
    readonly shell: DeskConsole,
    private readonly _tag: string,
  ) {}

  /** Opens the page at `desk.path` and waits until it is rendered. */
  static async open(
    desk: FakeConsoleDesk,
    tag: string,
    { lang = 'zh-CN', dark = false } = {},
  ): Promise<ConsolePage> {
    desk.kept.set('hotline-console', JSON.stringify({ lang }));
    window.matchMedia = (query) =>
      (query.includes('color-scheme')
        ? Object.assign(new EventTarget(), { matches: dark })
        : matchMedia.call(window, query)) as MediaQueryList;
    const shell = await fixture<DeskConsole>(
      html`<desk-console .services=${desk.services}></desk-console>`,
    );
    const page = new ConsolePage(shell, tag);
    await until(
      () => page.root,
      () => `${tag} in “${shell.shadowRoot?.textContent ?? ''}”`,
    );
    return page;
  }

  get element(): HTMLElement | null | undefined {
    return this.shell.shadowRoot?.querySelector<HTMLElement>(this._tag);
  }

  /** Visible text of the page. */
  get words(): string {
    return tidy(this.element ? wordsIn(this.element) : '');
  }

  /** Current message of the shell. */
  get said(): string {
    return tidy(this.shell.shadowRoot?.querySelector('.said')?.textContent ?? '');
  }

  all(role: Role, name: Name = /(?:)/): HTMLElement[] {
    return this._elements.filter(
      (found) => found.matches(ROLES[role]) && found.checkVisibility() && fits(nameOf(found), name),
    );
  }

  async has(role: Role, name?: Name): Promise<HTMLElement> {
    return until(
      () => this.all(role, name)[0],
      () => `${role} ${String(name)} among ${this.all(role).map(nameOf).join(' | ')}`,
    );
  }

  async says(words: Name): Promise<void> {
    await until(
      () => (typeof words === 'string' ? this.words.includes(words) : words.test(this.words)),
      () => `${String(words)} in “${this.words}”`,
    );
  }

  /** Waits until the shell shows this message. */
  async tells(words: string): Promise<void> {
    await until(
      () => this.said.includes(words),
      () => `the message “${words}”; it is “${this.said}”`,
    );
  }

  async press(
    role: 'button' | 'link' | 'radio' | 'checkbox' | 'disclosure',
    name: Name,
  ): Promise<HTMLElement> {
    const pressed = await this.has(role, name);
    pressed.focus();
    pressed.click();
    await turn();
    return pressed;
  }

  async fill(name: Name, value: string): Promise<void> {
    const field = (await until(
      () => this.all('field', name)[0] ?? this.all('choice', name)[0],
      () => `field ${String(name)} among ${this.all('field').map(nameOf).join(' | ')}`,
    )) as HTMLInputElement;
    field.focus();
    field.value = value;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    field.dispatchEvent(new Event('change', { bubbles: true }));
    await turn();
  }

  async submit(): Promise<void> {
    const form = (selector: string) => this._elements.find((found) => found.matches(selector));
    ((form('dialog form') ?? form('form')) as HTMLFormElement).requestSubmit();
    await turn();
  }

  /** Validation errors of the invalid fields. */
  get wrong(): string[] {
    return this._elements
      .filter((found) => found.matches('[aria-invalid=true]'))
      .map(descriptionOf);
  }

  /** Accessible name of the focused element; empty without one. */
  get focus(): string {
    const active = focused();
    return active ? nameOf(active) : '';
  }

  async gone(role: Role): Promise<void> {
    await until(
      () => !this.all(role).length,
      () => `no more ${role}`,
    );
  }

  /** All elements of the page, including shadow roots. */
  private get _elements(): HTMLElement[] {
    return [...(this.root ? elementsIn(this.root) : [])] as HTMLElement[];
  }

  private get root(): ShadowRoot | null | undefined {
    return this.element?.shadowRoot?.firstElementChild ? this.element.shadowRoot : null;
  }
}
