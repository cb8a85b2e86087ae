import type { Contact } from '../contract/contact.ts';
import type { Language } from '../contract/text.ts';
import { launcherWords } from './launcher.ts';

/** A promise this short (minutes) says more than that the line is open. */
const PROMPT = 5;

/** Whether a line is answered now, in few words; empty where that is not known. */
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
  return waitMinutes || promiseMinutes <= PROMPT
    ? within.replace('#', waitMinutes?.join('–') ?? `${promiseMinutes}`)
    : open;
};
