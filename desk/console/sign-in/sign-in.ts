import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { ApiProblem } from '../connection/api.ts';
import type { ConsoleContext } from '../parts/context.ts';
import { durationWords } from '../parts/format.ts';
import { messagesOf } from '../i18n/messages.ts';
import type { Messages } from '../i18n/zh-CN.ts';
import { icons } from '../parts/icons.ts';
import { problemWords } from '../parts/problem-words.ts';
import { consoleStyles } from '../parts/page.styles.ts';
import { signInStyles } from './sign-in.styles.ts';

type FieldName = 'login' | 'password';

/**
 * @summary Sign-in form; explains failures and says when to try again.
 * @element desk-sign-in
 */
export class DeskSignIn extends LitElement {
  static override styles = [...consoleStyles, signInStyles];
  static override properties: PropertyDeclarations = {
    context: { attribute: false },
    dark: { type: Boolean, reflect: true },
    capsLock: { state: true },
    plain: { state: true },
    sending: { state: true },
    failure: { state: true },
    missing: { state: true },
    until: { state: true },
  };

  private _count: ReturnType<typeof setInterval> | undefined;

  private capsLock = false;
  /** Whether the password is shown. */
  private plain = false;
  private sending = false;
  /** Why the last attempt failed; `wait-over` once the desk accepts another one. */
  declare private failure: ApiProblem | 'wait-over' | undefined;
  private missing: readonly FieldName[] = [];
  /** When the next attempt is allowed, epoch ms on this device. */
  private until = 0;

  /** Handed down from the shell. */
  declare context?: ConsoleContext;
  /** Whether the colours are for a dark screen. */
  dark = false;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this._count);
  }

  protected override willUpdate(): void {
    if (this.context) this.dark = this.context.dark;
  }

  protected override firstUpdated(): void {
    this._field('login')?.focus();
  }

  private _failureWords(t: Messages): string {
    const { failure } = this;
    if (failure === 'wait-over') return t.signIn.tryAgain;
    return failure ? problemWords(failure, t) : '';
  }

  private _is(name: FieldName): 'true' | typeof nothing {
    return this.missing.includes(name) ? 'true' : nothing;
  }

  private _field(name: FieldName): HTMLInputElement | null {
    return this.renderRoot.querySelector<HTMLInputElement>(`#${name}`);
  }

  private readonly _see = (event: KeyboardEvent): void => {
    // Password managers dispatch key events that are not KeyboardEvents.
    if (typeof event.getModifierState === 'function')
      this.capsLock = event.getModifierState('CapsLock');
  };

  private readonly _submit = (event: Event): void => {
    event.preventDefault();
    if (!this.sending && Date.now() >= this.until) void this._send();
  };

  private async _send(): Promise<void> {
    const { context } = this;
    const [login, password] = [this._field('login'), this._field('password')];
    if (!context || !login || !password) return;
    const fields = { login, password };
    this.missing = (['login', 'password'] as const).filter((name) => !fields[name].value.trim());
    this.failure = undefined;
    const [first] = this.missing;
    if (first) return fields[first].focus();
    this.sending = true;
    try {
      await context.store.signIn(login.value.trim(), password.value);
    } catch (error) {
      this._fail(error instanceof ApiProblem ? error : new ApiProblem('internal', 0));
      password.select();
      password.focus();
    } finally {
      this.sending = false;
    }
  }

  /** Shows why the attempt failed and, when the desk says how long to wait, counts down. */
  private _fail(problem: ApiProblem): void {
    this.failure = problem;
    if (!problem.retryAfter) return;
    this.until = Date.now() + problem.retryAfter * 1000;
    clearInterval(this._count);
    this._count = setInterval(() => {
      this.requestUpdate();
      if (Date.now() < this.until) return;
      clearInterval(this._count);
      this.failure = 'wait-over';
    }, 1000);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { context } = this;
    if (!context) return nothing;
    const t = messagesOf(context.lang);
    const wait = Math.ceil((this.until - Date.now()) / 1000);
    const throttled = wait > 0;
    const failure = this._failureWords(t);
    const words = throttled
      ? t.signIn.throttled(wait < 60 ? t.signIn.seconds(wait) : durationWords(wait * 1000, t))
      : failure;
    return html`<form
      class="card"
      novalidate
      @submit=${this._submit}
      @keydown=${this._see}
      @keyup=${this._see}
    >
      <h1>${t.signIn.title}</h1>
      ${this._input('login', t.signIn.login, t.signIn.loginMissing, html`<input class="input" id="login" name="login" type="text" autocomplete="username" autocapitalize="none" autocorrect="off" spellcheck="false" enterkeyhint="next" required aria-invalid=${this._is('login')} aria-describedby="login-hint" />`)}
      ${this._input(
        'password',
        t.signIn.password,
        t.signIn.passwordMissing,
        html`<span class="secret">
          <input
            class="input"
            id="password"
            name="password"
            type=${this.plain ? 'text' : 'password'}
            autocomplete="current-password"
            autocapitalize="none"
            spellcheck="false"
            enterkeyhint="go"
            required
            aria-invalid=${this._is('password')}
            aria-describedby="password-hint caps"
          />
          <button
            type="button"
            class="icon"
            aria-label=${this.plain ? t.signIn.hide : t.signIn.show}
            aria-pressed=${this.plain}
            @click=${() => (this.plain = !this.plain)}
          >
            ${icons.eye}
          </button>
        </span>`,
      )}
      <p id="caps" class="hint warn" aria-live="polite">
        ${this.capsLock ? html`${icons.alert}<span>${t.signIn.capsLock}</span>` : nothing}
      </p>
      <div id="trouble" role="alert">
        ${words ? html`<p class="notice bad">${icons.alert}<span aria-hidden=${throttled ? 'true' : nothing}>${words}</span>${throttled ? html`<span class="unseen">${failure}</span>` : nothing}</p>` : nothing}
      </div>
      <button type="submit" class="button" aria-disabled=${this.sending || throttled}>
        ${this.sending ? t.signIn.sending : t.signIn.submit}
      </button>
      <p class="small">${t.signIn.help}</p>
    </form>`;
  }

  private _input(
    name: FieldName,
    label: string,
    missing: string,
    input: TemplateResult,
  ): TemplateResult {
    return html`<div class="field">
      <label for=${name}>${label}</label>
      ${input}
      <p id="${name}-hint" class="hint bad">
        ${this.missing.includes(name) ? html`${icons.alert}<span>${missing}</span>` : nothing}
      </p>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-sign-in': DeskSignIn;
  }
}
