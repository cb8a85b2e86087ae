import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Messages } from '../i18n/zh-CN.ts';
import { ConsoleElement } from '../parts/console-element.ts';
import { isComposing } from '../parts/composing.ts';
import { icons } from '../parts/icons.ts';
import { menuStyles } from '../parts/menu.styles.ts';
import { consoleStyles } from '../parts/page.styles.ts';
import type { Alerts } from './alerts.ts';
import { alertMenuStyles } from './alert-menu.styles.ts';
import { ALERT_KINDS, type AlertKind, type AlertSettings } from './kinds.ts';

/** Whether alerts reach the agent, for the button. */
type State = 'off' | 'on' | 'waits';

/**
 * @summary What the agent wants to be alerted to, by sound or desktop notification, each with a trial.
 * @element desk-alert-menu
 */
export class DeskAlertMenu extends ConsoleElement {
  static override styles = [...consoleStyles, menuStyles, alertMenuStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('click', this._outside);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('click', this._outside);
  }

  private get _alerts(): Alerts {
    if (!this.context) throw new Error('context is not set');
    return this.context.alerts;
  }

  private get _state(): State {
    const { settings, sound, permission } = this._alerts;
    const notifies = settings.notifications && permission === 'granted';
    if (settings.sound && sound === 'waits') return 'waits';
    return (settings.sound && sound === 'ready') || notifies ? 'on' : 'off';
  }

  private async _set(change: Partial<AlertSettings>): Promise<void> {
    await this._alerts.set(change);
    if (change.notifications && this._alerts.permission === 'default')
      this.announce(this.t.alerts.notAnswered, 'quiet');
    this.requestUpdate();
  }

  private async _rehearse(kind: AlertKind): Promise<void> {
    await this._alerts.rehearse(kind);
    this.announce(this.t.alerts.rehearsed, 'quiet');
  }

  private readonly _escape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || isComposing(event)) return;
    this._shut();
    this.renderRoot.querySelector('summary')?.focus();
  };

  /** Closes the sheet on a press outside it. Any press may have let the browser play sounds. */
  private readonly _outside = (event: Event): void => {
    this.requestUpdate();
    const menu = this.renderRoot.querySelector('details');
    if (menu?.open && !event.composedPath().includes(menu)) this._shut();
  };

  private _shut(): void {
    this.renderRoot.querySelector('details')?.removeAttribute('open');
  }

  protected override template(t: Messages): TemplateResult {
    const { settings, sound, permission } = this._alerts;
    const state = this._state;
    const { alerts } = t;
    return html`<details class="menu ${state}" @keydown=${this._escape}>
      <summary title=${alerts.state[state]}>
        ${icons.nudged}<span class="unseen">${alerts.title}${t.common.colon}</span
        ><span class=${state === 'waits' ? 'waits' : 'unseen'}>${alerts.state[state]}</span>
      </summary>
      <div class="sheet">
        <strong>${alerts.title}</strong>
        <div>
          ${this._check(alerts.sound, settings.sound, sound !== 'unsupported', (on) => ({ sound: on }))}
          ${sound === 'unsupported' ? html`<p class="small">${alerts.noSound}</p>` : settings.sound && sound === 'waits' ? html`<p class="small warn">${alerts.soundWaits}</p>` : nothing}
          ${this._check(
            alerts.notifications,
            settings.notifications && permission === 'granted',
            permission === 'granted' || permission === 'default',
            (on) => ({ notifications: on }),
          )}
          ${permission === 'granted' || permission === 'default' ? nothing : html`<p class="small warn">${alerts.blocked[permission]}</p>`}
        </div>
        <fieldset>
          <legend>${alerts.when}</legend>
          ${ALERT_KINDS.map(
            (kind) =>
              html`<div class="row kind">
                ${this._check(alerts.kinds[kind], settings.kinds[kind], true, (on) => ({
                  kinds: { ...settings.kinds, [kind]: on },
                }))}<button
                  type="button"
                  class="button outline small-button"
                  aria-label=${alerts.rehearseKind(alerts.kinds[kind])}
                  @click=${() => this._rehearse(kind)}
                >
                  ${alerts.rehearse}
                </button>
              </div>`,
          )}
        </fieldset>
        <p class="small">${alerts.rules}</p>
      </div>
    </details>`;
  }

  private _check(
    words: string,
    isOn: boolean,
    isPossible: boolean,
    change: (on: boolean) => Partial<AlertSettings>,
  ): TemplateResult {
    // `live`: the browser may refuse what was pressed.
    return html`<label class="check"
      ><input
        type="checkbox"
        .checked=${live(isOn)}
        ?disabled=${!isPossible}
        @change=${(event: Event) => this._set(change((event.target as HTMLInputElement).checked))}
      />${words}</label
    >`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-alert-menu': DeskAlertMenu;
  }
}
