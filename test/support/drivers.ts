import { fixtureSync, html } from '@open-wc/testing';
import '../../src/define-panel.ts';
import type { HotlineCallback } from '../../src/components/callback/callback.ts';
import type { HotlineChecklist } from '../../src/components/checklist/checklist.ts';
import type { HotlineElement } from '../../src/components/hotline-element.ts';
import type { HotlineNumber } from '../../src/components/number/number.ts';
import type { HotlinePanel } from '../../src/components/panel/panel.ts';
import type { HotlineTicket } from '../../src/components/ticket/ticket.ts';
import type { Language } from '../../src/contract/text.ts';
import { defineElement } from '../../src/elements.ts';
import { loadMessages } from '../../src/i18n/load.ts';
import type { Context } from '../../src/page/context.ts';
import { turn, until } from './clock.ts';
import type { FakeContacts } from './sample-contact.ts';

type Role =
  | 'button'
  | 'link'
  | 'field'
  | 'checkbox'
  | 'radio'
  | 'choice'
  | 'file'
  | 'status'
  | 'alert'
  | 'heading'
  | 'region'
  | 'group'
  | 'dialog'
  | 'step'
  | 'disclosure';

const ROLES: Record<Role, string> = {
  button: 'button',
  link: 'a[href]',
  field: 'textarea, input:not([type]), input[type=tel], input[type=datetime-local]',
  checkbox: 'input[type=checkbox]',
  radio: 'input[type=radio]',
  choice: 'select',
  file: 'input[type=file]',
  status: '[role=status]',
  alert: '[role=alert]',
  heading: 'h2, h3, h4',
  region: 'section[aria-label], section[aria-labelledby]',
  group: 'fieldset, [role=group]',
  dialog: 'dialog',
  step: 'ol > li',
  disclosure: 'summary',
};

const tidy = (text: string | null | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();

/** The elements inside a node, including shadow roots, in document order. */
export function* elementsIn(node: ParentNode): Generator<Element> {
  for (const child of node.children) {
    yield child;
    if (child.shadowRoot) yield* elementsIn(child.shadowRoot);
    yield* elementsIn(child);
  }
}

const isElement = (node: Node): node is HTMLElement => node.nodeType === Node.ELEMENT_NODE;

const shows = (element: Element): boolean => element.checkVisibility({ visibilityProperty: true });

/** What is drawn inside an element: a slot has what was handed to it. */
function contentOf(element: HTMLElement): Node[] {
  const handed = element instanceof HTMLSlotElement ? element.assignedNodes() : [];
  return handed.length ? handed : [...(element.shadowRoot ?? element).childNodes];
}

/** The visible text of a node, including shadow roots. */
export function wordsIn(node: Node): string {
  if (!isElement(node)) return node.nodeType === Node.TEXT_NODE ? (node.textContent ?? '') : '';
  // A slot has no box of its own.
  if (node.localName === 'style' || (node.localName !== 'slot' && !shows(node))) return '';
  const words = contentOf(node).map(wordsIn);
  return words.join(getComputedStyle(node).display.startsWith('inline') ? '' : ' ');
}

/** The accessible name of an element, by the order of the accessible name computation. */
export function nameOf(element: Element): string {
  const root = element.getRootNode() as ShadowRoot;
  const referred = (attribute: string) =>
    tidy(
      (element.getAttribute(attribute) ?? '')
        .split(' ')
        .map((id) => root.getElementById(id)?.textContent ?? '')
        .join(' '),
    );
  const labels = element.matches('input, textarea, select')
    ? [...((element as HTMLInputElement).labels ?? [])]
    : undefined;
  const legend = element.querySelector(':scope > legend');
  const own = labels ? '' : (legend ?? element).textContent;
  return (
    referred('aria-labelledby') ||
    tidy(element.getAttribute('aria-label')) ||
    tidy(labels?.map(wordsIn).join(' ')) ||
    tidy(own) ||
    tidy(element.getAttribute('title'))
  );
}

/** The accessible description of a field. */
export const descriptionOf = (element: Element): string =>
  tidy(
    (element.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => (element.getRootNode() as ShadowRoot).getElementById(id)?.textContent ?? '')
      .join(' '),
  );

/** The focused element, also inside shadow roots. */
export function focused(): Element | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}

const describeElement = (element: Element | null): string =>
  element ? `${element.localName} “${nameOf(element)}”` : 'nothing';

/** @throws if another element has the focus, naming that element */
export function expectFocus(wanted: Element): void {
  if (focused() !== wanted)
    throw new Error(
      `the focus is on ${describeElement(focused())}, not on ${describeElement(wanted)}`,
    );
}

const matches = (text: string, wanted: string | RegExp): boolean =>
  typeof wanted === 'string' ? text === wanted : wanted.test(text);

