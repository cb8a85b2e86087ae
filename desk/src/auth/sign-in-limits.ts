import type { Deps } from '../deps.ts';
import { MINUTE } from '../../../src/core/time.ts';
import type { Limit, Taken } from '../store/store.ts';
import { throttleKey } from './secrets.ts';

/** Wrong passwords for one login from one address. */
const PER_PAIR = { points: 5, ms: 5 * MINUTE };
/** Wrong passwords for all logins from one address, which a whole office may share. */
const PER_ADDRESS = { points: 30, ms: 15 * MINUTE };
/** A first wrong password for a login from an address; the next is judged as a further one. */
const FIRST_OF_PAIR = { points: 1, ms: 60 * MINUTE };
/**
 * First wrong passwords for one login from everywhere, and further ones. Apart, so that others who
 * guess from many addresses leave room for somebody who has not guessed yet.
 */
const FIRST_OF_LOGIN = { points: 100, ms: MINUTE };
const FURTHER_OF_LOGIN = { points: 20, ms: MINUTE };
/** Wrong passwords from a device on which the login has signed in before. */
const PER_DEVICE = { points: 10, ms: 15 * MINUTE };
/** Wrong current passwords while changing one's own. */
const PER_CHANGE = { points: 5, ms: 5 * MINUTE };

/** A password that may be checked. */
export interface Attempt {
  ok: true;
  /** Whether it comes from a device on which the login has signed in before. */
  isKnown: boolean;
  /** Call when the password was right. Forgets earlier mistakes on this device or address. */
  succeeded(): Promise<void>;
  /** Call when the password could not be checked: it does not count then. */
  notChecked(): Promise<void>;
}
type Allowed = Attempt | { ok: false; retryAfterMs: number };

export interface SignInLimits {
  /**
   * Counts an attempt before the password is checked, so that parallel ones count too. What is
   * refused here does not count.
   * @param device Id of a device on which this login has signed in before (`device-cookie.ts`). It
   *   has a limit of its own, which nobody else can use up.
   */
  signIn(login: string, address: string, device: string | undefined): Promise<Allowed>;
  /** The same for an agent who is signed in and changes their password. */
  change(agent: string): Promise<Allowed>;
}

/** Limits how often passwords can be guessed. All desks on one database count together. */
export function createSignInLimits({
  store: { throttle },
  secret,
  clock,
}: Pick<Deps, 'store' | 'secret' | 'clock'>): SignInLimits {
  const limit = (
    name: string,
    { points, ms }: { points: number; ms: number },
    ...parts: string[]
  ): Limit => ({ key: throttleKey(secret, name, ...parts), points, ms });

  /** @param reset The limit that a right password clears */
  const attempt = (taken: Taken, reset: Limit, isKnown: boolean): Attempt => ({
    ok: true,
    isKnown,
    async succeeded() {
      await throttle.giveBack(taken);
      await throttle.clear(reset.key);
    },
    notChecked: () => throttle.giveBack(taken),
  });

  return {
    async signIn(login, address, device) {
      const now = clock();
      if (device !== undefined) {
        const own = limit('sign-in-device', PER_DEVICE, login, device);
        const known = await throttle.take([own], now);
        // A device that has guessed too often is treated like any other.
        if (known.ok) return attempt(known.taken, own, true);
      }
      const pair = limit('sign-in-pair', PER_PAIR, login, address);
      const here = [pair, limit('sign-in-address', PER_ADDRESS, address)];
      const first = await throttle.take(
        [
          ...here,
          limit('sign-in-first', FIRST_OF_PAIR, login, address),
          limit('sign-in-login-first', FIRST_OF_LOGIN, login),
        ],
        now,
      );
      if (first.ok) return attempt(first.taken, pair, false);
      const further = await throttle.take(
        [...here, limit('sign-in-login', FURTHER_OF_LOGIN, login)],
        now,
      );
      return further.ok ? attempt(further.taken, pair, false) : further;
    },

    async change(agent) {
      const own = limit('password-change', PER_CHANGE, agent);
      const allowed = await throttle.take([own], clock());
      return allowed.ok ? attempt(allowed.taken, own, true) : allowed;
    },
  };
}
