import * as v from 'valibot';
import { ConfigError } from './config-error.ts';
import { HOTLINE_EVENTS, type HotlineEventType } from '../../wire/hotline-event.ts';

/** Standard Webhooks requires 24 to 64 bytes. */
const WEBHOOK_SECRET = 'whsec_ and 24 to 64 bytes in base64';
const TOKEN = '16 to 200 visible ASCII characters';

const id = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9][a-z0-9-]{0,31}$/, 'expected an id of lower-case letters, digits and hyphens'),
);
const variable = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z_]\w{0,99}$/, 'expected the name of a variable'),
);
const isWebAddress = (text: string): boolean =>
  /^https?:\/\//.test(text) && URL.canParse(text) && !new URL(text).username;
const isSecureAddress = (text: string): boolean => isWebAddress(text) && text.startsWith('https:');
const url = v.pipe(
  v.string(),
  v.check(isWebAddress, 'expected an address that begins with https:// or http://, without a user'),
);
const events = v.optional(
  v.pipe(v.array(v.picklist(HOTLINE_EVENTS)), v.minLength(1, 'expected at least one event')),
);

export const WebhookSchema = v.strictObject({
  id,
  url,
  secret: v.optional(v.string()),
  secretEnv: v.optional(variable),
  events,
  allowPrivateAddresses: v.optional(v.boolean(), false),
});
export const BotSchema = v.strictObject({
  id,
  kind: v.picklist(['wecom', 'dingtalk', 'feishu']),
  url: v.optional(url),
  urlEnv: v.optional(variable),
  secret: v.optional(v.string()),
  secretEnv: v.optional(variable),
  events,
});
export const PhoneSystemSchema = v.strictObject({
  secret: v.optional(v.string()),
  secretEnv: v.optional(variable),
});
export const MetricsSchema = v.strictObject({
  token: v.optional(v.string()),
  tokenEnv: v.optional(variable),
});

/** A server of the shop that receives events. */
export interface Webhook {
  id: string;
  url: string;
  /** `whsec_…`, as Standard Webhooks writes it. */
  secret: string;
  /** All events when absent. */
  events: readonly HotlineEventType[] | undefined;
  /** Whether `url` may resolve to an address of the desk's own network. */
  allowPrivateAddresses: boolean;
}

/** A chat group of agents that receives events. */
export interface Bot {
  id: string;
  kind: 'wecom' | 'dingtalk' | 'feishu';
  url: string;
  /** Secret with which 钉钉 and 飞书 require messages to be signed, if the group is set up so. */
  secret: string | undefined;
  /** When absent, the events that agents act on, see `deliver/announce.ts`. */
  events: readonly HotlineEventType[] | undefined;
}

type Env = NodeJS.ProcessEnv;

/** Value of `key`, or of the environment variable that `keyEnv` names. At most one may be given. */
function oneOf(
  at: string,
  key: string,
  direct: string | undefined,
  named: string | undefined,
  env: Env,
): string | undefined {
  if (direct !== undefined && named !== undefined)
    throw new ConfigError(`${at}: expected either ${key} or ${key}Env`);
  return direct ?? (named === undefined ? undefined : (env[named]?.trim() ?? ''));
}

/** The same, when one must be given and pass a check. */
function required(
  at: string,
  key: string,
  direct: string | undefined,
  named: string | undefined,
  env: Env,
  passes: (text: string) => boolean,
  what: string,
): string {
  const text = oneOf(at, key, direct, named, env);
  if (text === undefined) throw new ConfigError(`${at}: expected either ${key} or ${key}Env`);
  if (!passes(text))
    throw new ConfigError(
      direct === undefined
        ? `${at}/${key}Env: expected the name of a variable that holds ${what}`
        : `${at}/${key}: expected ${what}`,
    );
  return text;
}

function isWebhookSecret(text: string): boolean {
  const base64 = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text)?.[1];
  const bytes = base64 === undefined ? 0 : Buffer.from(base64, 'base64').length;
  return bytes >= 24 && bytes <= 64;
}

const webhookSecret = (
  { secret, secretEnv }: { secret?: string | undefined; secretEnv?: string | undefined },
  at: string,
  env: Env,
): string => required(at, 'secret', secret, secretEnv, env, isWebhookSecret, WEBHOOK_SECRET);

/**
 * @throws {ConfigError} for a missing or malformed secret, and for a public address without https
 */
export function webhook(input: v.InferOutput<typeof WebhookSchema>, at: string, env: Env): Webhook {
  const { id, url, events, allowPrivateAddresses } = input;
  if (!allowPrivateAddresses && !isSecureAddress(url))
    throw new ConfigError(
      `${at}/url: expected an address that begins with https://, or allowPrivateAddresses for one in the desk's own network`,
    );
  return { id, url, secret: webhookSecret(input, at, env), events, allowPrivateAddresses };
}

/** @throws {ConfigError} for a missing or malformed address, and for an empty secret */
export function bot(input: v.InferOutput<typeof BotSchema>, at: string, env: Env): Bot {
  const secret = oneOf(at, 'secret', input.secret, input.secretEnv, env);
  if (secret === '')
    throw new ConfigError(
      input.secret === undefined
        ? `${at}/secretEnv: expected the name of a variable that holds the secret`
        : `${at}/secret: expected some text`,
    );
  return {
    id: input.id,
    kind: input.kind,
    url: required(
      at,
      'url',
      input.url,
      input.urlEnv,
      env,
      isSecureAddress,
      'an address that begins with https://',
    ),
    secret,
    events: input.events,
  };
}

/** @throws {ConfigError} for a missing or malformed secret */
export const phoneSystem = (
  input: v.InferOutput<typeof PhoneSystemSchema>,
  at: string,
  env: Env,
): { secret: string } => ({ secret: webhookSecret(input, at, env) });

/** @throws {ConfigError} for a missing or short token */
export const metricsAccess = (
  { token, tokenEnv }: v.InferOutput<typeof MetricsSchema>,
  at: string,
  env: Env,
): { token: string } => ({
  token: required(
    at,
    'token',
    token,
    tokenEnv,
    env,
    (text) => /^[\x21-\x7e]{16,200}$/.test(text),
    TOKEN,
  ),
});
