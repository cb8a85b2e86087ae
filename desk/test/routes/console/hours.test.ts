import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { Contact } from '../../../../src/contract/contact.ts';
import type { AuditView } from '../../../wire/audit.ts';
import type { LineView } from '../../../wire/lines.ts';
import type { TeamView } from '../../../wire/team.ts';
import { codeOf, newBrowser, type Browser } from '../../support/console.ts';
import {
  bearer,
  createdTicket,
  memberToken,
  MINUTE,
  NOW,
  shopInput,
  startDesk,
  type Desk,
} from '../../support/fixture.ts';
import { bookingShop, slotsOf } from '../../support/situations.ts';

const HOUR = 60 * MINUTE;
/** NOW is 10:00 on a Monday in Shanghai. */
const TODAY = '2026-11-23';
const at = (clock: string, date = TODAY): number => Date.parse(`${date}T${clock}:00+08:00`);

const contact = async (desk: Desk, tier?: string): Promise<Contact> =>
  (await (
    await desk.get('/v1/contact', tier ? bearer(await memberToken(tier)) : {})
  ).json()) as Contact;

async function deskWithBoss(
  t: TestContext,
  shop: Parameters<typeof startDesk>[1] = {},
): Promise<{ desk: Desk; boss: Browser }> {
  const desk = await startDesk(t, shop);
  return { desk, boss: await newBrowser(desk, 'boss', 'supervisor') };
}

const set = async (boss: Browser, line: string, hours: object): Promise<LineView> => {
  const { lines } = await boss.json<TeamView>('PUT', `/lines/${line}`, { hours });
  const view = lines.find(({ id }) => id === line);
  assert.ok(view);
  return view;
};

