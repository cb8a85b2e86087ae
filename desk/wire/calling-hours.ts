/** When members may be called: in the hours of their line. */
import type { Hours, WorkCalendar } from '../../src/contract/hours.ts';
import { schedule, zoneOf, type HoursContext, type Schedule } from '../../src/core/schedule.ts';
import { DAY } from '../../src/core/time.ts';

/** What decides when each line calls members: a part of the shop's config. */
export interface CallingHours {
  /** IANA zone of hours that name no other. */
  timeZone: string;
  workCalendar?: WorkCalendar | undefined;
  lines: Readonly<Record<string, { hours: Hours }>>;
  publicLine: string;
}

/** The hours of one line. */
export interface LineHours {
  hours: Hours;
  context: HoursContext;
  /** The line's IANA time zone. */
  timeZone: string;
}

/** Lines that may call members at an instant: either these, or all except these. */
export interface OpenLines {
  /** Whether any other line may. */
  others: boolean;
  except: readonly string[];
}

/** Every line may call. */
export const ALL_LINES: OpenLines = { others: true, except: [] };

export const isOpenLine = ({ others, except }: OpenLines, line: string): boolean =>
  except.includes(line) !== others;

/** How far ahead to search for the next opening, ms. */
const OPENS_WITHIN_MS = 60 * DAY;

/**
 * Hours of a line. One that the config no longer has keeps those of the public line: its tickets
 * neither wait forever nor ring at night.
 */
export function hoursOf(shop: CallingHours, id: string): LineHours {
  const line = Object.hasOwn(shop.lines, id) ? shop.lines[id] : shop.lines[shop.publicLine];
  const hours = line?.hours ?? '24x7';
  return {
    hours,
    context: { timeZone: shop.timeZone, workCalendar: shop.workCalendar },
    timeZone: zoneOf(hours, shop),
  };
}

/** Each schedule remembers the days that it has placed. */
const schedules = new WeakMap<
  object,
  { context: HoursContext; known: Schedule; usual: Schedule }
>();

function schedulesOf(hours: Exclude<Hours, '24x7'>, context: HoursContext) {
  const made = schedules.get(hours);
  const { timeZone, workCalendar } = context;
  if (made?.context.timeZone === timeZone && made.context.workCalendar === workCalendar)
    return made;
  const usual = schedule({ ...hours, workCalendar: false }, context);
  const fresh = { context, known: schedule(hours, context), usual };
  schedules.set(hours, fresh);
  return fresh;
}

/**
 * Whether a line calls members at an instant (epoch ms). After the end of the work calendar, when
 * nobody knows the holidays, its usual week decides: members are neither called at night nor
 * forgotten.
 */
export function isCallingTime(hours: Hours, context: HoursContext, instant: number): boolean {
  if (hours === '24x7') return true;
  const { known, usual } = schedulesOf(hours, context);
  const state = known.stateAt(instant);
  return state === 'open' || (state === 'unknown' && usual.stateAt(instant) === 'open');
}

/**
 * The first instant from `instant` on (epoch ms) at which the line calls members; undefined if there
 * is none within 60 days.
 */
export function nextCallingTime(
  hours: Hours,
  context: HoursContext,
  instant: number,
): number | undefined {
  if (hours === '24x7') return instant;
  const { known, usual } = schedulesOf(hours, context);
  const limit = instant + OPENS_WITHIN_MS;
  let at: number | undefined = instant;
  while (at !== undefined && !isCallingTime(hours, context, at))
    at = (known.stateAt(at) === 'closed' ? known : usual).nextStart(at, limit);
  return at;
}

/** The lines that may call members at `now` (epoch ms). */
export function openLines(shop: CallingHours, now: number): OpenLines {
  const isOpen = (id: string): boolean => {
    const { hours, context } = hoursOf(shop, id);
    return isCallingTime(hours, context, now);
  };
  const others = isOpen(shop.publicLine);
  return { others, except: Object.keys(shop.lines).filter((id) => isOpen(id) !== others) };
}
