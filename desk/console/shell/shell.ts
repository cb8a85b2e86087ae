import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { matchLanguage, pickText } from '../../../src/core/text.ts';
import { readableAccent } from '../../../src/styles/accent.ts';
import type { TicketView } from '../../wire/ticket.ts';
import { alertWords } from '../alerts/alert-words.ts';
import { Alerts } from '../alerts/alerts.ts';
import { ApiProblem } from '../connection/api.ts';
import type { StreamEvent } from '../../wire/stream.ts';
import { ConsoleStore } from '../connection/store.ts';
import type { ConsoleContext, ConsoleLanguage } from '../parts/context.ts';
import { messagesOf } from '../i18n/messages.ts';
import type { Messages } from '../i18n/zh-CN.ts';
import { icons } from '../parts/icons.ts';
import { Preferences } from './preferences.ts';
import { problemWords } from '../parts/problem-words.ts';
import { callOf, countsOf } from './counts.ts';
import { favicon, showFavicon } from './favicon.ts';
import { navigation } from './navigation.ts';
import { linkNotice } from './link-notice.ts';
import { pausedLines } from './paused-lines.ts';
import { clickedPath, Router } from './router.ts';
import { NavigateEvent, AnnounceEvent, TakeCallEvent, TakeNextEvent } from '../parts/requests.ts';
import { formatTicketNumber } from '../parts/format.ts';
import { pathOf, SUPERVISOR_PAGES, ticketPath } from '../parts/paths.ts';
import type { Services } from '../connection/services.ts';
import { consoleStyles } from '../parts/page.styles.ts';
import { shellStyles } from './shell.styles.ts';

type QueueNews = Extract<StreamEvent, { event: 'queue' }>['data'];

/** Widths at which the open ticket stands beside the queue. */
const WIDE = '(min-width: 1080px)';
const DARK = '(prefers-color-scheme: dark)';
/** How long a message is shown: long enough to read two lines twice. */
const ANNOUNCED_MS = 6_000;

/**
 * @summary The agents' console: sign-in, navigation, and the page of the current URL.
 * @element desk-console
 */
export class DeskConsole extends LitElement {
  static override styles = [...consoleStyles, shellStyles];
  static override properties: PropertyDeclarations = {
    services: { attribute: false },
    dark: { type: Boolean, reflect: true },
    announced: { state: true },
  };

  private readonly _router = new Router(this, () => this.services.history);
  private _store: ConsoleStore | undefined;
  private _preferences: Preferences | undefined;
  private _alerts: Alerts | undefined;
  private _context: ConsoleContext | undefined;
  private _leave: (() => void)[] = [];
  private _announceTimer: ReturnType<typeof setTimeout> | undefined;

  declare private announced: AnnounceEvent | undefined;

  /** Set before the element enters the page. */
  declare services: Services;
  /** Whether the colours are for a dark screen. */
  dark = false;

