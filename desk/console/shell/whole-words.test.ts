import { expect } from '@open-wc/testing';
import { elementsIn } from '../../../test/support/drivers.ts';
import { ConsoleDriver } from '../test-support/console-driver.ts';
import { FakeConsoleDesk } from '../test-support/fake-console-desk.ts';
import {
  heldTicketView,
  MINUTE,
  numberOf,
  sampleRow,
  supervisor,
} from '../test-support/samples.ts';

const WIDTHS = [1280, 390, 320];

/** Short labels, whose Chinese words are not broken either. */
const LABELS = '.badge, .tier, .mark, .chip, .button, th, dt, legend, .role';

/** Whether only screen readers get the element. */
const isUnseen = (element: Element): boolean =>
  !element.checkVisibility() ||
  element.closest('svg') !== null ||
  [element, element.parentElement, element.parentElement?.parentElement].some(
    (one) => one && getComputedStyle(one).clipPath === 'inset(50%)',
  ) ||
  element.closest('.unseen') !== null;

/** The words of an element's own text nodes that stand on two lines. */
function brokenIn(element: Element): string[] {
  const isLabel = element.closest(LABELS) !== null;
  const words = isLabel ? /[\p{L}\d]{2,}/gu : /[A-Za-z]{2,}/g;
  return [...element.childNodes].flatMap((node) => {
    if (node.nodeType !== Node.TEXT_NODE || isUnseen(element)) return [];
    return [...(node.textContent ?? '').matchAll(words)].flatMap(({ 0: word, index }) => {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const tops = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
      return tops.size > 1
        ? [`${word} in <${element.localName} class="${element.className}">`]
        : [];
    });
  });
}

const row = (number: number, change: Parameters<typeof sampleRow>[0] = {}) => {
  const now = Date.now();
  const at = now + 90 * MINUTE;
  return sampleRow({ number: numberOf(number), createdAt: now, dueAt: at, ...change }, now);
};

function deskWithAll(): FakeConsoleDesk {
  const desk = new FakeConsoleDesk();
  const now = Date.now();
  const slot = { from: now + 60 * MINUTE, to: now + 90 * MINUTE };
  desk.session = supervisor();
  desk.session.agents = { a1: 'Katherine', a2: 'Maximilian', a3: 'Supervisor Wang' };
  desk.rows = [
    row(1, { claimedBy: 'a2', status: 'calling', urgent: true, senior: true, nudged: true }),
    row(2, { tier: 'diamond', window: slot, notBefore: slot.from, attempts: 2 }),
    row(3, { tier: null, status: 'follow-up', notBefore: slot.from, dueAt: null }),
    row(4, { claimedBy: 'a3', status: 'claimed', dueAt: now - 300 * MINUTE }),
  ];
  desk.on(`GET /tickets/${numberOf(1)}`, () =>
    heldTicketView(
      {
        row: { number: numberOf(1), urgent: true, senior: true, nudged: true, attempts: 2 },
        notes: [{ id: 'n1', at: now, agent: 'a2', text: 'Seen in the ledger' }],
        earlier: [
          {
            number: numberOf(7),
            status: 'solved',
            topic: 'refund',
            createdAt: now,
            outcome: 'solved',
          },
        ],
      },
      now,
    ),
  );
  desk.on('GET /find', () => ({ tickets: [...desk.rows, row(5, { status: 'cancelled' })] }));
  const seen = { seenAt: now, disabled: false };
  desk.on('GET /team', () => ({
    agents: [
      {
        id: 'a1',
        login: 'katherine',
        name: 'Katherine',
        role: 'agent',
        presence: 'here',
        holds: 1,
        ...seen,
      },
      {
        id: 'a2',
        login: 'maximilian',
        name: 'Maximilian',
        role: 'supervisor',
        presence: 'on-call',
        holds: 2,
        ...seen,
      },
      {
        id: 'a3',
        login: 'wang',
        name: 'Supervisor Wang',
        role: 'supervisor',
        presence: 'gone',
        holds: 0,
        ...seen,
      },
      {
        id: 'a4',
        login: 'zhou',
        name: 'Zhou',
        role: 'supervisor',
        presence: 'gone',
        holds: 0,
        seenAt: null,
        disabled: true,
      },
    ],
    lines: (['open', 'busy', 'closed', 'unknown'] as const).map((state, at) => ({
      id: `line${at}`,
      label: { 'zh-CN': '钻石会员服务专线', en: 'Diamond membership line' },
      state,
      waitMinutes: [3, 6],
      source: 'agents',
      waiting: 12,
      timeZone: 'Asia/Shanghai',
      days: [
        {
          date: new Date().toISOString().slice(0, 10),
          usual: [{ from: '09:00', to: '22:00' }],
          set: { periods: [{ from: '09:00', to: '20:00' }], reason: 'Stocktaking', by: 'a3' },
        },
      ],
      ...(at === 2 && { closed: { reason: 'Maintenance', at: now } }),
      ...(at === 1 && { wait: { minutes: [3, 6], until: now + 60 * MINUTE } }),
    })),
    notices: [
      {
        id: 'n1',
        text: 'Maintenance tonight at eleven',
        lines: ['diamond'],
        from: now - MINUTE,
        until: now + 600 * MINUTE,
        by: 'a2',
      },
    ],
  }));
  desk.on('GET /audit', () => ({
    entries: ['ticket.claimed', 'agent.password-refused', 'line.times-corrected'].map(
      (action, at) => ({
        id: `${at}`,
        at: now,
        actor: 'a3',
        action,
        ticket: numberOf(at),
        detail: 'service',
      }),
    ),
  }));
  const delivery = {
    target: 'webhook:shop',
    type: 'callback.completed',
    createdAt: now,
    attempts: 12,
  };
  desk.on('GET /deliveries', () => ({
    targets: [
      { target: 'webhook:shop', pending: 2, delivered: 1204, dead: 1 },
      { target: 'bot:group', pending: 0, delivered: 3, dead: 0 },
    ],
    dead: [{ id: 'd1', lastError: 'HTTP 500', ...delivery }],
    retrying: [{ id: 'd2', lastError: 'timed out', nextAt: now + MINUTE, ...delivery }],
  }));
  desk.on('GET /wall', () => ({
    asOf: now,
    days: 1,
    now: { waiting: 12, late: 2, soonLate: 3, later: 5, agentsHere: 4, agentsOnCall: 1 },
    promise: { kept: 3, broken: 1 },
    byTier: ['vip', 'diamond', null].map((tier) => ({ tier, promise: { kept: 3, broken: 1 } })),
    byDay: [{ date: '2026-11-20', created: 2001, promise: { kept: 3, broken: 1 } }],
    medianFirstCallMs: 4.4 * MINUTE,
    outcomes: { solved: 30, unreached: 6, 'wrong-number': 1, cancelled: 4 },
    ratings: [1, 0, 0, 1, 2],
    comments: [{ number: numberOf(7), rating: 4, text: 'Very quick and friendly', at: now }],
  }));
  return desk;
}

