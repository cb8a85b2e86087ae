import { ApiProblem } from '../connection/api.ts';
import { durationWords } from './format.ts';
import type { Messages } from '../i18n/zh-CN.ts';

/** Message of an error for an agent, with the time to try again when the desk gives one. */
export const problemWords = (error: unknown, t: Messages): string => {
  const { code, retryAfter } = error instanceof ApiProblem ? error : new ApiProblem('internal', 0);
  const words = t.problems[code] ?? t.problems['other'] ?? code;
  return retryAfter ? words + t.common.retryIn(durationWords(retryAfter * 1000, t)) : words;
};
