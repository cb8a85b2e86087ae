import { expect } from '@open-wc/testing';
import { turn } from '../../../test/support/clock.ts';
import { ConsoleDriver } from '../test-support/console-driver.ts';
import { FakeConsoleDesk, refused } from '../test-support/fake-console-desk.ts';
import { MINUTE, numberOf, sampleRow, sampleSession } from '../test-support/samples.ts';

describe('alerts of the console', () => {
  let desk: FakeConsoleDesk;

  beforeEach(() => (desk = new FakeConsoleDesk()));
  afterEach(() => ConsoleDriver.restore());

  const mount = async () => {
    const app = await ConsoleDriver.mount(desk);
    await app.says('没有待办的工单');
    await app.press('disclosure', /^提醒/);
    return app;
  };
  const box = async (app: ConsoleDriver, name: string) =>
    (await app.has('checkbox', name)) as HTMLInputElement;
  const turnOn = async (app: ConsoleDriver, name: '声音' | '桌面通知') => {
    await app.press('checkbox', name);
    await app.until(() => app.words.includes('已打开'), 'the alerts being on');
  };
  /** A ticket comes in, and the queue shows it. */
  const arrive = async (app: ConsoleDriver, change = {}, number = numberOf(3)) => {
    desk.put(sampleRow({ number, ...change }, Date.now()));
    await app.until(() => app.row(number), 'the new ticket');
  };

  it('are off until the agent asks for them', async () => {
    const app = await mount();
    await arrive(app);
    expect([desk.alerts.played, desk.alerts.shown]).to.deep.equal([[], []]);
    expect(app.words).to.include('未打开');
  });

  it('sound when a ticket comes in, differently when one of the agent’s is due', async () => {
    const app = await mount();
    await turnOn(app, '声音');
    expect(desk.alerts.played, 'what it sounds like').to.deep.equal([2]);
    await arrive(app);
    await app.until(() => desk.alerts.played.length === 2, 'the sound');
    expect(desk.alerts.played).to.deep.equal([2, 2]);
  });

  it('show a notification that holds nothing private', async () => {
    const app = await mount();
    await turnOn(app, '桌面通知');
    await arrive(app, { phone: '138****8000' });
    const notice = await app.until(() => desk.alerts.shown[0], 'the notification');
    expect(notice.title).to.equal('有一张工单等待回电');
    expect(notice.body).to.match(/^充值未到账 · VIP 会员 · 今天 \d\d:\d\d 前回电$/);
    expect(JSON.stringify(notice)).not.to.match(/8000|138/);
  });

  it('open the ticket when the notification is pressed', async () => {
    const app = await mount();
    await turnOn(app, '桌面通知');
    await arrive(app);
    (await app.until(() => desk.alerts.shown[0], 'the notification')).open();
    expect(desk.path).to.equal(`/console/ticket/${numberOf(3)}`);
  });

  it('show no notification while the agent looks at the console', async () => {
    const app = await mount();
    await turnOn(app, '声音');
    await turnOn(app, '桌面通知');
    desk.alerts.watched = true;
    await arrive(app);
    await app.until(() => desk.alerts.played.length === 2, 'the sound');
    expect(desk.alerts.shown).to.deep.equal([]);
  });

  it('leave out the kinds that the agent turned off', async () => {
    const app = await mount();
    await turnOn(app, '声音');
    await turnOn(app, '桌面通知');
    await app.press('checkbox', '有工单等待回电');
    await arrive(app);
    expect([desk.alerts.played.length, desk.alerts.shown.length]).to.deep.equal([1, 0]);
  });

  it('make no sound on a call, and are silent about the queue while the agent is away', async () => {
    desk.session = sampleSession({
      me: { id: 'a1', login: 'lin', name: '林晓', role: 'agent', presence: 'on-call' },
    });
    const app = await mount();
    await turnOn(app, '声音');
    await turnOn(app, '桌面通知');
    await arrive(app);
    await app.until(() => desk.alerts.shown.length === 1, 'the notification');
    await app.press('radio', '离开');
    await arrive(app, {}, numberOf(4));
    expect([desk.alerts.played.length, desk.alerts.shown.length]).to.deep.equal([1, 1]);
  });

  it('can be tried', async () => {
    const app = await mount();
    await turnOn(app, '桌面通知');
    await app.press('button', /^试一下：我手上的工单/);
    await app.until(() => app.said.includes('已试放'), 'the answer');
    expect(desk.alerts.played).to.deep.equal([4]);
    expect(desk.alerts.shown[0]?.body).to.equal('有提醒时，会像这样出现。');
  });

  it('say what to do when the browser blocks notifications', async () => {
    desk.alerts.answer = 'denied';
    const app = await mount();
    await app.press('checkbox', '桌面通知');
    await app.says('浏览器拦截了本站的通知');
    const notifications = await box(app, '桌面通知');
    expect([notifications.checked, notifications.disabled]).to.deep.equal([false, true]);
  });

  it('say that the browser asks when the agent did not answer', async () => {
    desk.alerts.answer = 'default';
    const app = await mount();
    await app.press('checkbox', '桌面通知');
    await app.until(() => app.said.includes('请选“允许”'), 'the hint');
    expect((await box(app, '桌面通知')).checked).to.equal(false);
  });

  it('are kept for each agent in this browser, and wait for a press after a reload', async () => {
    const app = await mount();
    await turnOn(app, '声音');
    const kept = desk.kept.get('hotline-console') ?? '';
    app.element.remove();
    desk = new FakeConsoleDesk();
    const reloaded = await ConsoleDriver.mount(desk);
    desk.kept.set('hotline-console', kept);
    await reloaded.says('没有待办的工单');
    desk.put(sampleRow({}, Date.now()));
    await reloaded.says('声音待启用');
    expect(desk.alerts.played).to.deep.equal([]);
    document.dispatchEvent(new PointerEvent('pointerdown'));
    await turn();
    desk.put(sampleRow({ number: numberOf(5) }, Date.now()));
    await reloaded.until(() => desk.alerts.played.length === 1, 'the sound');
    reloaded.element.remove();
    desk = new FakeConsoleDesk();
    desk.session = sampleSession({
      me: { id: 'a2', login: 'chen', name: '陈晨', role: 'agent', presence: 'here' },
    });
    const colleague = await ConsoleDriver.mount(desk);
    desk.kept.set('hotline-console', kept);
    await colleague.press('disclosure', /^提醒/);
    expect((await box(colleague, '声音')).checked).to.equal(false);
  });

  it('come from one tab only, and from another when that one is closed', async () => {
    const app = await mount();
    await turnOn(app, '声音');
    const other = new FakeConsoleDesk();
    const alerts = desk.alerts.sibling();
    for (const [key, value] of desk.kept) other.kept.set(key, value);
    const second = document.createElement('desk-console');
    second.services = { ...other.services, alerts };
    app.element.after(second);
    await app.until(() => other.listeners === 1, 'the second tab');
    document.dispatchEvent(new PointerEvent('pointerdown'));
    await turn();
    const arriveInBoth = (number: string) => {
      for (const one of [desk, other]) one.put(sampleRow({ number }, Date.now()));
    };
    arriveInBoth(numberOf(6));
    await app.until(() => desk.alerts.played.length === 2, 'the sound');
    expect(alerts.played).to.deep.equal([]);
    app.element.remove();
    await app.until(() => {
      arriveInBoth(numberOf(alerts.played.length + 100 + Math.floor(performance.now())));
      return alerts.played.length === 1;
    }, 'the sound of the other tab');
    second.remove();
  });

  it('stop when the agent is signed out', async () => {
    const app = await mount();
    await turnOn(app, '声音');
    desk.on('GET /queue', () => refused(401, 'signed-out'));
    desk.tell('signed-out');
    await app.has('button', '登录');
    desk.tell('queue', { number: numberOf(8), row: sampleRow({ number: numberOf(8) }) });
    expect(desk.alerts.played).to.deep.equal([2]);
  });

  it('show in the tab’s icon how many tickets wait or are late', async () => {
    const link = Object.assign(document.createElement('link'), { rel: 'icon', href: 'data:,' });
    document.head.append(link);
    const app = await mount();
    const icon = () => decodeURIComponent(link.href);
    expect(icon()).not.to.include('<text');
    await arrive(app);
    await app.until(() => />1<\/text>/.test(icon()), 'the number');
    desk.put(sampleRow({ number: numberOf(3), dueAt: Date.now() - MINUTE }, Date.now()));
    await app.until(() => icon().includes('#c81e1e'), 'the late one');
    link.remove();
  });
});
