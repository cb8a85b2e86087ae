import { hasEnded } from '../../../src/core/ticket-status.ts';
import type { QueueRow } from '../../wire/queue.ts';
import { compareQueue } from '../../wire/queue-order.ts';

interface RowChange {
  number: string;
  /** null: the ticket left the queue. */
  row: QueueRow | null;
}

/** A load of the whole queue, and the changes received since it began. */
export interface QueueLoad {
  readonly changes: RowChange[];
}

/**
 * Rows of the queue. Changes that arrive while the whole queue is loading are applied on top of the
 * answer, which may be older than they are.
 */
export class QueueRows {
  private readonly _byNumber = new Map<string, QueueRow>();
  /** The latest load that has not ended. */
  private _load: QueueLoad | undefined;

  /** Begins to load the queue. A later load replaces this one. */
  beginLoad(): QueueLoad {
    return (this._load = { changes: [] });
  }

  isLatest(load: QueueLoad): boolean {
    return this._load === load;
  }

  /** Shows the first rows of an answer whose others are still to come. */
  show(load: QueueLoad, rows: readonly QueueRow[]): void {
    for (const row of rows) this._byNumber.set(row.number, row);
    for (const change of load.changes) this._apply(change);
  }

  /** Ends the load with the rows of the whole answer. */
  finish(load: QueueLoad, rows: readonly QueueRow[]): void {
    this._byNumber.clear();
    for (const row of rows) this._byNumber.set(row.number, row);
    for (const change of load.changes) this._apply(change);
    this._load = undefined;
  }

  /** Ends the load without an answer. */
  abandon(load: QueueLoad): void {
    if (this.isLatest(load)) this._load = undefined;
  }

  /** Adds or replaces a ticket, or removes it when it has ended or `row` is null. */
  put(number: string, row: QueueRow | null): void {
    this._load?.changes.push({ number, row });
    this._apply({ number, row });
  }

  /** The row of a ticket as heard last, before it is shown. */
  get(number: string): QueueRow | undefined {
    return this._byNumber.get(number);
  }

  /** Removes all rows, and ends a load that goes on. */
  clear(): void {
    this._load = undefined;
    this._byNumber.clear();
  }

  /** All rows, earliest due first. */
  sorted(): readonly QueueRow[] {
    return [...this._byNumber.values()].sort(compareQueue);
  }

  private _apply({ number, row }: RowChange): void {
    if (row && !hasEnded(row.status)) this._byNumber.set(number, row);
    else this._byNumber.delete(number);
  }
}
