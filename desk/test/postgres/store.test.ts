import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createStore, isUnavailable, StoreError } from '../../src/store/open.ts';
import type { Change } from '../../src/store/store.ts';
import { created, NOW, openStore, postgresDatabase, query } from '../support/database.ts';

describe('the store on PostgreSQL', () => {
  it('says why a server cannot be used, without the password', async () => {
    const server = postgresDatabase();
    const changed = (change: (url: URL) => void): string => {
      const url = new URL(server);
      change(url);
      return url.href;
    };
    const cases: [string, RegExp][] = [
      [
        changed((url) => (url.password = 'canary')),
        /does not accept the password of user "postgres"/,
      ],
      [
        changed((url) => (url.username = 'nobody-here')),
        /does not accept the password of user "nobody-here"/,
      ],
      [changed((url) => (url.pathname = '/no-such')), /there is no database "no-such".*createdb/],
      [
        changed((url) => (url.port = '1')),
        /no PostgreSQL server can be reached at 127\.0\.0\.1:1 \(ECONNREFUSED\)/,
      ],
      [
        changed((url) => (url.hostname = 'no-such-host.invalid')),
        /no PostgreSQL server can be reached at no-such-host\.invalid/,
      ],
      ['postgres://a:canary@[::bad/desk', /expected postgres:\/\/<user>/],
    ];
    const { password } = new URL(server);
    for (const [url, expected] of cases) {
      await assert.rejects(createStore(url), (error: unknown) => {
        assert.ok(error instanceof StoreError, String(error));
        assert.match(error.message, /^DATABASE_URL: /);
        assert.match(error.message, expected);
        assert.ok(!error.message.includes('canary') && !error.message.includes(password));
        return true;
      });
    }
  });

  it('says that the user may not create tables', async () => {
    const server = postgresDatabase();
    await query(
      server,
      "do $$ begin create role guest login password 'guest-canary'; exception when duplicate_object then null; end $$",
    );
    await query(server, 'revoke create on schema public from public');
    const url = new URL(server);
    [url.username, url.password] = ['guest', 'guest-canary'];
    await assert.rejects(createStore(url.href), /user "guest" may not make tables/);
  });

  it('is not ready while the server cannot write a new file: its disk is full', async (t) => {
    const url = postgresDatabase();
    await (await openStore(t, { url })).ping();
    const name = new URL(url).pathname.slice(1);
    await query(url, `alter database ${name} set temp_file_limit = 0`);
    const store = await openStore(t, { url });
    await assert.rejects(store.ping(), (error) => isUnavailable(error));
  });

  it("waits until a ticket is on the disk, even if the server's default does not", async (t) => {
    const url = postgresDatabase();
    assert.deepEqual(await query(url, 'show synchronous_commit'), [{ synchronous_commit: 'off' }]);
    const store = await openStore(t, { url });
    await query(url, 'create table seen (setting text)');
    await query(
      url,
      "create function note() returns trigger language plpgsql as $$ begin insert into seen values (current_setting('synchronous_commit')); return new; end $$",
    );
    await query(
      url,
      'create trigger note after insert on ticket for each row execute function note()',
    );
    await created(store);
    assert.deepEqual(await query(url, 'select setting from seen'), [{ setting: 'on' }]);
  });

  it('reports changes to other processes, and a resync after a lost connection', async (t) => {
    const url = postgresDatabase();
    const warnings: unknown[] = [];
    const [here, there] = [
      await openStore(t, { url }),
      await createStore(url, { warn: (error) => warnings.push(error) }),
    ];
    t.after(() => there.close());
    const next = (kind: Change['kind']): Promise<Change> =>
      new Promise((resolve) => {
        const stop = there.subscribe((change) => change.kind === kind && (stop(), resolve(change)));
      });

    const heard = next('ticket');
    const { number } = await created(here);
    assert.deepEqual(await heard, { kind: 'ticket', number });

    const resync = next('resync');
    await query(
      url,
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    await resync;
    assert.ok(warnings.length > 0);
    const again = next('ticket');
    // The connections of the pool were closed too; it opens new ones.
    const second = await created(here, { createdAt: NOW + 1 });
    assert.deepEqual(await again, { kind: 'ticket', number: second.number });
    await there.ping();
  });
});
