import { expect } from '@open-wc/testing';
import type { Inquiry } from '../../../wire/inquiry.ts';
import type { TicketView } from '../../../wire/ticket.ts';
import { ConsolePage } from '../../test-support/console-page.ts';
import { FakeConsoleDesk, refused } from '../../test-support/fake-console-desk.ts';
import { MINUTE, numberOf, sampleRow, sampleTicketView } from '../../test-support/samples.ts';

const NUMBER = numberOf(48213);
const ASK = `POST /tickets/${NUMBER}/inquiries`;

const inquiry = (change: Partial<Inquiry> = {}): Inquiry => ({
  id: 'inquiry-1',
  kind: 'yes-no',
  text: null,
  agent: 'a1',
  askedAt: Date.now() - MINUTE,
  withdrawnAt: null,
  answeredAt: null,
  answer: null,
  ...change,
});

describe('what an agent asks a member to send', () => {
  let desk: FakeConsoleDesk;
  let inquiries: Inquiry[];
  let ask: TicketView['may']['ask'];

  const view = (): TicketView => {
    const sample = sampleTicketView({ inquiries }, Date.now());
    return { ...sample, may: { ...sample.may, ...(ask && { ask }) } };
  };
  const open = () => ConsolePage.open(desk, 'desk-ticket');
  /** The ticket has changed, and its event arrives. */
  const change = (to: Inquiry[]) => {
    inquiries = to;
    desk.put(sampleRow({ number: NUMBER, answeredAt: Date.now() }, Date.now()));
  };

  beforeEach(() => {
    desk = new FakeConsoleDesk();
    desk.path = `/console/ticket/${NUMBER}`;
    inquiries = [];
    ask = ['screenshot', 'order', 'time', 'yes-no'];
    desk.on(`GET /tickets/${NUMBER}`, view);
    desk.on(ASK, ({ body }) => {
      const { kind, text } = body as Partial<Inquiry>;
      inquiries = [inquiry({ ...(kind && { kind }), text: text ?? null })];
      return view();
    });
  });

  it('is sent with the words of the agent, and then waited for', async () => {
    const page = await open();
    await page.press('button', '是或否');
    await page.says('会员会看到：现在到了吗？');
    await page.fill(/^要问的问题/, ' 重新登录后到了吗？ ');
    await page.says('会员会看到：重新登录后到了吗？');
    await page.press('button', '发给会员');
    await page.tells('已发给会员');
    const [{ body } = { body: {} }] = desk.of(ASK);
    expect(body).to.deep.include({ kind: 'yes-no', text: '重新登录后到了吗？' });
    await page.says(/重新登录后到了吗？ 是或否 · 等会员补充/);
    expect(page.focus).to.equal('是或否');
  });

  it('needs no words, and is sent once however often the button is pressed', async () => {
    let answer = (): void => undefined;
    desk.on(ASK, () => new Promise((resolve) => (answer = () => resolve(view()))));
    const page = await open();
    await page.press('button', '订单号');
    await page.press('button', '发给会员');
    await page.press('button', '发给会员');
    answer();
    await page.tells('已发给会员');
    expect(desk.of(ASK).map(({ body }) => Object.keys(body as object))).to.deep.equal([
      ['id', 'kind'],
    ]);
  });

  it('is refused with the reason beside the field, and what was typed stays', async () => {
    desk.on(
      ASK,
      () =>
        new Response(
          JSON.stringify({ code: 'never-asked', errors: [{ pointer: '/text', code: 'password' }] }),
          { status: 422 },
        ),
    );
    const page = await open();
    await page.press('button', '是或否');
    await page.fill(/^要问的问题/, '不要发密码，到了吗？');
    await page.press('button', '发给会员');
    await page.says('客服从不索要密码');
    expect(page.wrong.join()).to.include('客服从不索要密码');
    const field = (await page.has('field', /^要问的问题/)) as HTMLInputElement;
    expect(field.value).to.equal('不要发密码，到了吗？');
    expect(page.focus).to.match(/^要问的问题/);
  });

  it('is sent again with the same id after a failure', async () => {
    desk.on(ASK, () => refused(503, 'unavailable'));
    const page = await open();
    await page.press('button', '截图');
    await page.press('button', '发给会员');
    await page.says('服务台正忙');
    desk.on(ASK, view);
    await page.press('button', '发给会员');
    await page.tells('已发给会员');
    const ids = desk.of(ASK).map(({ body }) => (body as Inquiry).id);
    expect(ids[1]).to.equal(ids[0]);
  });

  it('can be taken back until it is answered', async () => {
    inquiries = [inquiry({ text: '到了吗？' })];
    const withdraw = `POST /tickets/${NUMBER}/inquiries/inquiry-1/withdraw`;
    desk.on(withdraw, () => {
      inquiries = [inquiry({ text: '到了吗？', withdrawnAt: Date.now() })];
      return view();
    });
    const page = await open();
    await page.press('button', '撤回：到了吗？');
    await page.says('已撤回');
    expect(page.all('button', /^撤回/)).to.deep.equal([]);
  });

  it('shows the answer when it arrives, and says so', async () => {
    inquiries = [inquiry({ kind: 'order' })];
    const page = await open();
    await page.says('请补充订单号');
    change([
      inquiry({
        kind: 'order',
        answeredAt: Date.now(),
        answer: { kind: 'order', order: 'DJ7', before: 'DJ6' },
      }),
    ]);
    await page.tells('会员补充了订单号：DJ7');
    await page.says('DJ7 · 之前填的是 DJ6');
  });

  it('shows each kind of answer', async () => {
    const answeredAt = Date.now();
    inquiries = [
      inquiry({ id: '1', answeredAt, answer: { kind: 'yes-no', yes: false } }),
      inquiry({
        id: '2',
        kind: 'screenshot',
        answeredAt,
        answer: { kind: 'screenshot', attachments: ['A', 'B'] },
      }),
      inquiry({ id: '3', kind: 'time', answeredAt, answer: { kind: 'none' } }),
    ];
    const page = await open();
    for (const words of ['否', '2 张截图，见下方', '没有，或不清楚']) await page.says(words);
  });

  it('is not offered where nobody can be asked', async () => {
    ask = undefined;
    const page = await open();
    await page.has('region', '会员的问题');
    expect(page.all('region', '请会员补充')).to.deep.equal([]);
  });
});

describe('a ticket in the queue', () => {
  it('is marked when its member has answered', async () => {
    const desk = new FakeConsoleDesk();
    desk.rows = [sampleRow({ number: NUMBER, answeredAt: Date.now() }, Date.now())];
    const page = await ConsolePage.open(desk, 'desk-queue');
    await page.says('会员已补充');
  });
});
