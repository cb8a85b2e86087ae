import type { Messages } from '../../i18n/zh-CN.ts';

/**
 * In how many minutes to try again. Empty if the desk gave no time.
 * @param seconds the header `Retry-After`
 */
export const retryWords = (seconds: number | undefined, m: Messages): string =>
  seconds ? m.retryIn(m.minutes(Math.ceil(seconds / 60))) : '';