describe('exceptional hours of a line', () => {
  it('begins the day as the config says', async (t) => {
    const { boss } = await deskWithBoss(t);
    const { lines } = await boss.json<TeamView>('GET', '/team');
    const days = (line: string) => lines.find(({ id }) => id === line)?.days;
    assert.deepEqual(days('vip'), [
      { date: TODAY, usual: [{ from: '09:00', to: '18:00' }] },
      { date: '2026-11-24', usual: [{ from: '09:00', to: '18:00' }] },
    ]);
    assert.deepEqual(days('public')?.[0], { date: TODAY, usual: [{ from: '00:00', to: '24:00' }] });
  });

  it('closes a line early: status, due time and slots follow, and the next day is as usual', async (t) => {
    const { desk, boss } = await deskWithBoss(t, { shop: bookingShop });
    const dueOf = async () => (await contact(desk, 'vip')).callback?.dueAt;
    const vip = bearer(await memberToken('vip'));
    assert.equal(await dueOf(), new Date(NOW + HOUR).toISOString());
    const view = await set(boss, 'vip', {
      date: TODAY,
      periods: [{ from: '09:00', to: '10:30' }],
      reason: '设备检修',
    });
    assert.deepEqual(view.days[0]?.set, {
      periods: [{ from: '09:00', to: '10:30' }],
      reason: '设备检修',
      by: boss.agent.id,
    });
    const { status } = await contact(desk, 'vip');
    assert.deepEqual(
      [status.state, status.closesAt],
      ['open', new Date(at('10:30')).toISOString()],
    );
    // Half an hour today, half an hour tomorrow.
    assert.equal(await dueOf(), new Date(at('09:30', '2026-11-24')).toISOString());
    const slots = (await slotsOf(desk, vip)).map(({ from }) => Date.parse(from));
    assert.equal(slots[0], at('09:00', '2026-11-24'));

    desk.clock.now = at('10:31');
    const closed = (await (
      await desk.get(
        '/v1/contact',
        bearer(await memberToken('vip', { claims: { exp: desk.clock.now / 1000 + 300 } })),
      )
    ).json()) as Contact;
    assert.equal(closed.status.state, 'closed');
    assert.equal(closed.status.reason, '设备检修');
    assert.equal(Date.parse(closed.status.opensAt ?? ''), at('09:00', '2026-11-24'));
  });

  it('closes an all-day line for today, says when it opens, and keeps its usual hours for display', async (t) => {
    const { desk, boss } = await deskWithBoss(t);
    await set(boss, 'public', { date: TODAY, periods: [] });
    const { status, line } = await contact(desk);
    assert.equal(status.state, 'closed');
    assert.equal(Date.parse(status.opensAt ?? ''), at('00:00', '2026-11-24'));
    assert.equal(line.hours, '24x7');
    const ticket = await createdTicket(desk);
    assert.equal(Date.parse(ticket.dueAt ?? ''), at('04:00', '2026-11-24'));
    // It ends by itself.
    desk.clock.now = at('00:00', '2026-11-24');
    assert.equal((await contact(desk)).status.state, 'open');
    // The session of the day before has expired.
    const next = await newBrowser(desk, 'early', 'supervisor');
    const { lines } = await next.json<TeamView>('GET', '/team');
    assert.deepEqual(
      lines.flatMap(({ days }) => days.filter((day) => day.set)),
      [],
    );
  });

  it('is taken back by one press, and both are in the audit log', async (t) => {
    const { desk, boss } = await deskWithBoss(t);
    await set(boss, 'public', { date: TODAY, periods: [{ from: '12:00', to: '13:00' }] });
    assert.equal((await contact(desk)).status.state, 'closed');
    const view = await set(boss, 'public', { date: TODAY, periods: null });
    assert.equal(view.days[0]?.set, undefined);
    assert.equal((await contact(desk)).status.state, 'open');
    const { entries } = await boss.json<AuditView>('GET', '/audit');
    assert.deepEqual(
      entries
        .filter(({ action }) => action.startsWith('line.'))
        .map(({ action, detail }) => [action, detail])
        .sort(),
      [
        ['line.hours-removed', `public ${TODAY}`],
        ['line.hours-set', `public ${TODAY} 12:00–13:00`],
      ],
    );
  });

  it('lets a shift that began yesterday end early', async (t) => {
    const night = { weekly: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '20:00', to: '12:00' }] };
    const lines = { ...shopInput.lines, public: { ...shopInput.lines.public, hours: night } };
    const { desk, boss } = await deskWithBoss(t, { shop: { ...shopInput, lines } });
    const { lines: shown } = await boss.json<TeamView>('GET', '/team');
    assert.deepEqual(
      shown.find(({ id }) => id === 'public')?.days.map(({ date, usual }) => [date, usual]),
      ['2026-11-22', TODAY, '2026-11-24'].map((date) => [date, [{ from: '20:00', to: '12:00' }]]),
    );
    await set(boss, 'public', { date: '2026-11-22', periods: [{ from: '20:00', to: '10:30' }] });
    assert.equal((await contact(desk)).status.closesAt, new Date(at('10:30')).toISOString());
    await set(boss, 'public', { date: TODAY, periods: [] });
    assert.equal((await contact(desk)).status.closesAt, undefined);
  });

  it('are refused for other days, and where a period is empty', async (t) => {
    const { boss } = await deskWithBoss(t);
    const periods = [{ from: '09:00', to: '18:00' }];
    for (const hours of [
      { date: '2026-11-22', periods },
      { date: '2026-11-25', periods },
      { date: '2026-02-31', periods },
      { date: TODAY, periods: [{ from: '09:00', to: '09:00' }] },
      { date: TODAY, periods: [{ from: '9:00', to: '18:00' }] },
      { date: TODAY, periods: Array.from({ length: 5 }, () => periods[0]) },
    ]) {
      const answer = await boss.send('PUT', '/lines/public', { hours });
      assert.deepEqual(
        [answer.status, await codeOf(answer)],
        [400, 'invalid-body'],
        JSON.stringify(hours),
      );
    }
  });
});
