import type { ConfigInput } from '../contract/config.ts';
import { parsePhone, type PhoneProblem } from './phone.ts';

/** The parts of a config that name the shop's numbers. */
export interface ShopNumbers {
  lines: Record<string, Pick<ConfigInput['lines'][string], 'number' | 'international'>>;
  callbacks?: Pick<NonNullable<ConfigInput['callbacks']>, 'callsFrom'> | undefined;
}

/**
 * Why a text cannot be compared: with these, whoever typed it has most likely left something out. Any
 * other text that is no number, such as one that is too long, is simply not the shop's: callers can
 * show what they like.
 */
type NotComparable = Extract<PhoneProblem, 'empty' | 'letters' | 'too-short' | 'missing-area-code'>;

const isNotComparable = (reason: PhoneProblem): reason is NotComparable =>
  /^(?:empty|letters|too-short|missing-area-code)$/.test(reason);

/** Without `+86` and without an extension, which no caller's number shows. */
const digitsOf = (written: string): string | undefined => {
  const parsed = parsePhone(written);
  return parsed.ok ? parsed.number.digits : undefined;
};

/**
 * Whether a number that called is one of the shop's, however it is written: a number of any line, its
 * number for calls from abroad, or one that agents call from.
 * @example
 * checkOwnNumber('+86 400 123 4567', { lines: { public: { number: '400-123-4567' } } })
 * // { ours: true }
 */
export function checkOwnNumber(
  written: string,
  { lines, callbacks }: ShopNumbers,
): { ours: boolean } | { problem: NotComparable } {
  const parsed = parsePhone(written);
  if (!parsed.ok)
    return isNotComparable(parsed.reason) ? { problem: parsed.reason } : { ours: false };
  const own = [
    ...Object.values(lines).flatMap(({ number, international }) => [number, international ?? '']),
    ...(callbacks?.callsFrom ?? []),
  ];
  return { ours: own.some((number) => digitsOf(number) === parsed.number.digits) };
}
