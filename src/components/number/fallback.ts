import type { FirstPhone } from '../../core/first-phone.ts';

/** One number, with nothing but separators between at most 14 digits: those of `+86 …`. */
const PLAIN = /^\+?(?:[\s().-]*\d){1,14}\)?$/;

/** Reads each text once, so that the owner of the page is told once. */
const read: Record<string, Promise<FirstPhone | undefined> | undefined> = {};

/** The digits of a plain number. Until the phone rules are there, the first ones of another. */
export const plainUri = (phone: string): string =>
  `tel:${/\+?\d[\d\s().-]*/.exec(phone.normalize('NFKC'))?.[0].replace(/[^+\d]/g, '')}`;

/**
 * The one number in what the page names as its fallback number; undefined if it is plain, or if
 * the phone rules do not load.
 */
export const fallbackIn = async (phone: string): Promise<FirstPhone | undefined> =>
  PLAIN.test(phone)
    ? undefined
    : (read[phone] ??= import('../../core/first-phone.ts').then(
        ({ readFallback }) => readFallback(phone),
        () => (read[phone] = undefined),
      ));
