import type { Contact } from '../contract/contact.ts';
import type { Language } from '../contract/text.ts';
import { launcherWords } from './launcher.ts';
import { formatWhen } from './when.ts';

/** A promise this short (minutes) says more than that the line is open. */
const PROMPT = 5;

/** Whether a line is answered now, in few words; empty where that is not known. */
export const statusWords = ({ status: { state, waitMinutes, opensAt }, line }: Contact, language: Language, now: number): string => {
  const [, open, closed, within, wait, opens] = launcherWords(language);
  const promise = line.promiseMinutes ?? Infinity;
  if (state === 'closed') return opensAt ? opens.replace('#', formatWhen(Date.parse(opensAt), now, language, line.timeZone)) : closed;
  if (state === 'busy' && waitMinutes) return wait.replace('#–#', waitMinutes.join('–'));
  if (state === 'unknown') return '';
  return promise > PROMPT ? open : within.replace('#', `${promise}`);
};
