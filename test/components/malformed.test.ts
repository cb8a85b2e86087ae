import { expect } from '@open-wc/testing';
import { readContact } from '../../src/desk-client/read-contact.ts';
import { readTicket } from '../../src/desk-client/read-ticket.ts';
import { readSlots } from '../../src/desk-client/slots.ts';
import { statusesIn } from '../../src/desk-client/status-events.ts';
import { readBriefCode } from '../../src/desk-client/brief-code.ts';
import type { Contact, Status } from '../../src/contract/contact.ts';
import { defineElement } from '../../src/elements.ts';
import { statusWords } from '../../src/i18n/status.ts';
import { holdTicket } from '../../src/stores/held-ticket.ts';
import { Clock } from '../support/clock.ts';
import { CallbackForm, Panel, TicketCard } from '../support/drivers.ts';
import { FakeDesk, json } from '../support/fake-desk.ts';
import { pathsOf, withField, WRONG } from '../support/malformed.ts';
import { at, FakeContacts, NOW, sampleContact, sampleTicket } from '../support/sample-contact.ts';

/** What JavaScript writes for a value that is no text. */
const RUBBISH = /Invalid|undefined|null|NaN|Infinity|\[object|function/;

/**
 * One of each group of answers that are read as the same: elements show the same for them.
 * @param answers each with the wrong value in it
 */
const unlike = <Answer>(
  answers: readonly (readonly [value: unknown, answer: Answer])[],
  read: (answer: Answer) => unknown,
): (readonly [value: unknown, answer: Answer])[] => [
  ...new Map(answers.map((each) => [JSON.stringify(read(each[1])), each])).values(),
];

describe('A malformed field', () => {
  const { fetch } = window;
  const { error } = console;
  let clock: Clock;
  let desk: FakeDesk;
  let uncaught: unknown[];

  const catchUncaught = (event: PromiseRejectionEvent) => {
    event.preventDefault();
    uncaught.push(event.reason);
  };

  before(() => defineElement('hotline-brief'));
  beforeEach(() => {
    clock = Clock.held(NOW);
    desk = new FakeDesk();
    window.fetch = desk.fetch;
    uncaught = [];
    window.addEventListener('unhandledrejection', catchUncaught);
    // Elements report what they cannot draw.
    console.error = () => undefined;
  });
  afterEach(() => {
    window.removeEventListener('unhandledrejection', catchUncaught);
    console.error = error;
    clock.restore();
    window.fetch = fetch;
    localStorage.clear();
  });

  for (const status of ['unreached', 'closed'] as const) {
    const ticket = sampleTicket({
      status,
      window: { from: at(60), to: at(90) },
      notBefore: at(60),
      rating: 3,
      closedBecause: 'unreached',
      topic: '退款',
      timeline: [
        { at: at(0), status: 'waiting' },
        { at: at(1), status: 'waiting', kind: 'nudged' },
      ],
    });
    for (const path of pathsOf(ticket))
      it(`of a ticket that is ${status} leaves the card: ${path.join('.')}`, async () => {
        for (const [value, answer] of unlike(
          WRONG.map((value) => [value, withField(ticket, path, value)]),
          readTicket,
        )) {
          const contacts = FakeContacts.of(sampleContact());
          const number = '261120482136';
          const endpoint = `${contacts.source.desk}/v1/callbacks`;
          holdTicket(contacts.store, { endpoint, number, key: 'k', since: NOW });
          desk.answer = () => json(answer);
          const card = await TicketCard.mount(contacts);
          await card.settled();
          await card.settled();
          const { words } = card;
          card.element.remove();
          const what = `${JSON.stringify(value)}: ${words}`;
          expect(uncaught, what).to.deep.equal([]);
          if (path[0] === 'number') continue;
          expect(words, what).to.include('261120-48213-6').and.not.to.match(RUBBISH);
          if (path[0] !== 'status') expect(words, what).to.match(/再打|已结束/);
        }
      });
  }

  const contact: Contact = {
    ...sampleContact({
      greeting: '您好',
      member: { name: '林小姐' },
      status: { state: 'busy', waitMinutes: [2, 4], reason: '维护' },
    }),
  };
  for (const path of pathsOf(contact))
    // Items after the first are like the first.
    if (!/^[1-9]$/.test(path[1] ?? '') && !/^[1-9]$/.test(path[2] ?? ''))
      it(`of the contact leaves a number to dial: ${path.join('.')}`, async () => {
        const contacts = WRONG.slice(0, -1).flatMap((value): [unknown, Contact][] => {
          try {
            return [[value, readContact(JSON.stringify(withField(contact, path, value)))]];
          } catch {
            // Refused: the number in the page stays.
            return [];
          }
        });
        // All of them at once, because the page draws once for each that is shown by itself.
        await Promise.all(
          unlike(contacts, (made) => made).map(async ([value, read]) => {
            expect(statusWords(read, 'zh-CN')).to.be.a('string');
            const shown = FakeContacts.of(read);
            const panel = await Panel.mount(shown);
            await panel.settled();
            const what = JSON.stringify(value);
            expect(panel.find('link'), what)
              .to.have.attribute('href')
              .that.match(/^tel:400/);
            panel.element.remove();
            const form = await CallbackForm.mount(shown);
            await form.settled();
            form.element.remove();
            expect(uncaught, what).to.deep.equal([]);
          }),
        );
      });

  it('of a list of slots refuses the list, unless the field may hold that value', () => {
    const slots = {
      asOf: at(0),
      timeZone: 'Asia/Shanghai',
      slots: [{ from: at(60), to: at(90), left: 2 }],
    };
    const read = pathsOf(slots).flatMap((path) =>
      WRONG.filter((value) => readSlots(withField(slots, path, value))).map((value) => [
        path.join('.'),
        value,
      ]),
    );
    expect(read).to.deep.equal([
      ['slots', []],
      ['slots.0.left', 5],
    ]);
  });

  it('of a brief code refuses the code', () => {
    const code = { code: '123456', expiresAt: at(60) };
    for (const path of pathsOf(code))
      for (const value of WRONG)
        expect(readBriefCode(withField(code, path, value)), path.join()).to.equal(undefined);
  });

  it('of a status in the stream drops that status, and keeps the stream', async () => {
    const status: Status = { state: 'busy', asOf: at(0), closesAt: at(60), waitMinutes: [2, 4] };
    for (const path of pathsOf(status))
      for (const value of WRONG) {
        const events = [withField(status, path, value), status]
          .map((data) => `event: status\ndata: ${JSON.stringify(data)}\n\n`)
          .join('');
        const body = new Response(events).body as ReadableStream<Uint8Array>;
        const read: Status[] = [];
        for await (const each of statusesIn(body, () => undefined)) read.push(each);
        expect(read.at(-1), path.join()).to.deep.equal(status);
        for (const each of read)
          expect(statusWords({ ...contact, status: each }, 'zh-CN')).not.to.match(RUBBISH);
      }
  });
});
