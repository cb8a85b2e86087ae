import type { Device } from './kept.ts';

/** What is kept until it is removed, by its key. */
export interface KeptRecord {
  key: string;
  /** When it was first kept, epoch ms. */
  agreed: number;
}

const DATABASE = 'hotline';
const RECORDS = 'requests';
/** Safari 14 may never answer the first request of a page: ms. */
const PATIENCE_MS = 2_000;

interface Timers {
  setTimeout(act: () => void, ms: number): number;
  clearTimeout(timer: number | undefined): void;
}

const settled = <Value>(request: IDBRequest<Value>): Promise<Value> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error());
  });

const open = (factory: IDBFactory): Promise<IDBDatabase> => {
  const request = factory.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(RECORDS, { keyPath: 'key' });
  return settled(request);
};

/**
 * Records in the browser's database: a text of a member does not belong into `localStorage`, which
 * each visit of the shop reads, and which may be written to the disk a minute later. These are on
 * the disk once they count as kept, where the browser can say so (`durability`).
 */
export class Records<Kept extends KeptRecord> {
  constructor(private readonly _device: Device & Timers) {}

  /** Keeps a record. Resolves to whether it is on the disk: storage may be full or denied. */
  keep(record: Kept, olderThan: number): Promise<boolean> {
    return this._run('readwrite', async (records) => {
      records.put(record);
      // What nobody has come back for.
      const all = await settled(records.getAll() as IDBRequest<Kept[]>);
      for (const { key, agreed } of all) if (agreed < olderThan) records.delete(key);
      return true;
    }).then((kept) => !!kept);
  }

  read(key: string): Promise<Kept | undefined> {
    return this._run('readonly', (records) =>
      settled(records.get(key) as IDBRequest<Kept | undefined>),
    );
  }

  async remove(key: string): Promise<void> {
    await this._run('readwrite', (records) => settled(records.delete(key)));
  }

  /** Resolves to undefined if it did not work. */
  private async _run<Value>(
    mode: IDBTransactionMode,
    act: (records: IDBObjectStore) => Promise<Value>,
  ): Promise<Value | undefined> {
    const { _device: device } = this;
    let timer: number | undefined;
    const work = async (): Promise<Value | undefined> => {
      // Refused in some private windows and sandboxed frames, by `null` or by throwing.
      const database = await open(device.indexedDB as IDBFactory);
      try {
        const transaction = database.transaction(RECORDS, mode, { durability: 'strict' });
        const done = new Promise<void>((resolve, reject) => {
          transaction.oncomplete = () => resolve();
          transaction.onabort = () => reject(transaction.error ?? new Error());
        });
        const [value] = await Promise.all([act(transaction.objectStore(RECORDS)), done]);
        return value;
      } finally {
        database.close();
      }
    };
    const patience = new Promise<undefined>((resolve) => {
      timer = device.setTimeout(() => resolve(undefined), PATIENCE_MS);
    });
    return Promise.race([work().catch(() => undefined), patience]).finally(() =>
      device.clearTimeout(timer),
    );
  }
}
