import {
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import type { Contact, ContactTopic } from '../../contract/contact.ts';
import type { ChecklistItem } from '../../core/checklist.ts';
import type { Messages } from '../../i18n/zh-CN.ts';
import { draftFor, type Draft } from '../../stores/draft-store.ts';
import { HotlineElement } from '../hotline-element.ts';
import { icons } from '../parts/icons.ts';
import { itemEditorStyles } from './item-editor.styles.ts';

type Maybe = TemplateResult | typeof nothing;

const valueOf = (event: Event): string =>
  (event.target as HTMLInputElement | HTMLTextAreaElement).value;

/**
 * An instant on the clock of the device, as the value of a `datetime-local` field.
 * @param instant epoch ms
 */
const fieldValue = (instant: number): string => {
  const date = new Date(instant);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
};

/**
 * @summary Edits one item of the checklist. Writes into the draft, which all elements of a shop
 *   share. Inside the checklist.
 * @element hotline-item-editor
 */
export class HotlineItemEditor extends HotlineElement {
  static override styles = [HotlineElement.styles, itemEditorStyles];
  static override properties: PropertyDeclarations = {
    tooLarge: { state: true },
    item: { attribute: false },
  };

  /** Whether a picture of the last choice is larger than the desk accepts. */
  private tooLarge = false;

  /** The item to edit. */
  declare item?: ChecklistItem;

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.changes.follow(draftFor(this.shown.store));
  }

  private _update(change: Partial<Draft>): void {
    draftFor(this.shown.store).update(change);
  }

  protected override template(m: Messages): Maybe {
    const { contact, item } = this;
    if (!contact || !item) return nothing;
    return html`<div class="editor">
      ${this._field(item, contact, draftFor(this.shown.store).state, m)}
    </div>`;
  }

  private _field({ id, state }: ChecklistItem, contact: Contact, draft: Draft, m: Messages): Maybe {
    switch (id) {
      case 'topic':
        return html`${(['technical', 'consult', 'complaint'] as const).map((kind) => this._topics(kind, contact, draft, m))}`;
      case 'order':
        return html`<input
            class="input"
            aria-label=${m.items.order}
            autocomplete="off"
            autocapitalize="characters"
            spellcheck="false"
            maxlength="64"
            .value=${draft.order ?? ''}
            @input=${(event: Event) => this._update({ order: valueOf(event).trim(), orderFound: false })}
          />
          ${state === 'doubtful' ? html`<p class="hint warn">${icons.alert}<span>${m.orderDoubtful}</span></p>` : nothing}`;
      case 'time':
        return html`<div class="inline">
          <input
            class="input"
            type="datetime-local"
            aria-label=${m.items.time}
            max=${fieldValue(this.now)}
            .value=${draft.occurredAt ?? ''}
            @change=${(event: Event) => this._update({ occurredAt: valueOf(event) })}
          />
          <button
            type="button"
            class="button soft"
            @click=${() => this._update({ occurredAt: fieldValue(this.now) })}
          >
            ${m.justNow}
          </button>
        </div>`;
      case 'screenshot':
        return this._screenshots(contact, draft, m);
      case 'note':
        return html`<textarea
            class="input"
            aria-label=${m.items.note}
            maxlength="1000"
            placeholder=${m.notePlaceholder}
            .value=${draft.note ?? ''}
            @input=${(event: Event) => this._update({ note: valueOf(event) })}
          ></textarea>
          <p class="hint warn">${icons.shield}<span>${m.notePrivate}</span></p>`;
    }
  }

  private _topics(kind: ContactTopic['kind'], contact: Contact, draft: Draft, m: Messages): Maybe {
    const topics = contact.topics.filter((topic) => topic.kind === kind);
    if (!topics.length) return nothing;
    return html`<fieldset>
      <legend>${m.kinds[kind]}</legend>
      <div class="chips">
        ${topics.map(
          ({ id, label }) =>
            html`<label class="chip ${id === draft.topic ? 'on' : ''}"
              ><input
                type="radio"
                name="topic"
                value=${id}
                .checked=${id === draft.topic}
                @change=${() => this._update({ topic: id })}
              />${this.text(label)}</label
            >`,
        )}
      </div>
    </fieldset>`;
  }

  private _screenshots({ attachments }: Contact, { screenshots }: Draft, m: Messages): Maybe {
    if (!attachments) return nothing;
    const { most, maxBytes, types } = attachments;
    const pick = (event: Event) => {
      const input = event.target as HTMLInputElement;
      const picked = [...(input.files ?? [])];
      const fitting = picked.filter(({ size }) => size <= maxBytes);
      this.tooLarge = fitting.length < picked.length;
      this._update({ screenshots: [...screenshots, ...fitting].slice(0, most) });
      input.value = '';
    };
    return html`<ul class="files">
        ${screenshots.map(
          (file) =>
            html`<li>
              <span>${file.name}</span
              ><button
                type="button"
                class="link"
                aria-label="${m.remove} ${file.name}"
                @click=${() => this._update({ screenshots: screenshots.filter((other) => other !== file) })}
              >
                ${m.remove}
              </button>
            </li>`,
        )}
      </ul>
      ${screenshots.length < most ? html`<label class="chip">${m.pickScreenshots}<input type="file" multiple accept=${types.join()} @change=${pick} /></label>` : nothing}
      <p class="small" role="status">${this.tooLarge ? m.screenshotTooLarge : nothing}</p>`;
  }
}

export default HotlineItemEditor;

declare global {
  interface HTMLElementTagNameMap {
    'hotline-item-editor': HotlineItemEditor;
  }
}
