import { sql } from 'kysely';
import { HOUR } from '../../../src/core/time.ts';
import { latestPast } from '../domain/skew.ts';
import type { AttachmentFiles } from './attachment-files.ts';
import type { Database, Reader } from './database.ts';
import { isTaken } from './errors.ts';
import type { AddAttachment, Attachments, StoredAttachment } from './store.ts';

/** A file without a row is deleted after this time, ms: until then its upload may be under way. */
const ORPHAN_MS = HOUR;

/** A transaction was given up because it claims screenshots that are not there to be claimed. */
export class UnknownAttachments extends Error {
  /** Their places in the request. */
  readonly at: readonly number[];

  constructor(at: readonly number[]) {
    super('Screenshots are not there, or are claimed');
    this.at = at;
  }
}

/**
 * Claims screenshots, each once. What claims them must be stored before.
 * @throws {UnknownAttachments} for those that are unknown, expired or claimed: the transaction must
 *   be rolled back then
 */
export async function claimAttachments(
  reader: Reader,
  ids: readonly string[],
  by: { brief: string; expiresAt: number } | { ticket: string },
  now: number,
): Promise<void> {
  const unknown: number[] = [];
  for (const [place, id] of ids.entries()) {
    const { numUpdatedRows } = await reader
      .updateTable('attachment')
      .set({
        ...('ticket' in by ? { ...by, sentWith: by.ticket, expiresAt: null } : by),
        claimedAt: now,
        place,
      })
      .where('id', '=', id)
      .where('ticket', 'is', null)
      .where('brief', 'is', null)
      .where('expiresAt', '>', now)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) unknown.push(place);
  }
  if (unknown.length > 0) throw new UnknownAttachments(unknown);
}

/** Lets a ticket have the screenshots of the brief from which it was opened. */
export async function takeOverAttachments(
  reader: Reader,
  brief: string,
  ticket: string,
): Promise<void> {
  await reader
    .updateTable('attachment')
    .set({ ticket, sentWith: ticket, brief: null, expiresAt: null })
    .where('brief', '=', brief)
    .execute();
}

/** Deletes the screenshots that a ticket has, and those that came with it. */
export async function eraseAttachmentsOf(reader: Reader, ticket: string): Promise<void> {
  await reader
    .deleteFrom('attachment')
    .where((where) => where.or([where('ticket', '=', ticket), where('sentWith', '=', ticket)]))
    .execute();
}

const SHOWN = ['id', 'type', 'width', 'height', 'bytes'] as const;

/** No room on the disk: what a folder answers. */
const isFullDisk = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');

export function createAttachments(
  { db, isBehind, lagMs, transact }: Database,
  files: AttachmentFiles | undefined,
): Attachments {
  async function replay({ keyHash, fingerprint }: AddAttachment['idempotency'], now: number) {
    const row = await db
      .selectFrom('attachment')
      .select([...SHOWN, 'createdAt', 'expiresAt', 'fingerprint'])
      .where('keyHash', '=', keyHash)
      .where((where) => where.or([where('expiresAt', 'is', null), where('expiresAt', '>', now)]))
      .executeTakeFirst();
    if (!row) return undefined;
    const { fingerprint: known, ...attachment } = row;
    return known === fingerprint
      ? { kind: 'replayed' as const, attachment }
      : { kind: 'key-reused' as const };
  }

  async function totalBytes(reader: Reader): Promise<number> {
    const { total } = await reader
      .selectFrom('attachment')
      .select(({ fn }) => fn.sum<number | string | null>('bytes').as('total'))
      .executeTakeFirstOrThrow();
    return Number(total ?? 0);
  }

  const insert = ({
    id,
    picture,
    now,
    expiresAt,
    idempotency,
    maxBytes,
  }: AddAttachment): Promise<StoredAttachment | undefined> =>
    transact(async (transaction) => {
      const { data, ...shown } = picture;
      if ((await totalBytes(transaction)) + data.length > maxBytes) return undefined;
      const attachment = { id, ...shown, bytes: data.length, createdAt: now, expiresAt };
      await transaction
        .deleteFrom('attachment')
        .where('keyHash', '=', idempotency.keyHash)
        .where('expiresAt', '<=', now)
        .execute();
      await transaction
        .insertInto('attachment')
        .values({
          ...attachment,
          ...idempotency,
          brief: null,
          ticket: null,
          sentWith: null,
          claimedAt: null,
          place: null,
        })
        .execute();
      if (!files) await transaction.insertInto('attachmentData').values({ id, data }).execute();
      return attachment;
    });

  return {
    replay,

    async add(request) {
      const { id, picture, idempotency, now } = request;
      try {
        await files?.write(id, picture.data);
        const attachment = await insert(request);
        if (attachment) return { kind: 'added', attachment };
      } catch (error) {
        await files?.remove([id]);
        if (isFullDisk(error)) return { kind: 'full' };
        // The same request, sent again before the first was answered, was quicker.
        const first = isTaken(error) ? await replay(idempotency, now) : undefined;
        if (first) return first;
        throw error;
      }
      await files?.remove([id]);
      return { kind: 'full' };
    },

    totalBytes: () => totalBytes(db),

    ofTicket: (ticket) =>
      db
        .selectFrom('attachment')
        .select([...SHOWN, 'claimedAt', 'sentWith'])
        .where('ticket', '=', ticket)
        .orderBy('claimedAt')
        .orderBy('sentWith')
        .orderBy('place')
        .orderBy('id')
        .execute(),

    async read(id) {
      const row = await db
        .selectFrom('attachment')
        .leftJoin('attachmentData', 'attachmentData.id', 'attachment.id')
        .select(['attachment.ticket', 'attachment.type', 'attachmentData.data'])
        .where('attachment.id', '=', id)
        .executeTakeFirst();
      if (!row || row.ticket === null) return undefined;
      const data = row.data ?? (await files?.read(id));
      return data && { ticket: row.ticket, type: row.type, data };
    },

    async removeOld({ now, endedBefore }) {
      await transact(async (transaction) => {
        // A clock that was ahead would let them be kept for as long as it was.
        if (!isBehind())
          await transaction
            .updateTable('attachment')
            .set({ createdAt: now, expiresAt: sql`expires_at - created_at + ${now}` })
            .where('createdAt', '>', latestPast(now))
            .where('expiresAt', 'is not', null)
            .execute();
        await transaction
          .deleteFrom('attachment')
          .where('expiresAt', '<=', now - lagMs())
          .execute();
        await transaction
          .deleteFrom('attachment')
          .where(({ exists, selectFrom }) =>
            exists(
              selectFrom('ticket')
                .select('number')
                .whereRef('ticket.number', '=', 'attachment.ticket')
                .where('closedAt', '<=', endedBefore - lagMs()),
            ),
          )
          .execute();
      });
      if (!files) return;
      const old = (await files.list()).filter(({ age }) => age > ORPHAN_MS).map(({ id }) => id);
      if (old.length === 0) return;
      const rows = await db.selectFrom('attachment').select('id').execute();
      const known = new Set(rows.map(({ id }) => id));
      await files.remove(old.filter((id) => !known.has(id)));
    },
  };
}
