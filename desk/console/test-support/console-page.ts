import { fixture, html } from '@open-wc/testing';
import '../elements.ts';
import type { DeskConsole } from '../shell/shell.ts';
import { turn, until } from '../../../test/support/clock.ts';
import { descriptionOf, focused, nameOf } from '../../../test/support/drivers.ts';
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

/** One page of the console inside its shell, as an agent meets it: by roles, names and words. */
export class ConsolePage {
  private constructor(
    readonly shell: DeskConsole,
    private readonly _tag: string,
  ) {}

  /** Opens the page at `desk.path` and waits until it is there. */
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

  /** Everything of the page that shows. */
  get words(): string {
    return tidy(this.element?.shadowRoot ? wordsIn(this.element.shadowRoot) : '');
  }

  /** What the shell says for a moment. */
  get said(): string {
    return tidy(this.shell.shadowRoot?.querySelector('.said')?.textContent ?? '');
  }

  all(role: Role, name: Name = /(?:)/): HTMLElement[] {
    return [...(this.root?.querySelectorAll<HTMLElement>(ROLES[role]) ?? [])].filter(
      (found) => found.checkVisibility() && fits(nameOf(found), name),
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

  /** Waits until the shell has said it. */
  async tells(words: string): Promise<void> {
    await until(
      () => this.said.includes(words),
      () => `${words} said; it was “${this.said}”`,
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
    const form = this.root?.querySelector('dialog form') ?? this.root?.querySelector('form');
    (form as HTMLFormElement).requestSubmit();
    await turn();
  }

  /** What is said of each field that is wrong. */
  get wrong(): string[] {
    return [...(this.root?.querySelectorAll('[aria-invalid=true]') ?? [])].map(descriptionOf);
  }

  /** The name of what has the focus. */
  get focus(): string {
    const active = focused();
    return active ? nameOf(active) : '';
  }

  async gone(role: Role): Promise<void> {
    await until(
      () => !this.all(role).length,
      () => `no ${role}`,
    );
  }

  private get root(): ShadowRoot | null | undefined {
    return this.element?.shadowRoot?.firstElementChild ? this.element.shadowRoot : null;
  }
}

/** The words that show. */
function wordsIn(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? '';
  if (node instanceof HTMLElement && (!node.checkVisibility() || node.localName === 'style'))
    return '';
  const words = [...node.childNodes].map(wordsIn);
  return words.join(
    node instanceof Element && getComputedStyle(node).display.startsWith('inline') ? '' : ' ',
  );
}
