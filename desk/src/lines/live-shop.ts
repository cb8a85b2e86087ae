import type { CurrentConfig, LiveShop } from '../config/live-config.ts';
import type { Deps } from '../deps.ts';
import { changedShop, changesAt, nextChange, type ShopChanges } from '../domain/shop-changes.ts';

/** Pause before the database is asked again after a failure, ms. */
const RETRY_MS = 2_000;

const NONE: ShopChanges = { notices: [], hours: [] };
const isNone = ({ notices, hours }: ShopChanges): boolean => !notices.length && !hours.length;

/** Follows the changes of this process and of others over the same database. */
export function createLiveShop({
  config,
  store,
  clock,
  log,
  stopping,
}: Pick<Deps, 'config' | 'store' | 'clock' | 'log' | 'stopping'>): LiveShop {
  let changes = NONE;
  /** What was made last, from what, and from when until when (epoch ms) it is right. */
  let made:
    | { base: CurrentConfig; changes: ShopChanges; from: number; until: number; now: CurrentConfig }
    | undefined;
  /** What is in force in `made`, to see whether anything is another. */
  let inForce = '';
  let reading: Promise<void> = Promise.resolve();
  let again: NodeJS.Timeout | undefined;

  function current(): CurrentConfig {
    const base = config.current();
    const now = clock();
    if (made?.base === base && made.changes === changes && made.from <= now && now < made.until)
      return made.now;
    const running = changesAt(changes, now);
    const text = JSON.stringify(running);
    // The same object while nothing changes: streams end, and caches forget, when it is another.
    const isSame = made?.base === base && text === inForce;
    const next = isSame && made ? made.now : withChanges(base, running);
    inForce = text;
    made = { base, changes, from: now, until: nextChange(changes, now) ?? Infinity, now: next };
    return next;
  }

  async function read(): Promise<void> {
    clearTimeout(again);
    try {
      changes = await store.shopChanges.list(clock());
    } catch (err) {
      log.warn({ err }, 'cannot read notices and exceptional hours');
      if (!stopping.aborted) again = setTimeout(() => void refresh(), RETRY_MS).unref();
    }
  }

  const refresh = (): Promise<void> => (reading = reading.then(read));

  const unsubscribe = store.subscribe(({ kind }) => {
    if (kind === 'shop' || kind === 'resync') void refresh();
  });
  stopping.addEventListener(
    'abort',
    () => {
      unsubscribe();
      clearTimeout(again);
    },
    { once: true },
  );

  return {
    current,
    refresh,
    base: () => config.current().shop,
    changes: () => changes,
    changesAt: () => nextChange(changes, clock()),
  };
}

function withChanges(base: CurrentConfig, running: ShopChanges): CurrentConfig {
  if (isNone(running)) return base;
  const allDay = new Set(
    Object.entries(base.shop.lines).flatMap(([id, { hours }]) => (hours === '24x7' ? [id] : [])),
  );
  return {
    shop: changedShop(base.shop, running),
    desk: base.desk,
    running: { notices: running.notices, allDay },
  };
}
