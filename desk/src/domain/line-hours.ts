import type { Config, Line } from '../../../src/contract/config.ts';

/** The line with this id; undefined when the config no longer has it. */
export const lineOf = (shop: Config, id: string): Line | undefined =>
  Object.hasOwn(shop.lines, id) ? shop.lines[id] : undefined;

/** Hours in which a line calls back. */
export { hoursOf as lineHours } from '../../wire/calling-hours.ts';
