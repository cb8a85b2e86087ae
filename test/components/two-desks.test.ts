import { expect, fixture, html } from '@open-wc/testing';
import { defineElement, ELEMENTS, type Tag } from '../../src/elements.ts';
import '../../src/define-panel.ts';
import { messages as en } from '../../src/i18n/en.ts';
import { messages as zh } from '../../src/i18n/zh-CN.ts';
import { findContext } from '../../src/page/find-context.ts';
import type { ContactStore } from '../../src/stores/contact-store.ts';
import { until } from '../support/clock.ts';
import { Driver } from '../support/drivers.ts';
import { json } from '../support/fake-desk.ts';
import { sampleContact } from '../support/sample-contact.ts';

let tests = 0;
/** Of each test its own: a page keeps what a desk has answered. */
let [own, other] = ['', ''];
/** What each element says that a page places itself. */
const PLACED = {
  'hotline-number': (m: typeof zh) => m.callbackClosed,
  'hotline-checklist': (m: typeof zh) => m.checklist,
  'hotline-callback': (m: typeof zh) => m.phone,
  'hotline-ticket': (m: typeof zh) => m.noTicket,
};

interface Placed extends HTMLElement {
  store?: ContactStore;
}

const { fetch } = window;

describe('an element with its own desk, in a page with another', () => {
  /** Origins of the desks that were asked. */
  let asked: string[];
  const page = findContext(() => Promise.reject(new Error('no config here')));

  before(() => Promise.all((Object.keys(ELEMENTS) as Tag[]).map(defineElement)));
  beforeEach(() => {
    asked = [];
    tests++;
    [own, other] = [`https://own-${tests}.example`, `https://other-${tests}.example`];
    window.fetch = (input) => {
      asked.push(new URL(input as string).origin);
      return Promise.resolve(json(sampleContact({ status: { state: 'closed' } })));
    };
  });
  afterEach(() => {
    window.fetch = fetch;
    localStorage.clear();
  });

  /** A widget of the page whose panel notes what it is asked to show. */
  const widget = async (): Promise<{ opened: string[] }> => {
    const opened: string[] = [];
    const element = await fixture<Placed>(html`<hotline-widget desk=${other}></hotline-widget>`);
    element.store = page(element).store;
    Object.assign(element, { open: (view: string) => opened.push(view) });
    return { opened };
  };

  const place = async (tag: string, around: HTMLElement): Promise<Driver<Placed>> => {
    const element = document.createElement(tag);
    element.setAttribute('desk', own);
    around.append(element);
    const driver = new Driver<Placed>(element);
    await until(
      () => driver.words,
      () => tag,
    );
    return driver;
  };

  for (const [tag, words] of Object.entries(PLACED)) {
    it(`asks its own desk only: ${tag}`, async () => {
      await widget();
      const around = await fixture<HTMLElement>(html`<div lang="zh-CN"></div>`);
      const driver = await place(tag, around);
      await driver.says(words(zh));
      expect(new Set(asked)).to.deep.equal(new Set([own]));
    });

    for (const [lang, m] of [
      ['zh-CN', zh],
      ['en', en],
    ] as const)
      it(`speaks the language around the shadow root in which it stands: ${tag}, ${lang}`, async () => {
        const host = await fixture<HTMLElement>(
          html`<div lang=${lang} style="color: white"><p></p></div>`,
        );
        const inside = host.querySelector('p')?.attachShadow({ mode: 'open' });
        const driver = await place(tag, inside as unknown as HTMLElement);
        await driver.says(words(m));
        expect(driver.element.hasAttribute('dark')).to.equal(true);
      });
  }

  it('shows the form of its own desk below itself, and does not open the panel of the other', async () => {
    const { opened } = await widget();
    const around = await fixture<HTMLElement>(html`<div lang="zh-CN"></div>`);
    const number = await place('hotline-number', around);
    await number.press('button', zh.callbackClosed);
    const form = await until(
      () => around.querySelector<Placed>('hotline-callback'),
      () => 'the form',
    );
    await new Driver(form).says(zh.phone);
    expect(form.store).to.equal(number.element.store);
    expect(opened).to.deep.equal([]);
    expect(new Set(asked)).to.deep.equal(new Set([own]));
  });

  it('shows the form of the page that has the same desk, not that of another', async () => {
    const around = await fixture<HTMLElement>(
      html`<div lang="zh-CN"><hotline-callback desk=${other}></hotline-callback></div>`,
    );
    const first = around.querySelector('hotline-callback') as Placed;
    const second = (await place('hotline-callback', around)).element;
    const number = await place('hotline-number', around);
    const scrolled: Element[] = [];
    for (const element of [first, second])
      element.scrollIntoView = () => void scrolled.push(element);
    await number.press('button', zh.callbackClosed);
    await until(
      () => scrolled.length,
      () => 'a form in view',
    );
    expect(scrolled).to.deep.equal([second]);
    expect(around.querySelectorAll('hotline-callback').length).to.equal(2);
  });

  it('has children that speak its language and ask its desk: the brief with its code', async () => {
    const around = await fixture<HTMLElement>(html`<div lang="zh-CN"></div>`);
    const list = await place('hotline-checklist', around);
    await list.says(zh.checklist);
    const children = () =>
      [...(list.element.shadowRoot?.querySelectorAll<Placed>('*') ?? [])].filter(({ localName }) =>
        localName.startsWith('hotline-'),
      );
    await until(
      () => children().length && children().every(({ store }) => store),
      () => 'the brief',
    );
    for (const child of children()) expect(child.store).to.equal(list.element.store);
  });
});
