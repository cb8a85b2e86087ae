import {
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import type { Screenshot } from '../../../wire/ticket.ts';
import type { Changed } from '../../connection/store.ts';
import type { Messages } from '../../i18n/zh-CN.ts';
import { ConsoleElement } from '../../parts/console-element.ts';
import { formatTicketNumber } from '../../parts/format.ts';
import { icons } from '../../parts/icons.ts';
import { consoleStyles } from '../../parts/page.styles.ts';
import { sectionStyles } from '../section.styles.ts';
import { Files } from './files.ts';
import { screenshotsStyles } from './screenshots.styles.ts';
import type { DeskScreenshotViewer } from './viewer.ts';

/**
 * @summary What the member sent: small pictures, each of which opens in a viewer.
 * @element desk-screenshots
 */
export class DeskScreenshots extends ConsoleElement {
  static override styles = [...consoleStyles, sectionStyles, screenshotsStyles];
  static override properties: PropertyDeclarations = {
    number: { attribute: false },
    screenshots: { attribute: false },
  };

  private readonly _files = new Files(this, (id) => this.api.file(`/attachments/${id}`));

  /** Number of the ticket. */
  number = '';
  /** In the order in which they were sent. */
  screenshots: readonly Screenshot[] = [];

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (this.context) this._files.show(this.screenshots.map(({ id }) => id));
  }

  protected override deskChanged(changed: Changed): void {
    // After a reconnect.
    if (changed === 'lines') this._files.retryAll();
  }

  private _open(id: string): void {
    this.renderRoot.querySelector<DeskScreenshotViewer>('desk-screenshot-viewer')?.open(id);
  }

  protected override template(t: Messages): TemplateResult | typeof nothing {
    const { screenshots } = this;
    if (screenshots.length === 0) return nothing;
    return html`<section aria-labelledby="title">
      <h2 id="title">${t.screenshots.title(screenshots.length)}</h2>
      <ul>
        ${screenshots.map((one, index) => html`<li>${this._small(one, index, t)}</li>`)}
      </ul>
      <desk-screenshot-viewer
        .context=${this.context}
        .number=${this.number}
        .screenshots=${screenshots}
        .files=${this._files}
        .revision=${screenshots.map(({ id }) => this._files.of(id))}
      ></desk-screenshot-viewer>
    </section>`;
  }

  private _small({ id, at, from }: Screenshot, index: number, t: Messages): TemplateResult {
    const state = this._files.of(id);
    const { length } = this.screenshots;
    const words = t.screenshots;
    const facts = html`<span class="small figures">${this.when(at)}</span
      >${from === undefined ? nothing : html`<span class="small">${words.from(formatTicketNumber(from))}</span>`}`;
    switch (state.kind) {
      case 'ready':
        return html`<button
            type="button"
            class="thumb"
            aria-label=${words.open(index + 1, length)}
            @click=${() => this._open(id)}
          >
            <img src=${state.url} alt="" draggable="false" />
          </button>
          ${facts}`;
      case 'failed':
        return html`<button
            type="button"
            class="thumb"
            aria-label="${words.failed(index + 1)} ${t.common.retry}"
            @click=${() => this._files.retry(id)}
          >
            ${icons.alert}<span>${t.common.retry}</span>
          </button>
          ${facts}`;
      case 'gone':
        return html`<span class="thumb quiet-words">${icons.shield}<span>${words.gone}</span></span
          >${facts}`;
      default:
        return html`<span class="thumb bone" role="status" aria-label=${t.common.loading}></span
          >${facts}`;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-screenshots': DeskScreenshots;
  }
}
