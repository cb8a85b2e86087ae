import { hash, verify } from '@node-rs/argon2';
import { randomInteger, type RandomBytes } from '../domain/random.ts';
import { createTaskLimit } from '../http/task-limit.ts';

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** Each run takes 19 MiB and a thread of Node's pool of four, which files and names of hosts need too. */
const inTurn = createTaskLimit(2, 64);

/** Without letters and digits that look alike: it is read aloud and typed once. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const GROUP_LENGTH = 5;

/** The same password typed on another keyboard is the same password (NIST SP 800-63B). */
const normalized = (password: string): string => password.normalize('NFKC');

/**
 * What is stored of a password: argon2id, in PHC format.
 * @throws {TooBusy}
 */
export const hashPassword = (password: string): Promise<string> =>
  inTurn(() => hash(normalized(password), COST));

/** Of nobody's password: what is not a login takes as long as what is one. Made once, when it is first needed. */
let nobodys: Promise<string> | undefined;

/**
 * Whether a password is the one of a hash. Without a hash it is not, after the same work.
 * @throws {TooBusy}
 */
export async function passwordMatches(
  password: string,
  passwordHash: string | undefined,
): Promise<boolean> {
  nobodys ??= hash('', COST);
  const against = passwordHash ?? (await nobodys);
  const matches = await inTurn(() => verify(against, normalized(password)));
  return matches && passwordHash !== undefined;
}

/** A password to hand over: 20 characters in four groups, 99 bits. */
export function makePassword(random: RandomBytes): string {
  const group = (): string =>
    Array.from(
      { length: GROUP_LENGTH },
      () => ALPHABET[randomInteger(random, ALPHABET.length)],
    ).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}
