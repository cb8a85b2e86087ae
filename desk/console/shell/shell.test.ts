import { expect } from '@open-wc/testing';
import { Clock, turn } from '../../../test/support/clock.ts';
import { expectFocus } from '../../../test/support/drivers.ts';
import { ConsoleDriver } from '../test-support/console-driver.ts';
import { FakeConsoleDesk, refused } from '../test-support/fake-console-desk.ts';
import { MINUTE, numberOf, sampleRow, sampleSession, supervisor } from '../test-support/samples.ts';

describe('console shell', () => {
  let desk: FakeConsoleDesk;

  beforeEach(() => {
    desk = new FakeConsoleDesk();
    desk.rows = [sampleRow({}, Date.now())];
  });
  afterEach(() => ConsoleDriver.restore());

  const mount = async (look = {}) => {
    const app = await ConsoleDriver.mount(desk, look);
    await app.until(() => app.rows.length, 'the queue');
    return app;
  };

  describe('while a line is paused', () => {
    const paused = (until: number) => {
      const session = supervisor();
      const line = { ...session.lines['diamond']!, paused: { reason: '系统维护中', until } };
      return { ...session, lines: { ...session.lines, diamond: line } };
    };

    it('says so on every page, and a supervisor ends it with one press', async () => {
      desk.session = paused(Date.now() + 60 * MINUTE);
      const app = await mount();
      expect(app.at('.paused')!.textContent).to.match(
        /钻石专线 暂停接听，约 \S+ \d\d:\d\d 恢复 · 系统维护中/,
      );
      await app.press('link', '查找');
      expect(app.at('.paused')).to.exist;
      desk.on('PUT /lines/diamond', () => {
        desk.session = supervisor();
        return { agents: [], lines: [] };
      });
      await app.press('button', '恢复接听');
      await app.until(() => !app.at('.paused'), 'no pause any more');
      expect(desk.of('PUT /lines/diamond')[0]?.body).to.deep.equal({ closed: null });
      expect(app.said).to.equal('钻石专线 已恢复');
    });

    it('says nothing of a pause that is over, and gives agents no button', async () => {
      desk.session = paused(Date.now() - 1);
      const app = await mount();
      expect(app.at('.paused')).to.equal(undefined);
      app.element.remove();
      desk.session = { ...paused(Date.now() + 60 * MINUTE), me: sampleSession().me };
      const other = await mount();
      expect(other.at('.paused')).to.exist;
      expect(other.at('.paused button')).to.equal(undefined);
    });
  });

  it('shows agents no supervisor pages in the navigation', async () => {
    const app = await mount();
    expect(app.all('link').map((link) => link.textContent.trim()))
      .to.include.members(['队列', '查找', '看板', '团队'])
      .and.not.to.include.members(['操作记录', '通知']);
  });

  it('shows supervisors all pages and refuses agents who enter the URL of one', async () => {
    desk.session = supervisor();
    const app = await mount();
    expect(app.find('link', '操作记录')).to.exist;
    app.element.remove();
    desk.session = new FakeConsoleDesk().session;
    desk.path = '/console/audit';
    const other = await ConsoleDriver.mount(desk);
    await other.says('需要主管权限');
    expect(desk.of('GET /audit')).to.be.empty;
  });

  it('opens a page without reloading, marks its link as current and moves the focus to it', async () => {
    const app = await mount();
    await app.press('link', '团队');
    await app.until(() => app.at('desk-team'), 'the page');
    expect(desk.path).to.equal('/console/team');
    expect(app.get('link', '团队').getAttribute('aria-current')).to.equal('page');
    expectFocus(app.at('main')!);
    desk.back('/console/queue');
    await app.until(() => app.rows.length, 'the queue');
  });

  it('counts waiting and late tickets in the bar and in the document title', async () => {
    desk.rows = [
      sampleRow({ dueAt: Date.now() - MINUTE }),
      sampleRow({ number: numberOf(2), dueAt: Date.now() + 60 * MINUTE }),
    ];
    const app = await mount();
    await app.says('2 张等待');
    expect(app.words).to.include('1 张超时');
    expect(app.at('nav [aria-current]')?.textContent).to.include('1 张超时');
    expect(document.title).to.match(/^\(2 等待 · 1 超时\) 星河卡盟/);
  });

  describe('own presence', () => {
    const chosen = (app: ConsoleDriver) =>
      app
        .all('radio')
        .find(
          (radio) =>
            radio.getAttribute('name') === 'presence' && (radio as HTMLInputElement).checked,
        )
        ?.getAttribute('value');

    it('is sent to the desk', async () => {
      const app = await mount();
      expect(chosen(app)).to.equal('here');
      await app.press('radio', '离开');
      expect(desk.of('PUT /me/presence')[0]?.body).to.deep.equal({ presence: 'away' });
      expect(chosen(app)).to.equal('away');
    });

    it('is restored when the desk cannot be reached', async () => {
      desk.on('PUT /me/presence', () => new TypeError('Failed to fetch'));
      const app = await mount();
      await app.press('radio', '离开');
      await app.until(() => app.said.includes('连不上'), 'the error message');
      expect(chosen(app)).to.equal('here');
    });

    it('updates when a call changes it', async () => {
      const app = await mount();
      desk.session = { ...desk.session!, me: { ...desk.session!.me, presence: 'on-call' } };
      desk.tell('team');
      await app.until(() => chosen(app) === 'on-call', 'the presence');
    });
  });

  describe('a ticket that a colleague hands on', () => {
    const row = (claimedBy: string) =>
      sampleRow({ status: 'claimed', claimedBy, claimedAt: Date.now() }, Date.now());
    const move = (claimedBy: string, transferredBy: string) =>
      desk.tell('queue', { number: numberOf(48213), row: row(claimedBy), transferredBy });

    it('is said to the agent who loses it', async () => {
      desk.rows = [row('a1')];
      const app = await mount();
      move('a2', 'a3');
      await app.until(() => app.said, 'the message');
      expect(app.said).to.match(/^工单 261120-48213-\d 已由 王主管 转给 陈晨$/);
    });

    it('is said to the agent who gets it, once', async () => {
      const app = await mount();
      move('a1', 'a3');
      await app.until(() => app.said, 'the message');
      expect(app.said).to.match(/^王主管 把工单 261120-48213-\d 转给了您$/);
    });

    it('is not said to the agent who did it, nor to others', async () => {
      desk.rows = [row('a1')];
      const app = await mount();
      move('a2', 'a1');
      move('a3', 'a2');
      await app.until(() => app.row(numberOf(48213))?.textContent.includes('王主管'), 'the row');
      expect(app.said).to.equal('');
    });
  });

  it('says that the connection is lost and reloads the queue after a reconnect', async () => {
    const app = await mount();
    await app.says('实时');
    desk.break();
    await app.says('与服务台的连接断开了');
    desk.rows = [...desk.rows, sampleRow({ number: numberOf(9) }, Date.now())];
    desk.restore();
    await app.until(() => app.row(numberOf(9)), 'the ticket added while disconnected');
    await app.until(() => !app.words.includes('断开'), 'the reconnected console');
  });

  describe('whose events are held back', () => {
    let clock: Clock;
    beforeEach(() => (clock = Clock.held(Date.parse('2026-11-20T02:00:00Z'))));
    afterEach(() => clock.restore());

    it('says so and of when the queue is, loads it every 15 seconds, and is live again when beats come', async () => {
      const app = await ConsoleDriver.mount(desk);
      await clock.passUntil(
        () => app.words.includes('实时'),
        () => app.words,
      );
      const loads = () => desk.of('GET /queue').length;
      desk.hold(true);
      await clock.passUntil(
        () => app.words.includes('实时更新没有送到'),
        () => app.words,
      );
      expect(Date.now() - Date.parse('2026-11-20T02:00:00Z')).to.be.lessThan(40_000);
      await clock.pass(1_000);
      expect(app.words).to.match(/显示的是 10:00:3\d 的队列/);
      const before = loads();
      desk.rows = [sampleRow({ number: numberOf(9) }, Date.now())];
      await clock.passUntil(
        () => app.row(numberOf(9)),
        () => app.words,
      );
      await clock.pass(60_000);
      expect(loads() - before).to.be.within(4, 6);
      expect(app.words).to.match(/显示的是 10:01:[34]\d 的队列/);
      desk.hold(false);
      await clock.passUntil(
        () => !app.words.includes('没有送到') && app.words.includes('实时'),
        () => app.words,
      );
      const after = loads();
      await clock.pass(60_000);
      expect(loads()).to.equal(after);
    });

    it('loads the queue once when the next beat says that an event was lost', async () => {
      const app = await ConsoleDriver.mount(desk);
      await clock.passUntil(
        () => app.words.includes('实时'),
        () => app.words,
      );
      await clock.pass(5_000);
      const before = desk.of('GET /queue').length;
      desk.putUnheard(sampleRow({ number: numberOf(9) }, Date.now()));
      await clock.passUntil(
        () => app.row(numberOf(9)),
        () => app.words,
      );
      desk.put(sampleRow({ number: numberOf(8) }, Date.now()));
      await clock.pass(40_000);
      expect(desk.of('GET /queue').length - before).to.equal(1);
    });

    it('does not call the queue live because of old beats', async () => {
      const app = await ConsoleDriver.mount(desk);
      await clock.passUntil(
        () => app.words.includes('实时'),
        () => app.words,
      );
      await clock.pass(14_000);
      desk.beat(Date.now() - 25_000);
      await clock.pass(1_000);
      expect(app.words).to.include('实时更新没有送到');
    });
  });

  describe('keep-alive', () => {
    let clock: Clock;
    const beats = () => desk.of('POST /beat').length;

    beforeEach(() => (clock = Clock.held(Date.now())));
    afterEach(() => clock.restore());

    const connect = async () => {
      const app = await ConsoleDriver.mount(desk);
      await clock.passUntil(
        () => app.words.includes('实时'),
        () => 'the connection',
      );
      return app;
    };

    it('is sent at once and every 20 seconds while the desk can be reached and an agent is signed in', async () => {
      let isAway = false;
      desk.on('GET /queue', () =>
        isAway ? new TypeError('Failed to fetch') : { asOf: Date.now(), rows: [] },
      );
      await connect();
      expect(beats()).to.equal(1);
      await clock.pass(60_000);
      expect(beats()).to.equal(4);
      isAway = true;
      desk.break();
      await clock.pass(60_000);
      expect(beats()).to.equal(4);
      isAway = false;
      desk.restore();
      await clock.passUntil(
        () => beats() === 5,
        () => 'the next one',
      );
      await clock.pass(20_000);
      expect(beats()).to.equal(6);
      desk.tell('signed-out');
      await clock.pass(60_000);
      expect(beats()).to.equal(6);
    });

    it('is sent at once when the page becomes visible', async () => {
      await connect();
      document.dispatchEvent(new Event('visibilitychange'));
      await turn();
      expect(beats()).to.equal(2);
    });

    it('is not sent again before the previous answer', async () => {
      let answer: (response: Response) => void = () => undefined;
      desk.on('POST /beat', () => new Promise<Response>((resolve) => (answer = resolve)));
      await connect();
      document.dispatchEvent(new Event('visibilitychange'));
      await clock.pass(60_000);
      expect(beats()).to.equal(1);
      answer(new Response(null, { status: 204 }));
      await clock.pass(20_000);
      expect(beats()).to.equal(2);
    });

    it('fails silently and is sent again', async () => {
      desk.on('POST /beat', () => new TypeError('Failed to fetch'));
      const app = await connect();
      await clock.pass(20_000);
      expect(beats()).to.equal(2);
      expect(app.said).to.equal('');
      expect(app.words).to.include('实时');
    });

    it('stops when the console is removed', async () => {
      const app = await connect();
      app.element.remove();
      await clock.pass(60_000);
      expect(beats()).to.equal(1);
    });
  });

  it('shows the sign-in page when any request is answered “signed-out”', async () => {
    const app = await mount();
    desk.on('PUT /me/presence', () => refused(401, 'signed-out'));
    await app.press('radio', '离开');
    await app.has('button', '登录');
    expect(app.rows).to.be.empty;
    expect(desk.listeners).to.equal(0);
  });

  it('shows the sign-in page when the stream reports “signed-out”', async () => {
    const app = await mount();
    desk.tell('signed-out');
    await app.has('button', '登录');
  });

  describe('menu', () => {
    it('changes the language at once and remembers it', async () => {
      const app = await mount();
      await app.press('disclosure', /^更多/);
      await app.fill('语言', 'en');
      await app.says('Take the next');
      expect(document.documentElement.lang).to.equal('en');
      expect(desk.kept.get('hotline-console')).to.include('en');
    });

    it('turns shortcuts off', async () => {
      const app = await mount();
      await app.press('disclosure', /^更多/);
      await app.press('checkbox', '单键快捷键');
      await app.key('/');
      expect(desk.path).to.equal('/console/queue');
    });

    it('signs the agent out', async () => {
      const app = await mount();
      await app.press('disclosure', /^更多/);
      await app.press('button', '退出登录');
      await app.has('button', '登录');
      expect(desk.of('DELETE /session')).to.have.length(1);
    });
  });

  describe('shortcuts', () => {
    it('open the search with /', async () => {
      const app = await mount();
      await app.key('/');
      expect(desk.path).to.equal('/console/find');
    });

    it('are listed with ?', async () => {
      const app = await mount();
      await app.key('?');
      const dialog = await app.until(() => app.find('dialog'), 'the list');
      expect((dialog as HTMLDialogElement).open).to.equal(true);
      await app.press('button', '关闭');
      expect((dialog as HTMLDialogElement).open).to.equal(false);
    });

    it('are ignored in a field and with a modifier key', async () => {
      const app = await mount();
      await app.key('/', { ctrlKey: true });
      await app.press('disclosure', /^更多/);
      app.get('choice').focus();
      await app.key('/');
      expect(desk.path).to.equal('/console/queue');
    });
  });
});
