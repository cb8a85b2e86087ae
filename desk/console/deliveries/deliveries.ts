import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { DeliveriesView } from '../../wire/deliveries.ts';
import { ApiProblem } from '../connection/api.ts';
import { ConsoleElement } from '../parts/console-element.ts';
import type { Messages } from '../i18n/zh-CN.ts';
import { icons } from '../parts/icons.ts';
import { pageStyles } from '../parts/page.styles.ts';
import { deliveriesStyles } from './deliveries.styles.ts';
import { Loaded } from '../parts/loaded.ts';
import { renderLoaded } from '../parts/render-loaded.ts';

type Target = DeliveriesView['targets'][number];
type Letter = DeliveriesView['dead'][number] | DeliveriesView['retrying'][number];

/** Result of a test delivery. */
type Test = 'testing' | 'reached' | { error: unknown };

/**
 * @summary Deliveries to webhooks and chat groups, with failures, retries and tests.
 * @element desk-deliveries
 */
export class DeskDeliveries extends ConsoleElement {
  static override styles = [...pageStyles, deliveriesStyles];
  static override properties: PropertyDeclarations = { query: { attribute: false } };

  private readonly _deliveries = new Loaded(this, () =>
    this.api.get<DeliveriesView>('/deliveries'),
  );
  private readonly _tests = new Map<string, Test>();

  /** Query of the current URL. */
  declare query?: URLSearchParams;

  protected override arrived(): void {
    void this._deliveries.ask();
  }

  protected override deskChanged(changed: string): void {
    if (changed === 'deliveries') this._deliveries.askSoon();
  }

  /** The receiver's error, or why the desk refused to test it. */
  private _why(error: unknown, t: Messages): string {
    if (!(error instanceof ApiProblem) || error.code !== 'test-failed') return this.problem(error);
    return error.detail ?? t.deliveries.noError;
  }

  /** Adds configured receivers that were sent nothing yet. */
  private _withConfigured(targets: readonly Target[]): Target[] {
    const { webhooks, bots } = this.session;
    const configured = [
      ...webhooks.map((id) => `webhook:${id}`),
      ...bots.map(({ id }) => `bot:${id}`),
    ];
    const silent = configured.filter((target) => !targets.some((told) => told.target === target));
    return [
      ...targets,
      ...silent.map((target) => ({ target, pending: 0, delivered: 0, dead: 0 })),
    ].sort((a, b) => a.target.localeCompare(b.target));
  }

  private _kindOf(target: string): keyof Messages['deliveries']['kinds'] {
    const { webhooks, bots } = this.session;
    if (webhooks.some((id) => target === `webhook:${id}`)) return 'webhook';
    return bots.find(({ id }) => target === `bot:${id}`)?.kind ?? 'gone';
  }

  private async _try(target: string): Promise<void> {
    if (this._tests.get(target) === 'testing') return;
    this._tests.set(target, 'testing');
    this.requestUpdate();
    const [kind] = target.split(':');
    try {
      await this.api.post(`/${kind ?? ''}s/${encodeURIComponent(idOf(target))}/test`);
      this._tests.set(target, 'reached');
    } catch (error) {
      this._tests.set(target, { error });
    }
    this.requestUpdate();
  }

  private async _redeliver({ id }: Letter, t: Messages): Promise<void> {
    try {
      this._deliveries.put(
        await this.api.post<DeliveriesView>(`/deliveries/${encodeURIComponent(id)}/redeliver`),
      );
      this.announce(t.deliveries.redelivered);
      await this.updateComplete;
      const root = this.renderRoot as ShadowRoot;
      // The pressed button may have been removed with its delivery.
      if (!root.activeElement)
        (
          root.querySelector<HTMLElement>('#dead') ?? root.querySelector<HTMLElement>('#retrying')
        )?.focus();
    } catch (error) {
      this.announce(this.problem(error), 'bad');
    }
  }

  protected override template(t: Messages): TemplateResult {
    return html`<h1>${t.deliveries.title}</h1>
      ${renderLoaded(this._deliveries, t, (view) => html`${this._targets(this._withConfigured(view.targets), t)}${this._trouble(view, t)}`)}`;
  }

