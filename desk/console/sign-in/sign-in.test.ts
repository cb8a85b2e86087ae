import { expect } from '@open-wc/testing';
import { Clock } from '../../../test/support/clock.ts';
import { expectFocus } from '../../../test/support/drivers.ts';
import { ConsoleDriver } from '../test-support/console-driver.ts';
import { FakeConsoleDesk, refused } from '../test-support/fake-console-desk.ts';
import { NOW } from '../test-support/samples.ts';

describe('sign-in page', () => {
  let desk: FakeConsoleDesk;

  beforeEach(() => {
    desk = new FakeConsoleDesk();
    desk.session = null;
  });
  afterEach(() => ConsoleDriver.restore());

  const mount = async () => {
    const app = await ConsoleDriver.mount(desk);
    await app.has('button', '登录');
    return app;
  };
  const field = (app: ConsoleDriver, id: 'login' | 'password') =>
    app.at(`#${id}`) as HTMLInputElement;
  const send = async (app: ConsoleDriver, login = 'lin', password = 'correct horse') => {
    field(app, 'login').value = login;
    field(app, 'password').value = password;
    await app.press('button', '登录');
  };

  it('focuses the account field and marks both fields for password managers', async () => {
    const app = await mount();
    expectFocus(field(app, 'login'));
    expect([field(app, 'login').autocomplete, field(app, 'password').autocomplete]).to.deep.equal([
      'username',
      'current-password',
    ]);
  });

  it('opens the queue after signing in', async () => {
    const app = await mount();
    await send(app);
    await app.until(() => app.at('desk-queue'), 'the queue');
    expect(desk.of('POST /session')[0]?.body).to.deep.equal({
      login: 'lin',
      password: 'correct horse',
    });
  });

  it('asks for missing fields without a request', async () => {
    const app = await mount();
    await send(app, '', '');
    await app.says('请填写账号');
    expect(app.words).to.include('请填写密码');
    expectFocus(field(app, 'login'));
    expect(field(app, 'password').getAttribute('aria-invalid')).to.equal('true');
    expect(desk.of('POST /session')).to.be.empty;
  });

  it('says that account or password is wrong, without saying which', async () => {
    desk.on('POST /session', () => refused(401, 'sign-in-failed'));
    const app = await mount();
    await send(app);
    await app.says('账号或密码不对');
    expect(app.get('alert').textContent).to.include('账号或密码不对');
    expectFocus(field(app, 'password'));
  });

  it('counts down after too many attempts and sends nothing until then', async () => {
    const clock = Clock.held(NOW);
    try {
      desk.on('POST /session', () => refused(429, 'too-many-requests', { 'retry-after': '42' }));
      const app = await mount();
      await send(app);
      await app.says('请在 42 秒后再试');
      await app.press('button', '登录');
      expect(desk.of('POST /session')).to.have.length(1);
      await clock.pass(12_000);
      await app.says('请在 30 秒后再试');
      await clock.pass(30_000);
      await app.says('可以再试了');
      await send(app);
      expect(desk.of('POST /session')).to.have.length(2);
    } finally {
      clock.restore();
    }
  });

  it('warns when caps lock is on', async () => {
    const app = await mount();
    await app.key('A', { modifierCapsLock: true });
    await app.says('大写锁定已打开');
    await app.key('a');
    await app.until(() => !app.words.includes('大写锁定'), 'no hint');
  });

  it('shows the password on request', async () => {
    const app = await mount();
    await app.press('button', '显示密码');
    await app.until(() => field(app, 'password').type === 'text', 'the password');
    expect(app.get('button', '隐藏密码').getAttribute('aria-pressed')).to.equal('true');
  });

  it('offers a retry when the desk cannot be reached', async () => {
    desk.on('GET /session', () => new TypeError('Failed to fetch'));
    const app = await ConsoleDriver.mount(desk);
    await app.says('暂时连不上服务台');
    desk.on('GET /session', () => refused(401, 'signed-out'));
    await app.press('button', '再试一次');
    await app.has('button', '登录');
  });
});
