import type { ProblemCode } from '../contract/problem.ts';
import type { Box } from '../core/redaction.ts';
import { SECOND } from '../core/time.ts';
import { uploadPicture } from '../desk-client/upload.ts';
import {
  drawPicture,
  UnreadablePicture,
  type DrawnPicture,
  type Unreadable,
} from '../device/draw-picture.ts';
import type { ContactStore } from './contact-store.ts';
import { deskOf } from './desk.ts';
import { draftFor, type DraftStore, type PictureDelivery } from './draft-store.ts';
import { randomKey } from './random-key.ts';
import { Store } from './store.ts';

export type PictureState =
  /** Being drawn; or drawn, and on this device only until the member says what becomes of it. */
  | { phase: 'reading' | 'ready' }
  /** May be sent, and waits for its turn. */
  | { phase: 'queued' }
  /** `part`: how much is sent, 0 to 1. */
  | { phase: 'uploading'; part: number }
  /** Sent again soon; or as soon as there is a network. */
  | { phase: 'paused'; offline: boolean }
  /** `retryAfter`: in seconds. */
  | { phase: 'failed'; code: ProblemCode | 'unreachable'; retryAfter?: number | undefined }
  | { phase: 'arrived'; attachment: string };

export interface Picture {
  /** Which one it is, as long as the page lives. */
  readonly number: number;
  readonly name: string;
  /** Without boxes, so that they can be changed. Never sent if there are any. */
  readonly whole?: DrawnPicture;
  /** What is shown and sent: the boxes are black pixels. */
  readonly shown?: DrawnPicture;
  readonly boxes: readonly Box[];
  readonly state: PictureState;
}

/** A file that was not taken. `most`: there are as many as a desk takes already. */
export interface RefusedFile {
  readonly name: string;
  readonly reason: Unreadable | 'most';
}

export interface Pictures {
  readonly pictures: readonly Picture[];
  /** Files of the last choice that were not taken. */
  readonly refused: readonly RefusedFile[];
  /** Whether a request waits until they have arrived. */
  readonly isAwaited: boolean;
}

/** An upload of one picture, as it is now: what is drawn anew gets a new one. */
interface Job {
  readonly key: string;
  readonly abort: AbortController;
  tries: number;
  timer?: number;
}

/** Pauses before an upload is tried again, ms. */
const PAUSES_MS = [1, 3, 9, 20].map((seconds) => seconds * SECOND);
/** If the desk wants a longer pause, the member decides, seconds. */
const MAX_PAUSE = 30;

/**
 * The screenshots of one member, from choosing them until they are sent. In memory only. Nothing
 * leaves the device before the member has said so: by using the pictures, by blacking something
 * out, or by sending the request that they belong to.
 */
export class PictureStore extends Store<Pictures> implements PictureDelivery {
  private readonly _jobs = new Map<number, Job>();
  private _last = 0;
  /** Pictures are drawn one by one: each takes tens of megabytes meanwhile. */
  private _drawing: Promise<unknown> = Promise.resolve();
  private _waiting: ((isThere: boolean) => void)[] = [];
  /** Stops looking whether the member is still here. */
  private _leave: (() => void) | undefined;

  constructor(
    private readonly _contacts: ContactStore,
    private readonly _drafts: DraftStore,
    private readonly _draw = drawPicture,
  ) {
    super({ pictures: [], refused: [], isAwaited: false });
    // They were sent.
    _drafts.subscribe(() => {
      if (this.state.pictures.length && !_drafts.state.screenshots) this.clear();
    });
  }

  /** How many more the desk takes. */
  get room(): number {
    const most = this._contacts.state.contact?.attachments?.most ?? 0;
    return Math.max(0, most - this.state.pictures.length);
  }

  /** Takes files that the member has chosen, photographed, pasted or dropped. */
  async add(files: readonly File[]): Promise<void> {
    const { room } = this;
    const taken = files
      .slice(0, room)
      .map((file): [File, Picture] => [
        file,
        { number: ++this._last, name: file.name, boxes: [], state: { phase: 'reading' } },
      ]);
    this.set({
      ...this.state,
      pictures: [...this.state.pictures, ...taken.map(([, picture]) => picture)],
      refused: files.slice(room).map(({ name }) => ({ name, reason: 'most' })),
    });
    await Promise.all(taken.map(([file, { number }]) => this._read(file, number)));
  }

