import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Screenshot } from '../../../wire/ticket.ts';
import type { Messages } from '../../i18n/zh-CN.ts';
import { ConsoleElement } from '../../parts/console-element.ts';
import { formatTicketNumber } from '../../parts/format.ts';
import { icons } from '../../parts/icons.ts';
import { consoleStyles } from '../../parts/page.styles.ts';
import type { Files, FileState } from './files.ts';
import { Gestures } from './gestures.ts';
import { viewerStyles } from './viewer.styles.ts';
import { FITTING, MAX_SCALE, moved, STEP, zoomed, type Sizes, type View } from './zoom.ts';

/** By how many px an arrow key moves a picture that is larger than the screen. */
const KEY_PX = 80;
const MIDDLE = { x: 0, y: 0 };
/** A double click enlarges by this. */
const CLOSER = 3;

/**
 * @summary Dialog over the whole screen that shows one screenshot after the other, as large as wanted.
 * @element desk-screenshot-viewer
 */
export class DeskScreenshotViewer extends ConsoleElement {
  static override styles = [
    ...consoleStyles,
    viewerStyles,
    css`
      :host {
        position: absolute;
      }
    `,
  ];
  static override properties: PropertyDeclarations = {
    number: { attribute: false },
    screenshots: { attribute: false },
    files: { attribute: false },
    revision: { attribute: false },
    current: { state: true },
    view: { state: true },
    moving: { state: true },
  };

  private readonly _gestures = new Gestures({
    zoom: (factor, point) => this._zoom(factor, point),
    move: (by) => (this.view = moved(this.view, by, this._sizes())),
    moving: (isMoving) => (this.moving = isMoving),
  });
  private _isShown = false;

  /** Id of the screenshot that is shown; undefined while the dialog is closed. */
  private current: string | undefined;
  private view: View = FITTING;
  private moving = false;

  /** Number of the ticket. */
  number = '';
  screenshots: readonly Screenshot[] = [];
  declare files?: Files;
  /** Changes when `files` has loaded something. */
  declare revision?: readonly FileState[];

  /** Opens the dialog with one of the screenshots. */
  open(id: string): void {
    this._show(id);
    this._isShown = false;
  }

  private _show(id: string | undefined): void {
    this.current = id;
    this.view = FITTING;
  }

  private get _dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  private get _at(): number {
    return this.screenshots.findIndex(({ id }) => id === this.current);
  }

  protected override updated(): void {
    // Not as an attribute, which the page's Content-Security-Policy forbids.
    const { scale, x, y } = this.view;
    const picture = this.renderRoot.querySelector('img');
    if (picture) picture.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
    const dialog = this._dialog;
    if (this.current === undefined || this._isShown || !dialog) return;
    this._isShown = true;
    dialog.showModal();
  }

  private _sizes(): Sizes {
    const [picture, room] = ['img', '.room'].map((selector) =>
      this.renderRoot.querySelector<HTMLElement>(selector),
    );
    return {
      picture: { width: picture?.offsetWidth ?? 0, height: picture?.offsetHeight ?? 0 },
      room: { width: room?.clientWidth ?? 0, height: room?.clientHeight ?? 0 },
    };
  }

  private _zoom(factor: number, point = MIDDLE): void {
    this.view = zoomed(this.view, factor, point, this._sizes());
  }

  private _step(by: number): void {
    const next = this.screenshots[this._at + by];
    if (next) this._show(next.id);
  }

  private readonly _retry = (): void => {
    if (this.current !== undefined) this.files?.retry(this.current);
    // The button is going; keys go on in the dialog.
    this._dialog?.focus();
  };

  private readonly _close = (): void => this._dialog?.close();
  private readonly _closed = (): void => this._show(undefined);

