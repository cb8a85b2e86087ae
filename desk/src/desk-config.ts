import { importJWK } from 'jose';
import * as v from 'valibot';
import { ALGORITHMS, type MemberKey } from './domain/member-token.ts';

/** What an operator can put right. Its message names places and what they should hold, never what they hold. */
export class ConfigError extends Error {}

/** Shorter secrets could be found by trying (RFC 7518 section 3.2 asks for as many bytes as the hash has). */
const LEAST_SECRET_BYTES = 32;
const SECRET = `at least ${LEAST_SECRET_BYTES} bytes in base64url`;

const name = v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,100}$/, 'expected 1 to 100 visible ASCII characters'));
const count = v.pipe(v.number(), v.integer('expected a whole number'), v.minValue(1, 'expected at least 1'), v.maxValue(1_000_000, 'expected at most 1000000'));
const isOrigin = (text: string): boolean => /^https?:\/\//.test(text) && URL.canParse(text) && new URL(text).origin === text;

const KeySchema = v.strictObject({
  kid: name,
  alg: v.picklist(ALGORITHMS),
  secret: v.optional(v.string()),
  secretEnv: v.optional(name),
  jwk: v.optional(v.record(v.string(), v.unknown())),
});

const FileSchema = v.strictObject({
  id: name,
  origins: v.array(v.pipe(v.string(), v.check(isOrigin, 'expected an exact origin such as https://shop.example, without a path or a slash at its end'))),
  keys: v.array(KeySchema),
  limits: v.optional(
    v.strictObject({
      perNumberPerDay: v.optional(count),
      perAddressPerHour: v.optional(count),
      requestsPerMinute: v.optional(count),
    }),
    {},
  ),
  trustProxy: v.optional(v.boolean(), false),
});
type Key = v.InferOutput<typeof KeySchema>;

/** What of the desk is its operator's business alone. */
export interface DeskConfig {
  /** The audience that members' tokens must name. */
  id: string;
  /** Origins of the pages that may ask, exactly as browsers send them. */
  origins: readonly string[];
  keys: readonly MemberKey[];
  limits: {
    /** Callbacks of one phone number that are open or were made within a day. */
    perNumberPerDay: number;
    /** Callbacks asked for from one address; looser, because many members share one. */
    perAddressPerHour: number;
    /** All requests from one address. */
    requestsPerMinute: number;
  };
  /** Whether `X-Forwarded-For` is written by a proxy of the operator's. */
  trustProxy: boolean;
}

const DEFAULT_LIMITS = { perNumberPerDay: 3, perAddressPerHour: 30, requestsPerMinute: 300 };

/** RFC 6901. */
const pointer = (path: readonly { key: unknown }[]): string => path.map(({ key }) => '/' + String(key).replace(/~/g, '~0').replace(/\//g, '~1')).join('');

function inWords(issue: v.BaseIssue<unknown>): string {
  // Only rules of ours have messages of their own; valibot's repeat the value.
  if (issue.kind === 'validation') return issue.message;
  if (issue.type === 'strict_object' && issue.expected === 'never') return 'is not a known key';
  return `expected ${(issue.expected ?? issue.type).replace('Object', 'an object').replace('Array', 'a list')}`;
}

/** A secret of at least 32 bytes; undefined for anything else. */
export function decodeSecret(text: string): Uint8Array | undefined {
  if (!/^[\w-]+={0,2}$/.test(text)) return undefined;
  const bytes = Buffer.from(text, 'base64url');
  return bytes.length >= LEAST_SECRET_BYTES ? new Uint8Array(bytes) : undefined;
}

function sharedSecret(key: Key, at: string, env: NodeJS.ProcessEnv): Uint8Array {
  if ((key.secret === undefined) === (key.secretEnv === undefined)) throw new ConfigError(`${at}: expected either secret or secretEnv with HS256`);
  const bytes = decodeSecret(key.secret ?? env[key.secretEnv ?? ''] ?? '');
  if (bytes) return bytes;
  throw new ConfigError(key.secret === undefined ? `${at}/secretEnv: expected the name of a variable that holds ${SECRET}` : `${at}/secret: expected ${SECRET}`);
}

async function publicKey(key: Key, at: string): Promise<MemberKey['key']> {
  if (!key.jwk) throw new ConfigError(`${at}/jwk: expected a public JWK with ${key.alg}`);
  if ('d' in key.jwk || 'k' in key.jwk) throw new ConfigError(`${at}/jwk: expected a public key; this one holds a secret that belongs to the shop alone`);
  try {
    return await importJWK(key.jwk, key.alg);
  } catch {
    throw new ConfigError(`${at}/jwk: expected a public JWK that fits ${key.alg}`);
  }
}

async function memberKey(key: Key, at: string, env: NodeJS.ProcessEnv): Promise<MemberKey> {
  const shared = key.alg === 'HS256';
  if (shared ? key.jwk : (key.secret ?? key.secretEnv)) throw new ConfigError(`${at}: expected ${shared ? 'a secret, not a JWK,' : 'a JWK, not a secret,'} with ${key.alg}`);
  return { kid: key.kid, alg: key.alg, key: shared ? sharedSecret(key, at, env) : await publicKey(key, at) };
}

/**
 * Checks the desk's private file.
 * @param env Where `secretEnv` looks
 * @throws {ConfigError} with a line for everything that is wrong
 */
export async function checkDeskConfig(input: unknown, env: NodeJS.ProcessEnv): Promise<DeskConfig> {
  const result = v.safeParse(FileSchema, input);
  if (!result.success) {
    throw new ConfigError(result.issues.map((issue) => `DESK_CONFIG ${pointer(issue.path ?? []) || '(the whole file)'}: ${inWords(issue)}`).join('\n'));
  }
  const { id, origins, keys, limits, trustProxy } = result.output;
  for (const [index, { kid }] of keys.entries()) {
    if (keys.findIndex((other) => other.kid === kid) < index) throw new ConfigError(`DESK_CONFIG /keys/${index}/kid: expected a kid that no other key has`);
  }
  return {
    id,
    origins,
    keys: await Promise.all(keys.map((key, index) => memberKey(key, `DESK_CONFIG /keys/${index}`, env))),
    limits: {
      perNumberPerDay: limits.perNumberPerDay ?? DEFAULT_LIMITS.perNumberPerDay,
      perAddressPerHour: limits.perAddressPerHour ?? DEFAULT_LIMITS.perAddressPerHour,
      requestsPerMinute: limits.requestsPerMinute ?? DEFAULT_LIMITS.requestsPerMinute,
    },
    trustProxy,
  };
}
