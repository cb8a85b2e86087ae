import type { Messages } from '../../i18n/zh-CN.ts';

/** When to try again, as the desk said; empty where it said nothing. @param seconds as in the header `Retry-After` */
export const retryWords = (seconds: number | undefined, m: Messages): string =>
  seconds ? m.retryIn(m.minutes(Math.ceil(seconds / 60))) : '';
