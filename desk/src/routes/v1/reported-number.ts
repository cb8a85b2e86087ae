import type { Config } from '../../../../src/contract/config.ts';
import { checkOwnNumber } from '../../../../src/core/own-number.ts';
import { dialledDigits, parsePhone } from '../../../../src/core/phone.ts';
import type { ReportedCall } from '../../domain/change.ts';

/** No number has more digits: fifteen, an extension, and what callers put before a number. */
const MAX_DIGITS = 24;

/**
 * A number that a member reports, as it is kept: as dialled if it is one, else its digits, because
 * callers can show what they like.
 * @returns a problem where what was written is no number at all
 */
export function reportedNumber(
  written: string | undefined,
  shop: Config,
): ReportedCall | { problem: 'letters' | 'too-long' } {
  if (written === undefined) return { number: null, ours: null };
  const parsed = parsePhone(written);
  const checked = checkOwnNumber(written, shop);
  const ours = 'ours' in checked ? checked.ours : null;
  if (parsed.ok) return { number: dialledDigits(parsed.number), ours };
  const digits = written.normalize('NFKC').replace(/[\s().·-]/g, '');
  if (!/^\+?\d+$/.test(digits)) return { problem: 'letters' };
  return digits.length > MAX_DIGITS ? { problem: 'too-long' } : { number: digits, ours };
}
