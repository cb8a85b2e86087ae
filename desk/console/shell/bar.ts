import { html, nothing, type TemplateResult } from 'lit';
import { PRESENCES, type Presence } from '../../wire/agent.ts';
import { CONSOLE_LANGUAGES } from '../parts/context.ts';
import { ConsoleElement } from '../parts/console-element.ts';
import { isComposing } from '../parts/composing.ts';
import type { Messages } from '../i18n/zh-CN.ts';
import { icons } from '../parts/icons.ts';
import { ShowKeysEvent } from './keys.ts';
import { ticketPath } from '../parts/paths.ts';
import { TakeCallEvent } from '../parts/requests.ts';
import { callOf, countsOf } from './counts.ts';
import { menuStyles } from '../parts/menu.styles.ts';
import { barStyles } from './bar.styles.ts';
import { consoleStyles } from '../parts/page.styles.ts';

/**
 * @summary Top bar: shop name, ticket counts, calls that come in, own presence, connection state and
 *   menu.
 * @element desk-bar
 * @fires console-take-call - The agent has answered the phone.
 * @fires console-language - The agent chose another language.
 * @fires console-show-keys - The agent asks for the list of shortcuts.
 */
export class DeskBar extends ConsoleElement {
  static override styles = [...consoleStyles, menuStyles, barStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('click', this._close);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('click', this._close);
  }

  private async _be(presence: Presence): Promise<void> {
    try {
      await this.store.setPresence(presence);
    } catch (error) {
      this.announce(this.problem(error), 'bad');
    }
  }

  private readonly _speak = (event: Event): void => {
    this.context?.preferences.set({ lang: (event.target as HTMLSelectElement).value });
    this.dispatchEvent(new Event('console-language'));
  };

  private readonly _turn = (event: Event): void =>
    this.context?.preferences.set({ shortcuts: (event.target as HTMLInputElement).checked });

  private readonly _keys = (): void => {
    this._shut();
    this.dispatchEvent(new ShowKeysEvent());
  };

  private readonly _escape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || isComposing(event)) return;
    this._shut();
    this.renderRoot.querySelector('summary')?.focus();
  };

  /** Closes the menu on a press outside it. */
  private readonly _close = (event: Event): void => {
    const menu = this.renderRoot.querySelector('details');
    if (menu?.open && !event.composedPath().includes(menu)) this._shut();
  };

  private _shut(): void {
    this.renderRoot.querySelector('details')?.removeAttribute('open');
  }

  protected override template(t: Messages): TemplateResult {
    const { store, session } = this;
    const { waiting, atOpening, late } = countsOf(store);
    const own = callOf(store);
    return html`<header>
      <strong class="brand">${this.text(session.brand)}</strong>
      <p class="counts figures">
        <span>${t.shell.waiting(waiting)}</span>
        ${atOpening ? html`<span>${t.shell.atOpening(atOpening)}</span>` : nothing}
        ${late ? html`<span class="mark bad">${icons.alert}${t.shell.late(late)}</span>` : nothing}
      </p>
      <span class="connection ${store.link}" title=${t.shell.link[store.link]}
        ><i></i><span>${t.shell.link[store.link]}</span></span
      >
      ${
        own
          ? html`<a class="button small-button call" href=${ticketPath(own.number)}
              >${icons.phone}<span>${t.call.mine}</span></a
            >`
          : html`<button
              type="button"
              class="button outline small-button call"
              title="a"
              @click=${() => this.dispatchEvent(new TakeCallEvent())}
            >
              ${icons.phone}<span>${t.call.take}</span>
            </button>`
      }
      <fieldset class="presence">
        <legend class="unseen">${t.shell.presence}</legend>
        ${PRESENCES.map((presence) => this._choice(presence, t))}
      </fieldset>
      <desk-alert-menu .context=${this.context}></desk-alert-menu>
      <details class="menu" @keydown=${this._escape}>
        <summary>
          ${icons.person}<span class="unseen">${t.shell.menu}</span
          ><span class="name">${session.me.name}</span>
        </summary>
        <div class="sheet">
          <p>
            <strong>${session.me.name}</strong><br /><span class="small"
              >${session.me.login} · ${t.common.role[session.me.role]}</span
            >
          </p>
          <div class="field">
            <label for="language">${t.shell.language}</label>
            <select id="language" class="input" @change=${this._speak}>
              ${CONSOLE_LANGUAGES.map((language) => html`<option value=${language} ?selected=${language === this.language}>${t.shell.languages[language]}</option>`)}
            </select>
          </div>
          <label class="check"
            ><input
              type="checkbox"
              .checked=${this.context?.preferences.shortcuts ?? false}
              @change=${this._turn}
            />${t.shell.shortcuts}</label
          >
          <button type="button" class="button soft" @click=${this._keys}>
            ${icons.keyboard}${t.shell.keys}
          </button>
          <button type="button" class="button quiet" @click=${() => store.signOut()}>
            ${icons.signOut}${t.shell.signOut}
          </button>
        </div>
      </details>
    </header>`;
  }

  private _choice(presence: Presence, t: Messages): TemplateResult {
    const on = this.session.me.presence === presence;
    return html`<label class=${on ? `on ${presence}` : presence}
      ><input
        type="radio"
        name="presence"
        value=${presence}
        .checked=${on}
        @change=${() => this._be(presence)}
      /><i></i>${t.common.presence[presence]}</label
    >`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-bar': DeskBar;
  }
}
