import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { showPicture, type DrawnPicture } from '../../device/draw-picture.ts';
import { register } from '../../elements.ts';
import type { RedactedEvent } from '../../events/redacted.ts';
import type { PictureMessages } from '../../i18n/pictures-zh-CN.ts';
import { wordsOf } from '../../i18n/words-of.ts';
import type { Messages } from '../../i18n/zh-CN.ts';
import type { Picture, RefusedFile } from '../../stores/picture-store.ts';
import { HotlineElement } from '../hotline-element.ts';
import { failure } from '../parts/failure.ts';
import { icons } from '../parts/icons.ts';
import { retryWords } from '../parts/retry-words.ts';
import { HotlinePictureDelivery } from './picture-delivery.ts';
import { PictureElement } from './picture-element.ts';
import { picturesStyles } from './pictures.styles.ts';
import { TakeFiles } from './take-files.ts';

/** The longest side of a small picture, in pixels of a sharp screen. */
const THUMB = 216;

/**
 * @summary The member's screenshots: chosen, photographed, pasted or dropped; what becomes of each,
 *   and how to cover what is private. Inside the checklist and the form.
 * @element hotline-pictures
 */
export class HotlinePictures extends PictureElement {
  static override styles = [HotlineElement.styles, picturesStyles];
  static override properties: PropertyDeclarations = {
    edited: { state: true },
    editor: { state: true },
  };

  private readonly _files = new TakeFiles(this, (files) => void this._add(files));
  /** What each canvas shows. */
  private readonly _drawn = new WeakMap<HTMLCanvasElement, DrawnPicture>();

  /** Number of the picture that is being redacted. */
  declare private edited?: number | undefined;
  /** What has become of loading the editor. */
  private editor: 'idle' | 'ready' | 'failed' = 'idle';

  constructor() {
    super();
    register('hotline-picture-delivery', HotlinePictureDelivery);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('online', this._resume);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('online', this._resume);
  }

  /** Focuses the first control, at once or as soon as it is drawn. */
  override focus(): void {
    void this.updateComplete.then(() => this._focus('input, button'));
  }

  protected override updated(): void {
    for (const { number, shown } of this.pictures.state.pictures) {
      const canvas = this.renderRoot.querySelector<HTMLCanvasElement>(`#thumb-${number}`);
      if (!canvas || !shown || this._drawn.get(canvas) === shown) continue;
      this._drawn.set(canvas, shown);
      // Without memory it stays empty; its name is there.
      showPicture(canvas, shown, THUMB).catch(() => undefined);
    }
  }

  private _resume = (): void => this.pictures.resume();

  private async _add(files: readonly File[]): Promise<void> {
    if (!files.length || this.edited !== undefined) return;
    const added = this.pictures.add(files);
    await this.updateComplete;
    // The button that was pressed is gone, because there is no room for more.
    if (!this.pictures.room) this._focusIfLost('li button');
    await added;
  }

