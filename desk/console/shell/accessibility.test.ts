import { expect } from '@open-wc/testing';
import type { TicketView } from '../../wire/ticket.ts';
import { ConsoleDriver } from '../test-support/console-driver.ts';
import { FakeConsoleDesk, refused } from '../test-support/fake-console-desk.ts';
import {
  heldTicketView,
  MINUTE,
  numberOf,
  sampleFigures,
  sampleFiguresView,
  sampleRow,
  sampleTicketView,
  supervisor,
} from '../test-support/samples.ts';

type Look = NonNullable<Parameters<typeof ConsoleDriver.mount>[1]>;
type State = (desk: FakeConsoleDesk, look: Look) => Promise<ConsoleDriver>;

const LOOKS: Readonly<Record<string, Look>> = {
  'wide and light': { width: 1280, height: 800 },
  'narrow and dark': { width: 390, height: 844, dark: true },
  'in English, very narrow': { lang: 'en', width: 320, height: 640 },
};

const rows = () => {
  const now = Date.now();
  const tiers = ['normal', 'vip', 'diamond', null];
  return Array.from({ length: 30 }, (_, n) =>
    sampleRow(
      {
        number: numberOf(100 + n),
        tier: tiers[n % 4]!,
        urgent: n % 3 === 0,
        senior: n % 4 === 1,
        nudged: n % 5 === 0,
        attempts: n % 3,
        ...(n % 4 === 2 && { same: ['caller'] }),
        dueAt: now + (n * 8 - 12) * MINUTE,
        claimedBy: n % 6 === 1 ? 'a2' : n % 6 === 2 ? 'a1' : null,
        ...(n % 6 === 1 && { status: 'calling' as const }),
        ...(n % 7 === 3 && {
          window: { from: now + 60 * MINUTE, to: now + 90 * MINUTE },
          notBefore: now + 60 * MINUTE,
        }),
      },
      now,
    ),
  );
};

const NUMBER = numberOf(48213);

const ticket =
  (view: () => TicketView, act?: (app: ConsoleDriver) => Promise<unknown>): State =>
  async (desk, look) => {
    desk.path = `/console/ticket/${NUMBER}`;
    desk.on(`GET /tickets/${NUMBER}`, view);
    desk.on(`GET /attachments/${'A'.repeat(22)}`, () => new Response(PIXEL));
    desk.on(`GET /attachments/${'C'.repeat(22)}`, () => new TypeError('Failed to fetch'));
    const app = await ConsoleDriver.mount(desk, look);
    await app.until(() => app.at('h1#number'), 'the ticket');
    await act?.(app);
    return app;
  };

const PIXEL = Uint8Array.from(
  atob(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  ),
  (letter) => letter.charCodeAt(0),
);

/** One that is waited for, one that is answered, and one that was taken back. */
const withInquiries = (): TicketView => {
  const sample = sampleTicketView({}, Date.now());
  const asked = { text: null, agent: 'a1', askedAt: Date.now() - MINUTE, withdrawnAt: null };
  return {
    ...sample,
    may: { ...sample.may, ask: ['screenshot', 'order', 'time', 'yes-no'] },
    inquiries: [
      { ...asked, id: '1', kind: 'yes-no', answeredAt: null, answer: null },
      {
        ...asked,
        id: '2',
        kind: 'order',
        answeredAt: Date.now(),
        answer: { kind: 'order', order: 'DJ20261120101500AB3F', before: 'DJ20261120101500AB3E' },
      },
      { ...asked, id: '3', kind: 'time', withdrawnAt: Date.now(), answeredAt: null, answer: null },
    ],
  };
};

/** One that is there, one that is deleted, and one that is not loaded. */
const withScreenshots = (): TicketView =>
  sampleTicketView(
    {
      attachments: ['A', 'B', 'C'].map((letter, n) => ({
        id: letter.repeat(22),
        width: 1,
        height: 1,
        bytes: 70,
        at: Date.now(),
        ...(n === 2 && { from: numberOf(7) }),
      })),
    },
    Date.now(),
  );

const ended = { claim: false, release: false, call: false, answer: false, result: false };

