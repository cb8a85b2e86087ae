import { expect } from '@open-wc/testing';
import type { Contact } from '../../src/contract/contact.ts';
import { draftFor } from '../../src/stores/draft-store.ts';
import { holdTicket } from '../../src/stores/held-ticket.ts';
import { until } from '../support/clock.ts';
import { CallbackForm, Checklist, NumberCard, Panel, TicketCard } from '../support/drivers.ts';
import type { Driver } from '../support/drivers.ts';
import { FakeDesk, json, offline, problem } from '../support/fake-desk.ts';
import {
  at,
  localAt,
  FakeContacts,
  sampleContact,
  sampleTicket,
  type Change,
} from '../support/sample-contact.ts';

interface Look {
  dark?: boolean;
  care?: boolean;
}

/** Brings an element into a state, as a member would. */
type State = (look: Look) => Promise<Driver>;

const LOOKS: Readonly<Record<string, Look>> = {
  light: {},
  dark: { dark: true },
  'care mode': { care: true },
  'care mode, dark': { care: true, dark: true },
};

/** The elements with a contrast of less than 7 : 1 (WCAG 2.2, 1.4.6), with their contrast. */
const lowContrast = async (element: Element): Promise<string[]> => {
  const { axe } = window as unknown as {
    axe: {
      run(
        element: Element,
        options: object,
      ): Promise<{ violations: { nodes: { html: string; failureSummary: string }[] }[] }>;
    };
  };
  const { violations } = await axe.run(element, {
    runOnly: ['color-contrast-enhanced'],
    rules: { 'color-contrast-enhanced': { enabled: true } },
    resultTypes: ['violations'],
  });
  return violations.flatMap(({ nodes }) =>
    nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`),
  );
};

/** Waits until an element, and the elements inside it, have the styles of care mode. */
const enlarged = (element: Element): Promise<unknown> => {
  const late = (one: Element): Element[] => [
    ...(one.shadowRoot && getComputedStyle(one).getPropertyValue('--_target').trim() !== '60px'
      ? [one]
      : []),
    ...[...(one.shadowRoot?.querySelectorAll('*') ?? [])].flatMap(late),
  ];
  return until(
    () => !late(element).length,
    () =>
      `care mode in ${late(element)
        .map(({ localName }) => localName)
        .join()}`,
  );
};

describe('every state of every element', () => {
  const { fetch } = window;
  const { matchMedia } = window;
  let desk: FakeDesk;

  beforeEach(() => {
    desk = new FakeDesk();
    window.fetch = desk.fetch;
    window.matchMedia = (query) =>
      query.includes('pointer')
        ? ({ matches: true } as MediaQueryList)
        : matchMedia.call(window, query);
  });
  afterEach(() => {
    window.fetch = fetch;
    window.matchMedia = matchMedia;
    localStorage.clear();
  });

  const number =
    (change: Change<Contact> = {}, act?: (card: NumberCard) => Promise<void>): State =>
    async (look) => {
      const card = await NumberCard.mount(FakeContacts.of(sampleContact(change)), look);
      await act?.(card);
      return card;
    };

  const form =
    (act?: (form: CallbackForm) => Promise<void>): State =>
    async (look) => {
      const contacts = FakeContacts.of(sampleContact());
      const mounted = await CallbackForm.mount(contacts, look);
      await act?.(mounted);
      return mounted;
    };

  const ticket =
    (reply: () => Response | Error, act?: (card: TicketCard) => Promise<void>): State =>
    async (look) => {
      const contacts = FakeContacts.of(sampleContact());
      holdTicket(contacts.store, {
        endpoint: 'https://desk.example/v1/callbacks',
        number: '261120482136',
        key: 'k',
        since: Date.now(),
      });
      desk.answer = reply;
      const card = await TicketCard.mount(contacts, look);
      await until(
        () => desk.asked.length && !card.find('status', '正在载入热线'),
        () => 'the ticket',
      );
      await act?.(card);
      return card;
    };

  const verify =
    (reply: () => Response | Error): State =>
    async (look) => {
      desk.answer = reply;
      const panel = await Panel.mount(FakeContacts.of(sampleContact()), look, {
        open: true,
        view: 'verify',
      });
      await panel.has('button', '核对');
      await panel.fill('给您打电话的号码', '400 123 4567');
      await panel.press('button', '核对');
      await panel.has('heading', /本店的号码|没能核对/);
      return panel;
    };

  const STATES: Readonly<Record<string, State>> = {
    'the check of a number, ours': verify(() => json({ ours: true })),
    'the check of a number, not ours': verify(() => json({ ours: false })),
    'the check of a number, not possible': verify(offline),
    'the other open tickets': async (look) => {
      const contacts = FakeContacts.of(
        sampleContact({ member: { ticket: { number: '261120482136', othersOpen: 1 } } }),
      );
      contacts.memberToken = 'token.of.member';
      desk.answer = ({ path }) =>
        json(
          path === '/v1/tickets'
            ? {
                asOf: at(0),
                tickets: [{ ...sampleTicket({ number: '261120482144' }), topic: '充值未到账' }],
              }
            : sampleTicket(),
        );
      const card = await TicketCard.mount(contacts, look);
      await card.has('heading', '处理中的其他工单');
      return card;
    },
    'the number, open': number({}, async (card) => {
      await card.press('disclosure', /境外/);
      await card.press('button', '用手机扫码拨打');
      await card.says('扫一扫');
    }),
    'the number, busy, of a VIP': number({
      status: { state: 'busy', waitMinutes: [2, 4] },
      member: { tier: { style: 'vip' } },
    }),
    'the number, open, of a diamond member': number(
      { member: { tier: { style: 'diamond' } } },
      (card) => card.press('disclosure', /境外/),
    ),
    'the number, closed': number({ status: { state: 'closed', opensAt: localAt(1380) } }),
    'the number, unknown': number({ status: { state: 'unknown' } }),
    'the number, loading': (look) => NumberCard.mount(new FakeContacts(), look),
    'the number, unreachable': (look) =>
      NumberCard.mount(new FakeContacts({ phase: 'failed' }, { phone: '400-999-0000' }), look),

    'the checklist, choosing a topic': async (look) => {
      const list = await Checklist.mount(FakeContacts.of(sampleContact()), look);
      await list.edit(/遇到什么问题/);
      await list.press('radio', '充值未到账');
      await list.press('disclosure', '一般多久到账');
      return list;
    },
    'the checklist, with a doubtful order and screenshots': async (look) => {
      const contacts = FakeContacts.of(sampleContact());
      draftFor(contacts.store).update({ order: 'abc', screenshots: 0 });
      const list = await Checklist.mount(contacts, look);
      await list.edit(/截图/);
      return list;
    },
    'the checklist, with a brief code': async (look) => {
      const contacts = FakeContacts.of(sampleContact());
      draftFor(contacts.store).update({ topic: 'missing' });
      desk.answer = () => json({ code: '482913', expiresAt: at(99_999_999) }, 201);
      const list = await Checklist.mount(contacts, look);
      (await list.has('button', '生成通话码')).click();
      await list.says('482913');
      return list;
    },
    'the checklist, editing the time': async (look) => {
      const list = await Checklist.mount(FakeContacts.of(sampleContact()), look);
      await list.edit(/发生时间/);
      return list;
    },

    'the form, empty': form((mounted) => mounted.press('disclosure', '隐私说明')),
    'the form, with all errors': form(async (mounted) => {
      await mounted.fill(/订单号/, 'abc');
      await mounted.submit();
    }),
    'the form, refused': form(async (mounted) => {
      desk.answer = () => problem(429, 'too-many-requests', undefined, { 'retry-after': '90' });
      await mounted.ask();
      await mounted.says('2 分钟后再试');
    }),
    'the form, with a slot': form(async (mounted) => {
      desk.answer = () =>
        json({
          asOf: at(0),
          timeZone: 'Asia/Tokyo',
          slots: [0, 1, 2].map((index) => ({
            from: at(60 + 30 * index),
            to: at(90 + 30 * index),
            left: index,
          })),
        });
      await mounted.press('radio', '预约时间');
      (await mounted.has('radio', /剩 1 位/)).click();
      await mounted.has('radio', /预约时间 ·/);
    }),
    'the form, without free slots': form(async (mounted) => {
      desk.answer = () => json({ asOf: at(0), timeZone: 'Asia/Shanghai', slots: [] });
      await mounted.press('radio', '预约时间');
      await mounted.has('status', '暂无可约时段');
    }),
    'the form, received': form(async (mounted) => {
      desk.answer = () => json(sampleTicket(), 201);
      await mounted.ask();
      await mounted.says('261120-48213-6');
    }),

    'the ticket, waiting, confirming the cancellation': ticket(
      () => json(sampleTicket()),
      (card) => card.press('button', '取消回电'),
    ),
    'the ticket, with what an agent asks for': ticket(
      () =>
        json(
          sampleTicket({
            inquiries: [
              { id: '1', kind: 'yes-no', askedAt: at(1) },
              { id: '2', kind: 'order', text: '今天买的那一笔', askedAt: at(2) },
              { id: '3', kind: 'time', askedAt: at(3) },
              { id: '4', kind: 'order', askedAt: at(0), answeredAt: at(1) },
            ],
          }),
        ),
      async (card) => {
        await card.press('button', /^(发给客服|傳給客服|Send to the agent)$/);
        await card.has('alert');
      },
    ),
    'the ticket, solved': ticket(() =>
      json(sampleTicket({ status: 'solved', may: { cancel: false } })),
    ),
    'the ticket, after a missed call, confirming the erasure': ticket(
      () =>
        json(
          sampleTicket({
            status: 'unreached',
            notBefore: at(99_999_999),
            timeline: [{ at: at(0), status: 'unreached' }],
          }),
        ),
      (card) => card.press('button', '删除我的信息'),
    ),
    'the ticket, rescheduling': ticket(
      () => json(sampleTicket({ window: { from: at(60), to: at(90) } })),
      async (card) => {
        desk.answer = () =>
          json({
            asOf: at(0),
            timeZone: 'Asia/Shanghai',
            slots: [{ from: at(60), to: at(90), left: 1 }],
          });
        await card.press('button', '改时间');
        (await card.has('radio', '11:00–11:30')).click();
        await card.has('button', '确定改时间');
      },
    ),
    'the ticket, solved, being rated': ticket(
      () => json(sampleTicket({ status: 'solved', may: { cancel: false, rate: true } })),
      async (card) => {
        await card.press('button', '提交评价');
        await card.press('radio', '很满意');
      },
    ),
    'the ticket, lost': ticket(() => problem(404, 'not-found')),
    'the ticket, unreachable': ticket(offline),
    'no ticket': (look) => TicketCard.mount(FakeContacts.of(sampleContact()), look),

    'the panel, floating': async (look) => {
      const contacts = FakeContacts.of(
        sampleContact({ member: { name: '林小姐', tier: { style: 'vip' } } }),
      );
      holdTicket(contacts.store, {
        endpoint: 'https://desk.example/v1/callbacks',
        number: '261120482136',
        key: 'k',
        since: Date.now(),
      });
      const panel = await Panel.mount(contacts, look, { open: true, floating: true });
      if (look.care) await panel.press('button', '更多帮助');
      await panel.says('拨打前准备');
      return panel;
    },
    'the panel, at the callback form': async (look) => {
      const panel = await Panel.mount(
        FakeContacts.of(sampleContact({ member: { tier: { style: 'diamond' } } })),
        look,
        { open: true, view: 'callback' },
      );
      await panel.has('field', look.care ? '我们打哪个电话给您？' : '您的电话');
      return panel;
    },
  };

  for (const [name, state] of Object.entries(STATES)) {
    for (const [lookName, look] of Object.entries(LOOKS)) {
      it(`${name}, ${lookName}: passes axe, and all targets are large enough`, async () => {
        const driver = await state(look);
        const { element } = driver;
        if (look.care) await enlarged(element);
        await Promise.all(document.getAnimations().map((animation) => animation.finished));
        await expect(element).to.be.accessible();
        if (look.care) expect(await lowContrast(element)).to.deep.equal([]);
        const min = look.care ? 60 : 44;
        expect(
          driver.targets.filter(({ height, width }) => height < min || width < min),
        ).to.deep.equal([]);
      });
    }
  }
});
