import { compactVerify, errors, importJWK } from 'jose';
import * as v from 'valibot';
import { MAX_ATTACHMENTS } from '../../../src/contract/attachment.ts';
import { jsonPointer } from '../../../src/core/json-pointer.ts';
import { ConfigError } from './config-error.ts';
import { ALGORITHMS, type MemberKey } from '../auth/member-token.ts';
import {
  bot,
  BotSchema,
  metricsAccess,
  MetricsSchema,
  phoneSystem,
  PhoneSystemSchema,
  webhook,
  WebhookSchema,
  type Bot,
  type Webhook,
} from './receivers.ts';

export { ConfigError } from './config-error.ts';

/**
 * Shorter secrets could be guessed (RFC 7518 section 3.2 requires as many bytes as the hash has).
 */
const MIN_SECRET_BYTES = 32;
const SECRET = `at least ${MIN_SECRET_BYTES} bytes in base64url`;

const name = v.pipe(
  v.string(),
  v.regex(/^[\x21-\x7e]{1,100}$/, 'expected 1 to 100 visible ASCII characters'),
);
const count = v.pipe(
  v.number(),
  v.integer('expected a whole number'),
  v.minValue(1, 'expected at least 1'),
  v.maxValue(1_000_000, 'expected at most 1000000'),
);
const isOrigin = (text: string): boolean =>
  /^https?:\/\//.test(text) && URL.canParse(text) && new URL(text).origin === text;

const KeySchema = v.strictObject({
  kid: name,
  alg: v.picklist(ALGORITHMS),
  secret: v.optional(v.string()),
  secretEnv: v.optional(name),
  jwk: v.optional(v.record(v.string(), v.unknown())),
});

const FileSchema = v.strictObject({
  id: name,
  origins: v.array(
    v.pipe(
      v.string(),
      v.check(
        isOrigin,
        'expected an exact origin such as https://shop.example, without a path or a slash at its end',
      ),
    ),
  ),
  keys: v.array(KeySchema),
  limits: v.optional(
    v.strictObject({
      perNumberPerDay: v.optional(count),
      perAddressPerHour: v.optional(count),
      guestsPerHour: v.optional(count),
      requestsPerMinute: v.optional(count),
      streamsPerAddress: v.optional(count),
      streams: v.optional(count),
    }),
    {},
  ),
  attachments: v.optional(
    v.strictObject({
      max: v.optional(
        v.pipe(
          v.number(),
          v.integer('expected a whole number'),
          v.minValue(0, 'expected at least 0'),
          v.maxValue(MAX_ATTACHMENTS, `expected at most ${MAX_ATTACHMENTS}`),
        ),
      ),
      keepDays: v.optional(
        v.pipe(
          v.number(),
          v.integer('expected a whole number'),
          v.minValue(1, 'expected at least 1'),
          v.maxValue(3650, 'expected at most 3650'),
        ),
      ),
      megabytes: v.optional(count),
      perAddressPerHour: v.optional(count),
      perHour: v.optional(count),
    }),
    {},
  ),
  auditDays: v.optional(
    v.pipe(
      v.number(),
      v.integer('expected a whole number'),
      v.minValue(30, 'expected at least 30'),
      v.maxValue(3650, 'expected at most 3650'),
    ),
    365,
  ),
  trustProxy: v.optional(v.boolean(), false),
  publicUrl: v.optional(
    v.pipe(
      v.string(),
      v.check(
        isOrigin,
        "expected the desk's own origin such as https://desk.shop.example, without a path or a slash at its end",
      ),
    ),
  ),
  webhooks: v.optional(v.array(WebhookSchema), []),
  bots: v.optional(v.array(BotSchema), []),
  phoneSystem: v.optional(PhoneSystemSchema),
  metrics: v.optional(MetricsSchema),
});
type Key = v.InferOutput<typeof KeySchema>;

