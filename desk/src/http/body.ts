import type { Context } from 'hono';
import * as v from 'valibot';
import type { Problem } from '../../../src/contract/problem.ts';
import { jsonPointer } from '../../../src/core/json-pointer.ts';
import { isStorable } from '../domain/storable.ts';
import { problem } from './problem.ts';

type FieldError = NonNullable<Problem['errors']>[number];

/** Where and what, in terms of the schema: never the value, and never a key the schema does not have. */
function fieldError(issue: v.BaseIssue<unknown>): FieldError {
  const path = (issue.path ?? []).map(({ key }) => key);
  if (issue.type !== 'strict_object' || issue.kind !== 'schema')
    return { pointer: jsonPointer(path), code: issue.type.replaceAll('_', '-') };
  if (issue.expected === 'never')
    return { pointer: jsonPointer(path.slice(0, -1)), code: 'unknown-key' };
  const missing = path.length > 0 && issue.input === undefined;
  return { pointer: jsonPointer(path), code: missing ? 'missing' : 'object' };
}

const unstorable = (fields: object): FieldError[] =>
  Object.entries(fields).flatMap(([key, value]) =>
    typeof value === 'string' && !isStorable(value)
      ? [{ pointer: `/${key}`, code: 'unstorable-text' }]
      : [],
  );

/** The body as a schema of an object has it, or the answer that says what is wrong with it. */
export async function readBody<Schema extends v.GenericSchema<unknown, object>>(
  c: Context,
  schema: Schema,
): Promise<{ ok: true; body: v.InferOutput<Schema> } | { ok: false; answer: Response }> {
  const refuse = (...errors: FieldError[]) => ({
    ok: false as const,
    answer: problem(c, 'invalid-body', { errors }),
  });

  if (!/^application\/json\s*(?:;|$)/i.test(c.req.header('content-type') ?? ''))
    return { ok: false, answer: problem(c, 'unsupported-media-type') };
  let input: unknown;
  try {
    input = JSON.parse(await c.req.text());
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return refuse({ pointer: '', code: 'json' });
  }
  const result = v.safeParse(schema, input);
  if (!result.success) return refuse(...result.issues.map(fieldError));
  const errors = unstorable(result.output);
  return errors.length ? refuse(...errors) : { ok: true, body: result.output };
}
