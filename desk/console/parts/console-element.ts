import {
  LitElement,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import type { Text } from '../../../src/contract/text.ts';
import { pickText } from '../../../src/core/text.ts';
import { copyText } from '../../../src/device/copy.ts';
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
 * Base of the console's elements: access to the desk, the session, the language and the store.
 * Renders again after each change of the store, and renders nothing until an agent is signed in.
 * @fires console-navigate - Asks the shell to go to another page.
 * @fires console-announce - Asks the shell to show a message.
 */
export abstract class ConsoleElement extends LitElement {
  static override properties: PropertyDeclarations = {
    context: { attribute: false },
    /** Copied from `context`; styles select on its attribute. */
    dark: { type: Boolean, reflect: true },
  };

  private _leave: (() => void)[] = [];
  private _followed: ConsoleStore | undefined;

  /** Handed down from the shell to every element. */
  declare context?: ConsoleContext;
  /** Whether the colours are for a dark screen. */
  dark = false;

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

  /** Called once the store is available: the element can load its data. */
  protected arrived(): void {
    // Elements that load more than the store holds override this.
  }

  /** Called after each change at the desk, and after a reconnect, during which changes may be missed. */
  protected deskChanged(_changed: Changed, _data: unknown): void {
    // Elements that load more than the store holds override this.
  }

  /** Content of the element; called only while an agent is signed in. */
  protected abstract template(t: Messages): TemplateResult | typeof nothing;

  protected get store(): ConsoleStore {
    if (!this.context) throw new Error('context is not set');
    return this.context.store;
  }

  protected get api(): ConsoleApi {
    return this.store.api;
  }

  /** The signed-in agent and the shop's settings. Throws when nobody is signed in. */
  protected get session(): SessionView {
    const { session } = this.store;
    if (!session) throw new Error('nobody is signed in');
    return session;
  }

  protected get language(): ConsoleLanguage {
    return this.context?.lang ?? 'zh-CN';
  }

  /** The console's messages in the agent's language. */
  protected get t(): Messages {
    return messagesOf(this.language);
  }

  protected get isSupervisor(): boolean {
    return this.session.me.role === 'supervisor';
  }

  /** A text from the shop's config in the agent's language. */
  protected text(text: Text): string {
    return pickText(text, this.language);
  }

  /** Name of a topic; its id when the config no longer has it. */
  protected topicName(id: string): string {
    return this.text(this.session.topics[id] ?? id);
  }

  protected lineName(id: string): string {
    return this.text(this.session.lines[id]?.label ?? id);
  }

  /** Name of an agent, of `member` or of `desk` by id; the id itself when it is unknown. */
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

  /** Navigates to a path made by `pathOf` or `ticketPath`. */
  protected go(path: string, replace = false): void {
    this.dispatchEvent(new NavigateEvent(path, replace));
  }

  /** Shows a message for a few seconds; screen readers read it out. */
  protected announce(words: string, kind?: AnnounceEvent['kind']): void {
    this.dispatchEvent(new AnnounceEvent(words, kind));
  }

  /** Copies a text and says whether it worked. */
  protected async copy(text: string): Promise<void> {
    const done = await copyText(text, this.renderRoot);
    const { copied, copyFailed } = this.t.common;
    this.announce(done ? copied : copyFailed, done ? 'done' : 'bad');
  }

  private _unfollow(): void {
    for (const leave of this._leave) leave();
    this._leave = [];
    this._followed = undefined;
  }

  protected override render(): TemplateResult | typeof nothing {
    return this.context?.store.session ? this.template(this.t) : nothing;
  }
}