  /** The member wants to send the pictures as they are. */
  use(): void {
    for (const { number, state } of this.state.pictures)
      if (state.phase === 'ready') this._queue(number);
  }

  /**
   * Blacks out parts of a picture, and sends it. What was sent of it before is given up: nobody
   * names it in a request, so the desk deletes it.
   */
  async redact(number: number, boxes: readonly Box[]): Promise<void> {
    const picture = this._picture(number);
    if (!picture?.whole) return;
    const { whole, shown, state } = picture;
    // Nothing to black out, and nothing was.
    if (!boxes.length && shown === whole) {
      if (state.phase === 'ready') this._queue(number);
      return;
    }
    this._giveUp(number);
    this._change(number, { boxes, state: { phase: 'reading' } });
    const redacted = boxes.length
      ? await this._inTurn(() => this._draw(whole.data, boxes)).catch(() => undefined)
      : whole;
    if (this._picture(number)?.boxes !== boxes) return;
    // Without memory to draw it, for example. It must not go out as it was.
    if (!redacted) return this.remove(number, { name: picture.name, reason: 'other' });
    this._change(number, { shown: redacted });
    this._queue(number);
  }

  remove(number: number, ...refused: RefusedFile[]): void {
    this._giveUp(number);
    this.set({
      ...this.state,
      pictures: this.state.pictures.filter((picture) => picture.number !== number),
      refused,
    });
    this._next();
  }

  /** Sends pictures again that have failed. */
  retry(): void {
    for (const { number, state } of this.state.pictures)
      if (state.phase === 'failed') this._queue(number);
  }

  /** Sends what waits for the network, because it is back. */
  resume(): void {
    for (const { number, state } of this.state.pictures)
      if (state.phase === 'paused') this._queue(number);
  }

  /** Sends the request with what has arrived. */
  goOn(): void {
    this._end(true);
  }

  /** Drops all of them. */
  clear(): void {
    for (const { number } of this.state.pictures) this._giveUp(number);
    this.set({ pictures: [], refused: [], isAwaited: false });
    this._end(true);
  }

  async deliver(): Promise<boolean> {
    const { pictures } = this.state;
    if (pictures.every(({ state }) => state.phase === 'arrived')) return true;
    const end = new Promise<boolean>((resolve) => this._waiting.push(resolve));
    this.set({ ...this.state, isAwaited: true });
    this.use();
    this.retry();
    this.resume();
    this._settle();
    return end;
  }

  async renew(attachments: readonly string[]): Promise<boolean> {
    for (const { number, state } of this.state.pictures)
      if (state.phase === 'arrived' && attachments.includes(state.attachment)) {
        this._giveUp(number);
        this._queue(number);
      }
    return this.deliver();
  }

  /** Keeps what the draft says of them, and whether anybody must look after them. */
  override set(state: Pictures): void {
    const { pictures } = state;
    super.set(state);
    const attachments = pictures.flatMap(({ state: now }) =>
      now.phase === 'arrived' ? [now.attachment] : [],
    );
    const { _drafts: drafts, _contacts: contacts } = this;
    const { state: draft } = drafts;
    if (
      (draft.screenshots ?? 0) !== pictures.length ||
      (draft.attachments ?? []).join() !== attachments.join()
    )
      drafts.update({ screenshots: pictures.length, attachments });
    if (!pictures.length) {
      this._leave?.();
      this._leave = undefined;
    } else
      this._leave ??= contacts.subscribe(() => {
        if (draftFor(contacts) !== drafts) this.clear();
      });
  }

  private _picture(number: number): Picture | undefined {
    return this.state.pictures.find((picture) => picture.number === number);
  }

  private _change(number: number, change: Partial<Picture>): void {
    this.set({
      ...this.state,
      pictures: this.state.pictures.map((picture) =>
        picture.number === number ? { ...picture, ...change } : picture,
      ),
    });
  }

  private _inTurn<Value>(draw: () => Promise<Value>): Promise<Value> {
    const drawn = this._drawing.then(draw);
    this._drawing = drawn.catch(() => undefined);
    return drawn;
  }

