import { expect } from '@open-wc/testing';
import type { Inquiry } from '../../src/contract/inquiry.ts';
import type { Ticket } from '../../src/contract/ticket.ts';
import { defineElement } from '../../src/elements.ts';
import { messages } from '../../src/i18n/zh-CN.ts';
import { inquiryMessages as words } from '../../src/i18n/inquiries-zh-CN.ts';
import { draftFor } from '../../src/stores/draft-store.ts';
import { holdTicket } from '../../src/stores/held-ticket.ts';
import { ticketsFor } from '../../src/stores/ticket-store.ts';
import { Clock, until } from '../support/clock.ts';
import { TicketCard } from '../support/drivers.ts';
import { FakeDesk, json, problem, type Asked } from '../support/fake-desk.ts';
import { at, FakeContacts, NOW, sampleContact, sampleTicket } from '../support/sample-contact.ts';

const inquiry = (change: Partial<Inquiry> = {}): Inquiry => ({
  id: 'one',
  kind: 'yes-no',
  askedAt: at(1),
  ...change,
});

describe('hotline-inquiries', () => {
  const { fetch } = window;
  let clock: Clock;
  let desk: FakeDesk;
  let contacts: FakeContacts;
  let ticket: Ticket;
  /** The answer to `POST …/answers`; the ticket with all inquiries answered by default. */
  let reply: (asked: Asked) => Response | Error;

  beforeEach(async () => {
    await Promise.all([
      defineElement('hotline-inquiries'),
      defineElement('hotline-item-editor'),
      defineElement('hotline-pictures'),
    ]);
    clock = Clock.held(NOW);
    desk = new FakeDesk();
    window.fetch = desk.fetch;
    contacts = FakeContacts.of(sampleContact());
    reply = () => {
      const inquiries = ticket.inquiries?.map((one) => ({ ...one, answeredAt: at(2) })) ?? [];
      return json((ticket = { ...ticket, inquiries }));
    };
    desk.answer = (asked) => (asked.method === 'POST' ? reply(asked) : json(ticket));
  });
  afterEach(() => {
    clock.restore();
    window.fetch = fetch;
    localStorage.clear();
  });

  const mount = async (...inquiries: Inquiry[]): Promise<TicketCard> => {
    ticket = sampleTicket({ inquiries });
    holdTicket(contacts.store, {
      endpoint: `${contacts.source.desk}/v1/callbacks`,
      number: '261120482136',
      key: 'k',
      since: NOW,
    });
    const card = await TicketCard.mount(contacts);
    await card.has('heading');
    return card;
  };
  const says = (card: TicketCard, text: string) =>
    until(
      () => card.words.includes(text),
      () => `“${text}” in “${card.words}”`,
    );
  const sent = (): unknown[] => desk.by('POST').map(({ body }) => JSON.parse(body) as unknown);
  const change = async (...inquiries: Inquiry[]): Promise<void> => {
    ticket = { ...ticket, inquiries };
    await ticketsFor(contacts.store).refresh();
  };

  it('are nothing for a ticket of which nothing is asked', async () => {
    const card = await mount();
    expect(card.words).to.not.include('客服请您补充');
  });

  it('ask a question with two buttons, right below the headline', async () => {
    const card = await mount(inquiry({ text: '重新登录后到了吗？' }));
    await says(card, '客服请您补充一项');
    await card.has('heading', '重新登录后到了吗？');
    expect(card.words.indexOf('重新登录后到了吗？')).to.be.below(
      card.words.indexOf(messages.passphrase),
    );
    await card.press('button', words.no);
    await says(card, words.sent);
    expect(sent()).to.deep.equal([{ inquiry: 'one', kind: 'yes-no', yes: false }]);
    expect(desk.by('POST')[0]?.path).to.match(/\/tickets\/261120482136\/answers$/);
    await says(card, `重新登录后到了吗？ · ${words.done}`);
    expect(card.all('button', words.yes)).to.deep.equal([]);
  });

  it('appear in the open panel, and go away when the agent takes them back', async () => {
    const card = await mount();
    await change(inquiry());
    await card.has('heading', words.standard['yes-no']);
    await change();
    await until(
      () => !card.all('heading', words.standard['yes-no']).length,
      () => 'no inquiry',
    );
  });

  it('take an order number, with the hint of the checklist, and forget it then', async () => {
    const card = await mount(inquiry({ kind: 'order', text: '今天买的那一笔' }));
    await says(card, '今天买的那一笔');
    await card.press('button', words.send);
    await says(card, words.missing.order);
    expect(sent()).to.deep.equal([]);
    await card.fill(messages.items.order, ' A1B2C3D4E5F6G7H8 ');
    await card.press('button', words.send);
    await says(card, words.sent);
    expect(sent()).to.deep.equal([{ inquiry: 'one', kind: 'order', order: 'A1B2C3D4E5F6G7H8' }]);
    expect(draftFor(contacts.store).state.order).to.equal(undefined);
  });

  it('take a time', async () => {
    const card = await mount(inquiry({ kind: 'time' }));
    await card.press('button', messages.justNow);
    await card.press('button', words.send);
    await says(card, words.sent);
    expect(sent()).to.deep.equal([
      { inquiry: 'one', kind: 'time', occurredAt: new Date(NOW).toISOString() },
    ]);
  });

  it('take that the member has none', async () => {
    const card = await mount(inquiry({ kind: 'order' }));
    await card.press('button', words.none.order);
    await says(card, words.sent);
    expect(sent()).to.deep.equal([{ inquiry: 'one', kind: 'none' }]);
  });

  it('take screenshots that are at the desk', async () => {
    const card = await mount(inquiry({ kind: 'screenshot' }));
    await card.press('button', words.send);
    await says(card, words.missing.screenshot);
    const attachments = ['A'.repeat(22)];
    draftFor(contacts.store).update({ screenshots: 1, attachments });
    await card.press('button', words.send);
    await says(card, words.sent);
    expect(sent()).to.deep.equal([{ inquiry: 'one', kind: 'screenshot', attachments }]);
    expect(draftFor(contacts.store).state.screenshots).to.equal(0);
  });

  it('are sent again by themselves when no reply comes, and then say so', async () => {
    const card = await mount(inquiry());
    reply = () => new TypeError('Failed to fetch');
    await card.press('button', words.yes);
    await says(card, messages.sending);
    await clock.passUntil(
      () => card.words.includes(words.failed),
      () => card.words,
    );
    expect(desk.by('POST').length).to.equal(4);
    expect(new Set(desk.by('POST').map(({ body }) => body)).size).to.equal(1);
    expect(card.all('button', words.yes).length).to.equal(1);
  });

  it('count as sent when only the reply was lost', async () => {
    const card = await mount(inquiry());
    reply = () => {
      ticket = { ...ticket, inquiries: [inquiry({ answeredAt: at(2) })] };
      return new TypeError('Failed to fetch');
    };
    await card.press('button', words.yes);
    await until(
      () => desk.by('POST').length === 1,
      () => 'the request',
    );
    reply = () => json(ticket);
    await clock.pass(2_000);
    await says(card, words.sent);
  });

  it('say that they are no longer asked for, or were answered on another device', async () => {
    const card = await mount(inquiry());
    reply = () => {
      ticket = { ...ticket, inquiries: [inquiry({ answeredAt: at(2) })] };
      return problem(409, 'inquiry-answered');
    };
    await card.press('button', words.yes);
    await says(card, words.answered);
    await change(inquiry({ id: 'two' }), inquiry({ answeredAt: at(2) }));
    reply = () => {
      ticket = { ...ticket, inquiries: [inquiry({ answeredAt: at(2) })] };
      return problem(409, 'inquiry-withdrawn');
    };
    await card.press('button', words.yes);
    await says(card, words.over);
  });

  it('leave out what a newer desk may ask for', async () => {
    const newer = { ...inquiry(), kind: 'fingerprint' } as unknown as Inquiry;
    const card = await mount(newer, inquiry({ id: 'two' }));
    await says(card, '客服请您补充一项');
    await card.has('heading', words.standard['yes-no']);
  });

  it('puts yes and no in one column, in care mode', async () => {
    await mount(inquiry());
    const card = await TicketCard.mount(contacts, { width: 320, care: true });
    const yes = await card.has('button', words.yes);
    const lefts = () =>
      [yes, card.get('button', words.no)].map((button) => button.getBoundingClientRect().left);
    await until(
      () => new Set(lefts()).size === 1,
      () => `one left edge of ${lefts().join()}`,
    );
  });
});
