import { setTimeout as pause } from 'node:timers/promises';
import { isUnavailable, TooLate } from './errors.ts';
import type { SqliteFile } from './sqlite-file.ts';
import { createTurns } from './turns.ts';

const BUSY_PAUSE_MS = 10;
/** No more transactions than this are committed together: the first one waits for all. */
const MAX_TOGETHER = 64;
/** A write-ahead log of this many pages is copied into the file, as SQLite would do by itself. */
const MAX_LOG_PAGES = 1_000;

/** The error of SQLite when another process has the lock. */
export const busy = (message: string): Error =>
  Object.assign(new Error(message), { code: 'SQLITE_BUSY' });

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY';

/** Transactions that are committed together. */
interface Group {
  size: number;
  isClosing: boolean;
  /** Resolves when it is on the disk: to undefined, or to the error for which nothing of it is. */
  ended: Promise<{ error: unknown } | undefined>;
  end(failed?: { error: unknown }): void;
}

function createGroup(): Group {
  let end: Group['end'] = () => undefined;
  const ended = new Promise<{ error: unknown } | undefined>((resolve) => (end = resolve));
  return { size: 0, isClosing: false, ended, end };
}

/** Whoever writes in a transaction. */
export interface Writing {
  /** Until then it waits for its transaction to begin, on the clock of `performance.now()`. */
  readonly deadline: number;
}

/**
 * The one connection that writes to a file. Transactions run one after the other, and those that
 * come at the same time are committed together: to wait for the disk takes longer than to write.
 * Each is a savepoint, so that one that fails takes back only what it did itself. None has ended,
 * neither well nor badly, before what it saw and wrote is on the disk; what the disk refuses, it
 * refuses all of them.
 *
 * The group takes the write lock when its first transaction begins, so that nobody changes what they
 * read. Whoever waits for the lock, because another process holds it, waits without blocking the
 * event loop, as SQLite's own busy timeout would.
 */
export class SqliteWriter {
  readonly #file: SqliteFile;
  readonly #warn: (error: unknown) => void;
  readonly #turns = createTurns();
  /** The transactions that are not committed yet. */
  #group: Group | undefined;
  /** The transaction whose turn it is, and what the disk refused it. */
  #current: { by: Writing; group: Group; refused?: { error: unknown } } | undefined;

  constructor(file: SqliteFile, warn: (error: unknown) => void) {
    this.#file = file;
    this.#warn = warn;
  }

  async begin(by: Writing): Promise<void> {
    await this.#turns.take(by.deadline, () => new TooLate());
    try {
      const group = this.#group ?? (await this.#beginGroup(by.deadline));
      this.#current = { by, group };
      this.#file.rows('savepoint one');
    } catch (error) {
      this.#current = undefined;
      this.#giveUp(error);
      this.#turns.end();
      throw error;
    }
  }

  async #beginGroup(deadline: number): Promise<Group> {
    for (;;) {
      try {
        // Not a prepared statement: one that found the lock taken would count as still running, and
        // every commit would fail.
        this.#file.exec('begin immediate');
        return (this.#group = createGroup());
      } catch (error) {
        if (!isBusy(error) || performance.now() > deadline) throw error;
        await pause(BUSY_PAUSE_MS);
      }
    }
  }

  /** Whether this transaction has begun and not ended. */
  isCurrent(by: Writing): boolean {
    return this.#current?.by === by;
  }

  /** Runs statements of the transaction whose turn it is. */
  run<T>(statements: (file: SqliteFile) => T): T {
    // Nothing may be written outside of the transaction that SQLite has rolled back.
    if (this.#current?.refused) throw this.#current.refused.error;
    try {
      return statements(this.#file);
    } catch (error) {
      // After such an error, SQLite may have rolled back everything.
      if (this.#current && isUnavailable(error)) this.#current.refused = { error };
      throw error;
    }
  }

  /**
   * Ends the transaction. Resolves when it is on the disk.
   * @throws what kept the group from being committed
   */
  async commit(by: Writing): Promise<void> {
    const current = this.#current;
    if (current?.by !== by) throw new Error('This transaction has ended.');
    this.run((file) => file.rows('release one'));
    await this.#leave(current.group);
  }

  /**
   * Takes back what the transaction did. Resolves when what it saw of others is on the disk.
   * @throws what kept the group from being committed
   */
  async rollback(by: Writing): Promise<void> {
    const current = this.#current;
    // Its group could not be committed: nothing is left of it.
    if (current?.by !== by) return;
    if (!current.refused) {
      try {
        this.#file.exec('rollback to one');
        this.#file.rows('release one');
      } catch (error) {
        current.refused = { error };
      }
    }
    if (current.refused) {
      this.#giveUp(current.refused.error);
      this.#current = undefined;
      this.#turns.end();
      return;
    }
    await this.#leave(current.group);
  }

  /** Lets the next one begin, in the same group unless this one is full or nobody has come. */
  async #leave(group: Group): Promise<void> {
    this.#current = undefined;
    group.size++;
    if (group.size >= MAX_TOGETHER) this.#commitGroup();
    else this.#commitSoon(group);
    this.#turns.end();
    const failed = await group.ended;
    if (failed) throw failed.error;
  }

  /** Commits after what has arrived at the same time has been read and written. */
  #commitSoon(group: Group): void {
    if (group.isClosing) return;
    group.isClosing = true;
    setImmediate(() => {
      group.isClosing = false;
      // Whoever is in it now commits it.
      if (this.#group === group && !this.#current) this.#commitGroup();
    });
  }

  #commitGroup(): void {
    const group = this.#group;
    if (!group) return;
    try {
      this.#file.exec('commit');
    } catch (error) {
      this.#giveUp(error);
      return;
    }
    this.#group = undefined;
    group.end();
    this.#checkpoint();
  }

  /** Nothing of the group is stored. */
  #giveUp(error: unknown): void {
    const group = this.#group;
    this.#group = undefined;
    try {
      // SQLite has rolled back by itself after some errors.
      if (this.#file.isTransaction()) this.#file.exec('rollback');
    } catch (other) {
      // The callers get the error that made it roll back.
      this.#warn(other);
    }
    group?.end({ error });
  }

  /** Whatever happens here, the commit before it is on the disk. */
  #checkpoint(): void {
    try {
      const [log] = this.#file.rows('pragma wal_checkpoint(noop)');
      if (Number(log?.['log']) >= MAX_LOG_PAGES) this.#file.rows('pragma wal_checkpoint(passive)');
    } catch (error) {
      this.#warn(error);
    }
  }

  /** Runs statements outside of any transaction, when it is their turn. */
  async alone<T>(by: Writing, statements: (file: SqliteFile) => T): Promise<T> {
    await this.#turns.take(by.deadline, () => new TooLate());
    try {
      this.#commitGroup();
      return statements(this.#file);
    } finally {
      this.#turns.end();
    }
  }
}
