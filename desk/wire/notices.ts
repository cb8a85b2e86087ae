/**
 * Notices to members that supervisors write. They end by themselves.
 *
 * - `POST /notices` NewNotice → TeamView (201)
 * - `DELETE /notices/:id` → TeamView: ends it now
 */
import * as v from 'valibot';
import type { Text } from '../../src/contract/text.ts';
import { instant, text } from './fields.ts';

/** Longer ones push the number off the screen of a phone. */
export const MAX_NOTICE_LENGTH = 120;
/** How many notices may run or be planned at the same time. */
export const MAX_NOTICES = 6;
/** How long a notice may run, days. */
export const MAX_NOTICE_DAYS = 90;

const words = text(MAX_NOTICE_LENGTH);

export const NewNoticeSchema = v.strictObject({
  text: v.strictObject({ 'zh-CN': words, 'zh-TW': v.optional(words), en: v.optional(words) }),
  /** Ids of lines; null for all. */
  lines: v.nullable(v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(50))),
  /** Default: now. */
  from: v.optional(instant),
  until: instant,
});
export type NewNotice = v.InferOutput<typeof NewNoticeSchema>;

/** A notice that runs, or is planned. */
export interface NoticeView {
  id: string;
  text: Text;
  lines: readonly string[] | null;
  from: number;
  until: number;
  /** Id of the agent who wrote it. */
  by: string;
}
