import type { Contact } from '../contract/contact.ts';
import type { Language } from '../contract/text.ts';
import { launcherWords } from './launcher.ts';

/** The longest promise, in minutes, that is shown instead of "open". */
const MAX_SHOWN_PROMISE = 5;

/**
 * The status of a line for the launcher: open, the wait, or when it opens next. Empty if the status
 * is unknown.
 */
export const statusWords = (
  {
    status: { state, waitMinutes, opensAt },
    line: { promiseMinutes = Infinity, timeZone },
  }: Contact,
  language: Language,
): string => {
  const { open, within, closed, opens } = launcherWords(language);
  if (state === 'closed') {
    return opensAt
      ? opens.replace(
          '#',
          new Date(opensAt).toLocaleString(language, {
            timeZone,
            month: 'numeric',
            day: 'numeric',
            hour: '2-digit',
            minute: '2-digit',
            hourCycle: 'h23',
          }),
        )
      : closed;
  }
  if (state !== 'open' && state !== 'busy') return '';
  return waitMinutes || promiseMinutes <= MAX_SHOWN_PROMISE
    ? within.replace('#', String(waitMinutes ?? promiseMinutes).replace(',', '–'))
    : open;
};
