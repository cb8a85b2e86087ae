import { expect } from '@open-wc/testing';
import type { Ticket } from '../../src/contract/ticket.ts';
import { messages } from '../../src/i18n/zh-CN.ts';
import { holdTicket } from '../../src/device/held-ticket.ts';
import { Clock, until } from '../support/clock.ts';
import { expectFocus, TicketCard } from '../support/drivers.ts';
import { FakeDesk, json, offline, problem } from '../support/fake-desk.ts';
import {
  at,
  bareContact,
  FakeContacts,
  NOW,
  sampleContact,
  sampleTicket,
  type Change,
} from '../support/sample-contact.ts';

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

  const hold = (to: FakeContacts = contacts) =>
    holdTicket(to.store, {
      endpoint: `${contacts.source.desk}/v1/callbacks`,
      number: '261120482136',
      key: 'k',
      since: NOW,
    });
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
      for (const words of [
        NUMBER,
        '青山 流水',
        messages.passphrase,
        '预计 今天 10:30 前',
        '来电号码 400-123-4567',
        '拨打您的 138****8000',
      ])
        expect(card.words).to.include(words);
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
      expect(card.steps).to.deep.equal([
        '已提交 今天 10:00',
        '客服已接单，正在查看 今天 10:04',
        '回电',
        '解决',
      ]);
      expect(card.all('step').map((step) => step.getAttribute('aria-current'))).to.deep.equal([
        null,
        'step',
        null,
        null,
      ]);
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
      expect(card.words)
        .to.include(messages.dueUnknown)
        .and.not.to.include('来电号码')
        .and.not.to.include('预计');
    });
  });

  for (const status of ['solved', 'closed', 'cancelled'] as const) {
    it(`says that it is ${status}, promises nothing any more, and offers another`, async () => {
      const card = await mount({
        status,
        may: { cancel: false },
        timeline: [
          { at: at(0), status: 'waiting' },
          { at: at(9), status },
        ],
      });
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
      await clock.passUntil(
        () => card.words.includes(messages.ticketStale('今天 10:00')),
        () => card.words,
      );
      expect(card.words).to.include('青山 流水');
      says();
      await clock.passUntil(
        () => !card.words.includes('暂时连不上'),
        () => card.words,
      );
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
      expect(desk.by('POST').map(({ path }) => path)).to.deep.equal([
        '/v1/tickets/261120482136/cancel',
      ]);
      expect(heard).to.have.length(1);
      expect(heard[0])
        .to.include({ bubbles: true, composed: true })
        .and.not.to.have.property('detail');
      await until(
        () => card.element.shadowRoot?.activeElement,
        () => 'the focus to stay in the card',
      );
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

  describe('what the next call is', () => {
    it('is the window that was booked', async () => {
      const card = await mount({
        window: { from: at(60), to: at(90) },
        notBefore: at(60),
        dueAt: at(90),
      });
      expect(card.words).to.include(messages.booked('今天 11:00–11:30'));
      expect(card.steps).to.include('回电 今天 11:00–11:30');
    });

    it('is said after one that did not reach the member, and at which call that was', async () => {
      const missed = (minutes: number) => ({ at: at(minutes), status: 'unreached' as const });
      const card = await mount({
        status: 'unreached',
        attempts: 2,
        notBefore: at(250),
        dueAt: at(280),
        timeline: [{ at: at(0), status: 'waiting' }, missed(5), missed(20)],
      });
      expect(card.get('heading', '未接通，将于 今天 14:10 再打')).to.exist;
      expect(card.steps)
        .to.include('第 1 次未接通 今天 10:05')
        .and.to.include('第 2 次未接通 今天 10:20')
        .and.to.include('回电 今天 14:10');
    });

    it('is said where one was agreed', async () => {
      const card = await mount({
        status: 'follow-up',
        notBefore: at(1440),
        dueAt: at(1470),
        timeline: [{ at: at(0), status: 'follow-up' }],
      });
      expect(card.get('heading', messages.followUpNext('明天 10:00'))).to.exist;
    });

    it('is not said where its instant is none, and nothing else is lost with it', async () => {
      const card = await mount({
        status: 'unreached',
        notBefore: 'soon',
        dueAt: '?',
        window: { from: '', to: '' },
        timeline: [{ at: 'once', status: 'unreached' }],
      });
      expect(card.words)
        .to.include(NUMBER)
        .and.to.include('青山 流水')
        .and.to.include(messages.ticketStatus.unreached)
        .and.not.to.include('Invalid');
    });
  });

  for (const why of ['unreached', 'wrong-number'] as const) {
    it(`says why it was given up: ${why}`, async () => {
      const card = await mount({
        status: 'closed',
        closedBecause: why,
        may: { cancel: false, reschedule: false, nudge: false },
      });
      expect(card.words).to.include(messages.closedBecause[why]);
    });
  }

  it('offers only what an older desk knows of', async () => {
    hold();
    const { cancel } = sampleTicket().may;
    desk.answer = () => json({ ...sampleTicket(), attempts: undefined, may: { cancel } });
    const card = await TicketCard.mount(contacts);
    await card.has('button', messages.cancel);
    for (const words of [messages.nudge, messages.reschedule, messages.erase])
      expect(card.find('button', words)).to.equal(undefined);
  });

  describe('asking for haste', () => {
    it('tells the agents once, and says so', async () => {
      const card = await mount();
      says({
        may: { nudge: false },
        timeline: [
          { at: at(0), status: 'waiting' },
          { at: at(1), status: 'waiting', kind: 'nudged' },
        ],
      });
      await card.press('button', messages.nudge);
      await card.has('status', messages.nudged);
      expect(desk.by('POST').map(({ path }) => path)).to.deep.equal([
        '/v1/tickets/261120482136/nudge',
      ]);
      expect(card.find('button', messages.nudge)).to.equal(undefined);
      expect(card.steps).to.include(`${messages.happened.nudged} 今天 10:01`);
      // How it stands has not changed.
      expect(card.all('step').map((step) => step.getAttribute('aria-current'))).to.deep.equal([
        'step',
        null,
        null,
        null,
      ]);
    });

    it('shows the ticket as it is where the desk refuses', async () => {
      const card = await mount();
      desk.answer = ({ method }) =>
        method === 'POST'
          ? problem(409, 'not-nudgeable')
          : json(
              sampleTicket({
                status: 'calling',
                may: { nudge: false, cancel: false, reschedule: false, erase: false },
              }),
            );
      await card.press('button', messages.nudge);
      await card.has('status', messages.changed);
      expect(card.get('heading', messages.ticketStatus.calling)).to.exist;
      expect(card.find('button', messages.nudge)).to.equal(undefined);
    });
  });

  describe('another time', () => {
    const slots = (left = 2) =>
      json({
        asOf: at(0),
        timeZone: 'Asia/Shanghai',
        slots: [
          { from: at(60), to: at(90), left },
          { from: at(90), to: at(120), left: 9 },
        ],
      });

    it('is chosen from what is free, and told the desk', async () => {
      const card = await mount();
      desk.answer = ({ path }) =>
        path === '/v1/slots'
          ? slots()
          : json(sampleTicket({ window: { from: at(60), to: at(90) }, dueAt: at(90) }));
      await card.press('button', messages.reschedule);
      (await card.has('radio', /11:00/)).click();
      await card.has('button', messages.rescheduleYes);
      await card.press('button', messages.rescheduleYes);
      await card.has('status', messages.rescheduled);
      expect(JSON.parse(desk.by('POST')[0]?.body ?? '')).to.deep.equal({
        when: { kind: 'window', from: at(60) },
      });
      expect(card.words).to.include(messages.booked('今天 11:00–11:30'));
    });

    it('may be as soon as possible again', async () => {
      const card = await mount({ window: { from: at(60), to: at(90) } });
      desk.answer = ({ path }) => (path === '/v1/slots' ? slots() : json(sampleTicket()));
      await card.press('button', messages.reschedule);
      await card.press('button', messages.rescheduleAsap);
      await card.has('status', messages.rescheduled);
      expect(JSON.parse(desk.by('POST')[0]?.body ?? '')).to.deep.equal({ when: { kind: 'asap' } });
    });

    it('is asked for anew where somebody took the last place', async () => {
      const card = await mount();
      desk.answer = ({ path }) => (path === '/v1/slots' ? slots() : problem(409, 'slot-full'));
      await card.press('button', messages.reschedule);
      (await card.has('radio', /11:00/)).click();
      await card.has('button', messages.rescheduleYes);
      const before = desk.asked.length;
      await card.press('button', messages.rescheduleYes);
      await card.says(messages.refused['slot-full'] ?? '');
      await until(
        () => desk.asked.slice(before).some(({ path }) => path === '/v1/slots'),
        () => 'the windows asked for again',
      );
      expect(card.find('button', messages.rescheduleYes)).to.equal(undefined);
    });
  });

  describe('rating', () => {
    const SOLVED = {
      status: 'solved',
      may: { cancel: false, reschedule: false, nudge: false, rate: true },
    } as const;

    it("asks in words, sends what was chosen with a word of the member's own, and thanks", async () => {
      const card = await mount(SOLVED);
      expect(card.all('radio')).to.have.length(5);
      await card.press('radio', '满意');
      await card.fill(/想说的话/, ' 很耐心 ');
      says({ ...SOLVED, rating: 4, may: { rate: false } });
      await card.press('button', messages.rateYes);
      await card.has('status', new RegExp(messages.thanks));
      expect(JSON.parse(desk.by('POST')[0]?.body ?? '')).to.deep.equal({
        rating: 4,
        comment: '很耐心',
      });
      expect(card.all('radio')).to.be.empty;
    });

    it('wants something to be chosen', async () => {
      const card = await mount(SOLVED);
      await card.press('button', messages.rateYes);
      await card.has('alert', messages.rateMissing);
      expectFocus(card.get('radio', '很不满意'));
      expect(desk.by('POST')).to.be.empty;
    });
  });

  describe('erasing', () => {
    it('says what it means first, and that it is done afterwards', async () => {
      const card = await mount();
      await card.press('button', messages.erase);
      expect(card.words).to.include(messages.eraseMeans);
      expectFocus(card.get('button', messages.eraseNo));
      desk.answer = () => new Response(null, { status: 204 });
      await card.press('button', messages.eraseYes);
      await card.has('status', messages.erased);
      expect(card.words).not.to.include(NUMBER);
      expect(localStorage).to.have.length(0);
    });

    it('keeps everything where it did not work', async () => {
      const card = await mount();
      await card.press('button', messages.erase);
      desk.answer = offline;
      await card.press('button', messages.eraseYes);
      await card.has('status', new RegExp(messages.notDone));
      expect(card.words).to.include(NUMBER);
    });
  });

  it('is removed from the device when the member says so, and the focus stays', async () => {
    const card = await mount({ status: 'solved', may: { cancel: false } });
    card.get('button', messages.forget).focus();
    await card.press('button', messages.forget);
    expect(card.words).to.include(messages.noTicket).and.not.to.include(NUMBER);
    expect(localStorage).to.have.length(0);
    await until(
      () => card.element.shadowRoot?.activeElement,
      () => 'the focus to stay in the card',
    );
  });

  it('copies its number, and says so', async () => {
    const copied: string[] = [];
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText: (text: string) => Promise.resolve(void copied.push(text)) },
    });
    const card = await mount();
    await card.press('button', messages.copyTicket);
    await until(
      () => card.find('status', messages.copy.copied),
      () => card.words,
    );
    expect(copied).to.deep.equal([NUMBER]);
  });

  describe('following', () => {
    it('asks every fifteen seconds, and tells the page when something has changed', async () => {
      const card = await mount();
      const heard = card.hears('hotline-ticket-changed');
      expect(desk.asked).to.have.length(1);
      await clock.passUntil(
        () => desk.asked.length > 1,
        () => 'a second request',
      );
      expect(heard).to.be.empty;
      says({ status: 'calling', timeline: [{ at: at(9), status: 'calling' }] });
      await clock.passUntil(
        () => card.words.includes(messages.ticketStatus.calling),
        () => card.words,
      );
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
      await clock.passUntil(
        () => desk.asked.length,
        () => 'a request',
      );
    });

    it('asks nothing while the page is hidden, and at once when it shows', async () => {
      await mount();
      desk.asked.length = 0;
      Object.defineProperty(document, 'hidden', { configurable: true, value: true });
      await clock.pass(600_000);
      expect(desk.asked).to.be.empty;
      Object.defineProperty(document, 'hidden', { configurable: true, value: false });
      document.dispatchEvent(new Event('visibilitychange'));
      await until(
        () => desk.asked.length,
        () => 'a request',
      );
    });
  });

  it("is never another member's", async () => {
    const card = await mount();
    contacts.show(sampleContact({ member: { ref: 'm-2' } }));
    await card.says(messages.noTicket);
    expect(card.words).not.to.include(NUMBER).and.not.to.include('青山 流水');
    contacts.forget();
    await card.settled();
    expect(card.words).not.to.include(NUMBER);
  });

  it('speaks English throughout', async () => {
    for (const change of [
      {},
      { dueAt: at(-10) },
      { status: 'cancelled', may: { cancel: false } },
    ] as const) {
      const card = await mount(
        { passphrase: 'silver river', line: { label: 'Hotline' }, ...change },
        'en',
      );
      card.find('button', 'Cancel')?.click();
      await card.settled();
      expect(
        [card.words, ...card.hints].filter((said) =>
          /[\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]/.test(said),
        ),
      ).to.deep.equal([]);
      card.element.remove();
      contacts = FakeContacts.of(sampleContact());
    }
  });
});
