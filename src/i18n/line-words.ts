import type { Contact } from '../contract/contact.ts';
import type { Text } from '../contract/text.ts';
import { hoursWords } from './hours-words.ts';
import { waitRange } from './wait.ts';
import { formatWhen } from './when.ts';
import type { Messages } from './zh-CN.ts';

type Line = Pick<Contact, 'line' | 'status' | 'callback'>;
/** Picks the text in a language. */
type PickText = (text: Text) => string;

/** The status of a line in a few words. */
export const stateWords = ({ status, callback }: Line, m: Messages, text: PickText): string =>
  status.paused
    ? text(status.paused)
    : status.state === 'busy' && status.waitMinutes
      ? m.wait(waitRange(status.waitMinutes))
      : status.state === 'unknown' && callback
        ? m.unknownBook
        : m.status[status.state];

/**
 * What a member wants to know about a line, the most important first: why it is closed, when it
 * opens, the promise, its hours and what its agents may do.
 * @param ago how old the status is, in words
 */
export const lineFacts = (
  { line, status }: Line,
  m: Messages,
  text: PickText,
  now: number,
  language: string,
  timeZone: string | undefined,
  ago = '',
): string[] => {
  const { state, reason, opensAt, paused, waitMinutes } = status;
  const facts = [ago, hoursWords(line.hours, m, language)];
  // An estimate says more than a promise, and both together say two things.
  if (line.promiseMinutes && state !== 'closed' && !waitMinutes)
    facts.splice(1, 0, m.promise(m.minutes(line.promiseMinutes)));
  if (state === 'closed' && opensAt && !paused)
    facts.unshift(m.opens(formatWhen(Date.parse(opensAt), now, language, timeZone)));
  if (reason) facts.unshift(text(reason));
  return [...facts.filter(Boolean), ...line.perks.map(text)];
};
