/** Whether the agent can see this page; `left`: the browser keeps it frozen, to go back to it. */
export type PageState = 'visible' | 'hidden' | 'left';

/** This page among the tabs of its browser. */
export interface Tabs {
  /** Undefined in old browsers, and where the desk has no HTTPS. */
  locks: Pick<LockManager, 'request'> | undefined;
  /** Undefined in old browsers. */
  BroadcastChannel: typeof BroadcastChannel | undefined;
  state(): PageState;
  /** Calls `act` after each change of the state. Returns a function that stops it. */
  watch(act: () => void): () => void;
}

export const browserTabs = (page: Window & typeof globalThis): Tabs => {
  const { document } = page;
  let isLeft = false;
  const leave = () => void (isLeft = true);
  const come = () => void (isLeft = false);
  page.addEventListener('pagehide', leave);
  page.addEventListener('pageshow', come);
  // Chrome freezes tabs that were hidden for long.
  document.addEventListener('freeze', leave);
  document.addEventListener('resume', come);
  const changes: [EventTarget, string[]][] = [
    [page, ['pagehide', 'pageshow']],
    [document, ['visibilitychange', 'freeze', 'resume']],
  ];
  return {
    locks: page.navigator.locks,
    BroadcastChannel: (page as Partial<typeof globalThis>).BroadcastChannel,
    state: () => (isLeft ? 'left' : document.hidden ? 'hidden' : 'visible'),
    watch(act) {
      for (const [target, types] of changes)
        for (const type of types) target.addEventListener(type, act);
      return () => {
        for (const [target, types] of changes)
          for (const type of types) target.removeEventListener(type, act);
      };
    },
  };
};
