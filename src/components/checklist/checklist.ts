import {
  adoptStyles,
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import type { Contact } from '../../contract/contact.ts';
import { checklist, type ChecklistItem, type ChecklistItemId } from '../../core/checklist.ts';
import { findOrderNumber } from '../../core/order-number.ts';
import { formatWhen } from '../../i18n/when.ts';
import type { Messages } from '../../i18n/zh-CN.ts';
import { draftFor, type Draft, type DraftStore } from '../../stores/draft-store.ts';
import { controls } from '../../styles/controls.ts';
import { reset } from '../../styles/reset.ts';
import { tokens } from '../../styles/tokens.ts';
import { HotlineElement } from '../hotline-element.ts';
import { failure } from '../parts/failure.ts';
import { icons } from '../parts/icons.ts';
import { checklistStyles } from './checklist.styles.ts';
import type { Desk } from './editors.ts';

/** Circumference of the progress ring. */
const ROUND = 94.2;

/**
 * @summary What to have at hand before calling: the need, the order, the time, screenshots; and answers that save the call.
 * @element hotline-checklist
 * @csspart list - The list of items.
 */
export class HotlineChecklist extends HotlineElement {
  static override styles = [reset, tokens, controls, checklistStyles];
  static override properties: PropertyDeclarations = {
    expanded: { state: true },
    outcome: { state: true },
    editors: { state: true },
    failed: { state: true },
  };

  declare private expanded?: ChecklistItemId | undefined;
  private outcome = '';
  /** What edits the items, and the answers: loaded when the first is wanted. */
  declare private editors?: typeof import('./editors.ts');

  private failed = false;

  private _drafts: DraftStore | undefined;

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { contact, store } = this;
    this._drafts = store && draftFor(store);
    this.changes.follow(this._drafts);
    if (contact)
      this._drafts?.suggestOrder(
        this.order || findOrderNumber(location.href, contact.orderPatterns),
      );
    if (this._drafts?.state.topic) void this._loadEditors();
  }

  protected override template(m: Messages): TemplateResult | typeof nothing {
    const { contact, _drafts: drafts, editors } = this;
    if (!contact || !drafts) return nothing;
    const draft = drafts.state;
    const { topics, orderPatterns, attachments } = contact;
    const { items, ready, total } = checklist({
      topics,
      draft: { ...draft, screenshots: draft.screenshots.length },
      orderPatterns,
      attachments: !!attachments,
    });
    const desk: Desk = {
      host: this,
      contact,
      draft,
      m,
      outcome: this.outcome,
      text: (text) => this.text(text),
      facts: [
        [m.items.topic, this._valueFor('topic', contact, draft, m)],
        [m.items.order, draft.order],
        [m.items.time, this._valueFor('time', contact, draft, m)],
        [m.items.note, draft.note],
      ],
      update: (change) => drafts.update(change),
      tell: (outcome) => (this.outcome = outcome),
    };
    return html`<section aria-labelledby="title">
      <div class="head">
        <svg class="ring" viewBox="0 0 36 36" aria-hidden="true">
          <circle cx="18" cy="18" r="15" />
          <circle
            class="done"
            cx="18"
            cy="18"
            r="15"
            stroke-dasharray="${(ROUND * ready) / total} ${ROUND}"
            transform="rotate(-90 18 18)"
            ?hidden=${!ready}
          />
        </svg>
        <h3 id="title">${m.checklist}</h3>
        <span class="small" role="status"
          >${ready === total ? m.allReady : m.ready(ready, total)}</span
        >
      </div>
      <ul part="list" class="list" @pointerenter=${this._loadEditors}>
        ${items.map((item) => this._item(item, desk))}
      </ul>
      ${editors?.answers(desk)} ${editors?.summary(ready, desk)}
    </section>`;
  }

  private _item(item: ChecklistItem, desk: Desk): TemplateResult {
    const { id } = item;
    const { contact, draft, m } = desk;
    const open = this.expanded === id;
    const name = m.items[id];
    const value = this._valueFor(id, contact, draft, m);
    return html`<li class=${item.state}>
      <button
        type="button"
        class="row"
        id="row-${id}"
        aria-expanded=${open}
        aria-controls="edit-${id}"
        @focus=${this._loadEditors}
        @click=${() => (this.expanded = open ? undefined : id)}
      >
        <span class="tick"
          >${item.state === 'doubtful' ? '!' : item.state === 'ready' ? icons.check : nothing}</span
        >
        <span class="words"
          ><b>${value || name}</b
          ><span class="small"
            >${value ? this._caption(item, draft, name, m) : m.why[id]}</span
          ></span
        >
        <span class="next">${icons.next}</span>
      </button>
      <div class="editor" id="edit-${id}" ?hidden=${!open}>
        ${open ? (this.failed ? failure(m, this._loadEditors) : this.editors?.editor(item, desk)) : nothing}
      </div>
    </li>`;
  }

  private _caption({ id, state }: ChecklistItem, draft: Draft, name: string, m: Messages): string {
    if (state === 'doubtful') return m.orderDoubtful;
    return id === 'order' && draft.orderFound ? `${name} · ${m.orderFound}` : name;
  }

  private _valueFor(
    id: ChecklistItemId,
    { topics }: Contact,
    draft: Draft,
    m: Messages,
  ): string | undefined {
    const topic = topics.find((topic) => topic.id === draft.topic);
    return {
      topic: topic && this.text(topic.label),
      order: draft.order,
      time:
        draft.occurredAt &&
        formatWhen(
          Date.parse(draft.occurredAt),
          Date.now(),
          this.spokenLanguage,
          Intl.DateTimeFormat().resolvedOptions().timeZone,
        ),
      screenshot: draft.screenshots.length ? m.screenshotsKept(draft.screenshots.length) : '',
      note: draft.note,
    }[id];
  }

  private _loadEditors = async (): Promise<void> => {
    if (this.editors) return;
    try {
      const editors = await import('./editors.ts');
      adoptStyles(this.renderRoot as ShadowRoot, [
        ...HotlineChecklist.elementStyles,
        editors.styles,
      ]);
      this.editors = editors;
      this.failed = false;
    } catch {
      this.failed = true;
    }
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'hotline-checklist': HotlineChecklist;
  }
}
