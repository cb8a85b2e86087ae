import { createMiddleware } from 'hono/factory';
import { problem } from '../../http/problem.ts';
import type { MemberEnv } from './member-contact.ts';

export interface KeyedEnv extends MemberEnv {
  Variables: MemberEnv['Variables'] & { idempotencyKey: string };
}

/** Middleware: requires an `Idempotency-Key`. */
export const requireIdempotencyKey = createMiddleware<KeyedEnv>(async (c, next) => {
  const key = c.req.header('idempotency-key') ?? '';
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) return problem(c, 'idempotency-key-missing');
  c.set('idempotencyKey', key);
  return next();
});

/** The header, as OpenAPI describes it. */
export const idempotencyKeyParameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,200}$' },
};
