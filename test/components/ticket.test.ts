import { expect } from '@open-wc/testing';
import type { Ticket } from '../../src/contract/ticket.ts';
import { messages } from '../../src/i18n/zh-CN.ts';
import { holdTicket } from '../../src/io/held-ticket.ts';
import { Clock, until } from '../support/clock.ts';
import { expectFocus, TicketCard } from '../support/drivers.ts';
import { FakeDesk, json, offline, problem } from '../support/fake-desk.ts';
import { at, bareContact, FakeContacts, NOW, sampleContact, sampleTicket, type Change } from '../support/sample-contact.ts';

const NUMBER = '261120-48213-6';

describe('hotline-ticket', () => {
  const { fetch } = window;
  let clock: Clock;
  let desk: FakeDesk;
  let contacts: FakeContacts;

  beforeEach(() => {
    clock = Clock.held(NOW);
    desk = new FakeDesk();
    window.fetch = desk.fetch;
    contacts = FakeContacts.of(sampleContact());
  });
  afterEach(() => {
    clock.restore();
    window.fetch = fetch;
    localStorage.clear();
    Reflect.deleteProperty(navigator, 'clipboard');
    Reflect.deleteProperty(document, 'hidden');
  });

  const hold = (to: FakeContacts = contacts) => holdTicket(to.store, { endpoint: `${contacts.source.desk}/v1/callbacks`, number: '261120482136', key: 'k', since: NOW });
  const says = (change: Change<Ticket> = {}) => (desk.answer = () => json(sampleTicket(change)));

  /** The card of a ticket that this device holds, and that the desk tells more of. */
  const mount = async (change: Change<Ticket> = {}, language: 'zh-CN' | 'en' = 'zh-CN') => {
    hold();
    says(change);
    const card = await TicketCard.mount(contacts, { language });
    await card.has('heading');
    return card;
  };

  describe('of a callback that waits', () => {
    it('tells the number, the passphrase, by when, from which number and to which', async () => {
      const card = await mount();
      for (const words of [NUMBER, '青山 流水', messages.passphrase, '预计 今天 10:30 前', '来电号码 400-123-4567', '拨打您的 138****8000']) expect(card.words).to.include(words);
      expect(card.get('heading', messages.received)).to.exist;
    });

    it('shows what has happened, what happens now, and what is still to come', async () => {
      const card = await mount({
        status: 'claimed',
        timeline: [
          { at: at(0), status: 'waiting' },
          { at: at(4), status: 'claimed' },
        ],
      });
      expect(card.steps).to.deep.equal(['已提交 今天 10:00', '客服已接单，正在查看 今天 10:04', '回电', '解决']);
      expect(card.all('step').map((step) => step.getAttribute('aria-current'))).to.deep.equal([null, 'step', null, null]);
    });

    for (const [status, ahead] of [
      ['waiting', ['回电', '解决']],
      ['claimed', ['回电', '解决']],
      ['calling', ['解决']],
      ['unreached', ['回电', '解决']],
    ] as const) {
      it(`says in words that it is ${status}`, async () => {
        const card = await mount({ status, timeline: [{ at: at(0), status }] });
        const said = status === 'unreached' ? messages.missed(1) : messages.ticketStatus[status];
        expect(card.steps).to.deep.equal([`${said} 今天 10:00`, ...ahead]);
      });
    }

    it('admits that it is late', async () => {
      const card = await mount({ dueAt: at(-10) });
      expect(card.words).to.include(messages.overdue('今天 09:50'));
    });

    it('promises no time where there is none', async () => {
      const card = await mount({ dueAt: undefined, callsFrom: [] });
      expect(card.words).to.include(messages.dueUnknown).and.not.to.include('来电号码').and.not.to.include('预计');
    });
  });

  for (const status of ['solved', 'closed', 'cancelled'] as const) {
    it(`says that it is ${status}, promises nothing any more, and offers another`, async () => {
      const card = await mount({ status, may: { cancel: false }, timeline: [{ at: at(0), status: 'waiting' }, { at: at(9), status }] });
      expect(card.get('heading', messages.ended[status])).to.exist;
      expect(card.words).not.to.include('青山 流水').and.not.to.include('预计');
      expect(card.steps).to.have.length(2);
      expect(card.all('step').every((step) => !step.hasAttribute('aria-current'))).to.equal(true);
      expect(card.find('button', messages.cancel)).to.equal(undefined);
      const asked = card.hears('hotline-request-view');
      await card.press('button', messages.another);
      expect(asked).to.have.length(1);
      expect(card.words).to.include(messages.noTicket);
    });
  }

  describe('without a ticket', () => {
    it('says so, and offers a callback', async () => {
      const card = await TicketCard.mount(contacts);
      expect(card.words).to.include(messages.noTicket);
      const asked = card.hears('hotline-request-view');
      await card.press('button', messages.callback);
      expect(asked).to.have.length(1);
      expect(desk.asked).to.be.empty;
    });

    it('offers none where there are none', async () => {
      contacts.show(bareContact());
      const card = await TicketCard.mount(contacts);
      expect(card.all('button')).to.be.empty;
    });
  });

  describe('while the desk is away', () => {
    it('names the ticket at once, before the desk has said more of it', async () => {
      hold();
      desk.answer = () => new Promise<Response>(() => undefined);
      const card = await TicketCard.mount(contacts);
      expect(card.words).to.include(NUMBER);
      expect(card.get('status', messages.loading)).to.exist;
    });

    it('names the ticket, says that it is out of reach, and tries again when asked', async () => {
      hold();
      desk.answer = offline;
      const card = await TicketCard.mount(contacts);
      await card.says(messages.unreachable.title);
      expect(card.words).to.include(NUMBER);
      expect(card.find('status', messages.loading)).to.equal(undefined);
      says();
      await card.press('button', messages.retry);
      await card.says('青山 流水');
    });

    it('keeps what it knew, and says from when it is', async () => {
      const card = await mount();
      desk.answer = offline;
      await clock.passUntil(() => card.words.includes(messages.ticketStale('今天 10:00')), () => card.words);
      expect(card.words).to.include('青山 流水');
      says();
      await clock.passUntil(() => !card.words.includes('暂时连不上'), () => card.words);
    });

    it('says that the ticket is lost where the desk knows it no more, and can be rid of it', async () => {
      hold();
      desk.answer = () => problem(404, 'not-found');
      const card = await TicketCard.mount(contacts);
      await card.says(messages.ticketLost);
      await card.press('button', messages.forget);
      expect(card.words).to.include(messages.noTicket);
      expect(localStorage).to.have.length(0);
    });
  });

  describe('cancelling', () => {
    it('asks first, with the focus on the way back', async () => {
      const card = await mount();
      await card.press('button', messages.cancel);
      expect(card.get('group', messages.cancelSure)).to.exist;
      expectFocus(card.get('button', messages.cancelNo));
      await card.press('button', messages.cancelNo);
      expectFocus(card.get('button', messages.cancel));
      expect(desk.by('POST')).to.be.empty;
    });

    it('tells the desk, then the member, and keeps the focus in the card', async () => {
      const card = await mount();
      const heard = card.hears('hotline-ticket-changed');
      await card.press('button', messages.cancel);
      card.get('button', messages.cancelYes).focus();
      says({ status: 'cancelled', may: { cancel: false } });
      await card.press('button', messages.cancelYes);
      await card.says(messages.ended.cancelled);
      expect(desk.by('POST').map(({ path }) => path)).to.deep.equal(['/v1/tickets/261120482136/cancel']);
      expect(heard).to.have.length(1);
      expect(heard[0]).to.include({ bubbles: true, composed: true }).and.not.to.have.property('detail');
      await until(() => card.element.shadowRoot?.activeElement, () => 'the focus to stay in the card');
    });

    it('says so where it did not work, and lets the member try again', async () => {
      const card = await mount();
      await card.press('button', messages.cancel);
      desk.answer = offline;
      await card.press('button', messages.cancelYes);
      await card.says(messages.cancelFailed);
      expect(card.get('status', messages.cancelFailed)).to.exist;
      expect(card.get('button', messages.cancelYes)).to.exist;
      expect(card.words).to.include('青山 流水');
    });

    it('is not offered once an agent is at it', async () => {
      const card = await mount({ status: 'calling', may: { cancel: false } });
      expect(card.find('button', messages.cancel)).to.equal(undefined);
    });
  });

  it('is removed from the device when the member says so, and the focus stays', async () => {
    const card = await mount({ status: 'solved', may: { cancel: false } });
    card.get('button', messages.forget).focus();
    await card.press('button', messages.forget);
    expect(card.words).to.include(messages.noTicket).and.not.to.include(NUMBER);
    expect(localStorage).to.have.length(0);
    await until(() => card.element.shadowRoot?.activeElement, () => 'the focus to stay in the card');
  });

  it('copies its number, and says so', async () => {
    const copied: string[] = [];
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: (text: string) => Promise.resolve(void copied.push(text)) } });
    const card = await mount();
    await card.press('button', messages.copyTicket);
    await until(() => card.find('status', messages.copied), () => card.words);
    expect(copied).to.deep.equal([NUMBER]);
  });

  describe('following', () => {
    it('asks every fifteen seconds, and tells the page when something has changed', async () => {
      const card = await mount();
      const heard = card.hears('hotline-ticket-changed');
      expect(desk.asked).to.have.length(1);
      await clock.passUntil(() => desk.asked.length > 1, () => 'a second request');
      expect(heard).to.be.empty;
      says({ status: 'calling', timeline: [{ at: at(9), status: 'calling' }] });
      await clock.passUntil(() => card.words.includes(messages.ticketStatus.calling), () => card.words);
      expect(heard).to.have.length(1);
    });

    it('asks nothing once it has ended, or once it has left the page', async () => {
      const card = await mount({ status: 'solved' });
      const before = desk.asked.length;
      await clock.pass(3_600_000);
      expect(desk.asked).to.have.length(before);
      card.element.remove();

      contacts = FakeContacts.of(sampleContact());
      const other = await mount();
      other.element.remove();
      desk.asked.length = 0;
      await clock.pass(3_600_000);
      document.dispatchEvent(new Event('visibilitychange'));
      await other.settled();
      expect(desk.asked).to.be.empty;
    });

    it('goes on where it is moved in the page', async () => {
      const card = await mount();
      const { parentElement: ground } = card.element;
      card.element.remove();
      ground?.append(card.element);
      await card.settled();
      desk.asked.length = 0;
      await clock.passUntil(() => desk.asked.length, () => 'a request');
    });

    it('asks nothing while the page is hidden, and at once when it shows', async () => {
      await mount();
      desk.asked.length = 0;
      Object.defineProperty(document, 'hidden', { configurable: true, value: true });
      await clock.pass(600_000);
      expect(desk.asked).to.be.empty;
      Object.defineProperty(document, 'hidden', { configurable: true, value: false });
      document.dispatchEvent(new Event('visibilitychange'));
      await until(() => desk.asked.length, () => 'a request');
    });
  });

  it('is never another member\'s', async () => {
    const card = await mount();
    contacts.show(sampleContact({ member: { ref: 'm-2' } }));
    await card.says(messages.noTicket);
    expect(card.words).not.to.include(NUMBER).and.not.to.include('青山 流水');
    contacts.forget();
    await card.settled();
    expect(card.words).not.to.include(NUMBER);
  });

  it('speaks English throughout', async () => {
    for (const change of [{}, { dueAt: at(-10) }, { status: 'cancelled', may: { cancel: false } }] as const) {
      const card = await mount({ passphrase: 'silver river', line: { label: 'Hotline' }, ...change }, 'en');
      card.find('button', 'Cancel')?.click();
      await card.settled();
      expect([card.words, ...card.hints].filter((said) => /[\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]/.test(said))).to.deep.equal([]);
      card.element.remove();
      contacts = FakeContacts.of(sampleContact());
    }
  });
});
