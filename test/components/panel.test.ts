import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys, sendMouse, setViewport } from '@web/test-runner-commands';
import type { HotlinePanel } from '../../src/components/panel/panel.ts';
import { messages } from '../../src/i18n/zh-CN.ts';
import { REMEMBERED_CONTACT } from '../../src/device/kept.ts';
import { keepAttempt } from '../../src/stores/attempt.ts';
import { placeOf } from '../../src/stores/held.ts';
import { holdCode } from '../../src/stores/held-code.ts';
import { heldTicket, holdTicket, openTicket } from '../../src/stores/held-ticket.ts';
import { Clock, turn, until } from '../support/clock.ts';
import { Driver, expectFocus, focused, Panel } from '../support/drivers.ts';
import { FakeDesk, json, offline, problem } from '../support/fake-desk.ts';
import {
  at,
  bareContact,
  FakeContacts,
  NOW,
  sampleContact,
  sampleTicket,
} from '../support/sample-contact.ts';

const CARD = { width: 1000, height: 800 };
const PHONE = { width: 375, height: 700 };

describe('hotline-panel', () => {
  const { fetch } = window;
  let contacts: FakeContacts;
  let desk: FakeDesk;
  beforeEach(() => {
    contacts = FakeContacts.of(sampleContact());
    desk = new FakeDesk();
    window.fetch = desk.fetch;
    desk.answer = () => json(sampleTicket(), 201);
  });
  afterEach(() => {
    window.fetch = fetch;
    localStorage.clear();
  });

  const hold = () =>
    holdTicket(contacts.store, {
      endpoint: `${contacts.source.desk}/v1/callbacks`,
      number: '261120482136',
      key: 'k',
      since: Date.now(),
    });
  const floating = (more: Partial<HotlinePanel> = {}) =>
    Panel.mount(contacts, {}, { open: true, floating: true, ...more });
  const heading = (panel: Panel) => panel.get('heading', /.*/);

  describe('the home view', () => {
    it('greets, by name if it is known, with the tier below', async () => {
      const panel = await Panel.mount(contacts);
      expect(heading(panel).textContent.trim()).to.equal(messages.greeting);
      expect(panel.words).to.include('普通会员');
      contacts.show(
        sampleContact({
          member: { name: '林小姐', tier: { label: '钻石会员', style: 'diamond' } },
        }),
      );
      await panel.says('林小姐，您好');
      expect(heading(panel).textContent.trim()).to.equal(
        `${messages.hello('林小姐')}${messages.atYourService}`,
      );
      expect(panel.words).to.include('钻石会员');
    });

    for (const care of [false, true])
      it(`has its buttons in the middle of the first line of the greeting, ${care ? 'in' : 'without'} care mode`, async () => {
        const panel = await Panel.mount(contacts, { care }, { floating: true, open: true });
        const range = document.createRange();
        range.selectNodeContents(heading(panel));
        const middle = ({ top, bottom }: DOMRect) => (top + bottom) / 2;
        const [line] = range.getClientRects();
        for (const name of care ? [messages.close] : [messages.care, messages.close])
          expect(middle(panel.get('button', name).getBoundingClientRect())).to.be.closeTo(
            middle(line!),
            2,
          );
      });

    it("greets in the shop's own words", async () => {
      contacts.show(sampleContact({ greeting: '星河客服在此' }));
      expect(heading(await Panel.mount(contacts)).textContent.trim()).to.equal('星河客服在此');
    });

    it('asks about a request that was not answered, and shows its ticket', async () => {
      keepAttempt(contacts.store, { key: 'k', since: Date.now() }, placeOf(contacts.store));
      desk.answer = () => json(sampleTicket());
      const panel = await Panel.mount(contacts);
      await panel.has('button', messages.viewTicket);
      await panel.press('disclosure', messages.showPassphrase);
      await panel.says('青山 流水');
      expect(desk.by('POST')).to.be.empty;
    });

    it('leads to a request that is still without an answer', async () => {
      keepAttempt(contacts.store, { key: 'k', since: Date.now() }, placeOf(contacts.store));
      desk.answer = offline;
      const panel = await Panel.mount(contacts);
      await panel.press('button', messages.unsure);
      await panel.says(messages.unknown);
    });

    it('shows the number, the checklist, the callback button, the notices and the safety note', async () => {
      const panel = await Panel.mount(contacts);
      for (const words of ['400-123-4567', messages.checklist, messages.safe, '系统维护中'])
        await panel.says(words);
      expect(panel.get('button', messages.callback)).to.exist;
    });

    it('recommends a callback if the line is busy, and offers it in the number card if it is closed', async () => {
      contacts.show(sampleContact({ status: { state: 'busy' } }));
      const panel = await Panel.mount(contacts);
      expect(panel.get('button', messages.callbackRather)).to.exist;
      contacts.show(sampleContact({ status: { state: 'closed', closesAt: undefined } }));
      await panel.has('button', messages.callbackClosed);
      expect(
        panel.all('button', new RegExp(`${messages.callbackClosed}|${messages.callback}`)),
      ).to.have.length(1);
    });

    it('offers no callback if the shop takes none', async () => {
      contacts.show(bareContact());
      const panel = await Panel.mount(contacts);
      expect(panel.find('button', messages.callback)).to.equal(undefined);
    });

    it('shows the fallback number and the safety note if the contact failed to load', async () => {
      contacts = new FakeContacts({ phase: 'failed' }, { phone: '400-999-0000' });
      const panel = await Panel.mount(contacts);
      for (const words of ['400-999-0000', messages.greeting, messages.safe])
        await panel.says(words);
    });

    it('begins with the open ticket, whose passphrase is one press away', async () => {
      hold();
      desk.answer = () => json(sampleTicket({ status: 'claimed' }));
      const panel = await Panel.mount(contacts);
      await panel.says('回电 10:30 前 · 已接单');
      expect(panel.words.indexOf('回电 10:30 前')).to.be.below(panel.words.indexOf('400-123-4567'));
      expect(panel.words).to.include('工单 261120-48213-6').and.not.to.include('青山 流水');
      await panel.press('disclosure', messages.showPassphrase);
      expect(panel.words).to.include('青山 流水').and.to.include(messages.passphrase);
      await panel.press('button', messages.viewTicket);
      await panel.says(messages.received);
      expect(heading(panel).textContent.trim()).to.equal(messages.ticketTitle);
    });

    it('is titled for what it is: a call of the member', async () => {
      hold();
      desk.answer = () =>
        json(sampleTicket({ origin: 'call', status: 'calling', dueAt: undefined }));
      const panel = await Panel.mount(contacts, {}, { open: true, view: 'ticket' });
      await panel.says(messages.callTitle);
      expect(panel.words).not.to.include(messages.ticketTitle);
    });

    it('shows the ticket that an agent opened from the code of this device', async () => {
      holdCode(contacts.store, 'secret');
      const { key: _, ...ticket } = sampleTicket({
        origin: 'call',
        status: 'calling',
        timeline: [{ at: at(0), status: 'calling', kind: 'called-in' }],
      });
      desk.answer = ({ path }) =>
        path === '/v1/briefs' ? json({ expiresAt: at(600), ticket }) : json(ticket);
      const panel = await Panel.mount(contacts);
      await panel.says(messages.callNews('261120-48213-6'));
      expect(panel.get('heading', messages.inCall)).to.exist;
      expect(panel.words)
        .to.include('261120-48213-6')
        .and.not.to.include(messages.shortStatus.calling);
    });

    it('shows the ticket that the desk names for a member', async () => {
      contacts.memberToken = 'token.of.member';
      desk.answer = () => json(sampleTicket());
      contacts.show(sampleContact({ member: { ticket: { number: '261120482136' } } }));
      const panel = await Panel.mount(contacts);
      await panel.has('button', messages.viewTicket);
      expect(desk.asked[0]?.headers.get('authorization')).to.equal('Bearer token.of.member');
    });

    it('lets a member who was not reached say on the home view that they can talk now', async () => {
      hold();
      const missed = { status: 'unreached', notBefore: at(10), may: { ready: true } } as const;
      desk.answer = () => json(sampleTicket(missed));
      const panel = await Panel.mount(contacts);
      await panel.has('button', messages.canTalk);
      desk.answer = () =>
        json(sampleTicket({ ...missed, notBefore: undefined, may: { ready: false } }));
      await panel.press('button', messages.canTalk);
      await panel.says(messages.canTalkDone);
      expect(panel.find('button', messages.canTalk)).to.equal(undefined);
    });

    it('shows the passphrase of a call that is coming in', async () => {
      hold();
      desk.answer = () => json(sampleTicket({ status: 'calling' }));
      const panel = await Panel.mount(contacts);
      await panel.says(messages.shortStatus.calling);
      expect(panel.words).to.include('青山 流水');
    });

    for (const state of ['open', 'busy', 'closed'] as const) {
      it(`offers no second callback while one is on its way and the line is ${state}`, async () => {
        contacts.show(sampleContact({ status: { state, closesAt: undefined } }));
        hold();
        const panel = await Panel.mount(contacts);
        await panel.has('button', messages.viewTicket);
        expect(panel.all('button', /请客服回电|预约客服回电/)).to.be.empty;
        expect(panel.get('link', messages.callDirect)).to.exist;
        panel.element.view = 'callback';
        await panel.says(messages.received);
        expect(panel.find('field')).to.equal(undefined);
      });
    }

    it('offers a callback again once the ticket has ended, and remembers that for the next page', async () => {
      hold();
      desk.answer = () => json(sampleTicket({ status: 'solved', may: { rate: true } }));
      const panel = await Panel.mount(contacts);
      await panel.has('button', messages.callback);
      expect(panel.get('button', `工单 261120-48213-6 · ${messages.ended.solved}`)).to.exist;
      expect(openTicket(contacts.store)).to.equal(undefined);
      expect(heldTicket(contacts.store)?.number).to.equal('261120482136');
    });

    it('does not show the ticket to another member', async () => {
      hold();
      const panel = await Panel.mount(contacts);
      contacts.show(sampleContact({ member: { ref: 'm-2' } }));
      await panel.settled();
      expect(panel.find('button', /工单/)).to.equal(undefined);
    });

    it('returns to the home view when another member has signed in, not for a fresh token', async () => {
      const panel = await Panel.mount(contacts, {}, { open: true, view: 'callback' });
      await panel.has('field', '您的电话');
      contacts.show(sampleContact({ member: { verified: true } }));
      await panel.settled();
      expect(panel.get('field', '您的电话')).to.exist;
      contacts.show(sampleContact({ member: { ref: 'm-2' } }));
      await panel.says(messages.checklist);
      expect(panel.element.view).to.equal('home');
    });

    it('requests care mode from its host, and offers a way out of it', async () => {
      const panel = await Panel.mount(contacts);
      const asked = panel.hears('hotline-request-care');
      await panel.press('button', messages.care);
      expect(asked).to.have.length(1);
      expect(panel.element.care).to.equal(false);
      await panel.hand({ care: true });
      await panel.press('button', messages.careOff);
      expect(asked).to.have.length(2);
    });
  });

  describe('on the device', () => {
    it('keeps the public contact once the panel was opened, and nothing before', async () => {
      const panel = await Panel.mount(contacts, {}, { open: false, floating: true });
      expect(localStorage).to.have.length(0);
      panel.element.open = true;
      await panel.element.updateComplete;
      expect(Object.keys(localStorage)).to.deep.equal([
        `${REMEMBERED_CONTACT}${contacts.source.desk}`,
      ]);
    });
  });

  describe('changing the view', () => {
    it('goes to the callback and back, with the focus on the heading each time', async () => {
      const panel = await Panel.mount(contacts);
      await panel.press('button', messages.callback);
      await panel.has('field', '您的电话');
      expect(heading(panel).textContent.trim()).to.equal(messages.callback);
      expectFocus(heading(panel));
      await panel.press('button', messages.back);
      await panel.says('400-123-4567');
      expectFocus(heading(panel));
    });

    it('goes to the callback from the number card of a closed line, with a title of its own', async () => {
      contacts.show(sampleContact({ status: { state: 'closed', closesAt: undefined } }));
      const panel = await Panel.mount(contacts);
      await panel.press('button', messages.callbackClosed);
      await panel.has('field', '您的电话');
      expect(heading(panel).textContent.trim()).to.equal(messages.callbackClosed);
    });

    it('goes to the ticket after the desk accepted a callback', async () => {
      const panel = await Panel.mount(contacts, {}, { open: true, view: 'callback' });
      await panel.has('field', '您的电话');
      await panel.fill('您的电话', '13800138000');
      await panel.fill(/遇到什么问题/, 'price');
      await panel.press('button', messages.submit);
      await panel.says('青山 流水');
      expect(heading(panel).textContent.trim()).to.equal(messages.ticketTitle);
      await panel.press('button', messages.back);
      expect(panel.get('button', messages.viewTicket)).to.exist;
    });

    describe('while a request waits for the network', () => {
      const network = (value: boolean) =>
        Object.defineProperty(navigator, 'onLine', { configurable: true, value });
      afterEach(() => Reflect.deleteProperty(navigator, 'onLine'));

      const leave = async () => {
        const panel = await Panel.mount(contacts, {}, { open: true, view: 'callback' });
        await panel.has('field', '您的电话');
        await panel.fill('您的电话', '13800138000');
        await panel.fill(/遇到什么问题/, 'price');
        desk.answer = offline;
        network(false);
        await panel.press('button', messages.submit);
        await panel.says(messages.waitingForNetwork);
        await panel.press('button', messages.back);
        await panel.says(messages.checklist);
        return panel;
      };
      const statuses = (panel: Panel) =>
        panel.all('status').map((status) => status.textContent.trim());

      it('says so in every view, and leads back to the form', async () => {
        const panel = await leave();
        expect(statuses(panel).join()).to.include(messages.waitingShort);
        panel.element.view = 'ticket';
        await panel.says(messages.ticketTitle);
        expect(statuses(panel).join()).to.include(messages.waitingShort);
        await panel.press('button', messages.toForm);
        await panel.has('field', '您的电话');
        expect(panel.valueOf('您的电话')).to.equal('13800138000');
      });

      it('shows and announces the ticket on the home view once it has gone out', async () => {
        const panel = await leave();
        desk.answer = ({ method }) => json(sampleTicket(), method === 'POST' ? 201 : 200);
        network(true);
        dispatchEvent(new Event('online'));
        await panel.has('button', messages.viewTicket);
        expect(panel.words).to.include('回电 10:30 前').and.not.to.include(messages.waitingShort);
        const said = panel.element.shadowRoot?.querySelector('.visually-hidden')?.textContent;
        expect(said).to.equal(messages.ticketNews('261120-48213-6'));
      });

      it('says on the home view that the desk refused it', async () => {
        const panel = await leave();
        desk.answer = () => problem(429, 'too-many-for-number');
        network(true);
        dispatchEvent(new Event('online'));
        await panel.says(messages.refused['too-many-for-number'] ?? '');
        expect(statuses(panel).join()).to.include(messages.refused['too-many-for-number']);
      });
    });

    it('goes from the ticket to another callback', async () => {
      hold();
      desk.answer = () => json(sampleTicket({ status: 'solved', may: { cancel: false } }));
      const panel = await Panel.mount(contacts, {}, { open: true, view: 'ticket' });
      await panel.has('button', messages.another);
      await panel.press('button', messages.another);
      await panel.has('field', '您的电话');
    });

    it('stays at home if the shop takes no callbacks', async () => {
      contacts.show(bareContact());
      const panel = await Panel.mount(contacts, {}, { open: true, view: 'callback' });
      await panel.says('400-123-4567');
      expect(panel.words).not.to.include(messages.noCallbacks);
      expect(heading(panel).textContent.trim()).to.equal(messages.greeting);
    });

    it('keeps the input while the member is on the home view', async () => {
      const panel = await Panel.mount(contacts, {}, { open: true, view: 'callback' });
      await panel.has('field', '您的电话');
      await panel.fill('您的电话', '13800138000');
      await panel.press('button', messages.back);
      await panel.press('button', messages.callback);
      await panel.has('field', '您的电话');
      expect(panel.valueOf('您的电话')).to.equal('13800138000');
    });
  });

  describe('inline', () => {
    it('is in the flow of the page, without a dialog or a close button', async () => {
      const panel = await Panel.mount(contacts);
      expect(panel.find('dialog')).to.equal(undefined);
      expect(panel.find('button', messages.close)).to.equal(undefined);
      expectFocus(document.body);
    });
  });

  describe('as a card beside the page', () => {
    before(() => setViewport(CARD));

    it('is a dialog with a name, and not modal', async () => {
      const panel = await floating();
      expect(panel.dialog.open).to.equal(true);
      expect(panel.dialog.matches(':modal')).to.equal(false);
      expect(panel.get('dialog', messages.greeting)).to.exist;
      const outside = await fixture<HTMLButtonElement>(html`<button>the shop's own</button>`);
      outside.focus();
      expectFocus(outside);
    });

    it('moves the focus to its heading', async () => {
      const panel = await floating();
      expectFocus(heading(panel));
    });

    it('moves the focus to its heading even if the texts load later', async () => {
      const ground = await fixture<HTMLElement>(html`<div></div>`);
      const element = document.createElement('hotline-panel');
      Object.assign(element, {
        context: { store: contacts.store, language: 'zh-TW', dark: false, care: false },
        floating: true,
        open: true,
      });
      ground.append(element);
      const panel = new Panel(element);
      await panel.has('heading', /.+/);
      await until(
        () => focused() === panel.find('heading'),
        () => `the focus on the heading, not on ${focused()?.outerHTML ?? 'nothing'}`,
      );
    });

    it('does not take the focus from a field when something changes', async () => {
      const clock = Clock.held(NOW);
      try {
        const panel = await floating({ view: 'callback' });
        const phone = await panel.has('field', '您的电话');
        phone.focus();
        await clock.pass(90_000);
        contacts.show(sampleContact({ status: { state: 'busy', waitMinutes: [3, 5] } }));
        await panel.settled();
        await panel.hand({ care: true });
        await panel.hand({ language: 'en' });
        await panel.says('Your phone number');
        expectFocus(phone);
      } finally {
        clock.restore();
      }
    });

    it('requests closing with the button and with Esc, and closes when its host says so', async () => {
      const panel = await floating();
      const asked = panel.hears('hotline-request-close');
      await panel.press('button', messages.close);
      expect(asked).to.have.length(1);
      expect(panel.dialog.open).to.equal(true);
      heading(panel).focus();
      await sendKeys({ press: 'Escape' });
      expect(asked).to.have.length(2);
      panel.element.open = false;
      await panel.element.updateComplete;
      expect(panel.find('dialog')).to.equal(undefined);
      panel.element.open = true;
      await panel.element.updateComplete;
      expectFocus(heading(panel));
    });

    it('stays open while Esc only ends what an input method is composing', async () => {
      const panel = await floating({ view: 'callback' });
      const asked = panel.hears('hotline-request-close');
      await panel.press('disclosure', /补充时间/);
      const note = await panel.has('field', /补充说明/);
      const escape = (init: KeyboardEventInit) =>
        note.dispatchEvent(
          new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true, ...init }),
        );
      escape({ isComposing: true });
      // Safari ends the composition before it sends the key.
      escape({ keyCode: 229 });
      expect(asked).to.have.length(0);
      escape({});
      expect(asked).to.have.length(1);
    });

    it('stays open when the member clicks the page or the card', async () => {
      const panel = await floating();
      const asked = panel.hears('hotline-request-close');
      await sendMouse({ type: 'click', position: [5, 5] });
      panel.dialog.click();
      expect(asked).to.be.empty;
    });

    it('is in the corner that its host chose', async () => {
      const right = await floating();
      expect(right.dialog.getBoundingClientRect().right).to.be.above(CARD.width - 60);
      right.element.left = true;
      await right.element.updateComplete;
      expect(right.dialog.getBoundingClientRect().left).to.be.below(60);
    });

    it('stays within the window, and scrolls inside', async () => {
      contacts.show(
        sampleContact({
          notices: ['很长的通知'.repeat(90), '很长的通知'.repeat(90), '很长的通知'.repeat(90)],
        }),
      );
      const { top, bottom } = (await floating()).dialog.getBoundingClientRect();
      expect(top).to.be.at.least(0);
      expect(bottom).to.be.at.most(CARD.height);
    });
  });

  describe('as a sheet on a phone', () => {
    before(() => setViewport(PHONE));
    after(() => setViewport(CARD));

    it('is modal, as wide as the screen, and moves the focus to its heading', async () => {
      const panel = await floating();
      expect(panel.dialog.matches(':modal')).to.equal(true);
      const { width, bottom } = panel.dialog.getBoundingClientRect();
      expect(width).to.equal(PHONE.width);
      expect(bottom).to.be.closeTo(PHONE.height, 1);
      expectFocus(heading(panel));
    });

    it('requests closing once on Esc, and stays open until its host closes it', async () => {
      const panel = await floating();
      const asked = panel.hears('hotline-request-close');
      await sendKeys({ press: 'Escape' });
      expect(asked).to.have.length(1);
      expect(panel.dialog.open).to.equal(true);
    });

    it('requests closing on a click on the backdrop, not on the sheet', async () => {
      contacts.show(bareContact());
      const panel = await floating();
      await panel.says('400-123-4567');
      const asked = panel.hears('hotline-request-close');
      const { top } = panel.dialog.getBoundingClientRect();
      expect(top).to.be.above(10);
      heading(panel).click();
      expect(asked).to.be.empty;
      await sendMouse({ type: 'click', position: [100, Math.floor(top / 2)] });
      expect(asked).to.have.length(1);
    });

    it('is no longer modal after it closes', async () => {
      const panel = await floating();
      panel.element.open = false;
      await panel.element.updateComplete;
      const outside = await fixture<HTMLButtonElement>(html`<button>the shop's own</button>`);
      outside.focus();
      expectFocus(outside);
    });

    it('copies from inside the sheet without the clipboard API', async () => {
      Object.defineProperty(navigator, 'clipboard', { configurable: true, value: undefined });
      let selected = '';
      Object.defineProperty(document, 'execCommand', {
        configurable: true,
        value: () => {
          const active = focused();
          selected = active instanceof HTMLTextAreaElement ? active.value : '';
          return true;
        },
      });
      try {
        const panel = await floating();
        await panel.press('button', messages.copyNumber);
        await panel.says(messages.copy.copied);
        expect(selected).to.equal('400-123-4567');
      } finally {
        Reflect.deleteProperty(navigator, 'clipboard');
        Reflect.deleteProperty(document, 'execCommand');
      }
    });
  });

  describe('when a file does not load', () => {
    /** A frame in which the file of the form fails to load. */
    const brokenPage = async (): Promise<Window & typeof globalThis> => {
      const frame = await fixture<HTMLIFrameElement>(html`<iframe title="a page"></iframe>`);
      const page = frame.contentDocument as Document;
      const script = (type: string, text: string) =>
        page.head.append(Object.assign(page.createElement('script'), { type, text }));
      const base = page.createElement('base');
      base.href = location.origin;
      page.head.append(base);
      script(
        'importmap',
        JSON.stringify({
          imports: {
            [`${location.origin}/src/components/callback/callback.ts`]:
              'data:text/javascript,throw new Error("gone")',
          },
        }),
      );
      script('module', `import '/src/define-panel.ts'`);
      const view = frame.contentWindow as Window & typeof globalThis;
      await view.customElements.whenDefined('hotline-checklist');
      return view;
    };

    it('says so, shows the number, and lets the member try again', async () => {
      const page = await brokenPage();
      const element = page.document.createElement('hotline-panel');
      Object.assign(element, {
        context: { store: contacts.store, language: 'zh-CN', dark: false, care: false },
        open: true,
        view: 'callback',
      });
      page.document.body.append(element);
      const panel = new Driver(element);
      await panel.says(messages.partFailed);
      expect(panel.get('alert').textContent).to.include(messages.partFailed);
      await panel.says('400-123-4567');
      await panel.press('button', messages.retry);
      await turn();
      await panel.says(messages.partFailed);
      await panel.press('button', messages.back);
      await panel.says(messages.checklist);
    });
  });
});