  private readonly _key = (event: KeyboardEvent): void => {
    // The page behind has keys of its own, Escape among them; the browser closes the dialog.
    event.stopPropagation();
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const move = (x: number, y: number): void => {
      this.view = moved(this.view, { x: x * KEY_PX, y: y * KEY_PX }, this._sizes());
    };
    const sideways = (by: number): void => (event.shiftKey ? move(-by, 0) : this._step(by));
    const keys: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => sideways(-1),
      ArrowRight: () => sideways(1),
      ArrowUp: () => move(0, 1),
      ArrowDown: () => move(0, -1),
      '+': () => this._zoom(STEP),
      '=': () => this._zoom(STEP),
      '-': () => this._zoom(1 / STEP),
      '0': () => (this.view = FITTING),
    };
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };

  private readonly _twice = (event: MouseEvent): void => {
    const isLarger = this.view.scale > 1;
    if (isLarger) this.view = FITTING;
    else this._zoom(CLOSER, this._gestures.pointOf(event));
  };

  private readonly _resized = (): void => {
    this.view = moved(this.view, MIDDLE, this._sizes());
  };

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('resize', this._resized);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('resize', this._resized);
    this._show(undefined);
  }

  /** In percent of the picture's own pixels; a dash until it is drawn. */
  private _percent({ width }: Screenshot): string {
    const percent = Math.round((this._sizes().picture.width * this.view.scale * 100) / width);
    return percent > 0 ? `${percent}%` : '–';
  }

  protected override template(t: Messages): TemplateResult | typeof nothing {
    const { current, screenshots, _at: at } = this;
    if (current === undefined) return nothing;
    const shown = screenshots[at];
    const state = shown ? (this.files?.of(shown.id) ?? { kind: 'loading' }) : { kind: 'gone' };
    const words = t.screenshots;
    const { scale } = this.view;
    const percent = state.kind === 'ready' && shown ? this._percent(shown) : '–';
    return html`<dialog
      tabindex="-1"
      aria-labelledby="place"
      @close=${this._closed}
      @keydown=${this._key}
    >
      <header>
        <p>
          <strong id="place" role="status">${words.place(at + 1, screenshots.length)}</strong>
          ${shown ? html`<span class="facts figures">${this.when(shown.at)}${shown.from === undefined ? nothing : ` · ${words.from(formatTicketNumber(shown.from))}`}</span>` : nothing}
        </p>
        <button
          type="button"
          class="tool"
          aria-label=${words.close}
          title="${words.close} (Esc)"
          @click=${this._close}
        >
          ${icons.close}
        </button>
      </header>
      <div
        class="room ${scale > 1 ? 'larger' : ''} ${this.moving ? 'moving' : ''}"
        @wheel=${this._gestures.wheel}
        @pointerdown=${this._gestures.down}
        @pointermove=${this._gestures.moved}
        @pointerup=${this._gestures.up}
        @pointercancel=${this._gestures.up}
        @dblclick=${this._twice}
      >
        ${this._picture(state as FileState, at, t)}
      </div>
      <footer>
        ${this._tool('previous', words.previous, '←', icons.back, () => this._step(-1), at > 0)}
        ${this._tool('', words.smaller, '-', icons.minus, () => this._zoom(1 / STEP), scale > 1)}
        <button
          type="button"
          class="tool scale"
          aria-label="${percent} ${words.fit}"
          title="${words.fit} (0)"
          @click=${() => (this.view = FITTING)}
        >
          ${percent}
        </button>
        ${this._tool('', words.larger, '+', icons.plus, () => this._zoom(STEP), scale < MAX_SCALE && state.kind === 'ready')}
        ${this._download(state as FileState, at, t)}
        ${this._tool('next', words.next, '→', icons.back, () => this._step(1), at < screenshots.length - 1)}
      </footer>
    </dialog>`;
  }

  /** A button that stays focusable when it can do nothing, so that the focus is not lost. */
  private _tool(
    kind: string,
    name: string,
    key: string,
    icon: TemplateResult,
    act: () => void,
    can: boolean,
  ): TemplateResult {
    return html`<button
      type="button"
      class="tool ${kind}"
      aria-label=${name}
      title="${name} (${key})"
      aria-disabled=${can ? 'false' : 'true'}
      @click=${() => can && act()}
    >
      ${icon}
    </button>`;
  }

  private _download(state: FileState, at: number, t: Messages): TemplateResult | typeof nothing {
    if (state.kind !== 'ready') return nothing;
    return html`<a
      class="tool"
      href=${state.url}
      download="${this.number}-${at + 1}.jpg"
      aria-label=${t.screenshots.download}
      title=${t.screenshots.download}
      >${icons.download}</a
    >`;
  }

  private _picture(state: FileState, at: number, t: Messages): TemplateResult {
    const words = t.screenshots;
    switch (state.kind) {
      case 'ready': {
        return html`<img
          src=${state.url}
          alt=${words.picture(at + 1)}
          draggable="false"
          @load=${() => this.requestUpdate()}
        />`;
      }
      case 'gone':
        return html`<div class="instead" role="alert">
          ${icons.shield}<span>${words.goneLong}</span>
        </div>`;
      case 'failed':
        return html`<div class="instead" role="alert">
          ${icons.alert}<span>${this.problem(state.error)}</span>
          <button type="button" class="button" @click=${this._retry}>${t.common.retry}</button>
        </div>`;
      default:
        return html`<span class="turning" role="status" aria-label=${t.common.loading}></span>`;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-screenshot-viewer': DeskScreenshotViewer;
  }
}
