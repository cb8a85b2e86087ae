import { expect } from '@open-wc/testing';
import { emulateMedia, sendKeys } from '@web/test-runner-commands';
import type { Contact } from '../../src/contract/contact.ts';
import { FIND_CONTEXT } from '../../src/page/context.ts';
import { findContext } from '../../src/page/find-context.ts';
import { sourceOf } from '../../src/stores/source.ts';
import type { HotlineWidget } from '../../src/launcher/hotline-widget.ts';
import { registerLauncher } from '../../src/launcher/register.ts';
import { placeOf } from '../../src/stores/held.ts';
import { ticketsFor } from '../../src/stores/ticket-store.ts';
import { turn, until } from '../support/clock.ts';
import { FakeDesk, json } from '../support/fake-desk.ts';
import {
  at,
  localAt,
  bareContact,
  FakeContacts,
  sampleContact,
  sampleTicket,
} from '../support/sample-contact.ts';

/** The stores that the widgets of a test asked for, by what names them. */
const stores = new Map<string, FakeContacts>();
let next: Contact | undefined;

// The page finds a store of ours, whatever source a widget names.
const find = findContext(() => Promise.reject(new Error('no config')));
window[FIND_CONTEXT] = (element) => {
  const source = sourceOf(element);
  const key = JSON.stringify(source);
  const contacts =
    stores.get(key) ??
    (next ? FakeContacts.of(next, source) : new FakeContacts({ phase: 'loading' }, source));
  stores.set(key, contacts);
  return { ...find(element), store: contacts.store };
};
// A page that is not shown defines no elements: what is made there is upgraded once it moves here.
const elsewhere = document.implementation.createHTMLDocument();
registerLauncher();

type Attributes = Record<string, string>;

const make = (attributes: Attributes = {}, page = document): HotlineWidget => {
  const widget = page.createElement('hotline-widget');
  for (const [name, value] of Object.entries({ desk: 'https://desk.example', ...attributes }))
    widget.setAttribute(name, value);
  return widget;
};

/** A widget in the page; `contact` is what its store has. */
const mount = (contact?: Contact, attributes: Attributes = {}): HotlineWidget => {
  next = contact;
  const widget = make(attributes);
  document.body.append(widget);
  return widget;
};

const pillOf = (widget: HotlineWidget) =>
  widget.shadowRoot!.querySelector<HTMLElement>('[part=launcher]')!;
const panelOf = (widget: HotlineWidget) => widget.shadowRoot!.querySelector('hotline-panel');
const wordsOf = (widget: HotlineWidget) => pillOf(widget).innerText.replace(/\s+/g, ' ');
const contactsOf = (widget: HotlineWidget) => widget.store as unknown as FakeContacts;
/** What can be read: the texts of the pill whose colour is one. */
const readable = (widget: HotlineWidget) =>
  [...pillOf(widget).querySelectorAll('b, span span')]
    .filter((words) => !/, 0\)$/.test(getComputedStyle(words).color))
    .map(({ textContent }) => textContent);

const shows = (element: Element | null | undefined): boolean =>
  !!element?.checkVisibility({ visibilityProperty: true }) &&
  element.getBoundingClientRect().width > 0;
const dialogOf = (widget: HotlineWidget) => panelOf(widget)?.shadowRoot?.querySelector('dialog');
const isOpen = (widget: HotlineWidget) =>
  shows(dialogOf(widget)) && !!panelOf(widget)?.shadowRoot?.querySelector('h2');
const opened = (widget: HotlineWidget) =>
  until(
    () => isOpen(widget),
    () => 'an open panel',
  );
const closed = (widget: HotlineWidget) =>
  until(
    () => !isOpen(widget),
    () => 'no open panel',
  );

const heard = (widget: HotlineWidget): string[] => {
  const names: string[] = [];
  for (const name of ['hotline-open', 'hotline-close'])
    widget.addEventListener(name, ({ type }) => names.push(type));
  return names;
};

