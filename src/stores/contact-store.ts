import type { Contact } from '../contract/contact.ts';
import { DAY } from '../core/time.ts';
import { bearer } from '../desk-client/bearer.ts';
import { readContact } from '../desk-client/read-contact.ts';
import { REMEMBERED_CONTACT } from '../device/kept.ts';
import type { Effects } from './effects.ts';
import type { Source } from './source.ts';
import { Store } from './store.ts';

export type ContactState =
  | { phase: 'loading'; contact?: undefined }
  /** `device`: the last public Contact that this device saw. Its status is unknown. */
  | { phase: 'ready'; contact: Contact; from: 'desk' | 'config' | 'device' }
  /** No network, an answer that is not a Contact, or an invalid config. */
  | { phase: 'failed'; contact?: undefined };

/**
 * Loads the resolver of static mode, a file of its own. `resolveConfig` throws for an invalid
 * config.
 */
export type LoadResolver = () => Promise<{
  resolveConfig(text: string, source: Source, effects: Effects): Contact;
}>;

/** Longer requests are aborted, ms. */
const TIMEOUT_MS = 15_000;
/** No two requests follow each other faster, whatever the desk says, ms. */
const MIN_PAUSE_MS = 5_000;
/** Pause after an outage, ms. */
const RETRY_AFTER_MS = 30_000;
/** How long before its token expires a private line is renewed, ms: enough for three requests. */
const RENEW_BEFORE_MS = 45_000;
/** Requests of all clients that wait for the same opening are spread over this time, ms. */
const SPREAD_MS = 15_000;

/** Requests the Contact of one source and keeps it up to date. */
export class ContactStore extends Store<ContactState> {
  /**
   * The latest request; undefined before the first, and after the last listener has left for a
   * while.
   */
  private _round: object | undefined;
  private _timer: number | undefined;
  private _end: number | undefined;

  constructor(
    public source: Source,
    readonly effects: Effects,
    private _loadResolver: LoadResolver,
  ) {
    super({ phase: 'loading' });
  }

  /** The first listener starts the first request. */
  override subscribe(listener: () => void): () => void {
    const leave = super.subscribe(listener);
    if (!this._round) void this.refresh();
    return leave;
  }

  /** Drops a private line: the member may have signed out since. */
  forget(): void {
    if (this.state.contact?.validUntil) this.set({ phase: 'loading' });
  }

  /**
   * Requests the Contact now, and again when the line opens or closes, before the token expires,
   * and after an outage, as long as there are listeners. The answer to an earlier call never
   * replaces that to a later one. Never rejects: failures are a state.
   */
  async refresh(): Promise<void> {
    const { effects } = this;
    const round = (this._round = {});
    effects.clearTimeout(this._timer);
    const answer = await this._ask().catch(() => undefined);
    if (round !== this._round) return;
    let wait = RETRY_AFTER_MS;
    if (answer) {
      const { asOf, status, validUntil } = answer.contact;
      // Counted from the desk's clock: the member's may be wrong.
      const until = (instant: string | undefined): number =>
        Math.min(DAY, Date.parse(instant as string) - Date.parse(asOf) || DAY);
      wait = Math.min(
        until(status.closesAt ?? status.opensAt) + effects.Math.random() * SPREAD_MS,
        until(validUntil) - RENEW_BEFORE_MS,
      );
      effects.clearTimeout(this._end);
      // The answer may have taken as long as a request is allowed to.
      this._end = effects.setTimeout(() => this.forget(), until(validUntil) - TIMEOUT_MS);
      this.set(answer);
    }
    // An outage does not remove what is already on the screen.
    else if (!this.state.contact) this.set(this._remembered());
    this._timer = effects.setTimeout(
      () => {
        this._round = undefined;
        if (this._listeners.length) void this.refresh();
      },
      Math.max(wait, MIN_PAUSE_MS),
    );
  }

  /** Rejects if there is no Contact to be had. */
  private async _ask(): Promise<ContactState & { phase: 'ready' }> {
    const { source, effects } = this;
    const { config, desk } = source;
    if (config) {
      const [{ resolveConfig }, text] = await Promise.all([
        this._loadResolver(),
        /^\s*{/.test(config) ? config : this._text(config),
      ]);
      return { phase: 'ready', contact: resolveConfig(text, source, effects), from: 'config' };
    }
    const text = desk ? await this._text(`${desk}/v1/contact`, await this.headers()) : '';
    return { phase: 'ready', contact: readContact(text), from: 'desk' };
  }

  /** What this device remembers of the desk. */
  private _remembered(): ContactState {
    const { source, effects } = this;
    try {
      // Nothing (null) is no Contact either.
      const contact = readContact(
        effects.localStorage.getItem(`${REMEMBERED_CONTACT}${source.desk}`) as string,
      );
      return {
        phase: 'ready',
        contact: { ...contact, status: { state: 'unknown', asOf: contact.asOf } },
        from: 'device',
      };
    } catch {
      return { phase: 'failed' };
    }
  }

  /**
   * The header by which the shop vouches for its member now. If the shop's token endpoint fails,
   * the member counts as a guest, who needs none: the hotline stays reachable. But while a private
   * line is shown, an outage of the endpoint rejects: the member is most likely still there.
   */
  async headers(): Promise<Record<string, string>> {
    const { 'member-token': token, 'member-token-url': url } = this.source;
    return bearer(
      token ??
        (url &&
          (await this._text(url).then(
            // An HTML page, such as the sign-in, is not a token even if it contains one.
            (text) => /^[^<]*?(ey([\w-]+\.){2}[\w-]+)/.exec(text)?.[1],
            (error: unknown) => {
              if (this.state.contact?.validUntil) throw error;
              return undefined;
            },
          ))),
    );
  }

  /** Empty for a refusal (4xx). Rejects if the server cannot be reached, has failed, or is busy. */
  private async _text(url: string, headers?: Record<string, string>): Promise<string> {
    const { effects } = this;
    const answer = await effects.fetch(url, {
      // Of a desk. Going back to a page, browsers show whatever they stored, however old it is. They
      // never store what a member is answered; a mode would make them repeat the preflight.
      ...(headers && { headers, cache: headers.authorization ? 'default' : 'no-store' }),
      // Browsers without it apply their own, longer limit.
      signal: effects.AbortSignal.timeout?.(TIMEOUT_MS),
    });
    // 429 is no refusal: too many requests. What lies between it and 500 is rare.
    if (answer.status >= 429) throw new TypeError();
    return answer.ok ? answer.text() : '';
  }
}
