import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { attachmentFolder } from '../../src/store/attachment-files.ts';
import { StoreError } from '../../src/store/store-error.ts';
import type { Store } from '../../src/store/store.ts';
import { created, NOW, openStore, query, temporaryFolder } from '../support/database.ts';
import { DAY, MINUTE } from '../support/fixture.ts';

const DATA = Buffer.from('bytes of a picture');
let made = 0;

async function add(store: Store, { now = NOW, data = DATA, maxBytes = 1e9 } = {}): Promise<string> {
  const id = String(++made).padStart(22, '0');
  const outcome = await store.attachments.add({
    id,
    picture: { type: 'image/jpeg', width: 3, height: 2, data },
    now,
    expiresAt: now + DAY,
    idempotency: { keyHash: id, fingerprint: '' },
    maxBytes,
  });
  assert.equal(outcome.kind, 'added');
  return id;
}

const end = (store: Store, number: string, now: number) =>
  store.tickets.change(number, now, () => ({
    ok: true,
    change: { set: { status: 'solved', closedAt: now } },
  }));

const erase = (store: Store, number: string) =>
  store.tickets.change(number, NOW, () => ({ ok: true, change: { set: {}, erase: true } }));

/** A store that keeps the bytes as files. */
async function withFolder(t: TestContext) {
  const folder = join(temporaryFolder(t), 'pictures');
  const store = await openStore(t, { attachmentFiles: attachmentFolder(folder) });
  const age = (name: string, ms: number): void => {
    const then = new Date(Date.now() - ms);
    utimesSync(join(folder, name), then, then);
  };
  return { folder, store, age };
}

describe('screenshots in the database', () => {
  it('stay while their ticket is open, and until some time after its end', async (t) => {
    const store = await openStore(t);
    const [free, kept] = [await add(store), await add(store)];
    const { number } = await created(store, {}, { attachments: [kept] });
    const removeOld = (now: number) =>
      store.attachments.removeOld({ now, endedBefore: now - 30 * DAY });
    const ids = async () =>
      (await query(store.url, 'select id from attachment')).map(({ id }) => id);
    await removeOld(NOW + DAY - 1);
    assert.deepEqual((await ids()).sort(), [free, kept]);
    await removeOld(NOW + 400 * DAY);
    assert.deepEqual(await ids(), [kept]);
    await end(store, number, NOW + 400 * DAY);
    await removeOld(NOW + 430 * DAY - 1);
    assert.deepEqual(await ids(), [kept]);
    await removeOld(NOW + 430 * DAY);
    assert.deepEqual(await ids(), []);
    assert.deepEqual(await query(store.url, 'select id from attachment_data'), []);
    // The member still reads how many were received.
    assert.equal((await store.tickets.find(number))?.attachments, 1);
  });

  it('are deleted a day after a clock that was ahead is right again', async (t) => {
    const store = await openStore(t);
    await add(store, { now: NOW + 300 * DAY });
    const removeOld = (now: number) => store.attachments.removeOld({ now, endedBefore: 0 });
    await removeOld(NOW);
    await removeOld(NOW + DAY);
    assert.deepEqual(await query(store.url, 'select id from attachment'), []);
  });

  it('are read back as they were, and only for a ticket', async (t) => {
    const store = await openStore(t);
    const data = Buffer.from(Array.from({ length: 300_000 }, (_, index) => index % 256));
    const id = await add(store, { data });
    assert.equal(await store.attachments.read(id), undefined);
    const { number } = await created(store, {}, { attachments: [id] });
    const read = await store.attachments.read(id);
    assert.deepEqual([read?.ticket, read?.type], [number, 'image/jpeg']);
    assert.ok(Buffer.from(read?.data ?? []).equals(data));
    assert.equal(await store.attachments.totalBytes(), data.length);
  });

  it('stay free when the transaction that claims them fails', async (t) => {
    const store = await openStore(t);
    const id = await add(store);
    const taken = await created(store);
    await assert.rejects(created(store, { number: taken.number }, { attachments: [id] }));
    await created(store, {}, { attachments: [id] });
  });
});

describe('screenshots in a folder', () => {
  it('are files that only their owner reads, and no bytes in the database', async (t) => {
    const { store, folder } = await withFolder(t);
    const id = await add(store);
    await created(store, {}, { attachments: [id] });
    assert.deepEqual(readdirSync(folder), [id]);
    assert.equal(statSync(join(folder, id)).mode & 0o077, 0);
    assert.equal(statSync(folder).mode & 0o077, 0);
    assert.deepEqual(readFileSync(join(folder, id)), DATA);
    assert.deepEqual(await query(store.url, 'select id from attachment_data'), []);
    assert.deepEqual(Buffer.from((await store.attachments.read(id))?.data ?? []), DATA);
  });

  it('leave no file when there is no room, or the database refuses', async (t) => {
    const { store, folder } = await withFolder(t);
    const request = {
      id: 'B'.repeat(22),
      picture: { type: 'image/jpeg', width: 1, height: 1, data: DATA },
      now: NOW,
      expiresAt: NOW + DAY,
      idempotency: { keyHash: 'key', fingerprint: '' },
      maxBytes: DATA.length - 1,
    };
    assert.equal((await store.attachments.add(request)).kind, 'full');
    assert.deepEqual(readdirSync(folder), []);
    await store.close();
    await assert.rejects(store.attachments.add({ ...request, maxBytes: 1e9 }));
    assert.deepEqual(readdirSync(folder), []);
  });

  it('are deleted within an hour of their row, with what a crash has left', async (t) => {
    const { store, folder, age } = await withFolder(t);
    const [kept, erased] = [await add(store), await add(store)];
    await created(store, {}, { attachments: [kept] });
    const { number } = await created(store, {}, { attachments: [erased] });
    await erase(store, number);
    const unfinished = `${'C'.repeat(22)}.0123abcd.part`;
    const underWay = 'D'.repeat(22);
    for (const name of [unfinished, underWay, 'notes.txt']) writeFileSync(join(folder, name), 'x');
    mkdirSync(join(folder, 'E'.repeat(21)));
    for (const name of [kept, erased, unfinished, 'notes.txt']) age(name, 61 * MINUTE);
    age(underWay, 59 * MINUTE);
    await store.attachments.removeOld({ now: NOW, endedBefore: 0 });
    assert.deepEqual(
      readdirSync(folder).sort(),
      [kept, underWay, 'E'.repeat(21), 'notes.txt'].sort(),
    );
  });

  it('that are gone are not found, and those from before are read from the database', async (t) => {
    const before = await openStore(t);
    const old = await add(before);
    await created(before, {}, { attachments: [old] });
    const folder = temporaryFolder(t);
    const store = await openStore(t, {
      url: before.url,
      attachmentFiles: attachmentFolder(folder),
    });
    assert.ok(await store.attachments.read(old));
    const files = attachmentFolder(folder);
    const id = await add(store);
    await created(store, {}, { attachments: [id] });
    await files.remove([id]);
    assert.equal(await store.attachments.read(id), undefined);
  });

  it('says which folder cannot be used', (t) => {
    const path = join(temporaryFolder(t), 'file');
    writeFileSync(path, '');
    assert.throws(
      () => attachmentFolder(path),
      (error: unknown) =>
        error instanceof StoreError && /^DESK_ATTACHMENTS: cannot write .*file/.test(error.message),
    );
  });
});
