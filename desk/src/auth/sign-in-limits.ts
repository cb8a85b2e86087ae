import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** What somebody may guess at one login from one address. */
const OF_PAIR = { points: 5, duration: 300 };
/** At all logins from one address, which an office shares. */
const OF_ADDRESS = { points: 30, duration: 900 };
/** At one login from everywhere. Short, so that guessing by others slows its agent down and never keeps them out. */
const OF_LOGIN = { points: 20, duration: 60 };

export interface SignInLimits {
  /** Counts an attempt before it is made, so that parallel ones count as well. Returns the ms to wait where there were too many. */
  attempt(login: string, address: string): Promise<number | undefined>;
  /** The attempt was no guess. */
  succeeded(login: string, address: string): Promise<void>;
}

/** Limits of guessing passwords; kept in memory, by each process for itself. */
export function createSignInLimits(): SignInLimits {
  const [pair, address, login] = [
    new RateLimiterMemory(OF_PAIR),
    new RateLimiterMemory(OF_ADDRESS),
    new RateLimiterMemory(OF_LOGIN),
  ];
  const pairOf = (name: string, from: string): string => `${from} ${name}`;

  return {
    async attempt(name, from) {
      try {
        // Whoever is turned away by their own limits uses up nothing of what others may do with that login.
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
