import { expect } from '@open-wc/testing';
import type { TicketView } from '../../wire/ticket.ts';
import { formatTicketNumber } from '../../../src/core/ticket-number.ts';
import { expectFocus } from '../../../test/support/drivers.ts';
import { ConsoleDriver } from '../test-support/console-driver.ts';
import { FakeConsoleDesk, refused } from '../test-support/fake-console-desk.ts';
import {
  closedSession,
  heldTicketView,
  MINUTE,
  numberOf,
  sampleSession,
  sampleTicketView,
  supervisor,
} from '../test-support/samples.ts';

const NUMBER = numberOf(48213);
const SPOKEN = formatTicketNumber(NUMBER);

/** A held ticket during its call. */
const calling = (change: Parameters<typeof heldTicketView>[0] = {}) =>
  heldTicketView(
    {
      callStartedAt: Date.now() - 95_000,
      may: { claim: false, release: false, call: false, answer: false, result: true },
      ...change,
      row: { status: 'calling', ...change.row },
    },
    Date.now(),
  );

describe('ticket page', () => {
  let desk: FakeConsoleDesk;
  let view: TicketView;

  beforeEach(() => {
    desk = new FakeConsoleDesk();
    desk.path = `/console/ticket/${NUMBER}`;
    view = sampleTicketView({}, Date.now());
    desk.on(`GET /tickets/${NUMBER}`, () => view);
  });
  afterEach(() => ConsoleDriver.restore());

  const mount = async (shown: TicketView = view, look = {}) => {
    view = shown;
    const app = await ConsoleDriver.mount(desk, { width: 390, height: 844, ...look });
    await app.until(() => app.at('h1#number'), 'the ticket');
    return app;
  };
  /** Answers an action with the ticket as it is afterwards. */
  const answer = (action: string, after: TicketView) =>
    desk.on(`POST /tickets/${NUMBER}/${action}`, () => {
      view = after;
      return after;
    });

  describe('while its line is closed', () => {
    const warning = (app: ConsoleDriver) => app.at('[role=note]')?.textContent ?? '';
    const dial = (app: ConsoleDriver) => app.at('a[href^="tel:"]')!.className;

    it('warns whoever claims it or is about to dial, and shows no large dial button', async () => {
      desk.session = closedSession('service');
      const app = await mount();
      expect(warning(app)).to.match(/会员那边现在是 \d\d:\d\d，线路已下班，周. 00:00 开线/);
      answer('claim', heldTicketView({}, Date.now()));
      await app.press('button', '领取');
      await app.until(() => app.at('a[href^="tel:"]'), 'the link that dials');
      expect(warning(app)).to.include('线路已下班');
      expect(dial(app)).to.not.include('main');
    });

    it('does not warn at a time that the member agreed to', async () => {
      desk.session = closedSession('service');
      const now = Date.now();
      const agreed = heldTicketView({ row: { notBefore: now - MINUTE } }, now);
      agreed.timeline.splice(1, 0, { ...agreed.timeline[0]!, status: 'follow-up' });
      const app = await mount(agreed);
      expect(warning(app)).to.equal('');
      expect(dial(app)).to.include('main');
    });

    it('warns beside the time of a follow-up, and offers the next opening with one press', async () => {
      desk.session = closedSession('service');
      const app = await mount(calling());
      (app.at('input[value=follow-up]') as HTMLInputElement).click();
      const field = await app.until(() => app.at('#at') as HTMLInputElement, 'the time');
      const now = new Date(Date.now() + 8 * 60 * MINUTE + 2 * MINUTE).toISOString().slice(0, 16);
      field.value = now;
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      const offer = await app.until(() => app.at('.quiet-hours button'), 'the next opening');
      expect(app.at('.quiet-hours')!.textContent).to.include('那时线路已下班');
      expect(offer.textContent).to.match(/改到\s+周. 00:00 开线时/);
      offer.click();
      await app.until(() => !app.at('.quiet-hours button'), 'no offer any more');
      expect(field.value).to.match(/T00:00$/);
    });
  });

  it('keeps passphrase, numbers and codes out of a translation by the browser', async () => {
    const app = await mount(heldTicketView({}, Date.now()));
    const kept = ['.sentence b', 'h1', 'a[href^="tel:"]', 'desk-brief'].map((selector) => {
      const found = app.at(selector)!;
      const root = found.shadowRoot ?? found;
      return [found, ...root.querySelectorAll('[translate=no]')]
        .filter((part) => !(part as HTMLElement).translate)
        .map((part) => part.textContent.trim());
    });
    expect(kept.flat()).to.include.members([
      '「云朵 琴键」',
      SPOKEN,
      '138 0013 8000',
      'DJ20261120101500AB3F',
      'u-1024',
    ]);
  });

  it('stays open at the Esc that ends pinyin in a note', async () => {
    const app = await mount();
    app.at('textarea')!.focus();
    await app.key('Escape', { isComposing: true });
    await app.key('Escape', { keyCode: 229 });
    expect(app.at('h1#number')).to.exist;
    await app.key('Escape');
    await app.until(() => !app.at('h1#number'), 'the queue');
  });

  it('focuses its heading and labels it with the number as it is read aloud', async () => {
    const app = await mount();
    expect(app.at('h1#number')?.getAttribute('aria-label')).to.equal(`工单 ${SPOKEN}`);
    expectFocus(app.at('h1#number')!);
  });

  it('shows the brief of the member', async () => {
    const app = await mount();
    for (const words of [
      '充值未到账',
      'DJ20261120101500AB3F',
      '充了 100 元，游戏里没有到。',
      'VIP 会员',
      '提交后 15 分钟内回电',
    ])
      expect(app.words).to.include(words);
  });

  it('shows when the member agreed, and to which version', async () => {
    const at = Date.parse('2099-11-22T10:32:00+08:00');
    const consented = (version: string | null) =>
      mount(sampleTicketView({ consent: { at, version } }, Date.now()));
    const app = await consented('5f0c1b7e');
    expect(app.words).to.match(/同意\s*已同意隐私说明\s*· 11月22日 10:32 · 版本 5f0c1b7e/);
    const old = await consented(null);
    expect(old.words).to.include('已同意隐私说明').and.not.to.include('版本');
    const { consent: _, ...call } = sampleTicketView({}, Date.now());
    expect((await mount(call)).words).not.to.include('已同意');
  });

  it('shows a booked slot as the promise and says when it may be claimed earlier', async () => {
    const from = Date.parse('2099-11-22T10:00:00+08:00');
    const app = await mount(
      sampleTicketView(
        {
          row: {
            notBefore: from,
            dueAt: from + 30 * MINUTE,
            window: { from, to: from + 30 * MINUTE },
          },
        },
        Date.now(),
      ),
    );
    expect(app.words).to.match(/承诺\s*11月22日 10:00–10:30 预约/);
    expect(app.words)
      .to.include('约定 11月22日 10:00 回电；会员来电时可以提前领取。')
      .and.not.to.include('提交后');
    app.get('button', '领取');
  });

  it('hides the full number and the passphrase from agents who do not hold it', async () => {
    const app = await mount();
    expect(app.words).to.include('138****8000').and.not.to.include('云朵');
    expect(
      app.all('link').some((link) => (link as HTMLAnchorElement).href.startsWith('tel:')),
    ).to.equal(false);
  });

  it('shows the sentence to say and the number to dial after a claim', async () => {
    answer('claim', heldTicketView({}, Date.now()));
    const app = await mount();
    app.get('button', '领取').focus();
    await app.press('button', '领取');
    await app.until(
      () =>
        app.at('.sentence')?.textContent.trim() ===
        '您好，这里是星河卡盟客服。您的口令是「云朵 琴键」',
      'the sentence',
    );
    const dial = app.get('link', '拨打 138 0013 8000') as HTMLAnchorElement;
    expect(dial.getAttribute('href')).to.equal('tel:13800138000');
    const icon = dial.querySelector('svg')!.getBoundingClientRect();
    const { top, bottom } = dial.getBoundingClientRect();
    expect((icon.top + icon.bottom) / 2, 'the icon is beside the number').to.be.closeTo(
      (top + bottom) / 2,
      1,
    );
    await app.until(() => app.at('.actions .main')?.matches(':focus'), 'focus on the main action');
  });

  for (const [language, sentence] of [
    ['zh-TW', '您好，這裡是星河卡盟客服。您的口令是「雲朵 琴鍵」'],
    ['en', 'Hello, this is the service team of Galaxy Cards. Your passphrase is “cloud piano”'],
  ] as const) {
    it(`shows the sentence to say in the member’s language, ${language}`, async () => {
      const app = await mount(
        heldTicketView(
          { language, passphrase: language === 'en' ? 'cloud piano' : '雲朵 琴鍵' },
          Date.now(),
        ),
      );
      expect(app.at('.sentence')?.textContent.trim()).to.equal(sentence);
      expect(app.at('.sentence')?.lang).to.equal(language);
    });
  }

  it('says that another agent claimed it first and shows its current state', async () => {
    desk.on(`POST /tickets/${NUMBER}/claim`, () => {
      view = sampleTicketView(
        {
          row: { status: 'claimed', claimedBy: 'a2', claimedAt: Date.now() },
          may: { claim: false, release: false, call: false, answer: false, result: false },
        },
        Date.now(),
      );
      return refused(409, 'held-by-another');
    });
    const app = await mount();
    await app.press('button', '领取');
    await app.until(() => app.said.includes('刚被另一位客服领取'), 'the error message');
    await app.says('陈晨 于');
    expect(app.find('button', '领取')).to.equal(undefined);
  });

  it('shows who holds it since when and offers no claim', async () => {
    const app = await mount(
      sampleTicketView(
        {
          row: { status: 'claimed', claimedBy: 'a2', claimedAt: Date.now() - MINUTE },
          may: { claim: false, release: false, call: false, answer: false, result: false },
        },
        Date.now(),
      ),
    );
    expect(app.words).to.match(/陈晨 于 \S+ \d\d:\d\d 领取，正在处理/);
    expect(app.find('button', /领取|接手/)).to.equal(undefined);
  });

  it('offers to take over a ticket from an agent who lost the connection', async () => {
    const app = await mount(
      sampleTicketView(
        { row: { status: 'claimed', claimedBy: 'a2', claimedAt: Date.now() - 60 * MINUTE } },
        Date.now(),
      ),
    );
    expect(app.words).to.include('陈晨 领取后失去了连接');
    expect(app.get('button', '接手')).to.exist;
  });

  it('updates when another agent claims it', async () => {
    const app = await mount();
    view = sampleTicketView(
      {
        row: { status: 'claimed', claimedBy: 'a2', claimedAt: Date.now() },
        may: { claim: false, release: false, call: false, answer: false, result: false },
      },
      Date.now(),
    );
    desk.tell('queue', { number: NUMBER, row: view.row });
    await app.says('陈晨 于');
  });

  it('shows the calls that the member reported, and what to tell them first', async () => {
    const app = await mount(
      heldTicketView(
        {
          reports: [
            { at: Date.now() - MINUTE, number: null, ours: null },
            { at: Date.now(), number: '170 0000 1111', ours: false },
          ],
        },
        Date.now(),
      ),
    );
    const section = await app.until(
      () => app.at('desk-reports')?.shadowRoot?.querySelector('section'),
      'the reported calls',
    );
    const items = [...section.querySelectorAll('li')].map(({ textContent }) => textContent);
    expect(items).to.have.lengthOf(2);
    expect(items[0]).to.include('没有填写号码');
    expect(items[1]).to.match(/170 0000 1111\s+不是本店号码/);
    expect(section.textContent).to.include('请他们挂断');
  });

  it('tells the desk again when the agent dials again in the same call', async () => {
    answer('call', calling());
    const app = await mount(calling());
    const dial = app.get('link', /^拨打/);
    dial.addEventListener('click', (event) => event.preventDefault());
    dial.click();
    await app.until(
      () => desk.asked.some(({ path }) => path.endsWith('/call')),
      'the request that announces the call',
    );
  });

  it('starts the call when the agent dials', async () => {
    answer('call', calling());
    const app = await mount(heldTicketView({}, Date.now()));
    const dial = app.get('link', /^拨打/);
    // Keeps the test browser from opening a tel: link.
    dial.addEventListener('click', (event) => event.preventDefault());
    dial.click();
    await app.says(/通话中 1:3\d/);
    expect(desk.of(`POST /tickets/${NUMBER}/call`)).to.have.length(1);
    expect(app.at('desk-results')).to.exist;
  });

  describe('handing it on', () => {
    const team = (...agents: [id: string, name: string, role: string][]) =>
      desk.on('GET /team', () => ({
        lines: [],
        agents: agents.map(([id, name, role]) => ({
          id,
          login: id,
          name,
          role,
          presence: 'here',
          seenAt: null,
          disabled: false,
          holds: 1,
        })),
      }));
    const asked = () => desk.of(`POST /tickets/${NUMBER}/transfer`).map(({ body }) => body);
    const moved = () =>
      sampleTicketView(
        {
          row: { status: 'claimed', claimedBy: 'a2', claimedAt: Date.now() },
          may: { claim: false, release: false, call: false, answer: false, result: false },
          timeline: [
            {
              at: Date.now(),
              status: 'claimed',
              kind: 'transferred',
              actor: 'agent',
              agent: 'a1',
            },
          ],
        },
        Date.now(),
      );

    it('asks for the colleague and sends the note', async () => {
      team(['a1', '林晓', 'agent'], ['a2', '陈晨', 'agent'], ['a3', '王主管', 'supervisor']);
      answer('transfer', moved());
      const app = await mount(heldTicketView({}, Date.now()));
      await app.press('button', '转交');
      await app.has('dialog');
      await app.says(/任一在岗主管 .*陈晨 客服 · 在岗 · 手上 1 张/);
      const submit = () => (app.at('dialog form') as HTMLFormElement).requestSubmit();
      submit();
      await app.says('请选择交给谁');
      expect(asked()).to.deep.equal([]);
      await app.press('radio', /^陈晨/);
      await app.fill(/^给对方的话/, ' 已查到账 ');
      submit();
      await app.until(() => asked().length, 'the transfer');
      expect(asked()).to.deep.equal([{ to: 'a2', note: '已查到账' }]);
      await app.says(/我 于 \S+ \d\d:\d\d 把工单转给了 陈晨/);
    });

    it('lets a supervisor take over a ticket that another agent holds', async () => {
      desk.session = supervisor();
      answer('transfer', heldTicketView({ row: { claimedBy: 'a3' } }, Date.now()));
      const app = await mount(
        sampleTicketView(
          {
            row: { status: 'claimed', claimedBy: 'a2', claimedAt: Date.now() },
            may: {
              claim: false,
              release: false,
              call: false,
              answer: false,
              result: false,
              transfer: true,
            },
          },
          Date.now(),
        ),
      );
      await app.has('button', '指派给…');
      await app.press('button', '由我接手');
      await app.has('link', /^拨打/);
      expect(asked()).to.deep.equal([{ to: 'a3' }]);
    });
  });

  it('releases the ticket to the queue', async () => {
    answer('release', sampleTicketView({}, Date.now()));
    const app = await mount(heldTicketView({}, Date.now()));
    await app.press('button', '退回队列');
    await app.has('button', '领取');
    expect(app.said).to.include('已退回队列');
  });

  describe('after a call', () => {
    const results = async (app: ConsoleDriver, name: string | RegExp) => {
      await app.press('radio', name);
      await app.has('button', /提交结果|确认结束/);
    };
    const given = () => desk.of(`POST /tickets/${NUMBER}/result`).map(({ body }) => body);

    it('records “solved” only after a confirmation', async () => {
      answer(
        'result',
        sampleTicketView(
          {
            row: { status: 'solved' },
            outcome: 'solved',
            closedAt: Date.now(),
            may: { claim: false, release: false, call: false, answer: false, result: false },
          },
          Date.now(),
        ),
      );
      const app = await mount(calling());
      await results(app, /^问题已解决/);
      expect(given()).to.be.empty;
      expect(app.words).to.include('不能撤回');
      await app.press('button', '确认结束：问题已解决');
      await app.says('这张工单已解决');
      expect(given()).to.deep.equal([{ result: 'solved' }]);
      expectFocus(app.at('h1#number')!);
    });

    it('says when an unreached member is called again', async () => {
      const app = await mount(calling({ retryAt: Date.now() + 10 * MINUTE }));
      await app.says(/没有接通 .*会再次排进队列/);
      await results(app, /^没有接通/);
      expect(app.find('button', '提交结果')).to.exist;
      expect(app.words).not.to.include('不能撤回');
    });

    it('asks for a confirmation when the last attempt was unreached', async () => {
      const last = calling();
      delete last.retryAt;
      const app = await mount(last);
      await app.says('这是最后一次尝试');
      await results(app, /^没有接通/);
      expect(app.find('button', '确认结束：没有接通')).to.exist;
    });

    it('records a follow-up time on the shop’s clock and rejects a missing or past one', async () => {
      desk.session = sampleSession({ timeZone: 'America/New_York' });
      answer(
        'result',
        sampleTicketView(
          { row: { status: 'follow-up', notBefore: Date.now() + MINUTE } },
          Date.now(),
        ),
      );
      const app = await mount(calling());
      await results(app, /^约好再联系/);
      await app.press('button', '提交结果');
      await app.says('请选择再联系的时间');
      await app.fill('再联系的时间', '2020-01-01T09:00');
      await app.press('button', '提交结果');
      await app.says('请选择将来的时间');
      expect(app.at('#at')?.getAttribute('aria-invalid')).to.equal('true');
      await app.fill('再联系的时间', '2030-07-01T09:00');
      await app.press('button', '提交结果');
      await app.until(() => given().length, 'the result');
      expect(given()).to.deep.equal([
        { result: 'follow-up', at: Date.parse('2030-07-01T13:00:00Z') },
      ]);
    });

    it('records an answer for the member, marked as such, and an internal note', async () => {
      answer('result', sampleTicketView({ conclusion: '已补发' }, Date.now()));
      const app = await mount(calling());
      await results(app, /^问题已解决/);
      expect(app.words).to.match(/给会员的答复 会员可见.*内部备注 会员看不到/);
      await app.press('button', '已补发');
      await app.fill('内部备注', '从备用库存补的');
      await app.press('button', '确认结束：问题已解决');
      await app.until(() => given().length, 'the result');
      expect(given()).to.deep.equal([
        { result: 'solved', conclusion: '已补发', note: '从备用库存补的' },
      ]);
      await app.says(/会员看到的答复.*已补发/);
    });

    it('keeps the answer of an earlier call unless the agent empties it', async () => {
      answer('result', sampleTicketView({}, Date.now()));
      const app = await mount(calling({ conclusion: '已提交上游' }));
      await results(app, /^没有接通/);
      expect((app.at('#conclusion') as HTMLTextAreaElement).value).to.equal('已提交上游');
      await app.press('button', '提交结果');
      await app.until(() => given().length, 'the first result');
      expect(given()[0]).to.deep.equal({ result: 'not-reached' });
    });

    it('removes the answer of an earlier call when the agent empties it', async () => {
      answer('result', sampleTicketView({}, Date.now()));
      const app = await mount(calling({ conclusion: '已提交上游' }));
      await results(app, /^没有接通/);
      await app.fill('给会员的答复', '');
      await app.press('button', '提交结果');
      await app.until(() => given().length, 'the result');
      expect(given()).to.deep.equal([{ result: 'not-reached', conclusion: null }]);
    });

    it('opens the results with d and focuses the first', async () => {
      const app = await mount(
        heldTicketView(
          { may: { claim: false, release: true, call: true, answer: false, result: true } },
          Date.now(),
        ),
      );
      expect(app.at('desk-results')).to.equal(undefined);
      await app.key('d');
      expectFocus(
        await app.until(
          () =>
            app.at('desk-results input:focus') ??
            app.all('radio').find((radio) => radio.matches(':focus')),
          'the focus',
        ),
      );
    });

    it('says that the agent no longer holds the ticket', async () => {
      desk.on(`POST /tickets/${NUMBER}/result`, () => refused(409, 'not-held'));
      const app = await mount(calling());
      await results(app, /^号码有误/);
      await app.press('button', /^确认结束/);
      await app.until(() => app.said.includes('已不在您手上'), 'the error message');
    });
  });

  describe('notes', () => {
    it('are marked as internal, and the timeline as visible to members', async () => {
      const app = await mount();
      expect(app.words).to.match(/内部备注 会员看不到/);
      expect(app.words).to.match(/进展 会员可见/);
    });

    it('are added, and stay in the field when saving fails', async () => {
      const app = await mount();
      desk.on(`POST /tickets/${NUMBER}/notes`, () => new TypeError('Failed to fetch'));
      await app.fill('写一条备注', '已查到账');
      await app.press('button', '添加备注');
      await app.until(() => app.said.includes('连不上'), 'the error message');
      expect(app.valueOf('写一条备注')).to.equal('已查到账');
      answer(
        'notes',
        sampleTicketView(
          { notes: [{ id: 'n1', at: Date.now(), agent: 'a1', text: '已查到账' }] },
          Date.now(),
        ),
      );
      await app.press('button', '添加备注');
      await app.until(
        () => app.all('step').length && app.valueOf('写一条备注') === '',
        'the empty field',
      );
      expect(app.words).to.include('已查到账 我');
    });

    it('do not trigger shortcuts while the agent types', async () => {
      const app = await mount(heldTicketView({}, Date.now()));
      app.get('field', '写一条备注').focus();
      await app.key('d');
      expect(app.at('desk-results')).to.equal(undefined);
    });
  });

  it('shows the outcome, the rating, the feedback and who made each step', async () => {
    const app = await mount(
      sampleTicketView(
        {
          row: { status: 'closed' },
          outcome: 'unreached',
          closedAt: Date.now(),
          rating: 2,
          feedback: '没接到',
          may: { claim: false, release: false, call: false, answer: false, result: false },
          timeline: [
            { at: 1, status: 'waiting', kind: 'status', actor: 'member', agent: null },
            { at: 2, status: 'waiting', kind: 'nudged', actor: 'member', agent: null },
            { at: 3, status: 'claimed', kind: 'status', actor: 'agent', agent: 'a2' },
            { at: 4, status: 'waiting', kind: 'status', actor: 'desk', agent: null },
          ],
        },
        Date.now(),
      ),
    );
    expect(app.words).to.include('这张工单已结束。 多次未接通').and.to.include('没接到');
    expect(app.at('.stars')?.getAttribute('aria-label')).to.equal('2 分，满分 5 分');
    const steps = app.all('step').map((step) => step.textContent.replace(/\s+/g, ' ').trim());
    expect(steps[1]).to.include('会员催了一次');
    expect(steps[2]).to.include('领取 陈晨');
    expect(steps[3]).to.include('回到队列 系统');
  });

  it('says that the member’s data was erased and shows none', async () => {
    const app = await mount(
      sampleTicketView(
        {
          row: { status: 'closed' },
          erasedAt: Date.now(),
          member: null,
          orderNumber: null,
          note: null,
          may: { claim: false, release: false, call: false, answer: false, result: false },
        },
        Date.now(),
      ),
    );
    expect(app.words).to.include('会员资料已于').and.not.to.include('会员的问题');
    expect(app.find('field')).to.equal(undefined);
  });

  it('links to the member’s earlier tickets', async () => {
    const other = numberOf(7);
    desk.on(`GET /tickets/${other}`, () =>
      sampleTicketView({ row: { number: other } }, Date.now()),
    );
    const app = await mount(
      sampleTicketView(
        {
          earlier: [
            {
              number: other,
              status: 'solved',
              topic: 'refund',
              createdAt: Date.now(),
              outcome: 'solved',
            },
          ],
        },
        Date.now(),
      ),
    );
    expect(app.words).to.include('退款');
    await app.press('link', /-00007-/);
    await app.until(
      () => app.at('h1#number')?.textContent.includes('-00007-'),
      'the earlier ticket',
    );
  });

  it('says that the ticket was not found', async () => {
    desk.on(`GET /tickets/${NUMBER}`, () => refused(404, 'not-found'));
    const app = await ConsoleDriver.mount(desk);
    await app.says('找不到这张工单');
  });

  it('offers a retry when the desk cannot be reached', async () => {
    desk.on(`GET /tickets/${NUMBER}`, () => new TypeError('Failed to fetch'));
    const app = await ConsoleDriver.mount(desk, { width: 390 });
    await app.says('暂时连不上服务台');
    desk.on(`GET /tickets/${NUMBER}`, () => view);
    await app.press('button', '再试一次');
    await app.says(SPOKEN);
  });
});
