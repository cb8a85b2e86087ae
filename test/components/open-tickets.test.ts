import { expect } from '@open-wc/testing';
import { messages } from '../../src/i18n/zh-CN.ts';
import { defineElement } from '../../src/elements.ts';
import { heldTicket, holdTicket } from '../../src/stores/held-ticket.ts';
import { until } from '../support/clock.ts';
import { elementsIn, expectFocus, nameOf, Panel, TicketCard } from '../support/drivers.ts';
import { FakeEffects } from '../support/effects.ts';
import { FakeDesk, json } from '../support/fake-desk.ts';
import {
  at,
  FakeContacts,
  sampleContact,
  sampleRow as row,
  sampleTicket,
} from '../support/sample-contact.ts';

const MINE = '261120482136';
const OTHER = '261120482144';
const CALL = '261120482152';

describe('hotline-open-tickets', () => {
  const { fetch } = window;
  let desk: FakeDesk;
  let contacts: FakeContacts;

  before(() => defineElement('hotline-ticket-card'));
  beforeEach(() => {
    desk = new FakeDesk();
    window.fetch = desk.fetch;
    contacts = FakeContacts.of(
      sampleContact({ member: { ticket: { number: MINE, othersOpen: 2 } } }),
    );
    contacts.memberToken = 'token.of.member';
    holdTicket(contacts.store, {
      endpoint: `${contacts.source.desk}/v1/callbacks`,
      number: MINE,
      key: 'k',
      since: Date.now(),
    });
    desk.answer = ({ path }) =>
      path === '/v1/tickets'
        ? json({
            asOf: at(0),
            tickets: [
              row(MINE, { dueAt: at(30) }),
              row(OTHER, { dueAt: at(90), topic: '充值未到账' }),
              row(CALL, { status: 'calling', origin: 'call' }),
            ],
          })
        : json(sampleTicket({ number: path.split('/')[3] ?? '' }));
  });
  afterEach(() => {
    window.fetch = fetch;
    localStorage.clear();
  });

  /** The rows that show, in order. */
  const rows = (driver: Panel | TicketCard) =>
    driver.all('button', /工单 \d{6}-\d{5}-\d$/).map((button) => nameOf(button));

  it('lists the others below the card of the home view, the most urgent first', async () => {
    const panel = await Panel.mount(contacts);
    await panel.has('heading', messages.otherTickets);
    expect(rows(panel)).to.deep.equal([
      '正在与客服通话 工单 261120-48215-2',
      '充值未到账 回电 11:30 前 · 已提交 工单 261120-48214-4',
    ]);
    expect(panel.words.indexOf(messages.viewTicket)).to.be.below(
      panel.words.indexOf(messages.otherTickets),
    );
  });

  it('opens the pressed one, without announcing it as new', async () => {
    const panel = await Panel.mount(contacts);
    await panel.press('button', /48214-4$/);
    await panel.has('heading', messages.received);
    expect(panel.element.view).to.equal('ticket');
    expect(heldTicket(contacts.store)?.number).to.equal(OTHER);
    await until(
      () => rows(panel).length === 2,
      () => rows(panel).join(),
    );
    expect(rows(panel).join()).to.include('261120-48213-6').and.not.to.include('48214-4');
    expect(panel.words).not.to.include('已收到您的回电申请，工单');
  });

  it('moves the focus to the ticket that is chosen in the ticket view', async () => {
    const card = await TicketCard.mount(contacts);
    await card.press('button', /48214-4$/);
    await card.says('261120-48214-4');
    const lead = await until(
      () => card.find('heading', messages.received),
      () => card.words,
    );
    await card.settled();
    expectFocus(lead);
  });

  it('comes after the timeline, also while the chosen ticket loads', async () => {
    const card = await TicketCard.mount(contacts);
    await card.has('heading', messages.otherTickets);
    const all = [...elementsIn(card.element.shadowRoot as ShadowRoot)];
    expect(all.findIndex((element) => element.localName === 'hotline-open-tickets')).to.be.above(
      all.findIndex((element) => element.className === 'timeline'),
    );
    const { answer } = desk;
    desk.answer = (asked) =>
      asked.path === '/v1/tickets' ? answer(asked) : new Promise<Response>(() => undefined);
    await card.press('button', /48214-4$/);
    await card.has('heading', messages.otherTickets);
    expect(card.find('heading', messages.received)).to.equal(undefined);
  });

  it('is not there, and not asked for, for a member with one ticket', async () => {
    contacts.show(sampleContact({ member: { ticket: { number: MINE } } }));
    const panel = await Panel.mount(contacts);
    await panel.has('button', messages.viewTicket);
    expect(panel.find('heading', messages.otherTickets)).to.equal(undefined);
    expect(desk.asked.map(({ path }) => path)).not.to.include('/v1/tickets');
  });

  it('is no longer asked for once the member has no other open ticket', async () => {
    const effects = new FakeEffects(desk.fetch);
    contacts.effects = effects;
    holdTicket(contacts.store, {
      endpoint: `${contacts.source.desk}/v1/callbacks`,
      number: MINE,
      key: 'k',
      since: effects.time,
    });
    const panel = await Panel.mount(contacts);
    await panel.has('heading', messages.otherTickets);
    const timers = (): string => effects.timers.join();
    const isFollowed = (): boolean => effects.timers.includes(30_000);
    await until(isFollowed, timers);
    contacts.show(sampleContact({ member: { ticket: { number: MINE } } }));
    await until(() => !isFollowed(), timers);
    expect(panel.find('heading', messages.otherTickets)).to.equal(undefined);
  });

  it('goes with the member who signs out', async () => {
    const panel = await Panel.mount(contacts);
    await panel.has('heading', messages.otherTickets);
    contacts.show(
      sampleContact({ member: { ref: undefined, verified: false, reason: 'missing' } }),
    );
    await until(
      () => !rows(panel).length,
      () => rows(panel).join(),
    );
  });

  for (const care of [false, true])
    it(`fits on a screen of 320 pixels${care ? ', in care mode too' : ''}`, async () => {
      const panel = await Panel.mount(contacts, { width: 320, care });
      await panel.has('heading', messages.otherTickets);
      const inside = panel.all('button', /工单 \d/).map((button) => button.getBoundingClientRect());
      const { right } = panel.element.getBoundingClientRect();
      expect(inside).to.have.length(2);
      for (const box of inside) {
        expect(box.right).to.be.at.most(right);
        expect(box.height).to.be.at.least(44);
      }
    });
});
