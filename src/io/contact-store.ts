import type { Contact } from '../contract/contact.ts';
import { readContact } from './read-contact.ts';
import { sourceKey, type Source } from './source.ts';

export type ContactState =
  | { phase: 'loading' }
  /** `device`: the last public Contact this device saw; its status is no longer known. */
  | { phase: 'ready'; contact: Contact; from: 'desk' | 'config' | 'device' }
  /** No network, an answer that is no Contact, or a config that does not hold. */
  | { phase: 'failed' };

/** What a store needs of the world: of a window, the network, timers, a monotonic clock and storage. */
export type Effects = Pick<typeof globalThis, 'fetch' | 'setTimeout' | 'clearTimeout' | 'performance' | 'localStorage'>;

/** Static mode's resolver, in a file of its own. `resolveConfig` throws where the config does not hold. */
export type LoadResolver = () => Promise<{ resolveConfig(text: string, source: Source): Contact }>;

const GIVE_UP_AFTER = 15_000;
/** After an outage: ms. */
const RETRY_AFTER = 30_000;
/** A private line is renewed so many ms before its token runs out, or leaves the screen: longer than a request may take. */
const RENEW_BEFORE = 20_000;
/** Clients that wait for the same opening spread over so many ms. */
const SPREAD = 15_000;
const DAY = 86_400_000;

/** Under which name the last public Contact of a desk lies on the device. */
export const rememberedAs = (source: Source): string => `hotline:contact:${source.desk}`;

/** Gets the Contact of one source and keeps it right: the only place that does. */
export class ContactStore {
  state: ContactState = { phase: 'loading' };

  private _listeners = new Set<() => void>();
  private _round = 0;
  private _timer: ReturnType<typeof setTimeout> | undefined;
  /** When the private line on the screen must leave it: ms on the monotonic clock. */
  private _expires = Infinity;

  constructor(
    readonly source: Source,
    private _effects: Effects,
    private _loadResolver: LoadResolver,
  ) {}

  /** Calls `listener` after each change; the first subscriber starts the first request. Returns the way to stop. */
  subscribe(listener: () => void): () => void {
    if (!this._round) void this.refresh();
    this._listeners.add(listener);
    return () => this._listeners.delete(listener);
  }

  /** Lets go of a private line: the member may have signed out since. */
  forget(): void {
    if (this.state.phase === 'ready' && this.state.contact.validUntil) this._set({ phase: 'loading' });
  }

  /**
   * Asks again, now and when the line opens or closes, before the token runs out, and after an outage. A later call's answer wins over an
   * earlier one's. Never rejects: what went wrong is the state.
   */
  async refresh(): Promise<void> {
    const { _effects: effects } = this;
    const round = ++this._round;
    effects.clearTimeout(this._timer);
    const next = await this._ask();
    if (round !== this._round) return;
    let wait = RETRY_AFTER;
    if (next.phase === 'ready' && next.from !== 'device') {
      // Reckoned from the answer's own clock, because the member's may be wrong.
      const { asOf, status, validUntil } = next.contact;
      const until = (instant: string | undefined) => Date.parse(instant ?? '') - Date.parse(asOf) || Infinity;
      wait = Math.min(DAY, until(status.closesAt ?? status.opensAt) + Math.random() * SPREAD, until(validUntil) - RENEW_BEFORE);
      this._expires = effects.performance.now() + until(validUntil) - RENEW_BEFORE;
      this._set(next);
      // An outage costs nothing that is already on the screen.
    } else if (this.state.phase !== 'ready' || effects.performance.now() >= this._expires) this._set(next);
    this._timer = effects.setTimeout(() => void this.refresh(), Math.max(wait, 5_000));
  }

  private async _ask(): Promise<ContactState> {
    const { source, _effects: effects } = this;
    try {
      if (source.config) {
        const text = source.config[0] === '{' ? source.config : this._fetch(source.config).then((answer) => answer.text());
        const [{ resolveConfig }, config] = await Promise.all([this._loadResolver(), text]);
        return { phase: 'ready', contact: resolveConfig(config, source), from: 'config' };
      }
      const token = await this.token();
      const answer = await this._fetch(`${source.desk}/v1/contact`, token ? { headers: { authorization: `Bearer ${token}` } } : {});
      return { phase: 'ready', contact: readContact(await answer.json()), from: 'desk' };
    } catch {
      try {
        const contact = readContact(JSON.parse(effects.localStorage.getItem(rememberedAs(source)) ?? ''));
        return { phase: 'ready', contact: { ...contact, status: { state: 'unknown', asOf: contact.asOf } }, from: 'device' };
      } catch {
        return { phase: 'failed' };
      }
    }
  }

  /** The member's token as of now. A token endpoint that fails makes the member a guest for now, not the hotline unreachable. */
  async token(): Promise<string | undefined> {
    const { memberToken, memberTokenUrl } = this.source;
    if (memberToken || !memberTokenUrl) return memberToken;
    try {
      const text = await (await this._fetch(memberTokenUrl, { credentials: 'same-origin' })).text();
      return /[\w-]+\.[\w-]+\.[\w-]+/.exec(text)?.[0];
    } catch {
      return undefined;
    }
  }

  private async _fetch(url: string, init?: RequestInit): Promise<Response> {
    // Browsers without AbortSignal.timeout (before 2022) keep their own, longer limit.
    const answer = await this._effects.fetch(url, { credentials: 'omit', signal: AbortSignal.timeout?.(GIVE_UP_AFTER), ...init } as RequestInit);
    if (!answer.ok) throw new TypeError();
    return answer;
  }

  private _set(state: ContactState): void {
    this.state = state;
    for (const listener of this._listeners) listener();
  }
}