/** A word of each page that stands there once it is loaded. */
const PAGES = {
  queue: /138\*{4}/,
  [`ticket/${numberOf(1)}`]: /Seen in the ledger/,
  'find?q=8000': /138\*{4}/,
  wall: /Very quick/,
  team: /Maximilian/,
  audit: /261120-00000/,
  deliveries: /HTTP 500/,
};

describe('console page', () => {
  afterEach(() => ConsoleDriver.restore());

  it('keeps the buttons of its head beside the name of the shop while a ticket is late', async () => {
    for (const width of [390, 320]) {
      const app = await ConsoleDriver.mount(deskWithAll(), { lang: 'en', width });
      await app.says(PAGES.queue);
      const middles = ['.brand', '.call', 'desk-alert-menu', '.menu'].map((part) => {
        const { top, bottom } = app.at(part)!.getBoundingClientRect();
        return Math.round((top + bottom) / 2);
      });
      const [name = NaN] = middles;
      for (const middle of middles)
        expect(middle, `${width}: ${middles.join()}`).to.be.closeTo(name, 2);
      app.element.parentElement?.remove();
    }
  });

  for (const [path, loaded] of Object.entries(PAGES))
    for (const lang of ['zh-CN', 'en'] as const)
      it(`${path.replace(/[/?].*/, '')}, ${lang}: breaks no word and no label, at any width`, async () => {
        const broken: string[] = [];
        for (const width of WIDTHS) {
          const desk = deskWithAll();
          desk.path = `/console/${path}`;
          const app = await ConsoleDriver.mount(desk, { lang, width });
          await app.says(loaded);
          expect(app.element.scrollWidth).to.be.at.most(window.innerWidth);
          for (const element of elementsIn(app.element.shadowRoot as ShadowRoot))
            broken.push(...brokenIn(element).map((word) => `${width}: ${word}`));
          app.element.parentElement?.remove();
        }
        expect(broken.join('\n')).to.equal('');
      });
});