/** Tests an element as a member uses it: by roles, accessible names and visible text. */
export class Driver<Element_ extends HTMLElement = HotlineElement> {
  constructor(readonly element: Element_) {}

  all(role: Role, name: string | RegExp = /(?:)/): HTMLElement[] {
    return [...elementsIn(this.element.shadowRoot as ShadowRoot)].filter(
      (found): found is HTMLElement =>
        found.matches(ROLES[role]) && shows(found) && matches(nameOf(found), name),
    );
  }

  find(role: Role, name?: string | RegExp): HTMLElement | undefined {
    return this.all(role, name)[0];
  }

  /** @throws if there is no such element, listing the names of those with the role */
  get(role: Role, name?: string | RegExp): HTMLElement {
    const found = this.find(role, name);
    if (!found)
      throw new Error(
        `no ${role} ${String(name)}; there are: ${this.all(role).map(nameOf).join(' | ')}`,
      );
    return found;
  }

  /** The visible text. */
  get words(): string {
    return tidy(wordsIn(this.element));
  }

  /** Texts in attributes: names, titles, placeholders. */
  get hints(): string[] {
    return [...elementsIn(this.element.shadowRoot as ShadowRoot)]
      .flatMap((found) =>
        ['aria-label', 'title', 'placeholder', 'alt'].map((name) => found.getAttribute(name) ?? ''),
      )
      .filter(Boolean);
  }

  /** The name and size of everything that can be pressed or filled in. */
  get targets(): { name: string; width: number; height: number }[] {
    const size = (element: Element) => element.getBoundingClientRect();
    return [
      ...this.all('button'),
      ...this.all('link'),
      ...this.all('field'),
      ...this.all('choice'),
      ...this.all('disclosure'),
      ...this.all('checkbox'),
      ...this.all('radio'),
      ...this.all('file'),
    ].map((element) => {
      const label = element.matches('input') ? (element.labels?.[0] ?? element) : element;
      // A label that contains its field can be pressed as well, so its size counts.
      const { width, height } = size(label.contains(element) ? label : element);
      return { name: nameOf(element), width, height };
    });
  }

  /** Changes what was handed to the element. */
  async hand(change: Partial<Context>): Promise<void> {
    const element = this.element as unknown as HotlineElement;
    if (element.context) element.context = { ...element.context, ...change };
    await element.updateComplete;
  }

  settled(): Promise<void> {
    return turn();
  }

  async press(
    role: 'button' | 'link' | 'disclosure' | 'checkbox' | 'radio',
    name?: string | RegExp,
  ): Promise<void> {
    (await this.has(role, name)).click();
    await turn();
  }

  async fill(name: string | RegExp, value: string): Promise<void> {
    const field = (this.find('field', name) ?? this.get('choice', name)) as HTMLInputElement;
    field.focus();
    field.value = value;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    field.dispatchEvent(new Event('change', { bubbles: true }));
    await turn();
  }

  valueOf(name: string | RegExp): string {
    return ((this.find('field', name) ?? this.get('choice', name)) as HTMLInputElement).value;
  }

  /** Waits until the text is visible. */
  async says(words: string | RegExp): Promise<void> {
    const said = () =>
      typeof words === 'string' ? this.words.includes(words) : words.test(this.words);
    await until(said, () => `${String(words)} in “${this.words}”`);
  }

  async has(role: Role, name?: string | RegExp): Promise<HTMLElement> {
    return until(
      () => this.find(role, name),
      () => `${role} ${String(name)} among ${this.all(role).map(nameOf).join(' | ')}`,
    );
  }

  /** Collects the events of these types that the element dispatches from now on. */
  hears(...types: string[]): Event[] {
    const heard: Event[] = [];
    for (const type of types) this.element.addEventListener(type, (event) => heard.push(event));
    return heard;
  }
}

interface Look {
  language?: Language;
  dark?: boolean;
  care?: boolean;
  width?: number;
  /** The order that the page is about. */
  order?: string | undefined;
}

type Name =
  'hotline-number' | 'hotline-checklist' | 'hotline-callback' | 'hotline-ticket' | 'hotline-panel';

const loaded = new Map<Language, Promise<unknown>>();

/**
 * Loads what elements load when they need it. Once only: an import of what is there already still
 * takes the page a task for each file that it imports.
 */
function ready(language: Language): Promise<unknown> {
  const loading =
    loaded.get(language) ??
    Promise.all([
      loadMessages(language),
      defineElement('hotline-callback'),
      defineElement('hotline-ticket'),
      defineElement('hotline-care-bar'),
      import('../../src/components/care/enlarge.ts'),
    ]);
  loaded.set(language, loading);
  return loading;
}

