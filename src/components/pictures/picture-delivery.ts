import { html, nothing, type TemplateResult } from 'lit';
import type { PictureMessages } from '../../i18n/pictures-zh-CN.ts';
import { HotlineElement } from '../hotline-element.ts';
import { icons } from '../parts/icons.ts';
import { PictureElement } from './picture-element.ts';
import { picturesStyles } from './pictures.styles.ts';

/**
 * @summary What a request waits for whose screenshots are not at the desk yet, and how to go on
 *   without them. Beside the button that sends the request.
 * @element hotline-picture-delivery
 */
export class HotlinePictureDelivery extends PictureElement {
  static override styles = [HotlineElement.styles, picturesStyles];

  protected override draw(words: PictureMessages): TemplateResult | typeof nothing {
    const { state } = this.pictures;
    if (!state.isAwaited) return nothing;
    const all = state.pictures.length;
    const count = (phase: string): number =>
      state.pictures.filter((picture) => picture.state.phase === phase).length;
    const [arrived, failed] = [count('arrived'), count('failed')];
    const goOn = (label: string): TemplateResult =>
      html`<button type="button" class="button outline" @click=${() => this.pictures.goOn()}>
        ${label}
      </button>`;
    if (failed && arrived + failed === all)
      return html`<div class="delivery">
        <p class="hint warn" role="alert">${icons.alert}<span>${words.missing(failed)}</span></p>
        <button type="button" class="button soft" @click=${() => this.pictures.retry()}>
          ${words.retry}
        </button>
        ${goOn(words.goOnWithout)}
      </div>`;
    return html`<div class="delivery">
      <p class="hint" role="status">${icons.alert}<span>${words.awaited(arrived, all)}</span></p>
      ${goOn(words.goOn)}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hotline-picture-delivery': HotlinePictureDelivery;
  }
}
