import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Messages } from '../i18n/zh-CN.ts';
import { ConsoleElement } from './console-element.ts';
import { isComposing } from './composing.ts';
import { formStyles } from './form.styles.ts';
import { icons } from './icons.ts';
import { consoleStyles } from './page.styles.ts';

/** A dialog has closed. The page moves the focus if the button that opened it has been removed. */
export class DialogClosedEvent extends Event {
  static readonly type = 'console-dialog-closed';

  constructor() {
    super(DialogClosedEvent.type, { bubbles: true });
  }
}

/** Content of a dialog for its current draft. */
export interface DialogForm {
  title: string | TemplateResult;
  body: TemplateResult;
  /** Label of the submit button. */
  submit: string;
  isValid: boolean;
  dangerous?: boolean;
}

/**
 * Base of the dialogs with a form. A dialog is open while it has a draft. Escape closes it; the
 * focus returns to where it was.
 */
export abstract class FormDialog<Draft extends object> extends ConsoleElement {
  static override styles = [
    ...consoleStyles,
    formStyles,
    // Out of the flow: the page is a grid with a gap between its items.
    css`
      :host {
        position: absolute;
      }
    `,
  ];
  static override properties: PropertyDeclarations = {
    draft: { state: true },
    status: { state: true },
    showsErrors: { state: true },
  };

  private _isShown = false;

  /** What has been entered; undefined while the dialog is closed. */
  declare protected draft: Draft | undefined;
  protected status: 'idle' | 'sending' | { error: unknown } = 'idle';
  /** Whether validation errors are shown: only after the form was submitted. */
  protected showsErrors = false;

  protected override updated(): void {
    const dialog = this._dialog;
    // Shown only once: the element may update between close() and the close event.
    if (!this.draft || this._isShown || !dialog) return;
    this._isShown = true;
    dialog.showModal();
  }

  /** Content of the dialog. */
  protected abstract form(draft: Draft, t: Messages): DialogForm;

  /**
   * Sends the valid draft. The dialog closes when it resolves, unless to `'stay'`, and shows the error
   * otherwise.
   */
  protected abstract send(draft: Draft): Promise<unknown>;

  /** Message for an error of `send`. */
  protected explain(error: unknown): string {
    return this.problem(error);
  }

  protected start(draft: Draft): void {
    this.draft = draft;
    this.status = 'idle';
    this.showsErrors = this._isShown = false;
  }

  protected set(change: Partial<Draft>): void {
    if (this.draft) this.draft = { ...this.draft, ...change };
  }

  private get _dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  private readonly _submit = (event: Event): void => {
    event.preventDefault();
    this.submit();
  };

  /** Sends the draft, or shows what is wrong with it. */
  protected submit(): void {
    const { draft } = this;
    if (draft) void (this.form(draft, this.t).isValid ? this._send(draft) : this._showErrors());
  }

  /** Shows the validation errors and focuses the first invalid field. */
  private async _showErrors(): Promise<void> {
    this.showsErrors = true;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }

  private async _send(draft: Draft): Promise<void> {
    if (this.status === 'sending') return;
    this.status = 'sending';
    try {
      const stays = await this.send(draft);
      this.status = 'idle';
      await this.updateComplete;
      if (stays !== 'stay') this.close();
    } catch (error) {
      this.status = { error };
    }
  }

  protected readonly close = (): void => {
    this._dialog?.close();
    void this._closed();
  };

  private readonly _closed = async (): Promise<void> => {
    if (!this.draft || this._dialog?.open) return;
    this.draft = undefined;
    await this.updateComplete;
    this.dispatchEvent(new DialogClosedEvent());
  };

  /** The Escape that ends pinyin must not close the dialog, which would lose what was typed. */
  private readonly _key = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && isComposing(event)) event.preventDefault();
  };

  protected override template(t: Messages): TemplateResult | typeof nothing {
    const { draft, status } = this;
    if (!draft) return nothing;
    const { title, body, submit, dangerous } = this.form(draft, t);
    return html`<dialog aria-labelledby="title" @close=${this._closed} @keydown=${this._key}>
      <form class="form" novalidate @submit=${this._submit}>
        <h2 id="title">${title}</h2>
        ${body}
        <div role="alert">
          ${typeof status === 'object' ? html`<p class="notice bad">${icons.alert}<span>${this.explain(status.error)}</span></p>` : nothing}
        </div>
        <div class="row actions">
          <button type="button" class="button quiet" @click=${this.close}>
            ${t.common.cancel}
          </button>
          <button
            type="submit"
            class="button ${dangerous ? 'bad' : ''}"
            aria-disabled=${status === 'sending'}
          >
            ${submit}
          </button>
        </div>
      </form>
    </dialog>`;
  }
}
