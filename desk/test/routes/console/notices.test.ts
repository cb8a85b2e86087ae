import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { Contact } from '../../../../src/contract/contact.ts';
import type { AuditView } from '../../../wire/audit.ts';
import { MAX_NOTICES } from '../../../wire/notices.ts';
import type { TeamView } from '../../../wire/team.ts';
import { codeOf, newBrowser, type Browser } from '../../support/console.ts';
import {
  bearer,
  DAY,
  memberToken,
  MINUTE,
  NOW,
  startDesk,
  type Desk,
} from '../../support/fixture.ts';

const HOUR = 60 * MINUTE;
const WORDS = { 'zh-CN': '今晚 23 点系统维护', en: 'Maintenance at 23:00' };

const contact = async (desk: Desk, headers = {}): Promise<Contact> =>
  (await (await desk.get('/v1/contact', headers)).json()) as Contact;
const noticesOf = async (desk: Desk, headers = {}) => (await contact(desk, headers)).notices;

async function deskWithBoss(t: TestContext): Promise<{ desk: Desk; boss: Browser }> {
  const desk = await startDesk(t);
  return { desk, boss: await newBrowser(desk, 'boss', 'supervisor') };
}

const write = (boss: Browser, change: object = {}) =>
  boss.json<TeamView>('POST', '/notices', {
    text: WORDS,
    lines: null,
    until: NOW + HOUR,
    ...change,
  });

describe('a notice to members', () => {
  it('is in the next contact, and is gone at its end by itself', async (t) => {
    const { desk, boss } = await deskWithBoss(t);
    // The answer that the desk keeps for guests must not outlive the change.
    assert.deepEqual(await noticesOf(desk), []);
    const { notices } = await write(boss);
    assert.deepEqual(
      notices.map(({ text, from, until }) => [text, from, until]),
      [[WORDS, NOW, NOW + HOUR]],
    );
    assert.deepEqual(await noticesOf(desk), [WORDS]);
    desk.clock.now = NOW + HOUR - 1;
    assert.deepEqual(await noticesOf(desk), [WORDS]);
    desk.clock.now = NOW + HOUR;
    assert.deepEqual(await noticesOf(desk), []);
    assert.deepEqual((await boss.json<TeamView>('GET', '/team')).notices, []);
  });

  it('has another tag, and no cache keeps the answer beyond its beginning or end', async (t) => {
    const { desk, boss } = await deskWithBoss(t);
    const ask = async () => {
      const { headers } = await desk.get('/v1/contact');
      return [headers.get('etag'), headers.get('cache-control')] as const;
    };
    const [before, far] = await ask();
    assert.match(far ?? '', /stale-if-error=60$/);
    await write(boss, { from: NOW + 20_000, until: NOW + 40_000 });
    assert.match((await ask())[1] ?? '', /max-age=3, .*stale-if-error=15$/);
    desk.clock.now = NOW + 17_000;
    assert.match((await ask())[1] ?? '', /max-age=1, stale-while-revalidate=0, stale-if-error=0$/);
    desk.clock.now = NOW + 20_000;
    const [during, near] = await ask();
    assert.notEqual(during, before);
    assert.match(near ?? '', /stale-if-error=15$/);
  });

  it('is read by members of its lines only', async (t) => {
    const { desk, boss } = await deskWithBoss(t);
    await write(boss, { lines: ['vip'] });
    assert.deepEqual(await noticesOf(desk), []);
    assert.deepEqual(await noticesOf(desk, bearer(await memberToken('vip'))), [WORDS]);
    assert.deepEqual(await noticesOf(desk, bearer(await memberToken('diamond'))), []);
  });

  it('is ended early by one press, and both are in the audit log', async (t) => {
    const { desk, boss } = await deskWithBoss(t);
    const [notice] = (await write(boss)).notices;
    assert.ok(notice);
    const after = await boss.json<TeamView>('DELETE', `/notices/${notice.id}`);
    assert.deepEqual([after.notices, await noticesOf(desk)], [[], []]);
    const again = await boss.send('DELETE', `/notices/${notice.id}`);
    assert.deepEqual([again.status, await codeOf(again)], [404, 'not-found']);
    const { entries } = await boss.json<AuditView>('GET', '/audit');
    assert.deepEqual(
      entries
        .filter(({ action }) => action.startsWith('notice.'))
        .map(({ action, actor, detail }) => [action, actor, detail])
        .sort(),
      [
        ['notice.added', boss.agent.id, WORDS['zh-CN']],
        ['notice.ended', boss.agent.id, WORDS['zh-CN']],
      ],
    );
  });

  it('needs Chinese words, an end ahead and within 90 days, and lines that exist', async (t) => {
    const { boss, desk } = await deskWithBoss(t);
    const given = { text: WORDS, lines: null, until: NOW + HOUR };
    for (const [change, status, code] of [
      [{ text: { en: 'only English' } }, 400, 'invalid-body'],
      [{ text: { 'zh-CN': '  ' } }, 400, 'invalid-body'],
      [{ text: { 'zh-CN': '长'.repeat(121) } }, 400, 'invalid-body'],
      [{ until: NOW }, 422, 'not-in-future'],
      [{ from: NOW + 2 * HOUR }, 422, 'not-in-future'],
      [{ until: NOW + 91 * DAY }, 400, 'invalid-body'],
      [{ lines: ['nowhere'] }, 400, 'invalid-body'],
      [{ lines: ['toString'] }, 400, 'invalid-body'],
      [{ lines: [] }, 400, 'invalid-body'],
    ] as const) {
      const answer = await boss.send('POST', '/notices', { ...given, ...change });
      assert.deepEqual(
        [answer.status, await codeOf(answer)],
        [status, code],
        JSON.stringify(change),
      );
    }
    assert.deepEqual(await noticesOf(desk), []);
    for (let count = 0; count < MAX_NOTICES; count++) await write(boss);
    const tooMany = await boss.send('POST', '/notices', given);
    assert.deepEqual([tooMany.status, await codeOf(tooMany)], [409, 'too-many-notices']);
  });

  it('is read by another desk over the same database, too', async (t) => {
    const { desk, boss } = await deskWithBoss(t);
    await write(boss);
    const other = await startDesk(t, { url: desk.url });
    await other.app.config?.refresh();
    assert.deepEqual(await noticesOf(other), [WORDS]);
  });

  it('stays as it was read while the database fails', async (t) => {
    const { desk, boss } = await deskWithBoss(t);
    await write(boss);
    desk.store.shopChanges.list = () => Promise.reject(new Error('the disk is gone'));
    await desk.app.config?.refresh();
    assert.deepEqual(await noticesOf(desk), [WORDS]);
  });
});
