import {
  LitElement,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import type { Text } from '../../../src/contract/text.ts';
import { pickText } from '../../../src/core/text.ts';
import type { SessionView } from '../../wire/session.ts';
import type { ConsoleApi } from '../connection/api.ts';
import type { ConsoleContext, ConsoleLanguage } from './context.ts';
import { dateWords, timeWords, whenWords } from './format.ts';
import { messagesOf } from '../i18n/messages.ts';
import type { Messages } from '../i18n/zh-CN.ts';
import { problemWords } from './problem-words.ts';
import { NavigateEvent, AnnounceEvent } from './requests.ts';
import type { Changed, ConsoleStore } from '../connection/store.ts';

/**
 * What every page of the console has: the desk, who is signed in, a language, a look, and the store, whose every change it shows.
 * It renders nothing before somebody is signed in.
 */
export abstract class ConsoleElement extends LitElement {
  static override properties: PropertyDeclarations = {
    context: { attribute: false },
    /** Set by `context`, for the look. */
    dark: { type: Boolean, reflect: true },
  };

  /** Set by the shell. */
  declare context?: ConsoleContext;
  dark = false;

  private _leave: (() => void)[] = [];
  private _followed: ConsoleStore | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this._unfollow();
  }

  protected override willUpdate(_changed: PropertyValues): void {
    const { context } = this;
    if (!context) return;
    this.dark = context.dark;
    if (context.store === this._followed || !this.isConnected) return;
    this._unfollow();
    this._followed = context.store;
    this._leave = [
      context.store.subscribe(() => this.requestUpdate()),
      context.store.follow((changed, data) => this.deskChanged(changed, data)),
    ];
    this.arrived();
  }

  protected override render(): TemplateResult | typeof nothing {
    return this.context?.store.session ? this.template(this.t) : nothing;
  }

  /** The page in words. */
  protected abstract template(t: Messages): TemplateResult | typeof nothing;

  /** The page is in the console, and can ask for what it shows. */
  protected arrived(): void {
    // For pages that show more than the store holds.
  }

  /** Something has changed at the desk, or the console has been reconnected and may have missed it. */
  protected deskChanged(_changed: Changed, _data: unknown): void {
    // For pages that show more than the store holds.
  }

  protected get store(): ConsoleStore {
    if (!this.context) throw new Error('not in the console');
    return this.context.store;
  }

  protected get api(): ConsoleApi {
    return this.store.api;
  }

  /** Who is signed in, and what of the shop the console shows. */
  protected get session(): SessionView {
    const { session } = this.store;
    if (!session) throw new Error('nobody is signed in');
    return session;
  }

  protected get language(): ConsoleLanguage {
    return this.context?.lang ?? 'zh-CN';
  }

  /** The console's words. */
  protected get t(): Messages {
    return messagesOf(this.language);
  }

  protected get isSupervisor(): boolean {
    return this.session.me.role === 'supervisor';
  }

  /** The shop's own words. */
  protected text(text: Text): string {
    return pickText(text, this.language);
  }

  /** Name of a topic, a line, a tier: its id where the config no longer has it. */
  protected topicName(id: string): string {
    return this.text(this.session.topics[id] ?? id);
  }

  protected lineName(id: string): string {
    return this.text(this.session.lines[id]?.label ?? id);
  }

  /** Name of an agent by id; what acts without one (`member`, `desk`) as it is called here. */
  protected agentName(id: string): string {
    return id === this.session.me.id
      ? this.t.common.me
      : (this.session.agents[id] ?? this.t.common.actors[id as 'desk'] ?? id);
  }

  /** "今天 22:47", on the shop's clock. */
  protected when(instant: number): string {
    return whenWords(instant, this.store.now(), this.language, this.session.timeZone);
  }

  /** "22:47", on the shop's clock. */
  protected time(instant: number): string {
    return timeWords(instant, this.language, this.session.timeZone);
  }

  /** "2026年11月22日", on the shop's clock. */
  protected date(instant: number): string {
    return dateWords(instant, this.language, this.session.timeZone);
  }

  protected problem(error: unknown): string {
    return problemWords(error, this.t);
  }

  /** Goes to a path of `pathOf` or `ticketPath`. */
  protected go(path: string, replace = false): void {
    this.dispatchEvent(new NavigateEvent(path, replace));
  }

  /** Shown for a moment, and read out. */
  protected announce(words: string, kind?: AnnounceEvent['kind']): void {
    this.dispatchEvent(new AnnounceEvent(words, kind));
  }

  private _unfollow(): void {
    for (const leave of this._leave) leave();
    this._leave = [];
    this._followed = undefined;
  }
}
