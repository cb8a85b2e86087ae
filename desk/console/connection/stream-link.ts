import { STREAM_BEAT_MS, type Beat, type StreamEventName } from '../../wire/stream.ts';
import type { OpenStream } from './shared-stream.ts';

/**
 * `silent`: connected, perhaps, but beats do not come in time: something on the way holds events
 * back. `down`: the connection is known to be lost.
 */
export type StreamState = 'connecting' | 'live' | 'silent' | 'down';

export interface StreamLinkOptions {
  open: OpenStream;
  /** Time on the desk's clock, epoch ms; undefined until it is known. */
  deskTime(): number | undefined;
  event(name: StreamEventName, data: unknown): void;
  /** The state has changed, or `live` follows a connection that missed something. */
  turned(state: StreamState): void;
}

/** What a beat may be late by, on its way through slow networks and busy desks, ms. */
const SLACK_MS = 5_000;
/** Without a beat for so long, two were missed, ms. */
const MAX_SILENCE_MS = 2 * STREAM_BEAT_MS + SLACK_MS;
/** How long to wait for the first beat, ms. */
const FIRST_BEAT_MS = 10_000;
/** An older beat was held back: another tab may pass on one of the last {@link STREAM_BEAT_MS}. */
const MAX_AGE_MS = STREAM_BEAT_MS + SLACK_MS;
/** First pause before connecting again; each further one is twice as long, ms. */
const MIN_PAUSE_MS = 1_000;
const MAX_PAUSE_MS = 30_000;

/**
 * Beats in time that it takes to trust a stream again that was silent: some proxies let the
 * beginning of a stream through, and hold back the rest.
 */
const BEATS_AFTER_SILENCE = 2;

/** The desk's event stream: connects again and again, and knows whether it can be trusted. */
export class StreamLink {
  private _state: StreamState = 'connecting';
  private _close: (() => void) | undefined;
  private _silence: ReturnType<typeof setTimeout> | undefined;
  private _again: ReturnType<typeof setTimeout> | undefined;
  private _pause = MIN_PAUSE_MS;
  /** Number of beats still needed. */
  private _needed = 1;
  /** Whether events were missed since it was live: the stream was opened again, or lost some. */
  private _isNew = true;
  /** How many `queue` events the desk has sent, as far as they came; undefined until a beat says it. */
  private _told: number | undefined;

  constructor(private readonly _options: StreamLinkOptions) {}

  get state(): StreamState {
    return this._state;
  }

  start(): void {
    this.stop();
    this._state = 'connecting';
    this._needed = 1;
    this._pause = MIN_PAUSE_MS;
    this._open();
  }

  stop(): void {
    this._shut();
    clearTimeout(this._again);
    this._again = undefined;
  }

  /** Connects now if it is only waiting to. */
  hurry(): void {
    if (this._again !== undefined) this._open();
  }

  private _open(): void {
    this.stop();
    this._isNew = true;
    this._await(FIRST_BEAT_MS);
    this._close = this._options.open({
      open: () => {
        this._isNew = true;
        this._await(FIRST_BEAT_MS);
      },
      event: (name, data) => {
        if (name === 'beat') return this._hear(data as Beat);
        if (name === 'queue' && this._told !== undefined) this._told++;
        this._options.event(name, data);
      },
      lost: (ended) => {
        this._needed ||= 1;
        this._turn('down');
        if (ended) this._reopen();
      },
    });
  }

  private _hear(beat: Beat): void {
    const now = this._options.deskTime();
    if (now !== undefined && now - beat.asOf > MAX_AGE_MS) return this._doubt();
    this._await(MAX_SILENCE_MS);
    if (this._told !== undefined && beat.told !== undefined && beat.told !== this._told)
      this._isNew = true;
    this._told = beat.told;
    if (this._needed > 0) this._needed--;
    if (this._needed > 0) return;
    this._options.event('beat', beat);
    this._pause = MIN_PAUSE_MS;
    if (this._state !== 'live' || this._isNew) {
      this._isNew = false;
      this._turn('live');
    }
  }

  private _await(ms: number): void {
    clearTimeout(this._silence);
    this._silence = setTimeout(() => this._doubt(), ms);
  }

  private _doubt(): void {
    this._needed = BEATS_AFTER_SILENCE;
    this._reopen();
    this._turn('silent');
  }

  private _reopen(): void {
    this.stop();
    this._again = setTimeout(() => this._open(), this._pause);
    this._pause = Math.min(this._pause * 2, MAX_PAUSE_MS);
  }

  private _shut(): void {
    clearTimeout(this._silence);
    this._close?.();
    this._close = undefined;
  }

  private _turn(state: StreamState): void {
    this._state = state;
    this._options.turned(state);
  }
}
