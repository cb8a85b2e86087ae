import { expect } from '@open-wc/testing';
import type { Ticket } from '../../src/contract/ticket.ts';
import { defineElement } from '../../src/elements.ts';
import { messages } from '../../src/i18n/zh-CN.ts';
import { draftFor } from '../../src/stores/draft-store.ts';
import { holdTicket } from '../../src/stores/held-ticket.ts';
import { ticketsFor } from '../../src/stores/ticket-store.ts';
import { Clock, until } from '../support/clock.ts';
import {
  CallbackForm,
  Checklist,
  elementsIn,
  NumberCard,
  Panel,
  TicketCard,
  type Driver,
} from '../support/drivers.ts';
import { FakeDesk, json, problem } from '../support/fake-desk.ts';
import {
  at,
  FakeContacts,
  NOW,
  sampleContact,
  sampleTicket,
  type Change,
} from '../support/sample-contact.ts';
import { translate, untranslated } from '../support/translate.ts';

describe('a page that the browser has translated', () => {
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

  /**
   * Two of an element with the same stores. After each change, one is translated, and must then
   * say what the other says.
   */
  const pair = async <One extends Driver<HTMLElement>>(mount: () => Promise<One>) => {
    const [own, translated] = [await mount(), await mount()];
    translate(translated.element);
    return {
      own,
      translated,
      after: async (change: () => unknown, says?: string) => {
        await change();
        await own.settled();
        if (says) await own.says(says);
        const words = () => untranslated(translated.words);
        await until(
          () => words() === own.words,
          () => `“${own.words}”, not “${words()}”`,
        );
        translate(translated.element);
      },
    };
  };

  it('shows each new status, number and time of the line', async () => {
    const { after, translated } = await pair(() => NumberCard.mount(contacts));
    expect(translated.words).to.include('⟨');
    const show = (change: Parameters<typeof sampleContact>[0]) => () =>
      contacts.show(sampleContact(change));
    await after(show({ status: { state: 'busy', waitMinutes: [2, 4] } }));
    await after(() => clock.pass(90_000));
    await after(show({ status: { state: 'busy', waitMinutes: [5, 9] } }));
    await after(show({ status: { state: 'closed', waitMinutes: undefined } }));
    await after(show({ line: { display: '400-765-4321', uri: 'tel:4007654321' } }));
    await after(() => contacts.become({ phase: 'failed' }));
  });

  it('keeps a translation whose text has not changed', async () => {
    const { after, translated } = await pair(() => NumberCard.mount(contacts));
    const before = translated.words;
    await after(() => clock.pass(0));
    translated.element.requestUpdate();
    await translated.settled();
    expect(translated.words).to.equal(before);
    expect(before).to.include('⟨');
  });

  it('counts what is ready in the checklist, and names what was entered', async () => {
    const { after } = await pair(() => Checklist.mount(contacts));
    const draft = draftFor(contacts.store);
    await after(() => draft.update({ topic: 'missing' }));
    await after(() => draft.update({ order: 'A1' }));
    await after(() => draft.update({ order: 'A1B2C3D4E5F6G7H8', orderFound: true }));
    await after(() => draft.update({ occurredAt: '2026-11-20T09:30' }));
    await after(() => draft.update({ occurredAt: '2026-11-19T09:30' }));
    await after(() => draft.update({ topic: 'price' }));
  });

  it('shows what is wrong in the form, and what became of it', async () => {
    const { after, own, translated } = await pair(() => CallbackForm.mount(contacts));
    const both = async (act: (form: CallbackForm) => Promise<void>) => {
      for (const form of [own, translated]) await act(form);
    };
    await after(() => both((form) => form.press('button', /./)));
    await after(() => both((form) => form.fill(/您的电话/, '95588')));
    await after(() => both((form) => form.fill(/您的电话/, '13800138000')));
    await after(() => contacts.show(sampleContact({ callback: { promiseMinutes: 45 } })));
    await after(() => contacts.show(sampleContact({ status: { state: 'closed' } })));
    const draft = draftFor(contacts.store);
    await after(() => draft.update({ topic: 'missing' }));
    desk.answer = () => problem(429, 'too-many-for-number');
    await after(
      () => own.press('button', messages.submit),
      messages.refused['too-many-for-number'],
    );
    desk.answer = () => json(sampleTicket(), 201);
    await after(() => own.press('button', messages.submit), messages.view);
  });

  it('shows each new status of the ticket, and leaves number and passphrase as they are', async () => {
    holdTicket(contacts.store, {
      endpoint: `${contacts.source.desk}/v1/callbacks`,
      number: '261120482136',
      key: 'k',
      since: NOW,
    });
    desk.answer = () => json(sampleTicket());
    const { after, translated } = await pair(() => TicketCard.mount(contacts));
    await after(() => ticketsFor(contacts.store).refresh(), '青山 流水');
    expect(translated.words)
      .to.include('261120-48213-6')
      .and.to.include('青山 流水')
      .and.not.to.include('⟨青山')
      .and.not.to.include('⟨261120');
    const become = (change: Change<Ticket>) => () => {
      desk.answer = () => json(sampleTicket(change));
      return ticketsFor(contacts.store).refresh();
    };
    const steps = (...statuses: Ticket['status'][]) =>
      statuses.map((status, index) => ({ at: at(index), status }));
    await after(become({ status: 'claimed', timeline: steps('waiting', 'claimed') }));
    await after(become({ status: 'calling', timeline: steps('waiting', 'claimed', 'calling') }));
    await after(become({ status: 'unreached', attempts: 1, notBefore: at(20) }));
    await after(() => clock.pass(40 * 60_000));
    await after(
      become({
        status: 'solved',
        timeline: steps('waiting', 'calling', 'solved'),
        may: { cancel: false, reschedule: false, nudge: false, rate: true },
      }),
    );
  });

  it('leaves the code and the numbers as they are', async () => {
    await defineElement('hotline-brief-code');
    desk.answer = () => json({ code: '123456', expiresAt: at(60) });
    const draft = draftFor(contacts.store);
    draft.update({ topic: 'missing', order: 'A1B2C3D4E5F6G7H8' });
    const panel = await Panel.mount(contacts);
    await panel.press('button', messages.getCode);
    await panel.says('123456');
    translate(panel.element);
    for (const kept of ['400-123-4567', '123456', 'A1B2C3D4E5F6G7H8'])
      expect(panel.words).to.include(kept).and.not.to.include(`⟨${kept}`);
  });

  it('has no text directly behind a value, before which Lit could not insert any more', async () => {
    const panel = await Panel.mount(contacts);
    const form = await CallbackForm.mount(contacts);
    const ticket = await TicketCard.mount(contacts);
    const markers: string[] = [];
    for (const { element } of [panel, form, ticket]) {
      const inside = element.shadowRoot as ShadowRoot;
      for (const root of [inside, ...elementsIn(inside)].flatMap((node) => [
        node,
        ...((node as Element).shadowRoot ? [(node as Element).shadowRoot as ShadowRoot] : []),
      ]))
        for (const node of root.childNodes)
          if (
            node.nodeType === Node.COMMENT_NODE &&
            node.nextSibling?.nodeType === Node.TEXT_NODE &&
            node.nextSibling.nextSibling?.nodeType === Node.TEXT_NODE &&
            node.nextSibling.nextSibling.textContent?.trim()
          )
            markers.push(node.nextSibling.nextSibling.textContent);
    }
    expect(markers).to.deep.equal([]);
  });
});