  constructor() {
    super();
    this.addEventListener(NavigateEvent.type, this._navigate);
    this.addEventListener(AnnounceEvent.type, this._announce);
    this.addEventListener(TakeNextEvent.type, () => void this._takeNext());
    this.addEventListener(TakeCallEvent.type, this._takeCall);
    this.addEventListener('click', this._follow);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const { services } = this;
    const store = (this._store = new ConsoleStore(services));
    const preferences = (this._preferences = new Preferences(services.storage));
    const alerts = (this._alerts = new Alerts({
      store,
      preferences,
      browser: services.alerts,
      now: services.now,
      words: (kind, rows) =>
        store.session
          ? alertWords(kind, rows, store.session, this._language(preferences), store.now())
          : { title: '', body: '' },
      open: (rows) => {
        const [only, ...more] = rows;
        this._go(only && !more.length ? ticketPath(only.number) : pathOf('queue'));
      },
    }));
    const media = [matchMedia(WIDE), matchMedia(DARK)];
    const look = () => this.requestUpdate();
    const attend = () => !document.hidden && store.attend();
    for (const one of media) one.addEventListener('change', look);
    document.addEventListener('visibilitychange', attend);
    window.addEventListener('online', attend);
    this._leave = [
      store.subscribe(look),
      store.follow((changed, data) => {
        if (changed === 'queue') this._hearTransfer(data as QueueNews);
      }),
      () => media.forEach((one) => one.removeEventListener('change', look)),
      () => document.removeEventListener('visibilitychange', attend),
      () => window.removeEventListener('online', attend),
      () => store.stop(),
      () => alerts.stop(),
      () => clearTimeout(this._announceTimer),
    ];
    alerts.start();
    void store.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const leave of this._leave) leave();
  }

  protected override willUpdate(): void {
    this.dark = matchMedia(DARK).matches;
    const { _store: store, _preferences: preferences, _alerts: alerts } = this;
    if (!store || !preferences || !alerts) return;
    const lang = this._language(preferences);
    if (
      this._context?.lang !== lang ||
      this._context.dark !== this.dark ||
      this._context.store !== store
    ) {
      this._context = { api: store.api, store, preferences, alerts, lang, dark: this.dark };
    }
    document.documentElement.lang = lang;
    this.lang = lang;
    document.documentElement.style.colorScheme = this.dark ? 'dark' : 'light';
    const accent = store.session?.accent;
    if (accent) this.style.setProperty('--_brand', readableAccent(accent, this.dark, false));
    document.title = this._title(messagesOf(lang), lang);
    showFavicon(favicon(store.session ? countsOf(store) : { waiting: 0, late: 0 }));
  }

  private _language({ lang }: Preferences): ConsoleLanguage {
    return lang === 'en' || (!lang && matchLanguage(navigator.languages) === 'en') ? 'en' : 'zh-CN';
  }

  /** Document title, with counts that agents see from another tab. */
  private _title(t: Messages, lang: ConsoleLanguage): string {
    const { _store: store } = this;
    if (!store?.session) return t.shell.title;
    const { waiting, late } = countsOf(store);
    const name = `${pickText(store.session.brand, lang)} · ${t.shell.title}`;
    return waiting ? `(${t.shell.titleCounts(waiting, late)}) ${name}` : name;
  }

  /** Says that a colleague gave the agent a ticket, or took one. */
  private _hearTransfer({ number, row, transferredBy }: QueueNews): void {
    const { _store: store, _context: context } = this;
    const { session } = store ?? {};
    if (!store || !session || !context || !row || !transferredBy) return;
    const me = session.me.id;
    const wasMine = store.row(number)?.claimedBy === me;
    const isMine = row.claimedBy === me;
    if (transferredBy === me || wasMine === isMine) return;
    const t = messagesOf(context.lang);
    const name = (id: string | null) => session.agents[id ?? ''] ?? id ?? '';
    const [ticket, by] = [formatTicketNumber(number), name(transferredBy)];
    const words = isMine
      ? t.ticket.got(ticket, by)
      : t.ticket.takenAway(ticket, by, name(row.claimedBy));
    this.dispatchEvent(new AnnounceEvent(words, isMine ? 'done' : 'bad'));
    if (isMine) this._alerts?.received(row);
  }

  private readonly _navigate = (event: Event): void => {
    if (event instanceof NavigateEvent) this._go(event.path, event.replace);
  };

  private _go(path: string, replace = false): void {
    const { page: before, number } = this._router.route;
    if (!this._router.go(path, replace)) return;
    const { page } = this._router.route;
    if (replace || before === page) return;
    // Tickets take the focus themselves once loaded; closing one returns it to its row in the
    // queue.
    if (before === 'ticket' && page === 'queue')
      void this.updateComplete.then(() =>
        this.renderRoot.querySelector('desk-queue')?.focusList(number),
      );
    else if (page !== 'ticket')
      void this.updateComplete.then(() =>
        this.renderRoot.querySelector<HTMLElement>('#main')?.focus(),
      );
  }

  /** Opens console links without a page load. */
  private readonly _follow = (event: MouseEvent): void => {
    const path = clickedPath(event);
    if (path === undefined) return;
    event.preventDefault();
    this._go(path);
  };

  private readonly _skip = (): void => this.renderRoot.querySelector<HTMLElement>('#main')?.focus();

  private readonly _announce = (event: Event): void => {
    if (!(event instanceof AnnounceEvent)) return;
    this.announced = event;
    clearTimeout(this._announceTimer);
    this._announceTimer = setTimeout(() => (this.announced = undefined), ANNOUNCED_MS);
  };

  /** During a call, its ticket is what the agent needs: shows it, and says so. */
  private _isOnCall(): boolean {
    const { _store: store, _context: context } = this;
    const own = store && callOf(store);
    if (!own || !context) return false;
    this._go(ticketPath(own.number));
    this.dispatchEvent(new AnnounceEvent(messagesOf(context.lang).call.finishFirst, 'quiet'));
    return true;
  }

  private readonly _takeCall = (event: Event): void => {
    if (!(event instanceof TakeCallEvent) || this._isOnCall()) return;
    const dialog = this.renderRoot.querySelector('desk-take-call');
    const { page, query } = this._router.route;
    if (event.caller === undefined) dialog?.open((page === 'find' && query.get('q')) || '');
    else dialog?.take(event.caller);
  };

  /** Ends the pause of a line. */
  private async _resume(line: string): Promise<void> {
    const { _store: store, _context: context } = this;
    if (!store || !context) return;
    const { team } = messagesOf(context.lang);
    try {
      await store.api.put(`/lines/${line}`, { closed: null });
      await store.readSession();
      const label = pickText(store.session?.lines[line]?.label ?? line, context.lang);
      this.dispatchEvent(new AnnounceEvent(team.reopened(label), 'done'));
    } catch (error) {
      this.dispatchEvent(new AnnounceEvent(problemWords(error, messagesOf(context.lang)), 'bad'));
    }
  }

  private async _takeNext(): Promise<void> {
    const { _store: store, _context: context } = this;
    if (!store || !context || this._isOnCall()) return;
    try {
      const { row } = await store.api.post<TicketView>('/next');
      store.take(row);
      this._go(ticketPath(row.number));
    } catch (error) {
      const t = messagesOf(context.lang);
      const { atOpening } = countsOf(store);
      const isClosed =
        atOpening > 0 && error instanceof ApiProblem && error.code === 'nothing-waits';
      const words = isClosed ? t.shell.onlyAtOpening(atOpening) : problemWords(error, t);
      this.dispatchEvent(new AnnounceEvent(words, 'quiet'));
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    const { _store: store, _context: context } = this;
    if (!store || !context) return nothing;
    const t = messagesOf(context.lang);
    return html`${this._whole(store, context, t)}
      <div class="said" role="status">
        ${this.announced ? html`<p class=${this.announced.kind}>${this.announced.kind === 'bad' ? icons.alert : this.announced.kind === 'done' ? icons.check : nothing}${this.announced.words}</p>` : nothing}
      </div>`;
  }

  private _whole(store: ConsoleStore, context: ConsoleContext, t: Messages): TemplateResult {
    switch (store.phase) {
      case 'starting':
        return html`<main class="alone" aria-busy="true">
          <p class="quiet-words">${t.common.loading}</p>
        </main>`;
      case 'unreachable':
        return html`<main class="alone">
          <div class="empty">
            ${icons.offline}<strong>${t.shell.unreachable}</strong>
            <p>${t.shell.unreachableWay}</p>
            <button type="button" class="button" @click=${() => store.start()}>
              ${t.common.retry}
            </button>
          </div>
        </main>`;
      case 'signed-out':
        return html`<main class="alone"><desk-sign-in .context=${context}></desk-sign-in></main>`;
      case 'signed-in':
        return html`<button type="button" class="skip" @click=${this._skip}>${t.shell.skip}</button>
          <desk-bar .context=${context} @console-language=${() => this.requestUpdate()}></desk-bar>
          ${navigation(context, this._router.route)}
          <main id="main" tabindex="-1">
            ${pausedLines(context, (line) => void this._resume(line))} ${linkNotice(context)}
            ${this._page(store, context, t)}
          </main>
          <desk-keys .context=${context}></desk-keys>
          <desk-take-call .context=${context}></desk-take-call>`;
    }
  }

  private _page(store: ConsoleStore, context: ConsoleContext, t: Messages): TemplateResult {
    const { page, number, query } = this._router.route;
    if (store.session?.me.role !== 'supervisor' && SUPERVISOR_PAGES.some((one) => one === page)) {
      return html`<div class="empty">${icons.lock}<strong>${t.shell.notForRole}</strong></div>`;
    }
    switch (page) {
      case 'queue':
      case 'ticket': {
        const wide = matchMedia(WIDE).matches;
        const ticket = number
          ? html`<desk-ticket .context=${context} .number=${number} ?alone=${!wide}></desk-ticket>`
          : nothing;
        if (number && !wide) return html`${ticket}`;
        return html`<div class="beside ${number ? 'two' : ''}">
          <desk-queue .context=${context} .open=${number}></desk-queue>${ticket}
        </div>`;
      }
      case 'find':
        return html`<desk-find .context=${context} .query=${query}></desk-find>`;
      case 'wall':
        return html`<desk-wall .context=${context} .query=${query}></desk-wall>`;
      case 'team':
        return html`<desk-team .context=${context} .query=${query}></desk-team>`;
      case 'audit':
        return html`<desk-audit .context=${context} .query=${query}></desk-audit>`;
      case 'deliveries':
        return html`<desk-deliveries .context=${context} .query=${query}></desk-deliveries>`;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-console': DeskConsole;
  }
}
