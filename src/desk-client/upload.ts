import type { Problem } from '../contract/problem.ts';
import { parseRetryAfter } from '../core/retry-after.ts';
import { SECOND } from '../core/time.ts';
import { addressBeside, type Desk } from './desk.ts';
import type { Answer, Network } from './request.ts';

/** What an upload needs of the browser; `fetch` does not tell how far it has come. */
export interface UploadNetwork extends Network {
  readonly XMLHttpRequest: new () => XMLHttpRequest;
}

/** A desk gives up after a minute. */
const TIMEOUT_MS = 70 * SECOND;

const isId = (id: unknown): id is string => typeof id === 'string' && /^[\w-]{22}$/.test(id);

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // A proxy's refusal is HTML.
    return undefined;
  }
};

/**
 * Sends one screenshot and resolves to its id. Never rejects.
 * @param key the same for each attempt with the same picture: the desk keeps one of them
 * @param onProgress gets the sent part, 0 to 1
 * @param signal gives it up
 */
export const uploadPicture = async (
  network: UploadNetwork,
  desk: Desk,
  picture: Blob,
  key: string,
  onProgress: (part: number) => void,
  signal: AbortSignal,
): Promise<Answer<string>> => {
  const headers = { 'idempotency-key': key, ...(await desk.headers()) };
  const unreachable: Answer<string> = { ok: false, code: 'unreachable', errors: [] };
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(unreachable);
    const request = new network.XMLHttpRequest();
    const end = (answer: Answer<string>): void => {
      signal.removeEventListener('abort', abort);
      resolve(answer);
    };
    const abort = (): void => request.abort();
    signal.addEventListener('abort', abort);
    request.open('POST', addressBeside(desk.callbacks, 'attachments'));
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.timeout = TIMEOUT_MS;
    request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0);
    request.onerror = request.onabort = request.ontimeout = () => end(unreachable);
    request.onload = () => {
      const pause = parseRetryAfter(request.getResponseHeader('retry-after'), network.Date.now());
      const retryAfter = pause && Math.ceil(pause / SECOND);
      const body = parse(request.responseText) as Partial<Problem & { id: string }> | undefined;
      if (request.status < 300)
        return end(isId(body?.id) ? { ok: true, value: body.id } : unreachable);
      // Busy, or broken: it is tried again. A desk without room says so, too, with 507.
      const code = body?.code;
      return end(
        typeof code !== 'string' || (request.status >= 500 && code !== 'attachments-full')
          ? { ok: false, code: 'unreachable', errors: [], retryAfter }
          : { ok: false, code, errors: [], retryAfter },
      );
    };
    const form = new FormData();
    form.append('file', picture, 'screenshot.jpg');
    request.send(form);
  });
};
