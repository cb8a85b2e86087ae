import type { Contact } from '../contract/contact.ts';
import type { Language } from '../contract/text.ts';
import { DAY } from '../core/time.ts';
import { launcherWords } from './launcher.ts';
import { waitRange } from './wait.ts';

/**
 * The status of a line for the launcher: open, the wait, or when it opens next. Empty if the status
 * is unknown. An opening within a day needs no date, at midnight neither. Intl would take a slow device 100 ms to say the same time.
 */
export const statusWords = (
  { status: { state, asOf, waitMinutes, opensAt = '' } }: Contact,
  language: Language,
): string => {
  const { open, wait, closed, opens } = launcherWords(language);
  if (state === 'closed') {
    // Only a time with an offset is on the clock of the line.
    const [, month, day, time] = /-0?(\d+)-0?(\d+)T(.{5}).*[+-]/.exec(opensAt) ?? [];
    const date = Date.parse(opensAt) - Date.parse(asOf) < DAY ? '' : `${month}/${day} `;
    return time ? opens.replace('#', date + time) : closed;
  }
  if (state !== 'open' && state !== 'busy') return '';
  return waitMinutes ? wait.replace('#', waitRange(waitMinutes)) : open;
};
