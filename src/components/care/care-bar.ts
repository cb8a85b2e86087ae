import {
  html,
  nothing,
  svg,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { keep } from '../../device/kept.ts';
import { RequestCareEvent } from '../../events/request-care.ts';
import type { View } from '../../events/request-view.ts';
import type { Messages } from '../../i18n/zh-CN.ts';
import { keptTextSize, TEXT_SIZE, TEXT_SIZES } from './text-size.ts';
import { HotlineElement } from '../hotline-element.ts';
import { blocksIn, readAloud, voiceFor } from './read-aloud.ts';
import { careBarStyles } from './care-bar.styles.ts';

const SOUND = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  ${svg`<path d="M4 9.5h3.5L12 5.5v13l-4.5-4H4zM15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11"/>`}
</svg>`;
const STOP = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  ${svg`<rect x="6" y="6" width="12" height="12" rx="1"/>`}
</svg>`;

/**
 * @summary Below each view of the panel in care mode: reads it aloud, makes its text larger or
 *   smaller, and switches care mode off.
 * @element hotline-care-bar
 * @fires hotline-request-care
 */
export class HotlineCareBar extends HotlineElement {
  static override styles = [HotlineElement.styles, careBarStyles];
  static override properties: PropertyDeclarations = {
    view: { attribute: false },
    open: { attribute: false },
    stop: { state: true },
    size: { state: true },
  };

  /** Stops reading aloud; undefined while nothing is read. */
  declare private stop?: (() => void) | undefined;
  /** The main text, px. */
  private size = keptTextSize();

  /** The view of the panel. */
  declare view?: View;
  /** Whether the panel is open. */
  declare open?: boolean;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('pagehide', this._silence);
    window.speechSynthesis?.addEventListener?.('voiceschanged', this._look);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('pagehide', this._silence);
    window.speechSynthesis?.removeEventListener?.('voiceschanged', this._look);
    this._silence();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('view') || changed.has('open')) this._silence();
  }

  private _look = (): void => this.requestUpdate();

  private _silence = (): void => this.stop?.();

  private get _panel(): HTMLElement {
    return (this.getRootNode() as ShadowRoot).host as HTMLElement;
  }

  private _read(voice: SpeechSynthesisVoice): void {
    this.stop = readAloud(blocksIn(this._panel), voice, () => (this.stop = undefined));
  }

  private _resize(step: 1 | -1): void {
    const size = TEXT_SIZES[TEXT_SIZES.indexOf(this.size) + step];
    if (!size) return;
    this.size = size;
    this._panel.style.setProperty('--_text', `${size}px`);
    keep(window, TEXT_SIZE, size);
  }

  protected override template(m: Messages): TemplateResult {
    const voice = voiceFor(this.language);
    const resize = (words: string, step: 1 | -1) =>
      html`<button
        type="button"
        class="button outline"
        aria-disabled=${!TEXT_SIZES[TEXT_SIZES.indexOf(this.size) + step]}
        @click=${() => this._resize(step)}
      >
        ${words}
      </button>`;
    return html`<div class="bar" role="group" aria-label=${m.care}>
      ${
        voice
          ? html`<button
              type="button"
              class="button outline"
              @click=${() => (this.stop ? this.stop() : this._read(voice))}
            >
              ${this.stop ? STOP : SOUND}${this.stop ? m.stopReading : m.readAloud}
            </button>`
          : nothing
      }
      ${resize(m.larger, 1)} ${resize(m.smaller, -1)}
      <button
        type="button"
        class="button outline"
        @click=${() => this.dispatchEvent(new RequestCareEvent())}
      >
        ${m.careOff}
      </button>
    </div>`;
  }
}

export default HotlineCareBar;

declare global {
  interface HTMLElementTagNameMap {
    'hotline-care-bar': HotlineCareBar;
  }
}
