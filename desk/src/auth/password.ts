import { hash, verify } from '@node-rs/argon2';
import { randomInteger, type RandomBytes } from '../domain/random.ts';
import { createTaskLimit } from '../http/task-limit.ts';

/** OWASP's first recommendation for argon2id: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/**
 * Each hash takes 19 MiB and one of the four threads of Node's pool, which files and DNS need too.
 */
const inTurn = createTaskLimit(2, 64);

/** Without letters and digits that look alike: the password is read aloud and typed once. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const GROUP_LENGTH = 5;

/** The same password typed on another keyboard must match (NIST SP 800-63B). */
const normalized = (password: string): string => password.normalize('NFKC');

/**
 * Hash of a password for storage: argon2id in PHC format.
 * @throws {TooBusy} when too many hashes are waiting
 */
export const hashPassword = (password: string): Promise<string> =>
  inTurn(() => hash(normalized(password), COST));

/**
 * Compared with when a login does not exist, so that the answer takes as long. Made when first
 * needed.
 */
let nobodys: Promise<string> | undefined;

/**
 * Whether a password matches a hash. Without a hash the answer is false, after the same work.
 * @param goesFirst Checked before those that wait: guesses must not keep a known device waiting
 * @throws {TooBusy} when too many hashes are waiting
 */
export async function passwordMatches(
  password: string,
  passwordHash: string | undefined,
  goesFirst = false,
): Promise<boolean> {
  nobodys ??= hash('', COST);
  const against = passwordHash ?? (await nobodys);
  const matches = await inTurn(() => verify(against, normalized(password)), goesFirst);
  return matches && passwordHash !== undefined;
}

/** A random password: 20 characters in four groups, 99 bits. */
export function makePassword(random: RandomBytes): string {
  const group = (): string =>
    Array.from(
      { length: GROUP_LENGTH },
      () => ALPHABET[randomInteger(random, ALPHABET.length)],
    ).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}
