import { expect } from '@open-wc/testing';
import type { NewCall } from '../../wire/call.ts';
import { formatTicketNumber } from '../../../src/core/ticket-number.ts';
import { ConsoleDriver } from '../test-support/console-driver.ts';
import { FakeConsoleDesk, refused } from '../test-support/fake-console-desk.ts';
import { heldTicketView, numberOf, sampleRow } from '../test-support/samples.ts';

describe('taking a call', () => {
  const number = numberOf(7);
  const call = () =>
    heldTicketView({
      incoming: true,
      phone: '',
      may: { claim: false, release: false, call: false, answer: false, result: true },
      row: { number, origin: 'call', status: 'calling', dueAt: null, phone: '' },
    });
  let desk: FakeConsoleDesk;

  beforeEach(() => {
    desk = new FakeConsoleDesk();
    desk.on('POST /calls', () => ({ ticket: call() }));
    desk.on(`GET /tickets/${number}`, () => call());
  });
  afterEach(() => ConsoleDriver.restore());

  const mount = async () => {
    const app = await ConsoleDriver.mount(desk);
    await app.until(() => app.at('.call') && app.at('#main'), 'the console');
    return app;
  };
  const dialog = (app: ConsoleDriver) => app.at('desk-take-call')!.shadowRoot!;
  const fieldOf = (app: ConsoleDriver) =>
    app.until(() => dialog(app).querySelector<HTMLInputElement>('dialog[open] #caller'), 'field');
  const type = async (app: ConsoleDriver, text: string) => {
    const input = await fieldOf(app);
    input.value = text;
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await (app.at('desk-take-call') as unknown as { updateComplete: Promise<void> }).updateComplete;
  };
  const submit = (app: ConsoleDriver) => dialog(app).querySelector('form')!.requestSubmit();
  const sent = () => desk.of('POST /calls').map(({ body }) => body as NewCall);

  for (const path of ['queue', 'find', 'wall', 'team'])
    it(`opens a ticket in two presses from the page ${path}, with the number to read out`, async () => {
      desk.path = `/console/${path}`;
      const app = await mount();
      app.at('.call')!.click();
      await fieldOf(app);
      submit(app);
      await app.until(() => app.words.includes('您的工单号是'), 'the number');
      expect(desk.path).to.equal(`/console/ticket/${number}`);
      expect(app.at('.sentence b')!.textContent).to.equal(formatTicketNumber(number));
      expect(app.at('.sentence b')!.getAttribute('translate')).to.equal('no');
      expect(sent().map(({ caller }) => caller)).to.deep.equal(['']);
    });

  it('opens by a key, says how what is typed is read, and sends it', async () => {
    const app = await mount();
    await app.key('a');
    await type(app, '123 456');
    await app.until(() => app.words.includes('通话码 123456'), 'how it is read');
    await type(app, '138 0013 8000');
    await app.until(() => app.words.includes('手机或固定电话'), 'how it is read');
    submit(app);
    await app.until(() => desk.path.endsWith(number), 'the ticket');
    expect(sent()[0]!.caller).to.equal('138 0013 8000');
  });

  it('begins with the code that was searched for', async () => {
    desk.path = '/console/find?q=123456';
    desk.on('GET /find', () => ({ tickets: [] }));
    const app = await mount();
    app.at('.call')!.click();
    expect((await fieldOf(app)).value).to.equal('123456');
  });

  it('offers open tickets first, and opens another only when asked again', async () => {
    const open = sampleRow({ number: numberOf(8) });
    desk.on('POST /calls', ({ body }) =>
      (body as NewCall).seen ? { ticket: call() } : { offered: [open] },
    );
    const app = await mount();
    app.at('.call')!.click();
    await type(app, '13800138000');
    submit(app);
    await app.until(() => app.words.includes(formatTicketNumber(open.number)), 'the offer');
    submit(app);
    await app.until(() => desk.path.endsWith(number), 'the ticket');
    const [first, second] = sent();
    expect(second).to.deep.equal({ ...first, seen: [open.number] });
  });

  it('takes an offered ticket up', async () => {
    const open = sampleRow({ number: numberOf(8) });
    desk.on('POST /calls', () => ({ offered: [open] }));
    desk.on(`POST /tickets/${open.number}/answer`, () =>
      heldTicketView({ incoming: true, row: { number: open.number, status: 'calling' } }),
    );
    const app = await mount();
    app.at('.call')!.click();
    await fieldOf(app);
    submit(app);
    const take = await app.until(
      () => dialog(app).querySelector<HTMLElement>('.offered button'),
      'the offer',
    );
    take.click();
    await app.until(() => desk.path.endsWith(open.number), 'the ticket');
  });

  it('repeats a call whose answer was lost under the same id', async () => {
    desk.on('POST /calls', () => new Error('offline'));
    const app = await mount();
    app.at('.call')!.click();
    await fieldOf(app);
    submit(app);
    await app.until(() => app.words.includes('暂时连不上服务台'), 'the problem');
    desk.on('POST /calls', () => ({ ticket: call() }));
    submit(app);
    await app.until(() => desk.path.endsWith(number), 'the ticket');
    expect(new Set(sent().map(({ id }) => id)).size).to.equal(1);
  });

  it('says that a code does not exist and keeps what was typed', async () => {
    desk.on('POST /calls', () => refused(404, 'unknown-code'));
    const app = await mount();
    app.at('.call')!.click();
    await type(app, '654321');
    submit(app);
    await app.until(() => app.words.includes('没有这个通话码'), 'the problem');
    expect((await fieldOf(app)).value).to.equal('654321');
  });

  it('shows the call that the agent is on instead, and so does taking the next', async () => {
    desk.rows = [call().row];
    const app = await mount();
    const own = await app.until(() => app.at('a.call'), 'the call');
    expect(own.getAttribute('href')).to.equal(`/console/ticket/${number}`);
    for (const key of ['a', 'n']) {
      await app.key(key);
      await app.until(() => app.said.includes('请先填写这通电话的结果'), 'the message');
      expect(desk.path).to.equal(`/console/ticket/${number}`);
      desk.back('/console/queue');
      await app.until(() => app.rows.length, 'the queue');
    }
    expect(desk.of('POST /next')).to.have.length(0);
  });
});
