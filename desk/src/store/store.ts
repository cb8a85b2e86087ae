import type { StoredTicket, TicketRecord } from '../domain/ticket.ts';

export interface CreateTicket {
  /** Makes a ticket of status `waiting` with a number of its own; called again where that number is taken. */
  mint: () => TicketRecord;
  phone: string;
  now: number;
  /** HMACs of the key and of what it was sent with. */
  idempotency: { keyHash: string; fingerprint: string };
  /** So many tickets of one phone number may be open or have been made within a day. */
  perNumberPerDay: number;
}

export type CreateOutcome =
  | { kind: 'created' | 'replayed'; ticket: StoredTicket }
  /** The key was already used with something else. */
  | { kind: 'key-reused' }
  | { kind: 'too-many'; retryAfterMs: number };

/** What the routes and commands need of a database. Everything that is answered is on the disk. */
export interface Store {
  /** The value kept under a name; `make` gives it the first time. */
  setting(name: string, make: () => string): Promise<string>;
  /** Ticket, first event and idempotency record in one transaction. */
  createTicket(request: CreateTicket): Promise<CreateOutcome>;
  findTicket(number: string): Promise<StoredTicket | undefined>;
  /** Cancels where the status allows it; the ticket as it is afterwards. */
  cancelTicket(number: string, now: number): Promise<StoredTicket | undefined>;
  /** What waits for an agent: earliest due first, without a due time last. */
  waiting(): Promise<TicketRecord[]>;
  /** Rejects where the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
