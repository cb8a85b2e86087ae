import type { DeskConfig } from '../../config/desk-config.ts';

/** Headers of answers that scripts of other origins may read. */
export const EXPOSED_HEADERS = 'ETag,Idempotency-Replayed,Location,Retry-After,X-Request-Id';

/** Whether pages of this origin may read answers. */
export const mayRead = ({ origins }: Pick<DeskConfig, 'origins'>, origin: string): boolean =>
  origins.includes(origin);