/** Settings of the desk that only its operator sees. */
export interface DeskConfig {
  /** The audience (`aud`) that member tokens must name. */
  id: string;
  /** Origins of the pages that may send requests, exactly as browsers send them. */
  origins: readonly string[];
  keys: readonly MemberKey[];
  limits: {
    /** Callbacks of one phone number that are open or were requested within a day. */
    perNumberPerDay: number;
    /**
     * Callbacks requested by guests from one address, where more need a proof of work; and those of
     * one member.
     */
    perAddressPerHour: number;
    /** Callbacks requested by guests of all addresses from one process; more need a proof of work. */
    guestsPerHour: number;
    /** All requests from one address. */
    requestsPerMinute: number;
    /** Open status streams of one address, and of all addresses together. */
    streamsPerAddress: number;
    streams: number;
  };
  /** Screenshots. */
  attachments: {
    /** With one brief or callback; 0: the desk takes none. */
    max: number;
    /** They are deleted this many days after their ticket ended. */
    keepDays: number;
    /** Limit of all of them together. */
    megabytes: number;
    /** Those of one address in an hour, and those of all addresses together. */
    perAddressPerHour: number;
    perHour: number;
  };
  /** Entries of the audit log are deleted after this many days. */
  auditDays: number;
  /** Whether a proxy of the operator writes `X-Forwarded-For`. */
  trustProxy: boolean;
  /** The origin under which browsers reach the desk, for links and the console. */
  publicUrl: string | undefined;
  webhooks: readonly Webhook[];
  bots: readonly Bot[];
  /**
   * Secret (`whsec_…`) with which a phone system signs `PUT /v1/lines/{id}/load`; without it none
   * is accepted.
   */
  phoneSystem: { secret: string } | undefined;
  /** Token for `GET /metrics`; without it there are no metrics. */
  metrics: { token: string } | undefined;
}

const DEFAULT_LIMITS = {
  perNumberPerDay: 3,
  perAddressPerHour: 30,
  guestsPerHour: 300,
  requestsPerMinute: 300,
  streamsPerAddress: 50,
  streams: 5_000,
};

const DEFAULT_ATTACHMENTS: DeskConfig['attachments'] = {
  max: MAX_ATTACHMENTS,
  keepDays: 30,
  megabytes: 2_048,
  perAddressPerHour: 60,
  perHour: 2_000,
};

function inWords(issue: v.BaseIssue<unknown>): string {
  // Only our own rules have safe messages; valibot's repeat the value.
  if (issue.kind === 'validation') return issue.message;
  if (issue.type === 'strict_object' && issue.expected === 'never') return 'is not a known key';
  return `expected ${(issue.expected ?? issue.type).replace('Object', 'an object').replace('Array', 'a list')}`;
}

/** Decodes a base64url secret of at least 32 bytes; undefined for anything else. */
export function decodeSecret(text: string): Uint8Array | undefined {
  if (!/^[\w-]+={0,2}$/.test(text)) return undefined;
  const bytes = Buffer.from(text, 'base64url');
  return bytes.length >= MIN_SECRET_BYTES ? new Uint8Array(bytes) : undefined;
}

function sharedSecret(key: Key, at: string, env: NodeJS.ProcessEnv): Uint8Array {
  if ((key.secret === undefined) === (key.secretEnv === undefined))
    throw new ConfigError(`${at}: expected either secret or secretEnv with HS256`);
  const bytes = decodeSecret(key.secret ?? env[key.secretEnv ?? ''] ?? '');
  if (bytes) return bytes;
  throw new ConfigError(
    key.secret === undefined
      ? `${at}/secretEnv: expected the name of a variable that holds ${SECRET}`
      : `${at}/secret: expected ${SECRET}`,
  );
}

async function publicKey(key: Key, at: string): Promise<MemberKey['key']> {
  if (!key.jwk) throw new ConfigError(`${at}/jwk: expected a public JWK with ${key.alg}`);
  if ('d' in key.jwk || 'k' in key.jwk)
    throw new ConfigError(
      `${at}/jwk: expected a public key; this one holds a secret that belongs to the shop alone`,
    );
  let imported;
  try {
    imported = await importJWK(key.jwk, key.alg);
  } catch {
    throw new ConfigError(`${at}/jwk: expected a public JWK that fits ${key.alg}`);
  }
  if (!(await canVerify(imported, key.alg)))
    throw new ConfigError(
      key.alg === 'RS256'
        ? `${at}/jwk: expected an RSA key of at least 2048 bits that may be used to verify; with this one every token would be refused`
        : `${at}/jwk: expected a key that may be used to verify; with this one every token would be refused`,
    );
  return imported;
}

