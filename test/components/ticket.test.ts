import { expect } from '@open-wc/testing';
import type { Ticket } from '../../src/contract/ticket.ts';
import { messages } from '../../src/i18n/zh-CN.ts';
import { keepAttempt } from '../../src/stores/attempt.ts';
import { placeOf } from '../../src/stores/held.ts';
import { holdTicket } from '../../src/stores/held-ticket.ts';
import { ticketsFor } from '../../src/stores/ticket-store.ts';
import { Clock, until } from '../support/clock.ts';
import { expectFocus, nameOf, TicketCard } from '../support/drivers.ts';
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

  /** Mounts the card for a ticket that the device keeps and the desk knows. */
  const mount = async (change: Change<Ticket> = {}, language: 'zh-CN' | 'en' = 'zh-CN') => {
    hold();
    says(change);
    const card = await TicketCard.mount(contacts, { language });
    await card.has('heading');
    return card;
  };

  describe('a waiting ticket', () => {
    it('shows what the agent answered', async () => {
      const card = await mount({ status: 'solved', conclusion: '已补发' });
      expect(card.words).to.match(/客服的答复 ?已补发/);
    });

    it('shows its number, the passphrase, the due time, the calling number and the called number', async () => {
      const card = await mount();
      for (const words of [
        NUMBER,
        '青山 流水',
        messages.passphrase,
        '今天 10:30 前回电',
        '来电号码 400-123-4567',
        '拨打您的 138****8000',
      ])
        expect(card.words).to.include(words);
      expect(card.get('heading', messages.received)).to.exist;
    });

    it('shows past, current and future steps in the timeline', async () => {
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

    it('says past steps in the past, and puts the current one last', async () => {
      const card = await mount({
        status: 'claimed',
        timeline: [
          { at: at(0), status: 'waiting' },
          { at: at(1), status: 'claimed' },
          { at: at(2), status: 'calling' },
          { at: at(3), status: 'unreached' },
          { at: at(4), status: 'claimed' },
          { at: at(5), status: 'claimed', kind: 'nudged' },
        ],
      });
      expect(card.steps.map((step) => step.replace(/ 今天.*/, ''))).to.deep.equal([
        '已提交',
        messages.past.claimed,
        messages.past.calling,
        messages.missed(1),
        messages.ticketStatus.claimed,
        messages.happened.nudged,
        '回电',
        '解决',
      ]);
      expect(
        card.all('step').findIndex((step) => step.getAttribute('aria-current') === 'step'),
      ).to.equal(5);
    });

    it('says that the device keeps nothing, and offers to copy what is needed', async () => {
      const storage = Object.getOwnPropertyDescriptor(window, 'localStorage') as PropertyDescriptor;
      let copied = '';
      Object.defineProperty(navigator, 'clipboard', {
        configurable: true,
        value: { writeText: (text: string) => void (copied = text) },
      });
      Object.defineProperty(window, 'localStorage', {
        configurable: true,
        get: () => {
          throw new DOMException('denied', 'SecurityError');
        },
      });
      try {
        const card = await mount();
        await card.says(messages.notKept);
        await card.press('button', messages.copyAll);
        await card.has('button', messages.copy.copied);
        expect(copied.split('\n')).to.deep.equal([
          `工单 ${NUMBER}`,
          '青山 流水',
          location.origin + location.pathname,
        ]);
      } finally {
        Object.defineProperty(window, 'localStorage', storage);
      }
    });

    it('says nothing of that where the device keeps the ticket', async () =>
      expect((await mount()).words).not.to.include(messages.notKept));

    for (const [status, ahead] of [
      ['waiting', ['回电', '解决']],
      ['claimed', ['回电', '解决']],
      ['calling', ['解决']],
      ['unreached', ['回电', '解决']],
    ] as const) {
      it(`shows the status ${status} in words, followed by the steps to come`, async () => {
        const card = await mount({ status, timeline: [{ at: at(0), status }] });
        const said = status === 'unreached' ? messages.missed(1) : messages.ticketStatus[status];
        expect(card.steps).to.deep.equal([`${said} 今天 10:00`, ...ahead]);
      });
    }

    it('begins with an apology when the desk is late, and says what the shop gives', async () => {
      const card = await mount({ dueAt: at(-10), asOf: at(0), whenLate: '送您 5 元余额' });
      const lead = card.element.shadowRoot!.querySelector('#lead')!;
      expect(lead.textContent).to.equal('抱歉，已过约定的 今天 09:50，正在为您加急');
      expect(card.words).to.include('送您 5 元余额');
      expect(card.words.split('抱歉')).to.have.length(2);
    });

    it('is late by the clock of the desk alone, however fast the device’s is', async () => {
      const card = await mount({ dueAt: at(-10), asOf: at(-11), whenLate: '送您 5 元余额' });
      expect(card.words).to.include(messages.received).and.not.include('抱歉');
      expect(card.words).not.to.include('送您');
    });

    it('is not late any more during the call', async () => {
      const card = await mount({ status: 'calling', dueAt: at(-10), asOf: at(0) });
      expect(card.words).not.to.include('抱歉');
    });

    it('does not say so because the clock of the device is fast', async () => {
      clock.restore();
      clock = Clock.held(NOW + 3 * 3_600_000);
      const card = await mount({ status: 'waiting' });
      expect(card.words)
        .to.include(messages.due('今天 10:30'))
        .and.not.to.include(messages.overdue('今天 10:30'));
    });

    it('has the number to dial, whatever becomes of the ticket', async () => {
      const card = await mount();
      const dial = () => card.all('link', '400-123-4567').map((link) => link.getAttribute('href'));
      expect(dial()).to.deep.equal(['tel:4001234567,,2']);
      says({ status: 'calling' });
      await ticketsFor(contacts.store).refresh();
      await card.says(messages.ticketStatus.calling);
      expect(dial()).to.have.length(1);
      desk.answer = () => problem(404, 'not-found');
      await ticketsFor(contacts.store).refresh();
      await card.says(messages.ticketLost);
      expect(dial()).to.have.length(1);
    });

    it('promises no time if the ticket has no due time', async () => {
      const card = await mount({ dueAt: undefined, callsFrom: [] });
      expect(card.words)
        .to.include(messages.dueUnknown)
        .and.not.to.include('来电号码')
        .and.not.to.include('前回电');
    });
  });

  for (const status of ['solved', 'closed', 'cancelled'] as const) {
    it(`says that a ticket is ${status}, without a promise, and offers another callback`, async () => {
      const card = await mount({
        status,
        may: { cancel: false },
        timeline: [
          { at: at(0), status: 'waiting' },
          { at: at(9), status },
        ],
      });
      expect(card.get('heading', messages.ended[status])).to.exist;
      expect(card.words).not.to.include('青山 流水').and.not.to.include('前回电');
      expect(card.steps).to.have.length(2);
      expect(card.all('step').every((step) => !step.hasAttribute('aria-current'))).to.equal(true);
      expect(card.find('button', messages.cancel)).to.equal(undefined);
      const asked = card.hears('hotline-request-view');
      await card.press('button', messages.another);
      expect(asked).to.have.length(1);
      expect(card.words).to.include(messages.noTicket);
    });
  }

  it('asks for no rating after a wrong number', async () => {
    const card = await mount({
      status: 'closed',
      closedBecause: 'wrong-number',
      may: { rate: true },
    });
    expect(card.words).to.include(messages.closedBecause['wrong-number']);
    expect(card.find('radio')).to.equal(undefined);
  });

  it('asks for a rating in one column in care mode', async () => {
    hold();
    says({ status: 'solved', may: { rate: true } });
    const card = await TicketCard.mount(contacts, { width: 320, care: true });
    await card.has('radio');
    const lefts = () => card.all('radio').map((choice) => choice.getBoundingClientRect().left);
    await until(
      () => new Set(lefts()).size === 1,
      () => `one left edge of ${lefts().join()}`,
    );
  });

  for (const width of [320, 380])
    it(`asks for a rating in one row, the best first, at ${width} px`, async () => {
      hold();
      says({ status: 'solved', may: { rate: true } });
      const card = await TicketCard.mount(contacts, { width });
      await card.has('radio');
      const choices = card.all('radio');
      expect(choices.map((choice) => nameOf(choice))).to.deep.equal([
        ...[...messages.ratings].reverse(),
      ]);
      const tops = choices.map((choice) => choice.getBoundingClientRect().top);
      expect(Math.max(...tops) - Math.min(...tops)).to.be.below(2);
    });

  for (const care of [false, true])
    it(`has the dot of each step in the middle of its line, ${care ? 'in' : 'without'} care mode`, async () => {
      hold();
      says({});
      const card = await TicketCard.mount(contacts, { care });
      await card.has('heading');
      const middle = (of: Element) => {
        const { top, bottom } = of.getBoundingClientRect();
        return (top + bottom) / 2;
      };
      const root = card.element.shadowRoot as ShadowRoot;
      const steps = [...root.querySelectorAll('ol li')].map((step) => [...step.children]);
      expect(steps).not.to.be.empty;
      for (const [dot, words] of steps) expect(middle(dot!)).to.be.closeTo(middle(words!), 1.5);
    });

  describe('of a call', () => {
    const CALL: Change<Ticket> = {
      origin: 'call',
      status: 'calling',
      dueAt: undefined,
      phone: '',
      timeline: [{ at: at(0), status: 'calling', kind: 'called-in' }],
      may: { cancel: false, reschedule: false, nudge: false, erase: false },
    };

    it('says that the member is on the phone, and asks nobody for the passphrase', async () => {
      const card = await mount({ ...CALL });
      expect(card.get('heading', messages.inCall)).to.exist;
      expect(card.words).to.include(messages.happened['called-in']);
      expect(card.words).not.to.include('青山 流水').and.not.to.include(messages.ahead.calling);
      expect(card.words).to.include(messages.cutOff).and.not.to.include(messages.rather);
    });

    it('waits for an agent where the connection was lost, and was submitted by nobody', async () => {
      const card = await mount({
        ...CALL,
        status: 'waiting',
        timeline: [
          { at: at(0), status: 'calling', kind: 'called-in' },
          { at: at(3), status: 'waiting' },
        ],
      });
      expect(card.get('heading', messages.callWaiting)).to.exist;
      expect(card.words).not.to.include(messages.ticketStatus.waiting);
    });
  });

  describe('of a member who was not reached', () => {
    const MISSED: Change<Ticket> = {
      status: 'unreached',
      attempts: 1,
      notBefore: at(10),
      timeline: [
        { at: at(0), status: 'waiting' },
        { at: at(1), status: 'unreached' },
      ],
      may: { ready: true, nudge: false },
    };

    it('offers to be called now, says that the agents know, and offers it no more', async () => {
      const card = await mount({ ...MISSED });
      desk.answer = () =>
        json(sampleTicket({ ...MISSED, notBefore: undefined, may: { ready: false } }));
      await card.press('button', messages.canTalk);
      await card.says(messages.canTalkDone);
      expect(card.find('button', messages.canTalk)).to.equal(undefined);
      expect(desk.by('POST').map(({ path }) => path)).to.deep.equal([
        '/v1/tickets/261120482136/ready',
      ]);
    });

    it('says that things have changed when the call was made meanwhile', async () => {
      const card = await mount({ ...MISSED });
      desk.answer = ({ method }) =>
        method === 'POST'
          ? problem(409, 'not-ready')
          : json(sampleTicket({ status: 'calling', may: { ready: false } }));
      await card.press('button', messages.canTalk);
      await card.says(messages.changed);
      expect(card.find('button', messages.canTalk)).to.equal(undefined);
    });

    it('says when the call comes while the line is closed', async () => {
      const card = await mount({ ...MISSED, may: { ready: false } });
      expect(card.find('button', messages.canTalk)).to.equal(undefined);
      expect(card.words).to.include(messages.callsWhenOpen('今天 10:10'));
    });
  });

  describe('that is not solved', () => {
    const SOLVED: Change<Ticket> = {
      status: 'solved',
      timeline: [
        { at: at(0), status: 'waiting' },
        { at: at(9), status: 'solved' },
      ],
      may: { cancel: false, rate: true, reopen: true },
    };

    it('is opened again with what is still wrong, which begins with the comment', async () => {
      const card = await mount({ ...SOLVED });
      await card.press('radio', messages.ratings[0]);
      await card.fill(`${messages.comment} · ${messages.optional}`, '还是没到账');
      desk.answer = () => json(sampleTicket({ ...SOLVED, rating: 1, may: { reopen: true } }));
      await card.press('button', messages.rateYes);
      await card.says(messages.thanks);
      await card.press('button', messages.notSolved);
      expect(card.valueOf(new RegExp(messages.stillWrong))).to.equal('还是没到账');
      expect(card.words).to.include(messages.reopenMeans('138****8000'));
      desk.answer = () => json(sampleTicket({ may: { reopen: false } }));
      await card.press('button', messages.reopenYes);
      await card.says(messages.received);
      expect(
        desk
          .by('POST')
          .map(({ path, body }) => [path, body])
          .at(-1),
      ).to.deep.equal(['/v1/tickets/261120482136/reopen', JSON.stringify({ note: '还是没到账' })]);
    });

    it('keeps what was written when it does not get through', async () => {
      const card = await mount({ ...SOLVED });
      await card.press('button', messages.notSolved);
      await card.fill(new RegExp(messages.stillWrong), '少了一张');
      desk.answer = offline;
      await card.press('button', messages.reopenYes);
      await card.says(messages.actionUnknown);
      expect(card.valueOf(new RegExp(messages.stillWrong))).to.equal('少了一张');
    });

    it('offers nothing of the kind where the desk does not allow it', async () => {
      const card = await mount({ ...SOLVED, may: { reopen: false } });
      expect(card.find('button', messages.notSolved)).to.equal(undefined);
      expect(card.get('button', messages.another)).to.exist;
    });
  });

  describe('without a ticket', () => {
    it('says that there is none, and offers a callback', async () => {
      const card = await TicketCard.mount(contacts);
      expect(card.words).to.include(messages.noTicket);
      const asked = card.hears('hotline-request-view');
      await card.press('button', messages.callback);
      expect(asked).to.have.length(1);
      expect(desk.asked).to.be.empty;
    });

    it('offers no callback if the shop takes none', async () => {
      contacts.show(bareContact());
      const card = await TicketCard.mount(contacts);
      expect(card.all('button')).to.be.empty;
    });
  });

  describe('the ticket of a call of the member', () => {
    const call: Change<Ticket> = {
      origin: 'call',
      status: 'calling',
      dueAt: undefined,
      phone: '',
      timeline: [{ at: at(0), status: 'calling', kind: 'called-in' }],
    };

    it('says that they are on the phone, and promises no call', async () => {
      const card = await mount(call);
      expect(card.words).to.include(messages.inCall);
      expect(card.words).to.include(messages.happened['called-in']);
      for (const words of [messages.received, messages.dueUnknown, messages.ticketStatus.calling])
        expect(card.words).to.not.include(words);
    });

    it('asks for a number in the form when it was not solved, and names the line to dial', async () => {
      const card = await mount({ ...call, status: 'solved', may: { reopen: false } });
      expect(card.words).to.include(messages.stillHelp).and.not.to.include(messages.rather);
      const asked = card.hears('hotline-request-view');
      await card.press('button', messages.notSolved);
      expect(asked).to.have.length(1);
    });

    it('says when the agreed call comes', async () => {
      const card = await mount({
        ...call,
        status: 'follow-up',
        notBefore: at(60),
        dueAt: at(90),
        timeline: [
          { at: at(0), status: 'calling', kind: 'called-in' },
          { at: at(1), status: 'follow-up' },
        ],
      });
      expect(card.words).to.include(messages.followUpNext('今天 11:00'));
    });
  });

  it('says of a request without an answer that it is not known yet whether it arrived', async () => {
    keepAttempt(contacts.store, { key: 'k', since: NOW }, placeOf(contacts.store));
    const card = await TicketCard.mount(contacts);
    expect(card.words)
      .to.include(messages.unknown)
      .and.to.include('400-123-4567')
      .and.not.to.include(messages.noTicket);
    const asked = card.hears('hotline-request-view');
    await card.press('button', messages.callback);
    expect(asked).to.have.length(1);
  });

  it('says of the ticket of an earlier request that later changes are not in it', async () => {
    says();
    ticketsFor(contacts.store).take(sampleTicket(), true, placeOf(contacts.store));
    const card = await TicketCard.mount(contacts);
    await card.says(messages.earlier);
    expect(card.words).to.include(NUMBER);
  });

  describe('while the desk is unreachable', () => {
    it('shows the ticket number before the desk answers', async () => {
      hold();
      desk.answer = () => new Promise<Response>(() => undefined);
      const card = await TicketCard.mount(contacts);
      expect(card.words).to.include(NUMBER);
      expect(card.get('status', messages.loading)).to.exist;
    });

    it('shows the ticket number, says that the desk is unreachable, and retries on request', async () => {
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

    it('keeps showing the last answer, with its time', async () => {
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

    it('says that the ticket is lost if the desk no longer has it, and can forget it', async () => {
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
    it('asks for confirmation first, with the focus on the button that keeps the ticket', async () => {
      const card = await mount();
      await card.press('button', messages.cancel);
      expect(card.get('group', messages.cancelSure)).to.exist;
      expectFocus(card.get('button', messages.cancelNo));
      await card.press('button', messages.cancelNo);
      expectFocus(card.get('button', messages.cancel));
      expect(desk.by('POST')).to.be.empty;
    });

    it('sends the request, announces the new status, and keeps the focus in the card', async () => {
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

    it('says that it is not known whether it got through, and lets the member try again', async () => {
      const card = await mount();
      await card.press('button', messages.cancel);
      desk.answer = offline;
      await card.press('button', messages.cancelYes);
      await card.says(messages.actionUnknown);
      expect(card.get('status', messages.actionUnknown)).to.exist;
      expect(card.get('button', messages.cancelYes)).to.exist;
      expect(card.words).to.include('青山 流水');
    });

    it('shows that it is done as soon as the ticket says so, if the answer was lost', async () => {
      const card = await mount();
      await card.press('button', messages.cancel);
      desk.answer = ({ method }) =>
        method === 'POST'
          ? offline()
          : json(sampleTicket({ status: 'cancelled', may: { cancel: false } }));
      await card.press('button', messages.cancelYes);
      await card.says(messages.actionUnknown);
      await clock.passUntil(
        () => card.words.includes(messages.ended.cancelled),
        () => card.words,
      );
      expect(card.words).not.to.include(messages.actionUnknown);
    });

    it('is not offered once an agent is calling', async () => {
      const card = await mount({ status: 'calling', may: { cancel: false } });
      expect(card.find('button', messages.cancel)).to.equal(undefined);
    });
  });

  describe('the next call', () => {
    it('is shown with the booked slot', async () => {
      const card = await mount({
        window: { from: at(60), to: at(90) },
        notBefore: at(60),
        dueAt: at(90),
      });
      expect(card.words).to.include(messages.booked('今天 11:00–11:30'));
      expect(card.steps).to.include('回电 今天 11:00–11:30');
    });

    it('is shown with its time after missed calls, which are numbered', async () => {
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

    it('is shown with its time if a follow-up was agreed', async () => {
      const card = await mount({
        status: 'follow-up',
        notBefore: at(1440),
        dueAt: at(1470),
        timeline: [{ at: at(0), status: 'follow-up' }],
      });
      expect(card.get('heading', messages.followUpNext('明天 10:00'))).to.exist;
    });

    it('is left out if its time is invalid, and everything else is still shown', async () => {
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
    it(`says why a ticket was closed: ${why}`, async () => {
      const card = await mount({
        status: 'closed',
        closedBecause: why,
        may: { cancel: false, reschedule: false, nudge: false },
      });
      expect(card.words).to.include(messages.closedBecause[why]);
    });
  }

  it('offers only the actions that an older desk lists', async () => {
    hold();
    const { cancel } = sampleTicket().may;
    desk.answer = () => json({ ...sampleTicket(), attempts: undefined, may: { cancel } });
    const card = await TicketCard.mount(contacts);
    await card.has('button', messages.cancel);
    for (const words of [messages.nudge, messages.reschedule, messages.erase])
      expect(card.find('button', words)).to.equal(undefined);
  });

  describe('asking to hurry', () => {
    it('sends the request once, and says so', async () => {
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
      // The last step is the current one, though the status is unchanged.
      expect(card.all('step').map((step) => step.getAttribute('aria-current'))).to.deep.equal([
        null,
        'step',
        null,
        null,
      ]);
    });

    it('says that it is done once the ticket says so, if the answer was lost', async () => {
      const card = await mount();
      desk.answer = ({ method }) =>
        method === 'POST' ? offline() : json(sampleTicket({ may: { nudge: false } }));
      await card.press('button', messages.nudge);
      await card.says(messages.actionUnknown);
      await clock.passUntil(
        () => card.words.includes(messages.nudged),
        () => card.words,
      );
    });

    it('shows the current ticket if the desk refuses', async () => {
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

  describe('rescheduling', () => {
    const slots = (left = 2) =>
      json({
        asOf: at(0),
        timeZone: 'Asia/Shanghai',
        slots: [
          { from: at(60), to: at(90), left },
          { from: at(90), to: at(120), left: 9 },
        ],
      });

    it('sends the slot that the member chose', async () => {
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

    it('can go back to as soon as possible', async () => {
      const card = await mount({ window: { from: at(60), to: at(90) } });
      desk.answer = ({ path }) => (path === '/v1/slots' ? slots() : json(sampleTicket()));
      await card.press('button', messages.reschedule);
      await card.press('button', messages.rescheduleAsap);
      await card.has('status', messages.rescheduled);
      expect(JSON.parse(desk.by('POST')[0]?.body ?? '')).to.deep.equal({ when: { kind: 'asap' } });
    });

    it('loads the slots again if somebody took the last place', async () => {
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
        () => 'a second request for slots',
      );
      expect(card.find('button', messages.rescheduleYes)).to.equal(undefined);
    });
  });

  describe('rating', () => {
    const SOLVED = {
      status: 'solved',
      may: { cancel: false, reschedule: false, nudge: false, rate: true },
    } as const;

    it('offers five answers in words, sends the choice with the comment, and says thanks', async () => {
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

    it('asks for a choice before it sends', async () => {
      const card = await mount(SOLVED);
      await card.press('button', messages.rateYes);
      await card.has('alert', messages.rateMissing);
      expectFocus(card.get('radio', '很满意'));
      expect(desk.by('POST')).to.be.empty;
    });
  });

  describe('erasing', () => {
    it('explains the consequences first, and says when it is done', async () => {
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

    it('keeps the ticket if the request fails', async () => {
      const card = await mount();
      await card.press('button', messages.erase);
      desk.answer = offline;
      await card.press('button', messages.eraseYes);
      await card.has('status', new RegExp(messages.actionUnknown));
      expect(card.words).to.include(NUMBER);
    });
  });

  it('removes the ticket from the device on request, and keeps the focus in the card', async () => {
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

  it('copies the ticket number, and says so', async () => {
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
    it('asks the desk every fifteen seconds, and fires hotline-ticket-changed when the status changes', async () => {
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

    it('stops once the ticket has ended or the element is removed', async () => {
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

    it('continues after the element is moved in the page', async () => {
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

    it('pauses while the page is hidden, and asks at once when it is visible again', async () => {
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

  it('does not show the ticket to another member', async () => {
    const card = await mount();
    contacts.show(sampleContact({ member: { ref: 'm-2' } }));
    await card.says(messages.noTicket);
    expect(card.words).not.to.include(NUMBER).and.not.to.include('青山 流水');
    contacts.forget();
    await card.settled();
    expect(card.words).not.to.include(NUMBER);
  });

  it('shows only English in English', async () => {
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
