import type { Contact } from '../contract/contact.ts';
import { DAY } from '../core/time.ts';
import { readContact } from '../desk-client/read-contact.ts';
import type { Source } from './source.ts';

export type ContactState =
  | { phase: 'loading' }
  /** `device`: the last public Contact this device saw; its status is no longer known. */
  | { phase: 'ready'; contact: Contact; from: 'desk' | 'config' | 'device' }
  /** No network, an answer that is no Contact, or a config that does not hold. */
  | { phase: 'failed' };

/** What a store needs of the world: of a window, the network, timers and storage. */
export type Effects = Pick<
  typeof globalThis,
  'fetch' | 'setTimeout' | 'clearTimeout' | 'localStorage'
>;

/** Static mode's resolver, in a file of its own. `resolveConfig` throws where the config does not hold. */
export type LoadResolver = () => Promise<{ resolveConfig(text: string, source: Source): Contact }>;

/** A request that takes longer is given up: ms. */
const GIVE_UP_AFTER = 15_000;
/** After an outage: ms. */
const RETRY_AFTER = 30_000;
/** A private line is renewed so many ms before its token runs out: as long as three requests may take. */
const RENEW_BEFORE = 45_000;
/** Clients that wait for the same opening spread over so many ms. */
const SPREAD = 15_000;

/** Under which name the last public Contact of a desk lies on the device. */
export const rememberedAs = (source: Source): string => `hotline:contact:${source.desk}`;

/** Gets the Contact of one source and keeps it right: the only place that does. */
export class ContactStore {
  state: ContactState = { phase: 'loading' };

  private _listeners = new Set<() => void>();
  /** The latest request; none where nobody has asked, or nobody has looked for a while. */
  private _round: object | undefined;
  private _timer: ReturnType<typeof setTimeout> | undefined;
  private _end: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly source: Source,
    private _effects: Effects,
    private _loadResolver: LoadResolver,
  ) {}

  /** Calls `listener` after each change; the first subscriber starts the first request. Returns the way to stop. */
  subscribe(listener: () => void): () => void {
    this._listeners.add(listener);
    if (!this._round) void this.refresh();
    return () => this._listeners.delete(listener);
  }

  /** Lets go of a private line: the member may have signed out since. */
  forget(): void {
    if (this.state.phase === 'ready' && this.state.contact.validUntil)
      this.set({ phase: 'loading' });
  }

  /**
   * Asks again, now and, as long as somebody looks, when the line opens or closes, before the token runs out, and after an outage.
   * A later call's answer wins over an earlier one's. Never rejects: what went wrong is the state.
   */
  async refresh(): Promise<void> {
    const { _effects: effects } = this;
    const round = (this._round = {});
    effects.clearTimeout(this._timer);
    const next = await this._ask();
    if (round !== this._round) return;
    let wait = RETRY_AFTER;
    const fresh = next.phase === 'ready' && next.from !== 'device';
    if (fresh) {
      const { asOf, status, validUntil } = next.contact;
      // Reckoned from the answer's own clock, because the member's may be wrong.
      const until = (instant: string | undefined): number =>
        Math.min(DAY, Date.parse(instant ?? '') - Date.parse(asOf) || DAY);
      wait = Math.min(
        until(status.closesAt ?? status.opensAt) + Math.random() * SPREAD,
        until(validUntil) - RENEW_BEFORE,
      );
      effects.clearTimeout(this._end);
      // The answer may have been under way as long as a request may take.
      this._end = effects.setTimeout(() => this.forget(), until(validUntil) - GIVE_UP_AFTER);
    }
    // An outage costs nothing that is already on the screen.
    if (fresh || this.state.phase !== 'ready') this.set(next);
    this._timer = effects.setTimeout(
      () => (this._listeners.size ? void this.refresh() : (this._round = undefined)),
      Math.max(wait, 5_000),
    );
  }

  private async _ask(): Promise<ContactState> {
    const { source, _effects: effects } = this;
    const { config, desk } = source;
    try {
      if (config) {
        const text = /^\s*{/.test(config) ? config : this._text(config);
        const [{ resolveConfig }, found] = await Promise.all([this._loadResolver(), text]);
        return { phase: 'ready', contact: resolveConfig(found, source), from: 'config' };
      }
      if (desk) {
        const token = await this.token();
        const text = await this._text(
          `${desk}/v1/contact`,
          token ? { authorization: `Bearer ${token}` } : {},
        );
        return { phase: 'ready', contact: readContact(text), from: 'desk' };
      }
    } catch {
      // What this device remembers stands in.
    }
    try {
      const contact = readContact(effects.localStorage.getItem(rememberedAs(source)) ?? '');
      return {
        phase: 'ready',
        contact: { ...contact, status: { state: 'unknown', asOf: contact.asOf } },
        from: 'device',
      };
    } catch {
      return { phase: 'failed' };
    }
  }

  /** The member's token as of now. A token endpoint that fails makes the member a guest for now, not the hotline unreachable. */
  async token(): Promise<string | undefined> {
    const { 'member-token': token, 'member-token-url': url } = this.source;
    return (
      token ??
      (url &&
        this._text(url).then(
          // A page, such as that of the sign-in, is no token, whatever it holds.
          (text) => /^[^<]*?(ey([\w-]+\.){2}[\w-]+)/.exec(text)?.[1],
          () => undefined,
        ))
    );
  }

  private async _text(url: string, headers: Record<string, string> = {}): Promise<string> {
    // Browsers without AbortSignal.timeout (before 2022) keep their own, longer limit.
    const answer = await this._effects.fetch(url, {
      headers,
      signal: AbortSignal.timeout?.(GIVE_UP_AFTER),
    });
    if (!answer.ok) throw new TypeError();
    return answer.text();
  }

  /** Shows another state: also for what keeps the status of an open panel fresh. */
  set(state: ContactState): void {
    this.state = state;
    for (const listener of this._listeners) listener();
  }
}
