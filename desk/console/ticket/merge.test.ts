import { expect } from '@open-wc/testing';
import { ConsolePage } from '../test-support/console-page.ts';
import { FakeConsoleDesk, refused } from '../test-support/fake-console-desk.ts';
import { heldTicketView, numberOf, sampleRow, sampleTicketView } from '../test-support/samples.ts';

const INTO = numberOf(48213);
const FREE = numberOf(1);
const HELD = numberOf(2);
const others = [
  sampleRow({ number: FREE, topic: 'refund' }),
  sampleRow({ number: HELD, status: 'claimed', claimedBy: 'a2' }),
];
const may = {
  claim: false,
  release: true,
  call: true,
  answer: false,
  result: true,
  transfer: true,
  merge: true,
};

describe('other tickets of the same caller', () => {
  let desk: FakeConsoleDesk;
  beforeEach(() => {
    desk = new FakeConsoleDesk();
    desk.path = `/console/ticket/${INTO}`;
    desk.on(`GET /tickets/${INTO}`, () => heldTicketView({ others, may }, Date.now()));
  });
  const open = () => ConsolePage.open(desk, 'desk-ticket');

  it('are named with a link, their topic and who holds them', async () => {
    const page = await open();
    await page.says('这位会员还有 2 张未完成的工单');
    await page.says(/退款 · 等待回电/);
    await page.says(/已领取 · 陈晨/);
    const link = await page.has('link', new RegExp(`^\\d{6}-\\d{5}-\\d$`));
    expect(link.getAttribute('href')).to.equal(`/console/ticket/${FREE}`);
  });

  it('cannot be merged before the ticket is claimed', async () => {
    desk.on(`GET /tickets/${INTO}`, () => sampleTicketView({ others }, Date.now()));
    const page = await open();
    await page.says('领取后可以把它们合并到这一张');
    expect(page.all('button', /^合并到这一张/)).to.deep.equal([]);
  });

  it('are merged after a question that names them; one that a colleague holds is left out', async () => {
    desk.on(`POST /tickets/${INTO}/merge`, () =>
      heldTicketView(
        {
          merged: [
            {
              number: FREE,
              createdAt: Date.now(),
              topic: 'refund',
              orderNumber: 'DJ77',
              note: '请退款',
              passphrase: '青山 白鹤',
            },
          ],
        },
        Date.now(),
      ),
    );
    const page = await open();
    await page.press('button', /^合并到这一张/);
    const held = (await page.has('checkbox', /陈晨 正在处理，不能合并/)) as HTMLInputElement;
    expect(held.disabled).to.equal(true);
    await page.press('button', '合并 1 张');
    await page.tells('已合并 1 张工单');
    expect(desk.of(`POST /tickets/${INTO}/merge`)[0]?.body).to.deep.equal({ numbers: [FREE] });
    await page.says(/并入的工单/);
    await page.says(/DJ77.*口令「青山 白鹤」.*请退款/);
  });

  it('says which one could not be merged, and that none was', async () => {
    desk.on(`POST /tickets/${INTO}/merge`, () => {
      const problem = { code: 'has-ended', status: 409, title: '', type: 'about:blank' };
      const errors = [{ pointer: '/numbers/0', code: 'has-ended' }];
      return new Response(JSON.stringify({ ...problem, errors }), { status: 409 });
    });
    const page = await open();
    await page.press('button', /^合并到这一张/);
    await page.press('button', '合并 1 张');
    await page.says(/-\d：这张工单刚刚已经结束。 一张也没有合并。/);
  });

  it('says until when each is to be called, in words that fit what is still ahead', async () => {
    const page = await open();
    await page.press('button', /^合并到这一张/);
    await page.has('checkbox', /退款.*前回电/);
    expect(page.words).not.to.match(/应在 .*前回电/);
  });

  it('asks for one at least', async () => {
    const page = await open();
    await page.press('button', /^合并到这一张/);
    await page.press('checkbox', /退款/);
    await page.press('button', '合并');
    await page.says('请至少选择一张');
    expect(desk.of(`POST /tickets/${INTO}/merge`)).to.deep.equal([]);
  });
});

describe('a ticket that was merged', () => {
  it('leads to the one that lives on', async () => {
    const desk = new FakeConsoleDesk();
    desk.path = `/console/ticket/${FREE}`;
    desk.on(`GET /tickets/${FREE}`, () =>
      sampleTicketView({
        row: { number: FREE, status: 'closed' },
        outcome: 'merged',
        mergedInto: INTO,
        closedAt: Date.now(),
      }),
    );
    const page = await ConsolePage.open(desk, 'desk-ticket');
    await page.says(/已合并/);
    const link = await page.has('link', /-48213-/);
    expect(link.getAttribute('href')).to.equal(`/console/ticket/${INTO}`);
  });
});

describe('earlier tickets', () => {
  const desk = () => {
    const made = new FakeConsoleDesk();
    made.path = `/console/ticket/${INTO}`;
    return made;
  };

  it('are listed with topic, how they ended and when', async () => {
    const made = desk();
    const earlier = { number: FREE, topic: 'refund', createdAt: Date.now() } as const;
    made.on(`GET /tickets/${INTO}`, () =>
      sampleTicketView({ earlier: [{ ...earlier, status: 'closed', outcome: 'unreached' }] }),
    );
    const page = await ConsolePage.open(made, 'desk-ticket');
    await page.says(/以前的工单.*退款.*多次未接通 · 今天 \d\d:\d\d/);
  });

  it('are said to be none', async () => {
    const made = desk();
    made.on(`GET /tickets/${INTO}`, () => sampleTicketView({}));
    const page = await ConsolePage.open(made, 'desk-ticket');
    await page.says('没有以前的工单。');
  });
});

describe('what the agent enters of a call', () => {
  it('is saved field by field, and a phone number is not erased by leaving it empty', async () => {
    const desk = new FakeConsoleDesk();
    desk.path = `/console/ticket/${INTO}`;
    const view = heldTicketView({ row: { origin: 'call', status: 'calling' }, incoming: true });
    desk.on(`GET /tickets/${INTO}`, () => view);
    desk.on(`POST /tickets/${INTO}/about`, () => view);
    const page = await ConsolePage.open(desk, 'desk-ticket');
    await page.fill('订单号', 'DJ9');
    await page.tells('已保存');
    await page.fill('问题', 'refund');
    await page.fill('回电号码', '');
    expect(desk.of(`POST /tickets/${INTO}/about`).map(({ body }) => body)).to.deep.equal([
      { order: 'DJ9' },
      { topic: 'refund' },
    ]);
  });

  it('says that it could not be saved', async () => {
    const desk = new FakeConsoleDesk();
    desk.path = `/console/ticket/${INTO}`;
    desk.on(`GET /tickets/${INTO}`, () =>
      heldTicketView({ row: { origin: 'call', status: 'calling' }, incoming: true }),
    );
    desk.on(`POST /tickets/${INTO}/about`, () => refused(422, 'phone-not-callable'));
    const page = await ConsolePage.open(desk, 'desk-ticket');
    await page.fill('回电号码', '12');
    await page.tells('这个号码不能回电，请核对。');
  });
});
