import {
  html,
  type nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import type { Language } from '../../contract/text.ts';
import { loadPictureMessages } from '../../i18n/load-pictures.ts';
import type { PictureMessages } from '../../i18n/pictures-zh-CN.ts';
import type { Messages } from '../../i18n/zh-CN.ts';
import { picturesFor, type PictureStore } from '../../stores/picture-store.ts';
import { HotlineElement } from '../hotline-element.ts';
import { failure } from '../parts/failure.ts';

/** Base class of the elements that show screenshots: their store, and their texts. */
export abstract class PictureElement extends HotlineElement {
  static override properties: PropertyDeclarations = {
    words: { state: true },
  };

  /** The language of the last request for words. */
  private _wordsOf?: Language | undefined;
  /** Undefined while they load. */
  declare private words?: PictureMessages | 'failed' | undefined;

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.changes.follow(this.pictures);
    if (this._wordsOf !== this.language) void this._loadWords();
  }

  /** Those of the member who is here. */
  protected get pictures(): PictureStore {
    return picturesFor(this.shown.store);
  }

  private _loadWords = async (): Promise<void> => {
    const language = (this._wordsOf = this.language);
    if (this.words === 'failed') this.words = undefined;
    const words = await loadPictureMessages(language).catch(() => 'failed' as const);
    if (this._wordsOf === language && (words !== 'failed' || !this.words)) this.words = words;
  };

  protected override template(m: Messages): TemplateResult | typeof nothing {
    const { words } = this;
    if (words === 'failed') return failure(m, this._loadWords);
    return words ? this.draw(words, m) : html`<p class="small" role="status">${m.loading}</p>`;
  }

  /** Draws the element with these texts. */
  protected abstract draw(words: PictureMessages, m: Messages): TemplateResult | typeof nothing;
}
