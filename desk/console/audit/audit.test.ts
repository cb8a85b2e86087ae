import { expect } from '@open-wc/testing';
import type { AuditView } from '../../wire/audit.ts';
import { formatTicketNumber } from '../../../src/core/ticket-number.ts';
import { until } from '../../../test/support/clock.ts';
import { ConsolePage } from '../test-support/console-page.ts';
import { FakeConsoleDesk, refused } from '../test-support/fake-console-desk.ts';
import { numberOf, sampleSession, supervisor } from '../test-support/samples.ts';

type Entry = AuditView['entries'][number];
const entry = (change: Partial<Entry>): Entry => ({
  id: 'e1',
  at: Date.now(),
  actor: 'a1',
  action: 'ticket.claimed',
  ticket: null,
  detail: null,
  ...change,
});

describe('audit page', () => {
  let desk: FakeConsoleDesk;
  let log: AuditView;
  const open = (lang = 'zh-CN', dark = false) =>
    ConsolePage.open(desk, 'desk-audit', { lang, dark });
  const rows = (page: ConsolePage) =>
    page.all('row').map((row) =>
      [...row.querySelectorAll('td')]
        .slice(1)
        .map(({ textContent }) => textContent.trim())
        .join('|'),
    );

  beforeEach(() => {
    desk = new FakeConsoleDesk();
    desk.path = '/console/audit';
    desk.session = supervisor();
    log = {
      entries: [
        entry({ ticket: numberOf(1) }),
        entry({ id: 'e2', actor: 'a3', action: 'line.closed', detail: 'service' }),
        entry({ id: 'e3', actor: 'member', action: 'ticket.nudged', ticket: numberOf(2) }),
        entry({ id: 'e4', actor: 'desk', action: 'something.new', detail: 'as it is' }),
      ],
    };
    desk.on('GET /audit', () => log);
  });

  it('names the actor, action, ticket and detail of each entry; an unknown action shows its code', async () => {
    const page = await open();
    await page.says('领取工单');
    expect(rows(page)).to.deep.equal([
      `林晓|领取工单|${formatTicketNumber(numberOf(1))}|`,
      '我|暂停线路||会员服务热线',
      `会员|催促|${formatTicketNumber(numberOf(2))}|`,
      '系统|something.new||as it is',
    ]);
  });

  it('names actions in English', async () => {
    const page = await open('en');
    await page.says('Claimed a ticket');
    expect(rows(page)[1]).to.equal('me|Closed a line||Member line');
  });

  it('filters by agent and ticket and keeps the filter in the URL', async () => {
    const page = await open();
    await page.says('领取工单');
    await page.fill('谁做的', 'a1');
    await page.fill('工单编号', formatTicketNumber(numberOf(1)));
    await page.submit();
    await until(
      () => desk.of('GET /audit').length === 2,
      () => 'a second GET /audit',
    );
    expect(desk.of('GET /audit')[1]?.path).to.equal(`/audit?actor=a1&ticket=${numberOf(1)}`);
    expect(desk.path).to.equal(`/console/audit?actor=a1&ticket=${numberOf(1)}`);
    await page.press('link', '清除筛选');
    expect(desk.path).to.equal('/console/audit');
  });

  it('rejects an invalid ticket number without a request', async () => {
    const page = await open();
    await page.fill('工单编号', '261120-00001-0');
    await page.submit();
    await page.says('不是有效的工单编号');
    expect(page.focus).to.equal('工单编号');
    expect(desk.of('GET /audit')).to.have.length(1);
  });

  it('loads older entries until there are none left', async () => {
    log = { ...log, next: 'e4' };
    const page = await open();
    await page.says('领取工单');
    desk.on('GET /audit', ({ path }) =>
      path.includes('before=e4')
        ? { entries: [entry({ id: 'e5', action: 'session.started' })] }
        : log,
    );
    await page.press('button', '更早的记录');
    await page.says('没有更早的记录了');
    expect(rows(page)).to.have.length(5);
    expect(rows(page)[4]).to.equal('林晓|登录||');
    await until(
      () => page.focus === '没有更早的记录了',
      () => `focus on the end of the list; it is on “${page.focus}”`,
    );
  });

  it('says that no entry matches', async () => {
    log = { entries: [] };
    const page = await open();
    await page.says('没有符合条件的记录');
  });

  it('offers a retry when the desk does not answer', async () => {
    desk.on('GET /audit', () => new Error('offline'));
    const page = await open();
    await page.says('暂时连不上服务台');
    desk.on('GET /audit', () => log);
    await page.press('button', '再试一次');
    await page.says('领取工单');
  });

  it('says that a supervisor is required when the desk refuses the role', async () => {
    desk.on('GET /audit', () => refused(403, 'not-for-this-role'));
    const page = await open();
    await page.says('需要主管权限');
    desk.session = sampleSession();
    expect(page.all('row')).to.have.length(0);
  });

  for (const dark of [false, true]) {
    it(`is accessible, ${dark ? 'dark, in English' : 'light'}`, async () => {
      const page = await open(dark ? 'en' : 'zh-CN', dark);
      await page.says('something.new');
      await expect(page.element!).to.be.accessible();
    });
  }
});
