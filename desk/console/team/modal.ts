import { html, nothing, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import type { Messages } from '../i18n/zh-CN.ts';
import { icons } from '../parts/icons.ts';
import { problemWords } from '../parts/problem-words.ts';

interface Parts {
  title: string;
  body: TemplateResult;
  /** Label of the submit button. */
  submit: string;
  /** Whether all fields are valid. */
  isRight: boolean;
  /**
   * Called on submit. The dialog closes when it resolves, and stays open with the error when it
   * rejects.
   */
  act: () => Promise<void>;
  dangerous?: boolean;
  /** Message for errors with a special meaning in this dialog; undefined for all others. */
  explain?: (error: unknown) => string | undefined;
}

/**
 * A form in a `<dialog>`, open while it has a draft. Escape closes it; the focus returns to where
 * it was.
 */
export class Modal<Draft extends object> implements ReactiveController {
  draft: Draft | undefined;
  busy = false;
  error: unknown;
  /** Whether the form was submitted: validation errors show only then. */
  tried = false;

  private _isShown = false;

  /** @param _after selector of the element to focus when the opening button has been removed */
  constructor(
    private readonly _host: LitElement,
    private readonly _id: string,
    private readonly _after: string,
  ) {
    _host.addController(this);
  }

  hostUpdated(): void {
    const { dialog } = this;
    // Show it only once: the host may update between close() and the close event.
    if (!this.draft || this._isShown || !dialog) return;
    this._isShown = true;
    dialog.showModal();
  }

  open(draft: Draft): void {
    this.draft = draft;
    this.error = undefined;
    this.busy = this.tried = this._isShown = false;
    this._host.requestUpdate();
  }

  set(change: Partial<Draft>): void {
    if (this.draft) this.draft = { ...this.draft, ...change };
    this._host.requestUpdate();
  }

  close(): void {
    this.dialog?.close();
    void this._closed();
  }

  template(t: Messages, parts: (draft: Draft) => Parts): TemplateResult | typeof nothing {
    if (!this.draft) return nothing;
    const { title, body, submit, isRight, act, dangerous, explain } = parts(this.draft);
    const send = (event: Event) => {
      event.preventDefault();
      void (isRight ? this._send(act) : this._point());
    };
    return html`<dialog id=${this._id} aria-labelledby="${this._id}-title" @close=${this._closed}>
      <form class="form" novalidate @submit=${send}>
        <h2 id="${this._id}-title">${title}</h2>
        ${body}
        <div role="alert">
          ${this.error ? html`<p class="notice bad">${icons.alert}<span>${explain?.(this.error) ?? problemWords(this.error, t)}</span></p>` : nothing}
        </div>
        <div class="row actions">
          <button type="button" class="button quiet" @click=${() => this.close()}>
            ${t.common.cancel}
          </button>
          <button type="submit" class="button ${dangerous ? 'bad' : ''}" aria-disabled=${this.busy}>
            ${submit}
          </button>
        </div>
      </form>
    </dialog>`;
  }

  private get dialog(): HTMLDialogElement | null {
    return this._host.renderRoot.querySelector<HTMLDialogElement>(`dialog#${this._id}`);
  }

  /** Shows the validation errors and focuses the first invalid field. */
  private async _point(): Promise<void> {
    this.tried = true;
    this._host.requestUpdate();
    await this._host.updateComplete;
    this.dialog?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }

  private async _send(act: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.error = undefined;
    this._host.requestUpdate();
    try {
      await act();
      await this._host.updateComplete;
      this.close();
    } catch (error) {
      this.error = error;
    }
    this.busy = false;
    this._host.requestUpdate();
  }

  private readonly _closed = async (): Promise<void> => {
    if (!this.draft || this.dialog?.open) return;
    this.draft = undefined;
    this._host.requestUpdate();
    await this._host.updateComplete;
    const root = this._host.renderRoot as ShadowRoot;
    if (!root.activeElement) root.querySelector<HTMLElement>(this._after)?.focus();
  };
}
