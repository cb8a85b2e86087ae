import { pino, type DestinationStream, type Logger } from 'pino';

/** What never reaches a log line, under whatever name it is handed over. */
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

/** What went wrong and where. Messages are left out: a library's may repeat the value it stumbled over. */
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

/** @param stream Where lines go; standard output where absent */
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
