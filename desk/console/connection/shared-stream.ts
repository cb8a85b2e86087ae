import type { StreamEventName } from '../../wire/stream.ts';
import type { StreamHandlers } from './api.ts';
import type { Tabs } from './tabs.ts';

/** Opens a stream. Returns a function that closes it. */
export type OpenStream = (handlers: StreamHandlers) => () => void;

/** What tabs of one browser say to each other. */
type Said =
  /** Asks for the tab with the stream. */
  | { kind: 'hello' }
  /** Answers it. `beat` is the last one that came; undefined while the stream is not open. */
  | { kind: 'leads'; beat: unknown }
  | { kind: 'open' }
  | { kind: 'event'; name: StreamEventName; data: unknown }
  | { kind: 'lost' };

/** A tab that leads answers within this time unless the browser has frozen it, ms. */
const ANSWER_MS = 2_000;

/**
 * One stream for all tabs of this browser: the tab that holds a lock leads, that is, it has the
 * stream and passes on what comes; when it closes, another one gets the lock. Over HTTP/1.1 a
 * browser opens only six connections to a desk, and a stream in each tab would use them up.
 *
 * Without locks or channels each tab has a stream of its own, while the agent sees it.
 * @param name of the agent whose stream it is
 */
export const sharedStream = (open: OpenStream, tabs: Tabs, name: string): OpenStream => {
  const { locks, BroadcastChannel: Channel } = tabs;
  return locks && Channel
    ? openWhile(
        () => tabs.state() !== 'left',
        tabs,
        (handlers) =>
          joinTabs(open, handlers, {
            locks,
            channel: new Channel(name),
            name,
            isVisible: () => tabs.state() === 'visible',
          }),
      )
    : openWhile(() => tabs.state() === 'visible', tabs, open);
};

/** Opens a stream whenever `isWanted`, and closes it whenever not. */
const openWhile =
  (isWanted: () => boolean, tabs: Tabs, open: OpenStream): OpenStream =>
  (handlers) => {
    let close: (() => void) | undefined;
    const look = (): void => {
      if (isWanted() === !!close) return;
      close?.();
      if (close) handlers.lost(false);
      close = close ? undefined : open(handlers);
    };
    const leave = tabs.watch(look);
    look();
    return () => {
      leave();
      close?.();
    };
  };

interface Meeting {
  locks: Pick<LockManager, 'request'>;
  channel: BroadcastChannel;
  name: string;
  isVisible: () => boolean;
}

const joinTabs = (
  open: OpenStream,
  handlers: StreamHandlers,
  { locks, channel, name, isVisible }: Meeting,
): (() => void) => {
  const over = new AbortController();
  const waiting = new AbortController();
  /** Closes the stream and lets another tab lead; undefined in tabs that follow. */
  let resign: (() => void) | undefined;
  let beat: unknown;
  let isAnswered = false;
  const say = (said: Said): void => channel.postMessage(said);

  const lead = (): Promise<void> | undefined => {
    if (over.signal.aborted) return undefined;
    return new Promise((resolve) => {
      const close = open({
        open() {
          say({ kind: 'open' });
          handlers.open();
        },
        event(event, data) {
          if (event === 'beat') beat = data;
          say({ kind: 'event', name: event, data });
          handlers.event(event, data);
        },
        lost(ended) {
          beat = undefined;
          say({ kind: 'lost' });
          handlers.lost(ended);
        },
      });
      resign = () => {
        resign = undefined;
        close();
        resolve();
      };
    });
  };

  const hear = (said: Said): void => {
    if (said.kind === 'hello') {
      if (resign) say({ kind: 'leads', beat });
      return;
    }
    const isFirst = !isAnswered;
    isAnswered = true;
    if (resign) return;
    if (said.kind === 'open') handlers.open();
    else if (said.kind === 'lost') handlers.lost(false);
    else if (said.kind === 'event') handlers.event(said.name, said.data);
    else if (isFirst && said.beat !== undefined) {
      handlers.open();
      handlers.event('beat', said.beat);
    }
  };

  /** Rejected when another tab takes over from this one, which was frozen. */
  const dethroned = (): void => {
    if (!resign) return;
    resign();
    handlers.lost(true);
  };

  channel.onmessage = ({ data }: MessageEvent<Said>) => hear(data);
  locks.request(name, { signal: waiting.signal }, lead).catch(dethroned);
  say({ kind: 'hello' });
  const unanswered = setTimeout(() => {
    if (resign || isAnswered || !isVisible()) return;
    waiting.abort();
    locks.request(name, { steal: true }, lead).catch(dethroned);
  }, ANSWER_MS);

  return () => {
    clearTimeout(unanswered);
    over.abort();
    waiting.abort();
    resign?.();
    channel.close();
  };
};
