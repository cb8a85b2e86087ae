import {
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import type { Contact, ContactTopic } from '../../contract/contact.ts';
import { checklist, type ChecklistItem } from '../../core/checklist.ts';
import { isOrderNumber } from '../../core/order-number.ts';
import { ItemDoneEvent } from '../../events/item-done.ts';
import type { Messages } from '../../i18n/zh-CN.ts';
import { draftFor, type Draft } from '../../stores/draft-store.ts';
import { HotlineElement } from '../hotline-element.ts';
import { isComposing } from '../parts/composing.ts';
import { failure } from '../parts/failure.ts';
import { icons } from '../parts/icons.ts';
import { LazyElement } from '../parts/lazy-element.ts';
import { orderChoice } from '../parts/order-choice.ts';
import { fieldHint } from '../secret-hint/field-hint.ts';
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
    item: { attribute: false },
  };

  private readonly _secrets = new LazyElement(this, 'hotline-secret-hint');
  private readonly _pictures = new LazyElement(this, 'hotline-pictures');

  /** The item to edit. */
  declare item?: ChecklistItem;

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.changes.follow(draftFor(this.shown.store));
    if (this.item?.id === 'screenshot') void this._pictures.load();
  }

  /** Focuses the first control, at once or as soon as it is drawn. */
  override focus(): void {
    void this.updateComplete.then(() =>
      this.renderRoot
        .querySelector<HTMLElement>('input:checked, input, textarea, hotline-pictures')
        ?.focus({ preventScroll: false }),
    );
  }

  /** Leads on to the next item that is missing. */
  private _done(): void {
    const { contact, item } = this;
    if (!contact) return;
    const draft = draftFor(this.shown.store).state;
    const { items } = checklist({
      ...contact,
      draft,
      attachments: !!contact.attachments,
    });
    const here = items.findIndex(({ id }) => id === item?.id);
    const next = items.find(({ state }, index) => index > here && state === 'missing');
    this.dispatchEvent(new ItemDoneEvent(next?.id));
  }

  /** Enter finishes the item, unless it ends what an input method is composing. */
  private _keydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || isComposing(event)) return;
    const { localName, type } = event.target as HTMLInputElement;
    if (localName !== 'input' || type === 'file') return;
    event.preventDefault();
    const draft = draftFor(this.shown.store).state;
    if (
      { topic: draft.topic, order: draft.order, time: draft.occurredAt }[this.item?.id as 'topic']
    )
      this._done();
  };

  /**
   * A press finishes the item. The arrow keys choose, too, and send a click without a count. The
   * draft is changed at once: the list leads on before the browser says that the choice changed.
   */
  private _press({ detail }: MouseEvent, change: Partial<Draft>): void {
    if (!detail) return;
    this._update(change);
    this._done();
  }

  private _update(change: Partial<Draft>): void {
    draftFor(this.shown.store).update(change);
  }

  protected override template(m: Messages): Maybe {
    const { contact, item } = this;
    if (!contact || !item) return nothing;
    return html`<div class="editor" @keydown=${this._keydown}>
      ${this._field(item, contact, draftFor(this.shown.store).state, m)}
    </div>`;
  }

  private _field({ id, state }: ChecklistItem, contact: Contact, draft: Draft, m: Messages): Maybe {
    switch (id) {
      case 'topic':
        return html`${(['technical', 'consult', 'complaint'] as const).map((kind) => this._topics(kind, contact, draft, m))}`;
      case 'order':
        return html`${orderChoice(
            this.shown,
            contact,
            draft,
            m,
            (change) => this._update(change),
            (event, change) => this._press(event, change),
          )}
          <input
            class="input"
            aria-label=${m.items.order}
            autocomplete="off"
            autocapitalize="characters"
            spellcheck="false"
            enterkeyhint="next"
            maxlength="64"
            .value=${draft.order ?? ''}
            @input=${(event: InputEvent) => this._typeOrder(event, contact)}
          />
          ${fieldHint(this._secrets, this.shown, state === 'doubtful' ? draft.order : '', (order) => this._update({ order }), state === 'doubtful' ? html`<p class="hint warn">${icons.alert}<span>${m.orderDoubtful}</span></p>` : nothing)}`;
      case 'time':
        return html`<div class="inline">
          <input
            class="input"
            type="datetime-local"
            aria-label=${m.items.time}
            max=${fieldValue(this.now)}
            enterkeyhint="next"
            .value=${draft.occurredAt ?? ''}
            @change=${(event: Event) => this._update({ occurredAt: valueOf(event) })}
          />
          <button
            type="button"
            class="button soft"
            @click=${() => {
              this._update({ occurredAt: fieldValue(this.now) });
              this._done();
            }}
          >
            ${m.justNow}
          </button>
        </div>`;
      case 'screenshot':
        return this._pictures.state === 'failed'
          ? failure(m, this._pictures.load)
          : html`<hotline-pictures .context=${this.shown}></hotline-pictures>`;
      case 'note':
        return html`<textarea
            class="input"
            aria-label=${m.items.note}
            maxlength="1000"
            placeholder=${m.notePlaceholder}
            .value=${draft.note ?? ''}
            @input=${(event: Event) => this._update({ note: valueOf(event) })}
          ></textarea>
          ${fieldHint(this._secrets, this.shown, draft.note, (note) => this._update({ note }), html`<p class="hint warn">${icons.shield}<span>${m.notePrivate}</span></p>`)}`;
    }
  }

  private _typeOrder(event: InputEvent, { orderPatterns }: Contact): void {
    const order = valueOf(event).trim();
    this._update({ order, orderFound: false });
    // What is pasted is whole; who types may not be at the end yet.
    const isPasted = event.inputType === 'insertFromPaste';
    if (isPasted && orderPatterns.length && isOrderNumber(order, orderPatterns)) this._done();
  }

  /** The orders that the page has named, to pick from. */
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
                @click=${(event: MouseEvent) => this._press(event, { topic: id })}
              />${this.text(label)}</label
            >`,
        )}
      </div>
    </fieldset>`;
  }
}

export default HotlineItemEditor;

declare global {
  interface HTMLElementTagNameMap {
    'hotline-item-editor': HotlineItemEditor;
  }
}