async function mount<Tag extends Name>(
  tag: Tag,
  contacts: FakeContacts,
  { language = 'zh-CN', dark = false, care = false, width = 380, order }: Look,
  more: object = {},
): Promise<HTMLElementTagNameMap[Tag]> {
  await ready(language);
  const ground = fixtureSync<HTMLElement>(html`<div></div>`);
  Object.assign(ground.style, {
    width: `${width}px`,
    padding: '20px',
    background: dark ? '#15181e' : '#fff',
    color: dark ? '#eee' : '#111',
  });
  const element = document.createElement(tag);
  Object.assign(element, { context: { store: contacts.store, language, dark, care, order } }, more);
  ground.append(element);
  await element.updateComplete;
  await turn();
  return element;
}

export class NumberCard extends Driver<HotlineNumber> {
  static async mount(contacts: FakeContacts, look: Look = {}): Promise<NumberCard> {
    return new NumberCard(await mount('hotline-number', contacts, look));
  }

  /** The link with the large number. */
  get number(): HTMLAnchorElement {
    return this.element.shadowRoot?.querySelector('[part=number]') as HTMLAnchorElement;
  }

  /** The QR code, if it is shown. */
  get qr(): SVGElement | null | undefined {
    return this.element.shadowRoot?.querySelector('svg[shape-rendering]');
  }
}

export class Checklist extends Driver<HotlineChecklist> {
  static async mount(contacts: FakeContacts, look: Look = {}, order?: string): Promise<Checklist> {
    return new Checklist(await mount('hotline-checklist', contacts, { ...look, order }));
  }

  /** The state and text of each item, in order. */
  get items(): { state: string; words: string }[] {
    return [...(this.element.shadowRoot?.querySelectorAll('[part=list] > li') ?? [])].map(
      (item) => ({ state: item.className, words: tidy(wordsIn(item)) }),
    );
  }

  /** Opens an item and waits for its editor. */
  async edit(item: string | RegExp): Promise<void> {
    const row = this.get('button', item);
    row.focus();
    row.click();
    const editor = (row.getRootNode() as ShadowRoot).getElementById(
      row.getAttribute('aria-controls') ?? '',
    );
    await until(
      () => editor && [...elementsIn(editor)].some((found) => found.matches('input, textarea')),
      () => `the editor of ${String(item)}`,
    );
  }

  async pick(...files: File[]): Promise<void> {
    const input = this.get('file') as HTMLInputElement;
    const transfer = new DataTransfer();
    for (const file of files) transfer.items.add(file);
    input.files = transfer.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
    await turn();
  }
}

export class CallbackForm extends Driver<HotlineCallback> {
  static async mount(
    contacts: FakeContacts,
    look: Look = {},
    order?: string,
  ): Promise<CallbackForm> {
    return new CallbackForm(await mount('hotline-callback', contacts, { ...look, order }));
  }

  /** The error message of each invalid field. */
  get problems(): string[] {
    return [...(this.element.shadowRoot?.querySelectorAll('[aria-invalid=true]') ?? [])].map(
      descriptionOf,
    );
  }

  /** Shows the fields for time and note. */
  async showDetails(): Promise<void> {
    await this.press('disclosure', /^(?:补充时间|Add a time)/);
  }

  async submit(): Promise<void> {
    await this.press('button', /^(?:同意并提交|正在提交|Agree and submit)/);
  }

  /** Fills in phone number and topic, and submits the form. */
  async ask(phone = '138 0013 8000', topic = 'missing'): Promise<void> {
    await this.fill(/您的电话/, phone);
    if (this.find('choice')) await this.fill(/遇到什么问题/, topic);
    await this.submit();
  }
}

export class TicketCard extends Driver<HotlineTicket> {
  static async mount(contacts: FakeContacts, look: Look = {}): Promise<TicketCard> {
    const card = new TicketCard(await mount('hotline-ticket', contacts, look));
    // What delivers screenshots draws nothing while there are none.
    const inside = () =>
      [...elementsIn(card.element.shadowRoot as ShadowRoot)].filter(
        ({ localName }) => localName !== 'hotline-picture-delivery',
      );
    await until(
      () => inside().every(({ shadowRoot }) => !shadowRoot || shadowRoot.childElementCount),
      () => 'the elements inside the ticket',
    );
    return card;
  }

  /** The text of each step of the timeline. */
  get steps(): string[] {
    return this.all('step').map((step) => tidy(wordsIn(step)));
  }
}

export class Panel extends Driver<HotlinePanel> {
  static async mount(
    contacts: FakeContacts,
    look: Look = {},
    more: Partial<Pick<HotlinePanel, 'open' | 'floating' | 'left' | 'view'>> = {
      open: true,
    },
  ): Promise<Panel> {
    return new Panel(await mount('hotline-panel', contacts, look, more));
  }

  get dialog(): HTMLDialogElement {
    return this.get('dialog') as HTMLDialogElement;
  }
}
