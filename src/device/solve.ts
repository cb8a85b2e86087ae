import type { Challenge } from '../contract/challenge.ts';
import { ADDRESS, search } from './puzzles.ts';

interface Clock {
  setTimeout(act: () => void, ms: number): number;
  clearTimeout(timer: number | undefined): void;
  readonly Date: { now(): number };
}

type Puzzles = Pick<Challenge, 'challenge' | 'bits'>;

/** How long the page may stand still for it, ms. */
const SLICE_MS = 8;
/** A worker that does not begin until then is forbidden by the page, or too old for it, ms. */
const PATIENCE_MS = 3_000;

/**
 * What the worker does. It is a text, because browsers load the file of a worker from the page's own
 * origin only, and this one may come from elsewhere.
 */
const WORK = `onmessage = ({ data: [address, challenge] }) => import(address).then(({ search }) => {
  postMessage('begun');
  const found = search(challenge);
  let step;
  do step = found.next();
  while (!step.done);
  postMessage(step.value);
}).catch(() => postMessage('failed'))`;

const inWorker = (challenge: Puzzles, clock: Clock): Promise<number[]> =>
  new Promise((resolve, reject) => {
    const url = URL.createObjectURL(new Blob([WORK], { type: 'text/javascript' }));
    // It throws, or fails later, where the policy of the page forbids it.
    const worker = new Worker(url);
    const end = (): void => {
      clock.clearTimeout(timer);
      worker.terminate();
      URL.revokeObjectURL(url);
    };
    const fail = (): void => {
      end();
      reject(new Error('No worker'));
    };
    const timer = clock.setTimeout(fail, PATIENCE_MS);
    worker.onerror = (event) => {
      event.preventDefault();
      fail();
    };
    worker.onmessage = ({ data }: MessageEvent<'begun' | 'failed' | number[]>) => {
      if (data === 'begun') return clock.clearTimeout(timer);
      if (data === 'failed') return fail();
      end();
      resolve(data);
    };
    worker.postMessage([ADDRESS, challenge]);
  });

/** On the main thread, a little at a time. */
const inSlices = async (challenge: Puzzles, clock: Clock): Promise<number[]> => {
  // Timers wait for seconds in a page that is not seen.
  const { port1, port2 } = new MessageChannel();
  const found = search(challenge);
  try {
    for (;;) {
      const end = clock.Date.now() + SLICE_MS;
      do {
        const step = found.next();
        if (step.done) return step.value;
      } while (clock.Date.now() < end);
      await new Promise<void>((resume) => {
        port1.onmessage = () => resume();
        port2.postMessage(0);
      });
    }
  } finally {
    port1.close();
  }
};

/** Solves the puzzles of a challenge, beside the main thread where the page allows it. */
export const solve = (challenge: Puzzles, clock: Clock): Promise<number[]> =>
  inWorker(challenge, clock).catch(() => inSlices(challenge, clock));
