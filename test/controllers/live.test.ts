import { expect } from '@open-wc/testing';
import { until } from '../support/clock.ts';
import { Panel } from '../support/drivers.ts';
import { EventStream, FakeDesk } from '../support/fake-desk.ts';
import { at, FakeContacts, sampleContact } from '../support/sample-contact.ts';

describe('a panel on a page', () => {
  const { fetch } = window;
  let desk: FakeDesk;
  let stream: EventStream;

  beforeEach(() => {
    desk = new FakeDesk();
    window.fetch = desk.fetch;
    stream = new EventStream();
    desk.answer = () => stream.response;
  });
  afterEach(() => {
    window.fetch = fetch;
    Reflect.deleteProperty(document, 'hidden');
  });

  const streams = () => desk.asked.filter(({ path }) => path === '/v1/contact/stream');
  const opened = (count: number) =>
    until(
      () => streams().length === count,
      () => `${count} streams, not ${streams().length}`,
    );
  const ended = () =>
    until(
      () => streams().every(({ signal }) => signal?.aborted),
      () => 'the stream to end',
    );

  it('shows a change of the status without a reload', async () => {
    const panel = await Panel.mount(FakeContacts.of(sampleContact()));
    await opened(1);
    stream.send({ state: 'busy', asOf: at(1), waitMinutes: [2, 4] });
    await panel.says('约等 2–4 分钟');
  });

  it('lets go of the stream when it closes, and takes it up when it opens', async () => {
    const panel = await Panel.mount(FakeContacts.of(sampleContact()));
    await opened(1);
    panel.element.open = false;
    await ended();
    stream = new EventStream();
    panel.element.open = true;
    await opened(2);
  });

  for (const [what, leave] of [
    [
      'is hidden',
      () =>
        void (
          Object.defineProperty(document, 'hidden', { configurable: true, value: true }),
          document.dispatchEvent(new Event('visibilitychange'))
        ),
    ],
    [
      'is left, perhaps for the back-forward cache',
      () => void dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })),
    ],
  ] as const) {
    it(`lets go of the stream when the page ${what}`, async () => {
      await Panel.mount(FakeContacts.of(sampleContact()));
      await opened(1);
      leave();
      await ended();
      dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    });
  }

  it('asks for none while it is closed', async () => {
    const panel = await Panel.mount(FakeContacts.of(sampleContact()), {}, { open: false });
    await panel.settled();
    expect(desk.asked).to.be.empty;
  });
});