const STATES: Readonly<Record<string, State>> = {
  'sign-in, all wrong': async (desk, look) => {
    desk.session = null;
    const app = await ConsoleDriver.mount(desk, look);
    (await app.has('button', /^(登录|Sign in)$/)).click();
    await app.says(/请填写账号|Please enter your account/);
    return app;
  },
  'sign-in, throttled': async (desk, look) => {
    desk.session = null;
    desk.on('POST /session', () => refused(429, 'too-many-requests', { 'retry-after': '90' }));
    const app = await ConsoleDriver.mount(desk, look);
    await app.has('button', /^(登录|Sign in)$/);
    for (const id of ['login', 'password']) (app.at(`#${id}`) as HTMLInputElement).value = 'x';
    await app.press('button', /^(登录|Sign in)$/);
    await app.says(/尝试次数太多|Too many attempts/);
    return app;
  },
  'the desk out of reach': async (desk, look) => {
    desk.on('GET /session', () => new TypeError('Failed to fetch'));
    const app = await ConsoleDriver.mount(desk, look);
    await app.has('button', /再试一次|Try again/);
    return app;
  },
  'the queue, in use': async (desk, look) => {
    desk.rows = rows();
    const app = await ConsoleDriver.mount(desk, look);
    await app.until(() => app.rows.length, 'the queue');
    await app.key('j');
    return app;
  },
  'the queue, empty, the connection lost': async (desk, look) => {
    const app = await ConsoleDriver.mount(desk, look);
    await app.says(/没有待办的工单|No open tickets/);
    desk.break();
    await app.says(/连接断开|Connection lost/);
    return app;
  },
  'the menu of a supervisor': async (desk, look) => {
    desk.session = supervisor();
    desk.rows = rows();
    const app = await ConsoleDriver.mount(desk, look);
    await app.press('disclosure', /^(更多|More)/);
    return app;
  },
  'figures of the own day, and of each agent and line': async (desk, look) => {
    const figures = sampleFigures({ calls: 1840, reached: 1527, kept: 1288, broken: 184 });
    const agents = { a1: '林晓', a2: 'w'.repeat(60), a3: '王主管' };
    desk.session = { ...supervisor(), agents };
    desk.path = '/console/wall';
    desk.on('GET /me/figures', () => ({ asOf: Date.now(), figures }));
    desk.on('GET /figures', () =>
      sampleFiguresView({
        total: figures,
        before: figures,
        agents: ['a1', 'a2'].map((agent) => ({ agent, figures })),
        lines: [{ line: 'service', figures }],
      }),
    );
    const app = await ConsoleDriver.mount(desk, look);
    await app.says(/1527/);
    await app.press('radio', /^(选日期|Dates)$/);
    await app.until(() => app.at('input[type=date]'), 'the dates');
    (app.at('#from') as HTMLInputElement).value = '';
    app.at('#from')?.dispatchEvent(new Event('input'));
    await app.press('button', /^(查看|Show)$/);
    await app.says(/请选择先后正确|Please choose dates/);
    return app;
  },
  'the list of keys': async (desk, look) => {
    const app = await ConsoleDriver.mount(desk, look);
    await app.says(/没有待办的工单|No open tickets/);
    await app.key('?');
    await app.has('dialog');
    return app;
  },
  'a ticket, free': ticket(() =>
    sampleTicketView(
      {
        earlier: [
          {
            number: numberOf(7),
            status: 'solved',
            topic: 'refund',
            createdAt: Date.now(),
            outcome: 'solved',
          },
        ],
      },
      Date.now(),
    ),
  ),
  'a ticket, held': ticket(() =>
    heldTicketView(
      { notes: [{ id: 'n1', at: Date.now(), agent: 'a2', text: '已查到账' }] },
      Date.now(),
    ),
  ),
  'a ticket, others being merged into it': ticket(
    () =>
      heldTicketView(
        {
          others: [
            sampleRow({ number: numberOf(1) }, Date.now()),
            sampleRow({ number: numberOf(2), status: 'claimed', claimedBy: 'a2' }, Date.now()),
          ],
          may: { ...ended, release: true, call: true, merge: true },
        },
        Date.now(),
      ),
    async (app) => {
      await app.press('button', /^(合并到这一张|Merge into this)/);
      await app.has('dialog');
    },
  ),
  'a ticket, on a call, a follow-up being agreed': ticket(
    () =>
      heldTicketView(
        { callStartedAt: Date.now(), row: { status: 'calling' }, may: { ...ended, result: true } },
        Date.now(),
      ),
    async (app) => {
      await app.press('radio', /^(约好再联系|Follow-up agreed)/);
      await app.press('button', /^(提交结果|Save the result)$/);
      await app.says(/请选择再联系的时间|Please choose when/);
    },
  ),
  'a ticket, on a call, about to end': ticket(
    () =>
      heldTicketView(
        { callStartedAt: Date.now(), row: { status: 'calling' }, may: { ...ended, result: true } },
        Date.now(),
      ),
    (app) => app.press('radio', /^(号码有误|Wrong number)/),
  ),
  'a ticket, held by another': ticket(() =>
    sampleTicketView(
      { row: { status: 'claimed', claimedBy: 'a2', claimedAt: Date.now() }, may: ended },
      Date.now(),
    ),
  ),
  'a ticket, its claim lapsed': ticket(() =>
    sampleTicketView(
      { row: { status: 'claimed', claimedBy: 'a2', claimedAt: Date.now() } },
      Date.now(),
    ),
  ),
  'a ticket, its screenshots, one of them large': ticket(withScreenshots, async (app) => {
    await app.says(/已删除|Deleted/);
    await app.press('button', /^(查看第 1 张截图|Look at screenshot 1)/);
    await app.has('dialog');
    await app.has('button', /^\d+% /);
  }),
  'a ticket, what its member is asked, and a refused question': ticket(
    withInquiries,
    async (app) => {
      await app.press('button', /^(是或否|Yes or no)$/);
      await app.press('button', /^(发给会员|Send to the member)$/);
      await app.has('alert');
    },
  ),
  'a ticket, its screenshots': ticket(withScreenshots, (app) => app.says(/已删除|Deleted/)),
  'a ticket, solved and rated': ticket(() =>
    sampleTicketView(
      {
        row: { status: 'solved' },
        outcome: 'solved',
        closedAt: Date.now(),
        rating: 4,
        feedback: '很好',
        may: ended,
      },
      Date.now(),
    ),
  ),
  'a ticket, erased': ticket(() =>
    sampleTicketView({ row: { status: 'closed' }, erasedAt: Date.now(), may: ended }, Date.now()),
  ),
};

describe('console state', () => {
  afterEach(() => ConsoleDriver.restore());

  for (const [name, state] of Object.entries(STATES)) {
    for (const [look, dress] of Object.entries(LOOKS)) {
      it(`${name}, ${look}: is accessible and does not overflow`, async () => {
        const { element } = await state(new FakeConsoleDesk(), dress);
        await Promise.all(document.getAnimations().map((animation) => animation.finished));
        await expect(element).to.be.accessible();
        expect(element.scrollWidth).to.be.at.most(window.innerWidth);
      });
    }
  }
});
