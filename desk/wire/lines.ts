/**
 * What members are told about a line, and how supervisors change it.
 *
 * - `PUT /lines/:id` LineChange → TeamView
 */
import * as v from 'valibot';
import type { Text } from '../../src/contract/text.ts';
import { instant, minutes, text } from './fields.ts';

/** Absent fields stay as they are; null removes what a supervisor set. */
export const LineChangeSchema = v.strictObject({
  closed: v.optional(v.nullable(v.strictObject({ reason: text(200), until: v.optional(instant) }))),
  wait: v.optional(
    v.nullable(
      v.strictObject({
        minutes: v.pipe(
          v.tuple([minutes, minutes]),
          v.check(([min, max]) => min <= max, 'expected the minimum before the maximum'),
        ),
        until: instant,
      }),
    ),
  ),
});
export type LineChange = v.InferOutput<typeof LineChangeSchema>;

export interface LineView {
  id: string;
  label: Text;
  state: 'open' | 'busy' | 'closed' | 'unknown';
  /** Wait estimate, minimum and maximum. */
  waitMinutes?: [number, number];
  /** Where the state comes from. */
  source: 'hours' | 'supervisor' | 'phone-system' | 'agents';
  waiting: number;
  closed?: { reason: Text; until?: number; at: number };
  wait?: { minutes: [number, number]; until: number };
  load?: { waiting: number; agents: number; at: number; stale: boolean };
}
