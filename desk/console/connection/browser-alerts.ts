/** How far the browser lets a page show desktop notifications. */
export type Permission = 'granted' | 'denied' | 'default' | 'insecure' | 'unsupported';

/** A desktop notification. It is seen on locked and shared screens: nothing private. */
export interface DesktopNotice {
  title: string;
  body: string;
  /** One with the same tag is replaced. */
  tag: string;
  /** Called when it is pressed. */
  open: () => void;
}

/** Sounds and desktop notifications of the browser. */
export interface BrowserAlerts {
  /** `waits`: the browser allows sounds only after a press in this page. */
  sound(): 'ready' | 'waits' | 'unsupported';
  /** Call it while a press or a key is being handled. */
  wakeSound(): Promise<void>;
  /** Plays notes one after the other, Hz. */
  play(notes: readonly number[]): void;
  permission(): Permission;
  /** Asks the agent. Browsers want it to be the answer to a press. */
  askPermission(): Promise<Permission>;
  /** False when the browser shows none after all, as on phones. */
  notify(notice: DesktopNotice): boolean;
  /** Whether the agent is looking at this page. */
  isWatched(): boolean;
  locks: Pick<LockManager, 'request'> | undefined;
}

const NOTE_S = 0.16;
const LOUDNESS = 0.28;

export const browserAlerts = (page: Window & typeof globalThis): BrowserAlerts => {
  let context: AudioContext | undefined;
  // Older browsers, and pages without HTTPS, lack these whatever their types say.
  const { AudioContext: Audio, Notification: Notice } = page as Partial<typeof globalThis>;
  const locks = page.navigator.locks as LockManager | undefined;
  const permission = (): Permission =>
    Notice ? Notice.permission : page.isSecureContext ? 'unsupported' : 'insecure';

  return {
    sound: () => (!Audio ? 'unsupported' : context?.state === 'running' ? 'ready' : 'waits'),
    async wakeSound() {
      if (!Audio) return;
      context ??= new Audio();
      await context.resume().catch(() => undefined);
    },
    play(notes) {
      if (context?.state !== 'running') return;
      const start = context.currentTime + 0.02;
      for (const [index, hertz] of notes.entries()) {
        const at = start + index * NOTE_S;
        const tone = new OscillatorNode(context, { type: 'triangle', frequency: hertz });
        const level = new GainNode(context, { gain: 0 });
        level.gain.setValueAtTime(0, at);
        level.gain.linearRampToValueAtTime(LOUDNESS, at + 0.012);
        level.gain.exponentialRampToValueAtTime(0.001, at + NOTE_S * 1.7);
        tone.connect(level).connect(context.destination);
        tone.start(at);
        tone.stop(at + NOTE_S * 1.8);
      }
    },
    permission,
    async askPermission() {
      if (Notice?.permission === 'default') await Notice.requestPermission().catch(() => undefined);
      return permission();
    },
    notify({ title, body, tag, open }) {
      if (Notice?.permission !== 'granted') return false;
      try {
        const shown = new Notice(title, { body, tag, renotify: true } as NotificationOptions);
        shown.onclick = () => {
          page.focus();
          shown.close();
          open();
        };
        return true;
      } catch {
        // Chrome on Android has the class, but shows notifications of service workers only.
        return false;
      }
    },
    isWatched: () => page.document.hasFocus() && !page.document.hidden,
    locks,
  };
};