/** Whether a key is fit to check signatures: some can be imported, and then refuse every token. */
async function canVerify(key: MemberKey['key'], alg: string): Promise<boolean> {
  const header = Buffer.from(JSON.stringify({ alg })).toString('base64url');
  try {
    await compactVerify(`${header}.e30.AA`, key, { algorithms: [alg] });
    return true;
  } catch (error) {
    return error instanceof errors.JWSSignatureVerificationFailed;
  }
}

async function memberKey(key: Key, at: string, env: NodeJS.ProcessEnv): Promise<MemberKey> {
  const shared = key.alg === 'HS256';
  if (shared ? key.jwk : (key.secret ?? key.secretEnv))
    throw new ConfigError(
      `${at}: expected ${shared ? 'a secret, not a JWK,' : 'a JWK, not a secret,'} with ${key.alg}`,
    );
  return {
    kid: key.kid,
    alg: key.alg,
    key: shared ? sharedSecret(key, at, env) : await publicKey(key, at),
  };
}

/** @throws {ConfigError} when two entries of a list have the same key */
function onlyOnce(list: string, key: string, values: readonly string[]): void {
  const again = values.findIndex((value, index) => values.indexOf(value) < index);
  if (again !== -1)
    throw new ConfigError(
      `DESK_CONFIG /${list}/${again}/${key}: expected one that no other entry has`,
    );
}

/** What the file sets; the rest as by default. */
const overDefaults = <Settings extends object>(
  defaults: Settings,
  set: { [Name in keyof Settings]?: Settings[Name] | undefined },
): Settings => ({
  ...defaults,
  ...Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined)),
});

/**
 * Checks the desk's private file.
 * @param env Where `secretEnv` and the like are looked up
 * @throws {ConfigError} with one line for each problem
 */
export async function checkDeskConfig(input: unknown, env: NodeJS.ProcessEnv): Promise<DeskConfig> {
  const result = v.safeParse(FileSchema, input);
  if (!result.success) {
    throw new ConfigError(
      result.issues
        .map(
          (issue) =>
            `DESK_CONFIG ${jsonPointer((issue.path ?? []).map(({ key }) => key)) || '(the whole file)'}: ${inWords(issue)}`,
        )
        .join('\n'),
    );
  }
  const file = result.output;
  onlyOnce(
    'keys',
    'kid',
    file.keys.map(({ kid }) => kid),
  );
  onlyOnce(
    'webhooks',
    'id',
    file.webhooks.map(({ id }) => id),
  );
  onlyOnce(
    'bots',
    'id',
    file.bots.map(({ id }) => id),
  );
  return {
    id: file.id,
    origins: file.origins,
    keys: await Promise.all(
      file.keys.map((key, index) => memberKey(key, `DESK_CONFIG /keys/${index}`, env)),
    ),
    limits: overDefaults(DEFAULT_LIMITS, file.limits),
    attachments: overDefaults(DEFAULT_ATTACHMENTS, file.attachments),
    auditDays: file.auditDays,
    trustProxy: file.trustProxy,
    publicUrl: file.publicUrl,
    webhooks: file.webhooks.map((input, index) =>
      webhook(input, `DESK_CONFIG /webhooks/${index}`, env),
    ),
    bots: file.bots.map((input, index) => bot(input, `DESK_CONFIG /bots/${index}`, env)),
    phoneSystem: file.phoneSystem && phoneSystem(file.phoneSystem, 'DESK_CONFIG /phoneSystem', env),
    metrics: file.metrics && metricsAccess(file.metrics, 'DESK_CONFIG /metrics', env),
  };
}
