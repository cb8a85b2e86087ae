import { validator } from 'hono/validator';
import * as v from 'valibot';
import type { Problem } from '../../../src/contract/problem.ts';
import { jsonPointer } from '../../../src/core/json-pointer.ts';
import { isStorable } from '../domain/storable.ts';
import { problem } from './problem.ts';

export const MAX_BODY_BYTES = 16 * 1024;

type FieldError = NonNullable<Problem['errors']>[number];

/**
 * Says where and what is wrong in terms of the schema: never the value, and never a key that the
 * schema does not have.
 */
function fieldError(issue: v.BaseIssue<unknown>): FieldError {
  const path = (issue.path ?? []).map(({ key }) => key);
  if (issue.type !== 'strict_object' || issue.kind !== 'schema')
    return { pointer: jsonPointer(path), code: issue.type.replaceAll('_', '-') };
  if (issue.expected === 'never')
    return { pointer: jsonPointer(path.slice(0, -1)), code: 'unknown-key' };
  const isMissing = path.length > 0 && issue.input === undefined;
  return { pointer: jsonPointer(path), code: isMissing ? 'missing' : 'object' };
}

const unstorable = (fields: object): FieldError[] =>
  Object.entries(fields).flatMap(([key, value]) =>
    typeof value === 'string' && !isStorable(value)
      ? [{ pointer: `/${key}`, code: 'unstorable-text' }]
      : [],
  );

/**
 * Middleware: requires a JSON body of this schema, which handlers then read with
 * `c.req.valid('json')`. Text that is no JSON throws Hono's `HTTPException`, which the app answers
 * as `invalid-body`.
 * @example
 * routes.post('/notes', jsonBody(NoteSchema), (c) => c.json(c.req.valid('json').text));
 */
export const jsonBody = <Schema extends v.GenericSchema<unknown, object>>(schema: Schema) =>
  validator('json', (input: unknown, c) => {
    // Hono also takes other types that end in `+json`.
    if (!/^application\/json\s*(?:;|$)/i.test(c.req.header('content-type') ?? ''))
      return problem(c, 'unsupported-media-type');
    const result = v.safeParse(schema, input);
    if (!result.success)
      return problem(c, 'invalid-body', { errors: result.issues.map(fieldError) });
    const errors = unstorable(result.output);
    return errors.length > 0 ? problem(c, 'invalid-body', { errors }) : result.output;
  });
