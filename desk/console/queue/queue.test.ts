import { expect } from '@open-wc/testing';
import { formatTicketNumber } from '../../../src/core/ticket-number.ts';
import { expectFocus } from '../../../test/support/drivers.ts';
import { ConsoleDriver } from '../test-support/console-driver.ts';
import { FakeConsoleDesk, refused } from '../test-support/fake-console-desk.ts';
import {
  closedSession,
  heldTicketView,
  MINUTE,
  numberOf,
  sampleRow,
  sampleSession,
  sampleTicketView,
} from '../test-support/samples.ts';

/** A ticket due in `minutes` minutes. */
const due = (minutes: number, number: string, change = {}) =>
  sampleRow({ number, dueAt: Date.now() + minutes * MINUTE + 30_000, ...change }, Date.now());
const [a, b, c, d] = [numberOf(1), numberOf(2), numberOf(3), numberOf(4)] as [
  string,
  string,
  string,
  string,
];

describe('queue page', () => {
  let desk: FakeConsoleDesk;

  beforeEach(() => {
    desk = new FakeConsoleDesk();
    desk.rows = [due(40, c), due(10, a), due(20, b)];
    for (const number of [a, b, c, d])
      desk.on(`GET /tickets/${number}`, () => sampleTicketView({ row: due(10, number) }));
  });
  afterEach(() => ConsoleDriver.restore());

  const mount = async (look = {}) => {
    const app = await ConsoleDriver.mount(desk, look);
    await app.until(() => app.rows.length, 'the queue');
    return app;
  };
  const numbers = (app: ConsoleDriver) => app.rows.map(({ dataset }) => dataset['number']);
  const list = (app: ConsoleDriver) => app.at('[role=listbox]')!;
  const topOf = (app: ConsoleDriver, number: string) =>
    Math.round(app.row(number)!.getBoundingClientRect().top);
  const point = (app: ConsoleDriver, number: string) =>
    app
      .row(number)!
      .dispatchEvent(
        new PointerEvent('pointermove', { bubbles: true, composed: true, pointerType: 'mouse' }),
      );
  const many = (count = 300) =>
    Array.from({ length: count }, (_, n) => due(n + 1, numberOf(1000 + n)));

  describe('while a line is closed', () => {
    it('marks tickets that wait for the opening, and counts them apart', async () => {
      desk.session = closedSession('diamond');
      desk.rows = [due(-5, a, { line: 'diamond' }), due(20, b, { line: 'diamond' }), due(40, c)];
      const app = await mount();
      expect(app.row(a)!.textContent).to.match(/已超时 \d 分钟.*线路休息，周. 00:00 开线/s);
      expect(app.row(b)!.textContent).to.match(/周. 00:00 开线后再打/);
      expect(app.row(c)!.textContent).to.include('还剩');
      expect(app.at('.counts')!.textContent).to.match(/1 张等待\s+2 张等开线/);
    });

    it('says why there is no next ticket', async () => {
      desk.session = closedSession('diamond');
      desk.rows = [due(20, b, { line: 'diamond' })];
      desk.on('POST /next', () => refused(404, 'nothing-waits'));
      const app = await mount();
      await app.key('n');
      await app.until(
        () => app.said === '现在没有可以回电的工单：1 张要等线路开线。',
        'why nothing can be taken',
      );
    });
  });

  it('shows the first part of a long queue while the rest is loading, and takes none of it for new', async () => {
    const rows = many(4);
    let send = (): void => undefined;
    const rest = new Promise<void>((resolve) => (send = resolve));
    desk.on('GET /queue', async ({ path }) => {
      if (path.endsWith('after=')) return { asOf: Date.now(), rows: rows.slice(0, 2), next: 'p' };
      await rest;
      return { asOf: Date.now(), rows: rows.slice(2) };
    });
    const app = await mount();
    expect(numbers(app)).to.deep.equal(rows.slice(0, 2).map(({ number }) => number));
    expect(app.rows[0]!.getAttribute('aria-setsize')).to.equal('-1');
    send();
    await app.until(() => app.rows.length === 4, 'the rest');
    expect(numbers(app)).to.deep.equal(rows.map(({ number }) => number));
    expect(app.rows[0]!.getAttribute('aria-setsize')).to.equal('4');
    expect(app.at('desk-queue')!.shadowRoot!.querySelector('[role=status]')!.textContent).to.equal(
      '',
    );
    expect(desk.of('GET /queue').map(({ path }) => path)).to.include('/queue?after=p');
  });

  it('sorts tickets by due time, earliest first', async () => {
    expect(numbers(await mount())).to.deep.equal([a, b, c]);
  });

  it('shows the time left, topic, tier, marks, agent and phone of a ticket', async () => {
    desk.rows = [
      due(10, a, {
        urgent: true,
        senior: true,
        nudged: true,
        attempts: 2,
        status: 'claimed',
        claimedBy: 'a2',
      }),
    ];
    const app = await mount();
    const told = app.rows[0]!.textContent;
    for (const words of [
      '还剩 10 分钟',
      '充值未到账',
      'VIP 会员',
      '紧急',
      '长辈',
      '已催',
      '2 次未接通',
      '陈晨 处理中',
      '138****8000',
      formatTicketNumber(a),
    ])
      expect(told).to.include(words);
  });

  it('shows the order, the first words of the note and the name of the member', async () => {
    desk.rows = [due(10, a, { orderNumber: 'DJ2026', words: '充了没到', name: '王小雨' })];
    const app = await mount();
    expect(app.row(a)!.textContent.replace(/\s+/g, ' ')).to.match(
      /DJ2026 ?充了没到.*王小雨 138\*\*\*\*8000/,
    );
    expect(app.row(a)!.querySelector('.order')?.getAttribute('translate')).to.equal('no');
  });

  it('shows an agent who serves some lines only these, and what they hold', async () => {
    desk.session = sampleSession({
      me: { ...sampleSession().me, lines: ['diamond'] },
    });
    desk.rows = [
      due(10, a, { line: 'service' }),
      due(20, b, { line: 'diamond' }),
      due(30, c, { line: 'service', status: 'claimed', claimedBy: 'a1' }),
    ];
    const app = await mount();
    expect(numbers(app)).to.deep.equal([b, c]);
    expect(app.words).to.include('您负责：钻石专线');
    expect(app.words).to.include('1 张等待');
    desk.put(due(5, d, { line: 'service' }));
    desk.session = sampleSession();
    desk.tell('team');
    await app.until(() => numbers(app).length === 4, 'all lines');
    expect(numbers(app)).to.deep.equal([d, a, b, c]);
  });

  it('renders few rows of a long queue, each with its position in the whole', async () => {
    desk.rows = many();
    const app = await mount();
    expect(app.rows.length).to.be.lessThan(40);
    expect(app.rows[3]!.getAttribute('aria-posinset')).to.equal('4');
    expect(app.rows[3]!.getAttribute('aria-setsize')).to.equal('300');
    list(app).scrollTop = list(app).scrollHeight;
    await app.until(() => app.row(numberOf(1299)), 'the last row');
  });

  it('inserts a new ticket from the stream in order and announces it', async () => {
    const app = await mount();
    desk.put(due(15, d));
    await app.until(() => app.row(d), 'the ticket');
    expect(numbers(app)).to.deep.equal([a, d, b, c]);
    await app.until(
      () => app.all('status').some((status) => status.textContent.includes('来了一张新工单')),
      'the announcement',
    );
  });

  it('removes a ticket that has ended', async () => {
    const app = await mount();
    desk.remove(a);
    await app.until(() => !app.row(a), 'the ticket gone');
    expect(numbers(app)).to.deep.equal([b, c]);
  });

  it('announces that a member nudged', async () => {
    const app = await mount();
    desk.tell('queue', { number: a, row: due(10, a, { nudged: true }), nudged: true });
    await app.until(
      () => app.all('status').some((status) => status.textContent.includes('会员催了工单')),
      'the announcement',
    );
  });

  it('applies stream events that arrive while the queue is loading', async () => {
    let answer: (rows: object) => void = () => undefined;
    desk.on('GET /queue', () => new Promise<object>((resolve) => (answer = resolve)));
    const app = await ConsoleDriver.mount(desk);
    await app.until(() => desk.of('GET /queue').length > 1, 'a second GET /queue');
    desk.tell('queue', { number: d, row: due(1, d) });
    desk.tell('queue', { number: a, row: null });
    answer({ asOf: Date.now(), rows: [due(10, a), due(20, b)] });
    await app.until(() => app.row(b), 'the rows of the answer');
    expect(numbers(app)).to.deep.equal([d, b]);
  });

  it('uses the desk’s clock when the device’s clock is wrong', async () => {
    desk.on('GET /queue', () => ({ asOf: Date.now() + 15 * MINUTE, rows: [due(10, a)] }));
    const app = await mount();
    await app.says('已超时 4 分钟');
  });

  describe('under the mouse', () => {
    it('keeps the row in place when rows are added above', async () => {
      const app = await mount();
      point(app, b);
      const top = topOf(app, b);
      desk.put(due(1, d));
      await app.until(() => app.row(d), 'the ticket');
      await app.settled();
      expect(topOf(app, b)).to.equal(top);
    });

    it('keeps the row in place when rows above are removed, until the mouse leaves', async () => {
      const app = await mount();
      point(app, b);
      const top = topOf(app, b);
      desk.remove(a);
      await app.until(() => !app.row(a), 'the ticket gone');
      expect(topOf(app, b)).to.equal(top);
      list(app).dispatchEvent(new PointerEvent('pointerleave'));
      await app.until(() => topOf(app, b) < top, 'the row moved up');
    });

    it('keeps the row of a removed ticket, marks it as gone and no longer opens it', async () => {
      const app = await mount();
      point(app, b);
      desk.remove(b);
      await app.says('已离开队列');
      expect(numbers(app)).to.deep.equal([a, b, c]);
      app.row(b)!.click();
      expect(desk.path).to.equal('/console/queue');
    });
  });

  describe('with the keyboard', () => {
    it('moves with j, k, arrows, Home and End, also to rows that are not rendered yet', async () => {
      desk.rows = many();
      const app = await mount();
      await app.key('j');
      expect(app.active).to.equal(numberOf(1000));
      expectFocus(list(app));
      await app.key('j');
      await app.key('ArrowDown');
      await app.key('k');
      expect(app.active).to.equal(numberOf(1001));
      await app.key('End');
      await app.until(() => app.active === numberOf(1299), 'the last row');
      await app.key('Home');
      await app.until(() => app.active === numberOf(1000), 'the first row');
    });

    it('keeps the active ticket when the order changes', async () => {
      const app = await mount();
      await app.key('j');
      await app.key('j');
      expect(app.active).to.equal(b);
      desk.put(due(1, d));
      await app.until(() => app.row(d), 'the ticket');
      expect(app.active).to.equal(b);
      expectFocus(list(app));
    });

    it('opens a ticket with Enter and returns to its row with Escape', async () => {
      const app = await mount();
      await app.key('j');
      await app.key('j');
      await app.key('Enter');
      expect(desk.path).to.equal(`/console/ticket/${b}`);
      expectFocus(await app.until(() => app.at('h1#number'), 'the ticket'));
      await app.key('Escape');
      expect(desk.path).to.equal('/console/queue');
      await app.until(() => app.active === b, 'the active row');
      expectFocus(list(app));
    });

    it('claims the active ticket with c', async () => {
      desk.on(`POST /tickets/${a}/claim`, () => heldTicketView({ row: due(10, a) }));
      const app = await mount();
      await app.key('j');
      await app.key('c');
      await app.until(() => desk.path === `/console/ticket/${a}`, 'the ticket');
      expect(desk.of(`POST /tickets/${a}/claim`)).to.have.length(1);
    });

    it('says that another agent claimed the ticket first', async () => {
      desk.on(`POST /tickets/${a}/claim`, () => refused(409, 'held-by-another'));
      const app = await mount();
      await app.key('j');
      await app.key('c');
      await app.until(() => app.said.includes('刚被另一位客服领取'), 'the error message');
      expect(desk.path).to.equal('/console/queue');
    });

    it('claims the next ticket with n and says when none is waiting', async () => {
      const app = await mount();
      desk.on('POST /next', () => refused(404, 'nothing-waits'));
      await app.key('n');
      await app.until(() => app.said.includes('没有等待回电的工单'), 'the error message');
      desk.on('POST /next', () => heldTicketView({ row: due(10, a) }));
      await app.key('n');
      await app.until(() => desk.path === `/console/ticket/${a}`, 'the ticket');
    });
  });

  describe('filter', () => {
    beforeEach(() => {
      desk.rows = [
        due(-5, a),
        due(10, b, { status: 'claimed', claimedBy: 'a1' }),
        due(30, c, { notBefore: Date.now() + 10 * MINUTE }),
      ];
    });

    for (const [filter, shown] of [
      ['我的', [b]],
      ['已超时', [a]],
      ['稍后', [c]],
    ] as const) {
      it(`shows only the tickets of “${filter}”`, async () => {
        const app = await mount();
        await app.press('radio', new RegExp(`^${filter}`));
        await app.until(() => app.rows.length === 1, 'one row');
        expect(numbers(app)).to.deep.equal(shown);
      });
    }

    it('says that the queue or the filter is empty', async () => {
      desk.rows = [];
      const app = await ConsoleDriver.mount(desk);
      await app.says('没有待办的工单');
      await app.press('radio', /^已超时/);
      await app.says('没有超时的工单');
    });
  });

  it('shows either the queue or the ticket on a phone', async () => {
    const app = await mount({ width: 390, height: 844 });
    app.rows[0]!.click();
    await app.until(() => app.at('h1#number'), 'the ticket');
    expect(app.rows).to.be.empty;
    await app.press('link', '返回队列');
    await app.until(() => app.rows.length, 'the queue');
  });
});
