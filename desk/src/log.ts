import { pino, type DestinationStream, type Logger } from 'pino';

/** Properties that never appear in the log, at any of the top levels. */
const PRIVATE = [
  'phone',
  'note',
  'order',
  'orderNumber',
  'name',
  'member',
  'sub',
  'key',
  'keyHash',
  'secret',
  'token',
  'passphrase',
  'authorization',
  'cookie',
  'body',
];

/**
 * Describes an error by type, code and stack. Messages are left out: a library's may repeat the
 * value that caused it.
 */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const frames = (error.stack ?? '')
    .replace(error.message, '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line));
  return {
    type: error.constructor.name,
    ...('code' in error && typeof error.code === 'string' && { code: error.code }),
    at: frames.map((line) => line.trim()),
  };
}

/** @param stream Where lines are written; standard output when absent */
export function createLog(level: string, stream?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    serializers: { err: describeError },
    redact: {
      paths: PRIVATE.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
      censor: '[redacted]',
    },
  };
  return stream ? pino(options, stream) : pino(options);
}
