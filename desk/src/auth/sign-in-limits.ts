import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Attempts at one login from one address. */
const PER_PAIR = { points: 5, duration: 300 };
/** Attempts at all logins from one address, which a whole office may share. */
const PER_ADDRESS = { points: 30, duration: 900 };
/**
 * Attempts at one login from everywhere. The time is short: others who guess may slow an agent
 * down, not lock them out.
 */
const PER_LOGIN = { points: 20, duration: 60 };

export interface SignInLimits {
  /**
   * Counts an attempt before the password is checked, so that parallel ones count too. Returns the
   * ms to wait after too many.
   */
  attempt(login: string, address: string): Promise<number | undefined>;
  /** Takes the counted attempt back, because the password was right. */
  succeeded(login: string, address: string): Promise<void>;
}

/** Limits how often passwords can be guessed. Counts in memory, in each process for itself. */
export function createSignInLimits(): SignInLimits {
  const [pair, address, login] = [
    new RateLimiterMemory(PER_PAIR),
    new RateLimiterMemory(PER_ADDRESS),
    new RateLimiterMemory(PER_LOGIN),
  ];
  const pairOf = (name: string, from: string): string => `${from} ${name}`;

  return {
    async attempt(name, from) {
      try {
        // The login comes last: an attempt that the other limits refuse does not count against it.
        await address.consume(from);
        await pair.consume(pairOf(name, from));
        await login.consume(name);
        return undefined;
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return refusal.msBeforeNext;
        throw refusal;
      }
    },
    async succeeded(name, from) {
      await Promise.all([
        pair.delete(pairOf(name, from)),
        address.reward(from),
        login.reward(name),
      ]);
    },
  };
}
