import type { QueuePlace } from '../../store/store.ts';

/** Tickets in a part of the queue: as many as are read and sent in a few milliseconds. */
export const PAGE_SIZE = 250;

const PLACE = /^(\d{0,15})-(\d{1,15})-(\d{12})$/;

/** A place in the queue as text, for `after`. */
export const placeText = ({ dueAt, createdAt, number }: QueuePlace): string =>
  `${dueAt ?? ''}-${createdAt}-${number}`;

/** The place that a text from {@link placeText} names; undefined for any other text. */
export function readPlace(text: string): QueuePlace | undefined {
  const [, dueAt = '', createdAt = '', number = ''] = PLACE.exec(text) ?? [];
  if (number === '') return undefined;
  return { dueAt: dueAt === '' ? null : Number(dueAt), createdAt: Number(createdAt), number };
}
