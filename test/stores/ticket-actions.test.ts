import { expect } from '@open-wc/testing';
import type { TicketAction } from '../../src/contract/ticket.ts';
import { actionsFor, TicketActions } from '../../src/stores/ticket-actions.ts';
import { heldTicket, holdTicket } from '../../src/stores/held-ticket.ts';
import { ticketsFor, type TicketStore } from '../../src/stores/ticket-store.ts';
import { until } from '../support/clock.ts';
import { FakeDesk, json, later, offline, problem } from '../support/fake-desk.ts';
import { FakeContacts, NOW, sampleContact, sampleTicket } from '../support/sample-contact.ts';

describe('TicketActions', () => {
  const { fetch } = window;
  let desk: FakeDesk;
  let contacts: FakeContacts;
  let tickets: TicketStore;
  let actions: TicketActions;

  beforeEach(async () => {
    desk = new FakeDesk();
    window.fetch = desk.fetch;
    contacts = FakeContacts.of(sampleContact());
    holdTicket(contacts.store, {
      endpoint: `${contacts.source.desk}/v1/callbacks`,
      number: '261120482136',
      key: 'k',
      since: Date.now(),
    });
    desk.answer = () => json(sampleTicket());
    tickets = ticketsFor(contacts.store);
    actions = new TicketActions(tickets);
    tickets.attend();
    await until(
      () => tickets.state.ticket,
      () => 'the ticket',
    );
    desk.asked.length = 0;
  });
  afterEach(() => {
    window.fetch = fetch;
    localStorage.clear();
  });

  for (const action of ['cancel', 'nudge', 'reschedule', 'feedback'] as const) {
    it(`sends ${action} with the ticket's key and shows the ticket in the answer`, async () => {
      desk.answer = () => json(sampleTicket({ may: { nudge: false } }));
      expect(await actions.act(action)).to.equal(true);
      expect(desk.asked.map(({ method, path }) => `${method} ${path}`)).to.deep.equal([
        `POST /v1/tickets/261120482136/${action}`,
      ]);
      expect(desk.asked[0]?.headers.get('authorization')).to.equal('Bearer k');
      expect(tickets.state.ticket?.may.nudge).to.equal(false);
      expect(actions.state).to.deep.equal({ phase: 'done', action });
    });
  }

  it("drops the outcome when another member's ticket is shown", async () => {
    await actions.act('nudge');
    contacts.show(sampleContact({ member: { ref: 'm-2' } }));
    tickets.attend();
    expect(actions.state).to.deep.equal({ phase: 'idle' });
  });

  it('sends the body as JSON', async () => {
    await actions.act('reschedule', { when: { kind: 'asap' } });
    expect(JSON.parse(desk.asked[0]?.body ?? '')).to.deep.equal({ when: { kind: 'asap' } });
    expect(desk.asked[0]?.headers.get('content-type')).to.equal('application/json');
  });

  it('runs one action at a time', async () => {
    const slow = later();
    desk.answer = () => slow.promise;
    const first = actions.act('nudge');
    expect(actions.state).to.deep.equal({ phase: 'sending', action: 'nudge' });
    expect(await actions.act('cancel')).to.equal(false);
    slow.come(json(sampleTicket()));
    expect(await first).to.equal(true);
    expect(desk.asked).to.have.length(1);
  });

  it('requests the ticket if the desk refuses because it has changed', async () => {
    desk.answer = ({ method }) =>
      method === 'POST' ? problem(409, 'not-nudgeable') : json(sampleTicket({ status: 'calling' }));
    expect(await actions.act('nudge')).to.equal(false);
    expect(actions.state).to.deep.include({
      phase: 'refused',
      action: 'nudge',
      code: 'not-nudgeable',
    });
    expect(tickets.state.ticket?.status).to.equal('calling');
  });

  it('can be repeated after the desk could not be reached', async () => {
    desk.answer = offline;
    expect(await actions.act('nudge')).to.equal(false);
    expect(actions.state).to.deep.include({ phase: 'refused', code: 'unreachable' });
    desk.answer = () => json(sampleTicket());
    expect(await actions.act('nudge')).to.equal(true);
  });

  it('says how long to wait if the desk limits requests', async () => {
    desk.answer = () => problem(429, 'too-many-requests', undefined, { 'retry-after': '60' });
    await actions.act('nudge');
    expect(actions.state).to.deep.include({
      phase: 'refused',
      code: 'too-many-requests',
      retryAfter: 60,
    });
  });

  it('ignores an earlier answer that arrives late', async () => {
    const slow = later();
    desk.answerWith(
      () => slow.promise,
      () => json(sampleTicket({ status: 'cancelled', may: { cancel: false } })),
    );
    const asked = tickets.refresh();
    await actions.act('cancel');
    slow.come(json(sampleTicket()));
    await asked;
    expect(tickets.state.ticket?.status).to.equal('cancelled');
  });

  describe('erasing', () => {
    for (const [what, reply] of [
      ['is done', () => new Response(null, { status: 204 })],
      ['was done by a request whose answer was lost', () => problem(404, 'not-found')],
    ] as const) {
      it(`removes the ticket from the device when it ${what}`, async () => {
        desk.answer = reply;
        expect(await actions.act('erase')).to.equal(true);
        expect(actions.state).to.deep.equal({ phase: 'done', action: 'erase' });
        expect(heldTicket(contacts.store)).to.equal(undefined);
        expect(tickets.heldNumber).to.equal(undefined);
      });
    }

    for (const [what, reply] of [
      ['refuses', () => problem(409, 'not-erasable')],
      ['cannot be reached', offline],
    ] as const) {
      it(`keeps the ticket if the desk ${what}`, async () => {
        desk.answer = ({ method }) => (method === 'POST' ? reply() : json(sampleTicket()));
        expect(await actions.act('erase')).to.equal(false);
        expect(tickets.heldNumber).to.equal('261120482136');
      });
    }
  });

  it('does not affect the ticket of the next member', async () => {
    const slow = later();
    desk.answer = () => slow.promise;
    const done = actions.act('cancel' satisfies TicketAction);
    contacts.show(sampleContact({ member: { ref: 'm-2' } }));
    tickets.attend();
    slow.come(json(sampleTicket({ status: 'cancelled', asOf: new Date(NOW).toISOString() })));
    expect(await done).to.equal(false);
    expect(tickets.state.ticket).to.equal(undefined);
    expect(actions.state.phase).to.equal('idle');
  });

  it('is one per ticket store', () => {
    expect(actionsFor(tickets) === actionsFor(tickets)).to.equal(true);
  });
});