  private _targets(targets: readonly Target[], t: Messages): TemplateResult {
    return html`<section aria-labelledby="targets">
      <h2 id="targets">${t.deliveries.targets}</h2>
      ${
        targets.length
          ? html`<ul class="targets">
              ${targets.map((target) => this._target(target, t))}
            </ul>`
          : html`<div class="card empty">
              ${icons.deliveries}<span>${t.deliveries.noTargets}</span>
            </div>`
      }
    </section>`;
  }

  private _target({ target, pending, delivered, dead }: Target, t: Messages): TemplateResult {
    const kind = this._kindOf(target);
    const count = (name: string, figure: number, look = '') =>
      html`<div>
        <dt>${name}</dt>
        <dd class=${look}>${figure}</dd>
      </div>`;
    return html`<li class="card target">
      <div class="row spread">
        <h3>${idOf(target)}</h3>
        <span class="badge">${t.deliveries.kinds[kind]}</span>
      </div>
      <dl class="counts">
        ${count(t.deliveries.delivered, delivered)}${count(t.deliveries.pending, pending)}${count(t.deliveries.dead, dead, dead ? 'bad' : '')}
      </dl>
      ${kind === 'gone' ? nothing : this._testOf(target, t)}
    </li>`;
  }

  private _testOf(target: string, t: Messages): TemplateResult {
    const test = this._tests.get(target);
    const isBusy = test === 'testing';
    return html`<div class="test">
      <div>
        <button
          type="button"
          class="button outline small-button"
          aria-disabled=${isBusy}
          aria-label="${t.deliveries.test}${t.common.colon}${idOf(target)}"
          @click=${() => this._try(target)}
        >
          ${isBusy ? t.deliveries.testing : t.deliveries.test}
        </button>
      </div>
      <div role="status">
        ${
          test === 'reached'
            ? html`<p class="notice ok">
                ${icons.check}<span>${t.deliveries.testDone(idOf(target))}</span>
              </p>`
            : typeof test === 'object'
              ? html`<p class="notice bad">
                  ${icons.alert}<span
                    >${t.deliveries.testFailed(idOf(target))}${t.common.colon}${this._why(test.error, t)}</span
                  >
                </p>`
              : nothing
        }
      </div>
    </div>`;
  }

  private _trouble({ dead, retrying }: DeliveriesView, t: Messages): TemplateResult {
    if (!dead.length && !retrying.length)
      return html`<p class="notice ok">${icons.check}<span>${t.deliveries.noTrouble}</span></p>`;
    return html`${dead.length ? this._letters('dead', t.deliveries.deadLetters, dead, t) : nothing}${retrying.length ? this._letters('retrying', t.deliveries.retrying, retrying, t) : nothing}`;
  }

  private _letters(
    id: string,
    title: string,
    letters: readonly Letter[],
    t: Messages,
  ): TemplateResult {
    return html`<section aria-labelledby=${id}>
      <h2 id=${id} tabindex="-1">${title} <span class="small figures">${letters.length}</span></h2>
      <ul class="card letters">
        ${letters.map(
          (letter) =>
            html`<li>
              <div class="grow">
                <p>
                  <strong>${t.deliveries.events[letter.type] ?? letter.type}</strong> →
                  ${idOf(letter.target)}
                </p>
                <p class="small figures">
                  ${[t.deliveries.created(this.when(letter.createdAt)), t.deliveries.attempts(letter.attempts), 'nextAt' in letter && t.deliveries.nextAt(this.when(letter.nextAt))].filter(Boolean).join(' · ')}
                </p>
                <p class="error">${letter.lastError ?? t.deliveries.noError}</p>
              </div>
              ${'nextAt' in letter ? nothing : html`<button type="button" class="button soft small-button" @click=${() => this._redeliver(letter, t)}>${icons.retry}${t.deliveries.redeliver}</button>`}
            </li>`,
        )}
      </ul>
    </section>`;
  }
}

/** Id of a receiver: `shop` for `webhook:shop`. */
const idOf = (target: string): string => target.slice(target.indexOf(':') + 1);

declare global {
  interface HTMLElementTagNameMap {
    'desk-deliveries': DeskDeliveries;
  }
}
