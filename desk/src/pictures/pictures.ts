import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createTaskLimit } from '../http/task-limit.ts';
import type { Reply, Shrunk } from './messages.ts';

/** Lies beside this file, in the sources and in the build. */
const PROCESS = fileURLToPath(
  new URL(`./shrink-process.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url),
);

/** A picture that takes longer is given up, and the process with it, ms. */
const MAX_MS = 10_000;
/** How long the process may take to load the library, on a machine that has just started, ms. */
const MAX_START_MS = 30_000;
/** A machine that was too busy to start it is asked again after this time, ms. */
const LOOK_AGAIN_MS = 60_000;
/** A process that has had nothing to do for this long ends: it holds 60 MB. */
const IDLE_MS = 60_000;
/** How many pictures may wait for the one that is drawn: each holds up to 5 MB. */
const MAX_WAITING = 16;

/** Why a picture was not drawn, which is not its sender's fault unless it is `timeout`. */
export class PictureFailure extends Error {
  readonly kind: 'timeout' | 'crashed' | 'not-started';

  constructor(kind: PictureFailure['kind']) {
    super(`A picture could not be drawn: ${kind}`);
    this.kind = kind;
  }
}

/** Draws pictures anew, small and without metadata. */
export interface Pictures {
  /** Whether this machine can. False until it has been found out. */
  available(): boolean;
  /** Resolves once it has been found out. */
  readonly found: Promise<boolean>;
  /**
   * @throws {PictureFailure} when the process ended or hung; the next picture gets a new one
   * @throws {TooBusy} when too many wait
   */
  shrink(bytes: Uint8Array): Promise<Shrunk>;
  /** Ends the process. */
  close(): void;
}

export interface PictureOptions {
  /** Path of the program, and its limits. */
  program?: string;
  maxMs?: number;
  maxStartMs?: number;
  lookAgainMs?: number;
  idleMs?: number;
}

/** One running process. Its replies come in the order in which it was asked, one at a time. */
class Drawer {
  readonly #child: ChildProcess;
  #waiting: ((reply: Reply | undefined) => void) | undefined;
  hasEnded = false;

  constructor(program: string) {
    this.#child = fork(program, [], {
      serialization: 'advanced',
      // Flags of the desk, such as a port for a debugger, are not for it. TypeScript needs a loader.
      execArgv: program.endsWith('.ts') ? process.execArgv : [],
      // It gets no secret of the desk's environment.
      env: { NODE_ENV: 'production' },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.#child.on('message', (reply: Reply) => this.#settle(reply));
    for (const event of ['exit', 'error', 'disconnect'] as const)
      this.#child.on(event, () => this.#end());
    // Waits for nothing by itself: a desk that stops does not wait for it.
    this.#child.unref();
    this.#child.channel?.unref();
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  #settle(reply: Reply | undefined): void {
    const settle = this.#waiting;
    this.#waiting = undefined;
    settle?.(reply);
  }

  #end(): void {
    this.hasEnded = true;
    this.#settle(undefined);
  }

  /** The next reply; undefined when the process has ended. */
  reply(send?: Uint8Array): Promise<Reply | undefined> {
    return new Promise((resolve) => {
      if (this.hasEnded) return resolve(undefined);
      this.#waiting = resolve;
      if (send) this.#child.send(send, (error) => error && this.#end());
    });
  }

  kill(): void {
    this.hasEnded = true;
    this.#child.kill('SIGKILL');
  }
}

async function within<T>(ms: number, waited: Promise<T>): Promise<T | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, ms, 'late');
  });
  try {
    return await Promise.race([waited, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Draws pictures in a process of its own, one at a time. It is started at once, to find out whether
 * this machine can, and again when a picture comes.
 */
export function createPictures({
  program = PROCESS,
  maxMs = MAX_MS,
  maxStartMs = MAX_START_MS,
  lookAgainMs = LOOK_AGAIN_MS,
  idleMs = IDLE_MS,
}: PictureOptions = {}): Pictures & { pid(): number | undefined } {
  const inTurn = createTaskLimit(1, MAX_WAITING);
  let drawer: Drawer | undefined;
  let idle: NodeJS.Timeout | undefined;
  let isAvailable = false;
  let isClosed = false;
  let isSlow = false;
  let again: NodeJS.Timeout | undefined;

  function end(): void {
    clearTimeout(idle);
    drawer?.kill();
    drawer = undefined;
  }

  async function start(): Promise<Drawer> {
    clearTimeout(idle);
    if (drawer && !drawer.hasEnded) return drawer;
    const started = (drawer = new Drawer(program));
    const first = await within(maxStartMs, started.reply());
    isSlow = first === 'late';
    if (first === 'late' || first?.kind !== 'ready' || isClosed) {
      end();
      throw new PictureFailure('not-started');
    }
    isAvailable = true;
    return started;
  }

  function rest(): void {
    clearTimeout(idle);
    idle = setTimeout(end, idleMs).unref();
  }

  const draw = async (bytes: Uint8Array): Promise<Shrunk> => {
    const current = await start();
    const reply = await within(maxMs, current.reply(bytes));
    if (reply === 'late') {
      end();
      throw new PictureFailure('timeout');
    }
    if (!reply || reply.kind === 'ready') {
      end();
      throw new PictureFailure('crashed');
    }
    rest();
    return reply;
  };

  /** A process that ends at once has no library to load; one that is slow may be quicker later. */
  async function look(): Promise<boolean> {
    try {
      await inTurn(start);
      rest();
    } catch {
      if (isSlow && !isClosed) again = setTimeout(() => void look(), lookAgainMs).unref();
    }
    return isAvailable;
  }

  const found = look();
  return {
    found,
    available: () => isAvailable,
    shrink: (bytes) => inTurn(() => draw(bytes)),
    close() {
      isClosed = true;
      clearTimeout(again);
      end();
    },
    pid: () => drawer?.pid,
  };
}
