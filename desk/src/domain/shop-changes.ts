import type { Config } from '../../../src/contract/config.ts';
import type { DatedHours, Hours, Period } from '../../../src/contract/hours.ts';
import type { Text } from '../../../src/contract/text.ts';

/** A notice to members that a supervisor has written. Instants are epoch ms. */
export interface Notice {
  id: string;
  text: Text;
  /** Ids of the lines whose members read it; null for all lines. */
  lines: readonly string[] | null;
  from: number;
  until: number;
  /** Id of the agent who wrote it. */
  by: string;
}

/** Hours of one date that a supervisor has set, in place of all others. */
export interface SetHours {
  line: string;
  /** On the line's clock: `2026-11-22`. */
  date: string;
  /** None: closed all day. */
  periods: readonly Period[];
  reason: Text | null;
  /** When the date, and its last period, are over, epoch ms. */
  endsAt: number;
  /** Id of the agent who set them. */
  by: string;
}

/** What supervisors have set for a while. */
export interface ShopChanges {
  notices: readonly Notice[];
  hours: readonly SetHours[];
}

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

/** What is in force at an instant (epoch ms). */
export const changesAt = ({ notices, hours }: ShopChanges, now: number): ShopChanges => ({
  notices: notices.filter(({ from, until }) => from <= now && now < until),
  hours: hours.filter(({ endsAt }) => now < endsAt),
});

/** When what is in force changes by itself after an instant, epoch ms; undefined when it does not. */
export function nextChange({ notices, hours }: ShopChanges, now: number): number | undefined {
  const later = [
    ...notices.flatMap(({ from, until }) => [from, until]),
    ...hours.map(({ endsAt }) => endsAt),
  ].filter((instant) => instant > now);
  return later.length > 0 ? Math.min(...later) : undefined;
}

/** Hours with exceptions, which go before all others. */
export function withExceptions(hours: Hours, exceptions: readonly SetHours[]): Hours {
  if (exceptions.length === 0) return hours;
  const dates = exceptions.map(({ date, periods, reason }): DatedHours => ({
    from: date,
    periods: [...periods],
    ...(reason !== null && { reason }),
  }));
  return hours === '24x7'
    ? { weekly: [{ days: EVERY_DAY, from: '00:00', to: '24:00' }], dates }
    : { ...hours, dates: [...(hours.dates ?? []), ...dates] };
}

/** The shop's config with the hours that are in force. */
export const changedShop = (shop: Config, { hours }: Pick<ShopChanges, 'hours'>): Config => ({
  ...shop,
  lines: Object.fromEntries(
    Object.entries(shop.lines).map(([id, line]) => [
      id,
      {
        ...line,
        hours: withExceptions(
          line.hours,
          hours.filter((set) => set.line === id),
        ),
      },
    ]),
  ),
});

/** The shop's config with what is in force at an instant (epoch ms). */
export const shopAt = (shop: Config, changes: ShopChanges, now: number): Config =>
  changedShop(shop, changesAt(changes, now));
