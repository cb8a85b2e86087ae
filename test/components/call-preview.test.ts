import { expect } from '@open-wc/testing';
import type { Ticket } from '../../src/contract/ticket.ts';
import { callPreviewMessages as words } from '../../src/i18n/call-preview-zh-CN.ts';
import { messages } from '../../src/i18n/zh-CN.ts';
import { holdTicket } from '../../src/stores/held-ticket.ts';
import { Clock } from '../support/clock.ts';
import { TicketCard } from '../support/drivers.ts';
import { FakeDesk, json, offline, problem } from '../support/fake-desk.ts';
import {
  at,
  FakeContacts,
  NOW,
  sampleContact,
  sampleTicket,
  type Change,
} from '../support/sample-contact.ts';

/** The field for the number that called. */
const FIELD = new RegExp(words.number);

const CALLED: Change<Ticket> = {
  status: 'calling',
  calledAt: at(0),
  asOf: at(0),
  topic: '充值未到账',
  timeline: [
    { at: at(-2), status: 'waiting' },
    { at: at(-1), status: 'claimed' },
    { at: at(0), status: 'calling' },
  ],
};

describe('the ticket of a member who is being called', () => {
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
  });

  /** The desk knows the ticket and takes reports. */
  const answers = (change: Change<Ticket>, reported: Change<Ticket> = {}): void => {
    desk.answer = ({ path }) =>
      json(sampleTicket({ ...change, ...(path.endsWith('/report') && reported) }));
  };
  const mount = async (change: Change<Ticket> = {}): Promise<TicketCard> => {
    holdTicket(contacts.store, {
      endpoint: `${contacts.source.desk}/v1/callbacks`,
      number: '261120482136',
      key: 'k',
      since: NOW,
    });
    answers({ ...CALLED, ...change }, { report: { at: at(0) } });
    return TicketCard.mount(contacts);
  };
  const reports = () =>
    desk.asked
      .filter(({ path }) => path.endsWith('/report'))
      .map(({ body }) => JSON.parse(body) as unknown);

  it('says from which number, about what and with which passphrase, under “calling you now”', async () => {
    const card = await mount();
    await card.says(words.passphrase);
    expect(card.get('heading', messages.ticketStatus.calling)).to.exist;
    for (const said of ['400-123-4567', '充值未到账', '青山 流水', messages.passphrase])
      expect(card.words).to.include(said);
  });

  it('says when the call was once it can no longer be about to come', async () => {
    const card = await mount({ asOf: at(4) });
    await card.says(words.passphrase);
    expect(card.get('heading', messages.calledAt('今天 10:00'))).to.exist;
    expect(card.words).not.to.include(messages.ticketStatus.calling);
    // Whoever answers late can still check the number, and report it.
    expect(card.get('button', words.report)).to.exist;
  });

  it('says nothing of a call to a member who has called in', async () => {
    const card = await mount({
      calledAt: undefined,
      timeline: [{ at: at(0), status: 'calling', kind: 'called-in' }],
    });
    await card.says(messages.inCall);
    expect(card.words).not.to.include(words.passphrase);
  });

  it('reports with one press, and says at once what to do', async () => {
    const card = await mount();
    await card.press('button', words.report);
    await card.says(words.reported);
    expect(reports()).to.deep.equal([{}]);
    for (const said of [...words.todo, words.antiFraud, words.callUs])
      expect(card.words).to.include(said);
    expect(card.get('link', '96110').getAttribute('href')).to.equal('tel:96110');
    expect(card.all('button', words.report)).to.be.empty;
  });

  it('adds the number that called, and warns of one that is forged', async () => {
    const card = await mount();
    await card.press('button', words.report);
    await card.says(words.reported);
    answers(CALLED, { report: { at: at(0), ours: true } });
    await card.fill(FIELD, '400 123 4567');
    await card.press('button', words.sendNumber);
    await card.says(words.ours);
    expect(reports()).to.deep.equal([{}, { number: '400 123 4567' }]);
  });

  it('says that a number is none, and keeps it', async () => {
    const card = await mount();
    await card.press('button', words.report);
    await card.says(words.reported);
    desk.answer = () => problem(400, 'invalid-body', [{ pointer: '/number', code: 'letters' }]);
    await card.fill(FIELD, '未知');
    await card.press('button', words.sendNumber);
    await card.says(words.numberWrong);
    expect((card.get('field', FIELD) as HTMLInputElement).value).to.equal('未知');
  });

  it('says what to do without the network too, and sends the report again', async () => {
    const card = await mount();
    await card.says(words.report);
    desk.answer = offline;
    await card.press('button', words.report);
    await card.says(words.notSent);
    expect(card.words).to.include(words.todo[0]);
    answers(CALLED, { report: { at: at(0) } });
    await card.press('button', words.again);
    await card.says(words.reported);
  });

  it('shows on another device that this call is reported', async () => {
    const card = await mount({ report: { at: at(1) } });
    await card.says(words.reported);
  });

  it('lets a call be reported after an earlier one was', async () => {
    const card = await mount({ report: { at: at(-60) } });
    await card.says(words.report);
  });
});
