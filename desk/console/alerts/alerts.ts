import type { QueueRow } from '../../wire/queue.ts';
import type { BrowserAlerts, Permission } from '../connection/browser-alerts.ts';
import type { ConsoleStore } from '../connection/store.ts';
import type { Preferences } from '../shell/preferences.ts';
import { ALERT_KINDS, QUIET, type AlertKind, type AlertSettings } from './kinds.ts';
import { OneTab } from './one-tab.ts';
import { AlertWatch, type Alert } from './watch.ts';

/** Told apart without looking: two notes up, three alike, four up. Hz. */
const NOTES: Readonly<Record<AlertKind, readonly number[]>> = {
  new: [659, 880],
  soon: [784, 784, 784],
  mine: [523, 659, 784, 1047],
};
/** Sounds at most this often: a queue that comes in at once is one alert, ms. */
const PAUSE_MS = 4_000;

interface Parts {
  store: ConsoleStore;
  preferences: Preferences;
  browser: BrowserAlerts;
  /** Epoch ms. */
  now: () => number;
  /** What a notification says of these tickets: nothing private. */
  words: (kind: AlertKind, rows: readonly QueueRow[]) => { title: string; body: string };
  /** Opens the ticket, or the queue when there are several. */
  open: (rows: readonly QueueRow[]) => void;
}

/**
 * Alerts the signed-in agent by sound and desktop notification. Of several tabs only one does, among
 * those that the browser lets make a sound.
 */
export class Alerts {
  private readonly _watch = new AlertWatch();
  private readonly _sounding: OneTab;
  private readonly _notifying: OneTab;
  private _stop: (() => void) | undefined;
  private _playedAt = -Infinity;

  constructor(private readonly _parts: Parts) {
    const { locks } = _parts.browser;
    this._sounding = new OneTab(locks, 'hotline-console-sound');
    this._notifying = new OneTab(locks, 'hotline-console-notifications');
  }

  /** Starts to watch the queue. */
  start(): void {
    const wake = () => this._settings.sound && void this._wake();
    const watched = ['pointerdown', 'keydown'] as const;
    for (const type of watched) document.addEventListener(type, wake, true);
    const leave = this._parts.store.subscribe(() => this._look());
    this._stop = () => {
      leave();
      for (const type of watched) document.removeEventListener(type, wake, true);
      this._leave();
    };
  }

  stop(): void {
    this._stop?.();
    this._stop = undefined;
  }

  get settings(): AlertSettings {
    return this._settings;
  }

  get sound(): ReturnType<BrowserAlerts['sound']> {
    return this._parts.browser.sound();
  }

  get permission(): Permission {
    return this._parts.browser.permission();
  }

  /** Keeps a choice of the signed-in agent. Call it while the press is being handled. */
  async set(change: Partial<AlertSettings>): Promise<void> {
    const { store, preferences, browser } = this._parts;
    const me = store.session?.me.id;
    if (me === undefined) return;
    if (change.sound) await this._wake();
    if (change.notifications && (await browser.askPermission()) !== 'granted')
      change = { ...change, notifications: false };
    preferences.setAlerts(me, { ...this._settings, ...change });
    if (change.sound) this.play('new');
  }

  /** Plays the sound of a kind, and shows its notification if the agent wants some. */
  async rehearse(kind: AlertKind): Promise<void> {
    await this._wake();
    this.play(kind);
    if (this._settings.notifications) this._notify(kind, []);
  }

  /** Alerts of a ticket that somebody else gave the agent. */
  received(row: QueueRow): void {
    const { kinds, sound, notifications } = this._settings;
    if (!kinds.mine) return;
    if (sound) this._sound([{ kind: 'mine', rows: [row] }]);
    if (notifications && !this._parts.browser.isWatched() && this._notifying.isMine)
      this._notify('mine', [row]);
  }

  private play(kind: AlertKind): void {
    this._parts.browser.play(NOTES[kind]);
  }

  private async _wake(): Promise<void> {
    const { browser } = this._parts;
    if (browser.sound() === 'waits') await browser.wakeSound();
    if (browser.sound() === 'ready') this._sounding.ask();
  }

  /** Read again each time: the agent may have changed them in another tab. */
  private get _settings(): AlertSettings {
    const me = this._parts.store.session?.me.id;
    return me === undefined ? QUIET : this._parts.preferences.alerts(me);
  }

  private _leave(): void {
    this._watch.reset();
    this._sounding.leave();
    this._notifying.leave();
  }

  private _look(): void {
    const { store, browser } = this._parts;
    const { session } = store;
    if (!session) return this._leave();
    this._notifying.ask();
    if (browser.sound() === 'ready') this._sounding.ask();
    if (!store.complete) return;
    const now = store.now();
    const found = this._watch.look(store.rows, session.me.id, now, store.openLines(now));
    if (!found.length) return;
    const { kinds, sound, notifications } = this._settings;
    const { presence } = session.me;
    const wanted = found.filter(
      ({ kind }) => kinds[kind] && (presence !== 'away' || kind === 'mine'),
    );
    // A sound would be heard by the member on the phone.
    if (sound && presence !== 'on-call') this._sound(wanted);
    if (!notifications || browser.isWatched() || !this._notifying.isMine) return;
    for (const { kind, rows } of wanted) this._notify(kind, rows);
  }

  /** One sound for all: the most pressing. */
  private _sound(found: readonly Alert[]): void {
    const kind = [...ALERT_KINDS]
      .reverse()
      .find((one) => found.some((alert) => alert.kind === one));
    const now = this._parts.now();
    if (!kind || !this._sounding.isMine || Math.abs(now - this._playedAt) < PAUSE_MS) return;
    this._playedAt = now;
    this.play(kind);
  }

  private _notify(kind: AlertKind, rows: readonly QueueRow[]): void {
    const { browser, words, open } = this._parts;
    browser.notify({ ...words(kind, rows), tag: `hotline-${kind}`, open: () => open(rows) });
  }
}