  private async _read(file: File, number: number): Promise<void> {
    try {
      const whole = await this._inTurn(() => this._draw(file));
      this._change(number, { whole, shown: whole, state: { phase: 'ready' } });
      if (this.state.isAwaited && this._picture(number)) this._queue(number);
    } catch (error) {
      if (!this._picture(number)) return;
      const reason = error instanceof UnreadablePicture ? error.reason : 'other';
      this.remove(number, ...this.state.refused, { name: file.name, reason });
    }
  }

  /** Aborts the upload of a picture, and forgets what has become of it. */
  private _giveUp(number: number): void {
    const job = this._jobs.get(number);
    this._jobs.delete(number);
    this._contacts.effects.clearTimeout(job?.timer);
    job?.abort.abort();
  }

  private _queue(number: number): void {
    const job = this._jobs.get(number);
    if (job) {
      this._contacts.effects.clearTimeout(job.timer);
      job.tries = 0;
    }
    this._change(number, { state: { phase: 'queued' } });
    this._next();
  }

  /** Uploads the next picture: one at a time, so that on a slow line the first is there soon. */
  private _next(): void {
    const { pictures } = this.state;
    this._settle();
    const next = pictures.find(({ state }) => state.phase === 'queued');
    if (next && !pictures.some(({ state }) => state.phase === 'uploading')) void this._upload(next);
  }

  private async _upload({ number, shown }: Picture): Promise<void> {
    const { effects } = this._contacts;
    if (!shown) return;
    const job: Job = this._jobs.get(number) ?? {
      key: randomKey(effects),
      abort: new AbortController(),
      tries: 0,
    };
    this._jobs.set(number, job);
    /** Whether it is still wanted: not removed, not drawn anew, and of the member who is here. */
    const isWanted = (): boolean => this._jobs.get(number) === job;
    let percent = 0;
    this._change(number, { state: { phase: 'uploading', part: 0 } });
    const answer = await uploadPicture(
      effects,
      deskOf(this._contacts),
      shown.data,
      job.key,
      (part) => {
        if (!isWanted() || Math.floor(part * 100) === percent) return;
        percent = Math.floor(part * 100);
        this._change(number, { state: { phase: 'uploading', part } });
      },
      job.abort.signal,
    );
    if (!isWanted()) return;
    if (answer.ok) this._change(number, { state: { phase: 'arrived', attachment: answer.value } });
    else this._fail(number, job, answer.code, answer.retryAfter);
    this._next();
  }

  private _fail(
    number: number,
    job: Job,
    code: ProblemCode | 'unreachable',
    retryAfter: number | undefined,
  ): void {
    const { effects } = this._contacts;
    const isPassing =
      code === 'unreachable' || (code === 'too-many-requests' && retryAfter !== undefined);
    const pause = PAUSES_MS[job.tries];
    if (isPassing && !effects.navigator.onLine)
      this._change(number, { state: { phase: 'paused', offline: true } });
    else if (isPassing && pause !== undefined && (retryAfter ?? 0) <= MAX_PAUSE) {
      job.tries++;
      job.timer = effects.setTimeout(
        () => {
          this._change(number, { state: { phase: 'queued' } });
          this._next();
        },
        Math.max(pause, (retryAfter ?? 0) * SECOND),
      );
      this._change(number, { state: { phase: 'paused', offline: false } });
    } else {
      this._change(number, { state: { phase: 'failed', code, retryAfter } });
      // The shop takes no screenshots any more.
      if (code === 'attachments-unavailable') void this._contacts.refresh();
    }
  }

  /** Lets a request go on whose pictures are all there, or cannot come before the network does. */
  private _settle(): void {
    const { pictures } = this.state;
    if (pictures.some(({ state }) => state.phase === 'paused' && state.offline)) this._end(false);
    else if (pictures.every(({ state }) => state.phase === 'arrived')) this._end(true);
  }

  private _end(isThere: boolean): void {
    const waiting = this._waiting.splice(0);
    if (this.state.isAwaited) this.set({ ...this.state, isAwaited: false });
    for (const resolve of waiting) resolve(isThere);
  }
}

const stores = new WeakMap<DraftStore, PictureStore>();

/** The screenshots of the member who is here. */
export const picturesFor = (contacts: ContactStore): PictureStore => {
  const drafts = draftFor(contacts);
  const store = stores.get(drafts) ?? new PictureStore(contacts, drafts);
  stores.set(drafts, store);
  drafts.pictures = store;
  return store;
};
