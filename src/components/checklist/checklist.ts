import {
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import type { Contact } from '../../contract/contact.ts';
import { checklist, type ChecklistItem, type ChecklistItemId } from '../../core/checklist.ts';
import { findOrderNumber } from '../../core/order-number.ts';
import type { ItemDoneEvent } from '../../events/item-done.ts';
import type { Messages } from '../../i18n/zh-CN.ts';
import { draftFor, type Draft, type DraftStore } from '../../stores/draft-store.ts';
import { HotlineElement } from '../hotline-element.ts';
import { failure } from '../parts/failure.ts';
import { icons } from '../parts/icons.ts';
import { LazyElement } from '../parts/lazy-element.ts';
import { checklistStyles } from './checklist.styles.ts';
import { itemValue } from './item-value.ts';

/** Circumference of the progress ring, in units of its view box. */
const CIRCUMFERENCE = 94.2;

/**
 * @summary What to have ready before a call: topic, order number, time, screenshots; and the shop's
 *   answers, which may make the call unnecessary.
 * @element hotline-checklist
 * @csspart list - The list of items.
 */
export class HotlineChecklist extends HotlineElement {
  static override styles = [HotlineElement.styles, checklistStyles];
  static override properties: PropertyDeclarations = {
    expanded: { state: true },
  };

  private readonly _parts = new LazyElement(this, 'hotline-item-editor', 'hotline-brief');
  private readonly _draft = new LazyElement(this, 'hotline-draft');
  private _drafts: DraftStore | undefined;

  /** The item that is being edited. */
  declare private expanded?: ChecklistItemId | undefined;

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { contact, store, _drafts: before } = this;
    this._drafts = store && draftFor(store);
    // Another member is here.
    if (before && before !== this._drafts) this.expanded = undefined;
    this.changes.follow(this._drafts);
    if (contact) void this._draft.load();
    if (contact)
      this._drafts?.suggestOrder(
        this.shown.order || findOrderNumber(location.href, contact.orderPatterns),
      );
    if (this._drafts?.state.topic) void this._parts.load();
  }

  /** Leads on to the next item that is missing; after the last one, back to the row. */
  private _lead = async ({ next }: ItemDoneEvent): Promise<void> => {
    const { expanded, renderRoot } = this;
    this.expanded = next;
    await this.updateComplete;
    renderRoot
      .querySelector<HTMLElement>(next ? 'hotline-item-editor' : `#row-${expanded}`)
      ?.focus();
  };

  private _caption({ id, state }: ChecklistItem, draft: Draft, name: string, m: Messages): string {
    if (state === 'doubtful') return m.orderDoubtful;
    return id === 'order' && draft.orderFound ? `${name} · ${m.orderFound}` : name;
  }

  protected override template(m: Messages): TemplateResult | typeof nothing {
    const { contact, _drafts: drafts, _parts: parts } = this;
    if (!contact || !drafts) return nothing;
    const draft = drafts.state;
    const { topics, orderPatterns, attachments } = contact;
    const { items, ready, total } = checklist({
      topics,
      draft,
      orderPatterns,
      attachments: !!attachments,
    });
    return html`<section aria-labelledby="title">
      <div class="head">
        <svg class="ring" viewBox="0 0 36 36" aria-hidden="true">
          <circle cx="18" cy="18" r="15" />
          <circle
            class="done"
            cx="18"
            cy="18"
            r="15"
            stroke-dasharray="${(CIRCUMFERENCE * ready) / total} ${CIRCUMFERENCE}"
            transform="rotate(-90 18 18)"
            ?hidden=${!ready}
          />
        </svg>
        <h3 id="title">${m.checklist}</h3>
        <span class="small" role="status"
          >${ready === total ? m.allReady : m.ready(ready, total)}</span
        >
      </div>
      <ul part="list" class="list" @pointerenter=${parts.load} @hotline-item-done=${this._lead}>
        ${items.map((item) => this._item(item, contact, draft, m))}
      </ul>
      <hotline-brief
        class=${ready && contact.briefs ? 'filled' : nothing}
        .context=${this.shown}
        .filled=${ready > 0}
      ></hotline-brief>
      <hotline-draft .context=${this.shown}></hotline-draft>
    </section>`;
  }

  private _item(item: ChecklistItem, contact: Contact, draft: Draft, m: Messages): TemplateResult {
    const { id } = item;
    const { state, load } = this._parts;
    const open = this.expanded === id;
    const name = m.items[id];
    const value = itemValue(id, draft, contact.topics, this.now, this.language, m);
    return html`<li class=${item.state}>
      <button
        type="button"
        class="row"
        id="row-${id}"
        aria-expanded=${open}
        aria-controls="edit-${id}"
        @focus=${load}
        @click=${() => (this.expanded = open ? undefined : id)}
      >
        <span class="tick"
          >${item.state === 'doubtful' ? '!' : item.state === 'ready' ? icons.check : nothing}</span
        >
        <span class="words"
          ><b translate=${id === 'order' && value ? 'no' : nothing}>${value || name}</b
          ><span class="small"
            >${value ? this._caption(item, draft, name, m) : m.why[id]}</span
          ></span
        >
        <span class="next">${icons.next}</span>
      </button>
      <div id="edit-${id}" class="edit" ?hidden=${!open}>
        ${open ? (state === 'failed' ? failure(m, load) : html`<hotline-item-editor .context=${this.shown} .item=${item}></hotline-item-editor>`) : nothing}
      </div>
    </li>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hotline-checklist': HotlineChecklist;
  }
}