  private _pick = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const files = [...(input.files ?? [])];
    input.value = '';
    void this._add(files);
  };

  private _focus(selector: string): void {
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  private _focusIfLost(selector: string): void {
    const root = this.renderRoot as ShadowRoot;
    if (!root.activeElement) this._focus(selector);
  }

  private async _remove(number: number): Promise<void> {
    this.pictures.remove(number);
    await this.updateComplete;
    this._focusIfLost('li button, input');
  }

  private _use = async (): Promise<void> => {
    this.pictures.use();
    await this.updateComplete;
    this._focusIfLost('.said');
  };

  private _edit(number: number): void {
    this.edited = number;
    void this._loadEditor();
  }

  /** Of its own file, and only for whoever covers something. */
  private _loadEditor = async (): Promise<void> => {
    const file = await import('../redaction/redaction.ts').catch(() => undefined);
    if (file) register('hotline-redaction', file.default);
    this.editor = file ? 'ready' : 'failed';
  };

  private _redacted = async ({ boxes }: RedactedEvent): Promise<void> => {
    const { edited } = this;
    this.edited = undefined;
    if (edited === undefined) return;
    if (boxes) void this.pictures.redact(edited, boxes);
    await this.updateComplete;
    this._focus(`#redact-${edited}`);
  };

  protected override draw(words: PictureMessages, m: Messages): TemplateResult | typeof nothing {
    const { attachments } = this.contact ?? {};
    const { pictures, refused } = this.pictures.state;
    if (!attachments && !pictures.length) return nothing;
    const edited = pictures.find(({ number }) => number === this.edited);
    const waiting = pictures.filter(({ state }) => state.phase === 'ready');
    const arrived = pictures.filter(({ state }) => state.phase === 'arrived');
    return html`<div
      class="pictures ${this._files.isOver ? 'over' : ''}"
      role="group"
      aria-label=${m.items.screenshot}
    >
      <ul class="tiles" ?hidden=${!pictures.length}>
        ${repeat(
          pictures,
          ({ number }) => number,
          (picture, index) => this._tile(picture, words.picture(index + 1), words, m),
        )}
      </ul>
      ${
        waiting.length
          ? html`<p class="hint">${icons.shield}<span>${words.onDevice}</span></p>
              <button type="button" class="button soft" @click=${this._use}>${words.use}</button>`
          : nothing
      }
      ${this.pictures.room ? this._sources(words) : nothing}
      <div class="said" tabindex="-1" role="status">
        ${pictures.length && !waiting.length ? html`<p class="small">${words.progress(arrived.length, pictures.length)}</p>` : nothing}
        ${this._refused(refused, attachments?.most ?? 0, words)}
      </div>
      ${edited?.whole ? this._editor(edited, m) : nothing}
    </div>`;
  }

  /** Where pictures come from. A camera of its own only where pages can use one. */
  private _sources(words: PictureMessages): TemplateResult {
    const isTouch = matchMedia('(pointer: coarse)').matches;
    return html`<div class="chips">
        <label class="chip"
          >${words.choose}<input type="file" multiple accept="image/*" @change=${this._pick}
        /></label>
        ${
          isTouch
            ? html`<label class="chip"
                >${words.photo}<input
                  type="file"
                  accept="image/*"
                  capture="environment"
                  @change=${this._pick}
              /></label>`
            : nothing
        }
      </div>
      ${isTouch ? nothing : html`<p class="small">${this._files.isOver ? words.drop : words.more}</p>`}`;
  }

  private _tile(
    { number, state, shown, boxes }: Picture,
    name: string,
    words: PictureMessages,
    m: Messages,
  ): TemplateResult {
    return html`<li>
      <span class="thumb"
        ><canvas id="thumb-${number}" role="img" aria-label=${name} width="1" height="1"></canvas
      ></span>
      <div class="about">
        <p class="small">${name}${boxes.length ? ` · ${words.redacted(boxes.length)}` : ''}</p>
        ${this._state(state, name, words, m)}
        <p class="links">
          <button
            type="button"
            class="link"
            id="redact-${number}"
            aria-label="${words.redact} ${name}"
            aria-disabled=${!shown}
            @click=${() => shown && this._edit(number)}
          >
            ${words.redact}
          </button>
          ${
            state.phase === 'failed'
              ? html`<button type="button" class="link" @click=${() => this.pictures.retry()}>
                  ${words.retry}
                </button>`
              : nothing
          }
          <button
            type="button"
            class="link"
            aria-label="${words.remove} ${name}"
            @click=${() => this._remove(number)}
          >
            ${words.remove}
          </button>
        </p>
      </div>
    </li>`;
  }

  private _state(
    state: Picture['state'],
    name: string,
    words: PictureMessages,
    m: Messages,
  ): TemplateResult {
    switch (state.phase) {
      case 'uploading': {
        const percent = Math.floor(state.part * 100);
        return html`<p class="small">${words.uploading(percent)}</p>
          <progress max="100" .value=${percent} aria-label=${name}></progress>`;
      }
      case 'failed':
        return html`<p class="small bad">
          ${wordsOf(words.failed, state.code) ?? words.failed['other']}
          ${retryWords(state.retryAfter, m)}
        </p>`;
      case 'paused':
        return html`<p class="small">${words.phase[state.offline ? 'offline' : 'paused']}</p>`;
      default:
        return html`<p class="small ${state.phase === 'arrived' ? 'ok' : ''}">
          ${words.phase[state.phase]}
        </p>`;
    }
  }

  private _refused(
    refused: readonly RefusedFile[],
    most: number,
    words: PictureMessages,
  ): TemplateResult {
    const tooMany = refused.some(({ reason }) => reason === 'most');
    const said = refused.flatMap(({ name, reason }) =>
      reason === 'most' ? [] : [words.refused[reason](name)],
    );
    return html`${[...said, ...(tooMany ? [words.most(most)] : [])].map((sentence) => html`<p class="hint warn">${icons.alert}<span>${sentence}</span></p>`)}`;
  }

  private _editor({ whole, boxes }: Picture, m: Messages): TemplateResult {
    return this.editor === 'failed'
      ? failure(m, this._loadEditor)
      : html`<hotline-redaction
          .context=${this.shown}
          .picture=${whole}
          .boxes=${boxes}
          @hotline-redacted=${this._redacted}
        ></hotline-redaction>`;
  }
}

export default HotlinePictures;

declare global {
  interface HTMLElementTagNameMap {
    'hotline-pictures': HotlinePictures;
  }
}