describe('hotline-widget', () => {
  afterEach(() => {
    for (const widget of document.querySelectorAll('hotline-widget')) widget.remove();
    stores.clear();
    next = undefined;
    document.body.removeAttribute('style');
    document.documentElement.lang = 'zh-CN';
  });

  describe('pill', () => {
    it('shows the line, its status and the number', () =>
      expect(wordsOf(mount(sampleContact()))).to.equal('客服热线 · 正在接听 400-123-4567'));

    it('says when a closed line opens and offers a callback', () =>
      expect(
        wordsOf(mount(sampleContact({ status: { state: 'closed', opensAt: localAt(23 * 60) } }))),
      ).to.equal('09:00 开始接听 预约回电'));

    it('says in the words of the desk that a line is paused, and until when', () => {
      const paused = { 'zh-CN': '暂停接听，约 15:30 恢复', en: 'Paused, back about 15:30' };
      const status = { state: 'closed', opensAt: localAt(60), paused } as const;
      expect(wordsOf(mount(sampleContact({ status })))).to.include('暂停接听，约 15:30 恢复');
    });

    it('shows the number of a closed line without callbacks', () =>
      expect(wordsOf(mount(bareContact({ status: { state: 'closed' } })))).to.equal(
        '已下班 400-123-4567',
      ));

    it('follows changes of the Contact', () => {
      const widget = mount(bareContact());
      contactsOf(widget).show(bareContact({ status: { state: 'busy', waitMinutes: [2, 4] } }));
      expect(wordsOf(widget)).to.equal('客服热线 · 约等 2–4 分钟 400-123-4567');
    });

    it('has a style of its own for each tier', () => {
      const looks = (['normal', 'vip', 'diamond'] as const).map((style) => {
        const widget = mount(
          sampleContact({ member: { tier: { id: style, label: style, style } } }),
          { phone: style },
        );
        return getComputedStyle(pillOf(widget).querySelector('i')!).background;
      });
      expect(new Set(looks).size).to.equal(3);
    });

    it("has the page's colour, or else the config's", () => {
      const widget = mount(
        sampleContact({ brand: { accent: '#0b8f6a' }, member: { tier: undefined } }),
      );
      const color = () => getComputedStyle(pillOf(widget).querySelector('i')!).backgroundColor;
      expect(color()).to.equal('rgb(11, 143, 106)');
      widget.style.setProperty('--hotline-accent', 'rgb(200, 0, 80)');
      expect(color()).to.equal('rgb(200, 0, 80)');
    });

    it('has light text on a dark page', () => {
      document.body.style.color = '#eee';
      expect(getComputedStyle(pillOf(mount(bareContact()))).color).to.equal('rgb(238, 238, 238)');
    });

    it('has larger text in care mode, the number at least 18 px', () => {
      const widget = mount(bareContact(), { care: '' });
      const number = pillOf(widget).querySelector('b')!;
      expect(
        parseFloat(getComputedStyle(number).fontSize) *
          Number(getComputedStyle(pillOf(widget)).zoom),
      ).to.be.at.least(18);
      expect(pillOf(widget).getBoundingClientRect().height).to.be.at.least(60);
    });
  });

  describe('without a Contact', () => {
    it('shows the fallback number after two seconds', () => {
      const widget = mount(undefined, { phone: '400-765-4321' });
      expect(readable(widget)).to.deep.equal(['客服热线']);
      const [skeleton] = pillOf(widget).getAnimations({ subtree: true });
      skeleton!.currentTime = 1_999;
      expect(readable(widget)).to.deep.equal(['客服热线']);
      skeleton!.currentTime = 2_000;
      expect(readable(widget)).to.deep.equal(['客服热线', '400-765-4321']);
    });

    it('shows the fallback number at once if the desk failed', () => {
      const widget = mount(undefined, { phone: '400-765-4321' });
      contactsOf(widget).become({ phase: 'failed' });
      expect(readable(widget)).to.deep.equal(['客服热线', '400-765-4321']);
    });

    it('shows the number of the link inside', () => {
      const widget = make();
      widget.innerHTML = '<a href="tel:4007654321">400-765-4321</a>';
      document.body.append(widget);
      contactsOf(widget).become({ phase: 'failed' });
      expect(wordsOf(widget)).to.equal('客服热线 4007654321');
    });

    it('shows a pill even without any number', () => {
      const widget = mount();
      contactsOf(widget).become({ phase: 'failed' });
      expect(readable(widget).filter(Boolean)).to.deep.equal(['客服热线']);
    });

    it('removes a private line that has expired', () => {
      const widget = mount(
        sampleContact({ line: { display: '400-888-0001' }, validUntil: at(10) }),
        { phone: '400-765-4321' },
      );
      expect(wordsOf(widget)).to.include('400-888-0001');
      contactsOf(widget).forget();
      expect(widget.shadowRoot!.textContent).to.not.include('400-888-0001');
    });
  });

  describe('placement', () => {
    const gaps = (widget: HotlineWidget) => {
      const { left, right, bottom } = pillOf(widget).getBoundingClientRect();
      return {
        left,
        right: document.documentElement.clientWidth - right,
        bottom: innerHeight - bottom,
      };
    };

    it('is in the right corner by default', () => {
      const { right, bottom } = gaps(mount(bareContact()));
      expect([Math.round(right), Math.round(bottom)]).to.deep.equal([20, 20]);
    });

    it('is in the left corner or hidden if the attribute says so', () => {
      const widget = mount(bareContact(), { placement: 'bottom-left' });
      expect(Math.round(gaps(widget).left)).to.equal(20);
      widget.setAttribute('placement', 'none');
      expect(shows(pillOf(widget))).to.equal(false);
    });

    it('shows no pill after closing either, if there is none', async () => {
      const widget = mount(bareContact(), { placement: 'none' });
      widget.open();
      await opened(widget);
      widget.close();
      await closed(widget);
      expect(shows(pillOf(widget))).to.equal(false);
    });

    it('keeps the distance from the edges that the page sets', () => {
      const widget = mount(bareContact());
      widget.style.setProperty('--hotline-offset-x', '50px');
      widget.style.setProperty('--hotline-offset-y', '70px');
      const { right, bottom } = gaps(widget);
      expect([Math.round(right), Math.round(bottom)]).to.deep.equal([50, 70]);
    });

    it('is above everything on the page', () => {
      const widget = mount(bareContact());
      const ad = document.createElement('div');
      ad.setAttribute('style', 'position: fixed; inset: 0; z-index: 2147483647; background: #fff');
      document.body.append(ad);
      const { left, top } = pillOf(widget).getBoundingClientRect();
      expect(document.elementFromPoint(left + 40, top + 20)).to.equal(widget);
      ad.remove();
    });

    it('is above everything in a browser without a top layer', () => {
      const { showPopover } = HTMLElement.prototype;
      Object.assign(HTMLElement.prototype, { showPopover: undefined });
      try {
        const widget = mount(bareContact());
        expect(shows(pillOf(widget))).to.equal(true);
        expect(Math.round(gaps(widget).bottom)).to.equal(20);
      } finally {
        HTMLElement.prototype.showPopover = showPopover;
      }
    });

    it('is not printed', async () => {
      const widget = mount(bareContact());
      await emulateMedia({ media: 'print' });
      try {
        expect(shows(pillOf(widget))).to.equal(false);
      } finally {
        await emulateMedia({ media: 'screen' });
      }
      expect(shows(pillOf(widget))).to.equal(true);
    });

    it('is visible on a page that hides and restyles all elements', () => {
      const hostile = document.createElement('style');
      hostile.textContent =
        '* { display: none !important; visibility: hidden !important; font: 7px SimSun !important; direction: rtl !important; text-transform: uppercase !important }';
      const widget = mount(bareContact());
      const calm = { words: wordsOf(widget), height: pillOf(widget).offsetHeight };
      document.documentElement.style.setProperty('display', 'block', 'important');
      document.body.style.setProperty('display', 'block', 'important');
      document.head.append(hostile);
      expect({ words: wordsOf(widget), height: pillOf(widget).offsetHeight }).to.deep.equal(calm);
      hostile.remove();
      document.documentElement.removeAttribute('style');
    });
  });

  describe('opening', () => {
    it('happens when the pill is pressed, and fires one event', async () => {
      const widget = mount(bareContact());
      const events = heard(widget);
      pillOf(widget).click();
      await opened(widget);
      expect(shows(pillOf(widget))).to.equal(false);
      widget.close();
      await closed(widget);
      expect(shows(pillOf(widget))).to.equal(true);
      expect(events).to.deep.equal(['hotline-open', 'hotline-close']);
    });

    it('is prepared when the pill is hovered: the panel is drawn, but nobody meets it', async () => {
      const widget = mount(sampleContact());
      pillOf(widget).dispatchEvent(new PointerEvent('pointerenter'));
      const inside = (): HTMLElement[] =>
        ['hotline-number', 'hotline-checklist'].flatMap((tag) => [
          ...(panelOf(widget)
            ?.shadowRoot?.querySelector(tag)
            ?.shadowRoot?.querySelectorAll<HTMLElement>('a, button') ?? []),
        ]);
      await until(
        () => inside().length > 3 && dialogOf(widget),
        () => 'the panel',
      );
      const { right, bottom } = dialogOf(widget)!.getBoundingClientRect();
      expect(Math.round(innerWidth - right)).to.equal(20);
      expect(Math.round(innerHeight - bottom)).to.equal(20);
      for (const element of [dialogOf(widget)!, ...inside()]) {
        expect(shows(element), element.outerHTML).to.equal(false);
        element.focus();
        expect(document.activeElement).to.equal(document.body);
      }
      expect(shows(pillOf(widget))).to.equal(true);
      expect(pillOf(widget).ariaBusy).to.equal('false');
      widget.open();
      await opened(widget);
      expect(inside().filter(shows).length).to.be.above(3);
    });

    it('says that the panel is loading, until it shows', async () => {
      const widget = mount(bareContact());
      widget.open();
      expect(pillOf(widget).ariaBusy).to.equal('true');
      await opened(widget);
      expect(pillOf(widget).ariaBusy).to.equal('false');
    });

    for (const key of ['Enter', 'Space']) {
      it(`with ${key} moves the focus into the panel, and closing moves it back`, async () => {
        const widget = mount(bareContact());
        pillOf(widget).focus();
        await sendKeys({ press: key });
        await opened(widget);
        await until(
          () => panelOf(widget)?.matches(':focus-within'),
          () => 'the focus in the panel',
        );
        await sendKeys({ press: 'Escape' });
        await closed(widget);
        expect(widget.shadowRoot!.activeElement).to.equal(pillOf(widget));
      });
    }

    it('keeps the focus where it is when the page closes the panel', async () => {
      const widget = mount(bareContact());
      widget.open();
      await opened(widget);
      const field = document.createElement('input');
      document.body.append(field);
      field.focus();
      widget.close();
      await closed(widget);
      expect(document.activeElement).to.equal(field);
      field.remove();
    });

    it('happens if the attribute is set before the panel has loaded', async () => {
      const widget = mount(bareContact(), { opened: '' });
      await opened(widget);
      widget.removeAttribute('opened');
      await closed(widget);
    });

    it('does not happen if it is closed while the panel loads', async () => {
      const widget = mount(bareContact());
      const events = heard(widget);
      widget.open();
      widget.close();
      await until(
        () => panelOf(widget),
        () => 'the panel',
      );
      await turn();
      expect(isOpen(widget)).to.equal(false);
      expect(shows(pillOf(widget))).to.equal(true);
      expect(events).to.deep.equal(['hotline-open', 'hotline-close']);
    });

    it('makes one panel for several calls', async () => {
      const widget = mount(bareContact());
      for (let presses = 0; presses < 3; presses++) pillOf(widget).click();
      widget.open('callback');
      await opened(widget);
      expect(widget.shadowRoot!.querySelectorAll('hotline-panel')).to.have.length(1);
    });

    for (const [what, open] of [
      [
        'hovered',
        (widget: HotlineWidget) => pillOf(widget).dispatchEvent(new PointerEvent('pointerenter')),
      ],
      ['pressed', (widget: HotlineWidget) => widget.open()],
    ] as const)
      it(`leaves the pill if the panel cannot be drawn when it is ${what}`, async () => {
        const { error } = console;
        const { importNode } = document;
        const errors: unknown[] = [];
        console.error = (...said) => errors.push(...said);
        document.importNode = () => {
          throw new Error('not on this page');
        };
        try {
          const widget = mount(bareContact());
          contactsOf(widget).state.contact!.line.uri = '#dialled';
          open(widget);
          await until(
            () => errors.length > 0 && !panelOf(widget),
            () => 'a panel that fails',
          );
          expect(shows(pillOf(widget))).to.equal(true);
          expect(pillOf(widget).ariaBusy).to.equal('false');
          expect(location.hash).to.equal(what === 'pressed' ? '#dialled' : '');
        } finally {
          document.importNode = importNode;
          console.error = error;
          history.replaceState(null, '', location.pathname + location.search);
        }
      });

    it('requests the Contact again if the desk failed before', () => {
      const widget = mount();
      contactsOf(widget).become({ phase: 'failed' });
      widget.open();
      expect(contactsOf(widget).refreshed).to.equal(1);
    });

    it('switches care mode on and off when the member asks', async () => {
      const widget = mount(bareContact(), { opened: '' });
      await opened(widget);
      const care = dialogOf(widget)!.querySelector<HTMLElement>('.care')!;
      care.click();
      expect(widget.hasAttribute('care')).to.equal(true);
      care.click();
      expect(widget.hasAttribute('care')).to.equal(false);
    });
  });

  describe('inline mode', () => {
    it('shows the panel in place without taking the focus', async () => {
      const widget = mount(bareContact(), { mode: 'inline' });
      const card = await until(
        () => panelOf(widget)?.shadowRoot?.querySelector('.panel'),
        () => 'the panel',
      );
      expect(shows(card)).to.equal(true);
      expect(shows(pillOf(widget))).to.equal(false);
      expect(getComputedStyle(widget).position).to.equal('static');
      expect(document.activeElement).to.equal(document.body);
    });

    it('shows the pill until the panel has loaded', () => {
      const widget = mount(bareContact(), { mode: 'inline' });
      expect(shows(pillOf(widget))).to.equal(true);
      expect(wordsOf(widget)).to.include('400-123-4567');
    });

    it('follows changes of the attribute', async () => {
      const widget = mount(bareContact(), { mode: 'inline' });
      await until(
        () => shows(panelOf(widget)?.shadowRoot?.querySelector('.panel')),
        () => 'the panel',
      );
      widget.removeAttribute('mode');
      expect(shows(pillOf(widget))).to.equal(true);
      await until(
        () => !panelOf(widget)?.shadowRoot?.querySelector('.panel'),
        () => 'no panel in place',
      );
    });
  });

  describe('an open ticket', () => {
    const { fetch } = window;
    afterEach(() => {
      window.fetch = fetch;
      localStorage.clear();
    });

    it('comes first on the pill, beside the number, until it has ended', async () => {
      const desk = new FakeDesk();
      window.fetch = desk.fetch;
      desk.answer = () => json(sampleTicket({ status: 'claimed' }));
      const widget = mount(sampleContact({ status: { state: 'closed', closesAt: undefined } }));
      const { store } = widget;
      if (!store) throw new Error('a widget without a store');
      ticketsFor(store).take(sampleTicket({ status: 'claimed' }), false, placeOf(store));
      pillOf(widget).dispatchEvent(new PointerEvent('pointerenter'));
      const says = (words: string) =>
        until(
          () => wordsOf(widget) === words,
          () => wordsOf(widget),
        );
      await says('400-123-4567 回电 10:30 前 · 已接单');
      widget.setAttribute('order', '1');
      await turn();
      expect(wordsOf(widget)).to.equal('400-123-4567 回电 10:30 前 · 已接单');
      ticketsFor(store).accept(sampleTicket({ status: 'solved' }));
      await says('已下班 预约回电');
    });

    it('is the most urgent one of several, whichever the member looks at', async () => {
      const desk = new FakeDesk();
      window.fetch = desk.fetch;
      const { number, asOf } = sampleTicket();
      const others = [
        { ...sampleTicket(), number: '261120482144', dueAt: at(10) },
        { ...sampleTicket(), number, dueAt: at(30) },
      ];
      desk.answer = ({ path }) =>
        json(path === '/v1/tickets' ? { asOf, tickets: others } : sampleTicket());
      const widget = mount(sampleContact({ member: { ticket: { number, othersOpen: 1 } } }));
      contactsOf(widget).memberToken = 'token.of.member';
      pillOf(widget).dispatchEvent(new PointerEvent('pointerenter'));
      await until(
        () => wordsOf(widget) === '400-123-4567 回电 10:10 前 · 已提交',
        () => wordsOf(widget),
      );
    });
  });

  describe('language', () => {
    it('is that of its attribute, or else of the page', () => {
      document.documentElement.lang = 'zh-TW';
      expect(wordsOf(mount(sampleContact()))).to.include('客服熱線');
      expect(wordsOf(mount(sampleContact(), { lang: 'en' }))).to.equal(
        'Service hotline · Open now 400-123-4567',
      );
    });

    it('changes with the attribute, in the open panel too', async () => {
      const widget = mount(sampleContact(), { opened: '' });
      await opened(widget);
      const words = () => dialogOf(widget)?.innerText ?? '';
      expect(words()).to.include('客服不会索要卡密');
      widget.lang = 'en';
      await until(
        () => !words().includes('客服不会索要卡密') && /never/i.test(words()),
        () => `English in ${words()}`,
      );
    });

    it('is separate for each widget of a page', () => {
      const [chinese, english] = [mount(sampleContact()), mount(sampleContact(), { lang: 'en' })];
      chinese.setAttribute('order', '1');
      expect([wordsOf(chinese), wordsOf(english)]).to.deep.equal([
        '客服热线 · 正在接听 400-123-4567',
        'Service hotline · Open now 400-123-4567',
      ]);
    });
  });

  describe('memberToken', () => {
    it('may be set before the element is defined, and no request is sent without it', () => {
      const widget = make({}, elsewhere);
      Object.assign(widget, { memberToken: 'ey.early.token' });
      document.body.append(widget);
      expect(widget.memberToken).to.equal('ey.early.token');
      expect([...stores.values()].map(({ source }) => source['member-token'])).to.deep.equal([
        'ey.early.token',
      ]);
    });

    it('hides the private line once the token is removed', () => {
      const widget = mount(
        sampleContact({ line: { display: '400-888-0001' }, validUntil: at(10) }),
        { 'member-token': 'ey.a.b' },
      );
      next = undefined;
      widget.memberToken = null;
      expect(widget.memberToken).to.equal('');
      expect(widget.shadowRoot!.textContent).to.not.include('400-888-0001');
    });

    it('does not change other widgets with the same source', () => {
      const [first, second] = [
        mount(sampleContact({ validUntil: at(10) }), { 'member-token': 'ey.a.b' }),
        mount(undefined, { 'member-token': 'ey.a.b' }),
      ];
      expect(first.store).to.equal(second.store);
      first.memberToken = 'ey.c.d';
      expect(wordsOf(second)).to.include('400-123-4567');
    });
  });

  describe('in pages that change', () => {
    it('stays open when moved, and fires no event', async () => {
      const widget = mount(bareContact(), { opened: '' });
      await opened(widget);
      const events = heard(widget);
      const place = document.createElement('section');
      document.body.append(place);
      place.append(widget);
      await turn();
      expect(isOpen(widget)).to.equal(true);
      expect(events).to.be.empty;
      place.remove();
    });

    it('opens when it returns, if it was removed while the panel loaded', async () => {
      const widget = mount(bareContact());
      widget.open();
      widget.remove();
      await until(
        () => panelOf(widget),
        () => 'the panel',
      );
      document.body.append(widget);
      await opened(widget);
    });

    it('leaves nothing behind when added and removed ten times', () => {
      const widget = mount(bareContact());
      const contacts = contactsOf(widget);
      widget.remove();
      const kept = new Map<string, number>();
      const { addEventListener: add, removeEventListener: remove } = window;
      const subscribe = contacts.subscribe.bind(contacts);
      let followers = 0;
      Object.assign(window, {
        addEventListener: (type: string) => kept.set(type, (kept.get(type) ?? 0) + 1),
        removeEventListener: (type: string) => kept.set(type, (kept.get(type) ?? 0) - 1),
      });
      contacts.subscribe = (listener) => {
        followers++;
        const leave = subscribe(listener);
        return () => {
          followers--;
          leave();
        };
      };
      try {
        for (let round = 0; round < 10; round++) {
          document.body.append(widget);
          expect(followers).to.equal(1);
          widget.remove();
        }
      } finally {
        Object.assign(window, { addEventListener: add, removeEventListener: remove });
      }
      expect(followers).to.equal(0);
      expect([...kept.values()].filter(Boolean)).to.deep.equal([]);
    });

    it('switches to the source that its attributes name', () => {
      const widget = mount(bareContact());
      const before = contactsOf(widget);
      next = bareContact({ line: { display: '010-12345678' } });
      widget.setAttribute('desk', 'https://other.example');
      before.show(bareContact({ line: { display: '400-000-0000' } }));
      expect(wordsOf(widget)).to.include('010-12345678');
    });
  });

  describe('is accessible', () => {
    const states: Record<string, (attributes?: Attributes) => HotlineWidget> = {
      loading: () => mount(undefined, { phone: '400-765-4321' }),
      open: () => mount(sampleContact()),
      closed: () => mount(sampleContact({ status: { state: 'closed', opensAt: localAt(600) } })),
      'in care mode': () => mount(sampleContact(), { care: '' }),
      'in English': () => mount(sampleContact(), { lang: 'en' }),
    };
    for (const [what, show] of Object.entries(states)) {
      it(what, async () => {
        await expect(show()).to.be.accessible();
      });
    }

    it('on a dark page', async () => {
      document.body.style.cssText = 'color: #eee; background: #111';
      await expect(mount(sampleContact())).to.be.accessible();
    });

    it('as a button that opens a dialog', () => {
      const pill = pillOf(mount(sampleContact()));
      expect([pill.localName, pill.getAttribute('aria-haspopup')]).to.deep.equal([
        'button',
        'dialog',
      ]);
    });
  });
});
