import { html, type TemplateResult } from 'lit';
import { ConsoleElement } from '../parts/console-element.ts';
import type { Messages } from '../i18n/zh-CN.ts';
import { icons } from '../parts/icons.ts';
import { pathOf } from '../parts/paths.ts';
import { Shortcuts } from '../parts/shortcuts.ts';
import { keysStyles } from './keys.styles.ts';
import { consoleStyles } from '../parts/page.styles.ts';
import { TakeCallEvent, TakeNextEvent } from '../parts/requests.ts';

/** Asks for the list of shortcuts. Listened to on the document, as sender and list are siblings. */
export class ShowKeysEvent extends Event {
  static readonly type = 'console-show-keys';

  constructor() {
    super(ShowKeysEvent.type, { bubbles: true, composed: true });
  }
}

/**
 * @summary Shortcuts that work on every page, and the dialog that lists all shortcuts.
 * @element desk-keys
 * @fires console-take-next - The agent pressed the shortcut for the next ticket.
 * @fires console-take-call - The agent pressed the shortcut for a call that has come in.
 */
export class DeskKeys extends ConsoleElement {
  static override styles = [...consoleStyles, keysStyles];

  constructor() {
    super();
    new Shortcuts(this, {
      n: () => this.dispatchEvent(new TakeNextEvent()),
      a: () => this.dispatchEvent(new TakeCallEvent()),
      '/': () => this.go(pathOf('find')),
      '?': () => this._show(),
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener(ShowKeysEvent.type, this._show);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener(ShowKeysEvent.type, this._show);
  }

  private readonly _show = (): void => {
    const dialog = this.renderRoot.querySelector('dialog');
    if (dialog && !dialog.open) dialog.showModal();
  };

  private readonly _close = (): void => this.renderRoot.querySelector('dialog')?.close();

  protected override template(t: Messages): TemplateResult {
    const rows: [string[], string][] = [
      [['j', '↓'], t.queue.keys.down],
      [['k', '↑'], t.queue.keys.up],
      [['Enter'], t.queue.keys.open],
      [['n'], t.queue.keys.next],
      [['a'], t.queue.keys.call],
      [['c'], t.queue.keys.claim],
      [['d'], t.queue.keys.done],
      [['/'], t.queue.keys.find],
      [['?'], t.queue.keys.help],
      [['Esc'], t.queue.keys.close],
    ];
    return html`<dialog aria-labelledby="title">
      <div class="row spread">
        <h2 id="title">${t.shell.keys}</h2>
        <button type="button" class="icon" aria-label=${t.common.close} @click=${this._close}>
          ${icons.close}
        </button>
      </div>
      <dl>
        ${rows.map(
          ([keys, words]) =>
            html`<dt>${keys.map((key) => html`<kbd>${key}</kbd>`)}</dt>
              <dd>${words}</dd>`,
        )}
      </dl>
      <p class="small">${t.queue.keys.off}</p>
    </dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-keys': DeskKeys;
  }
}
