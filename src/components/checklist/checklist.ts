import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import type { Contact, ContactTopic } from '../../contract/contact.ts';
import { Observe } from '../../controllers/observe.ts';
import { checklist, type ChecklistItem, type ChecklistItemId } from '../../core/checklist.ts';
import { findOrderNumber } from '../../core/order-number.ts';
import { briefWords } from '../../i18n/brief-words.ts';
import { formatWhen } from '../../i18n/when.ts';
import type { Messages } from '../../i18n/zh-CN.ts';
import { copyText } from '../../io/copy.ts';
import { draftFor, type Draft, type DraftStore } from '../../io/draft-store.ts';
import { controls } from '../../styles/controls.ts';
import { reset } from '../../styles/reset.ts';
import { tokens } from '../../styles/tokens.ts';
import { HotlineElement } from '../hotline-element.ts';
import { icons } from '../icons.ts';
import { fromField, toField } from '../local-time.ts';
import { checklistStyles } from './checklist.styles.ts';

/** Circumference of the progress ring. */
const ROUND = 94.2;

/**
 * @summary What to have at hand before calling: the need, the order, the time, screenshots; and answers that save the call.
 * @element hotline-checklist
 * @csspart list - The list of items.
 */
export class HotlineChecklist extends HotlineElement {
  static override styles = [reset, tokens, controls, checklistStyles];

  @state() private expanded?: ChecklistItemId | undefined;
  @state() private outcome = '';

  private readonly draftChanges = new Observe(this);
  private draftStore: DraftStore | undefined;

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.draftStore = this.store && draftFor(this.store);
    this.draftChanges.follow(this.draftStore);
    if (this.contact) this.draftStore?.suggestOrder(this.order || findOrderNumber(location.href, this.contact.orderPatterns));
  }

  protected override template(m: Messages): TemplateResult | typeof nothing {
    const { contact, draftStore } = this;
    if (!contact || !draftStore) return nothing;
    const draft = draftStore.state;
    const { items, ready, total } = checklist({
      topics: contact.topics,
      draft: { ...draft, screenshots: draft.screenshots.length },
      orderPatterns: contact.orderPatterns,
      attachments: !!contact.attachments,
    });
    const topic = contact.topics.find(({ id }) => id === draft.topic);
    return html`<section aria-labelledby="title">
      <div class="head">
        <svg class="ring" viewBox="0 0 36 36" aria-hidden="true">
          <circle cx="18" cy="18" r="15" />
          <circle class="done" cx="18" cy="18" r="15" stroke-dasharray="${(ROUND * ready) / (total || 1)} ${ROUND}" transform="rotate(-90 18 18)" />
        </svg>
        <h3 id="title">${m.checklist}</h3>
        <span class="small" role="status">${ready === total ? m.allReady : m.ready(ready, total)}</span>
      </div>
      <ul part="list" class="list">
        ${items.map((item) => this.item(item, contact, draft, m))}
      </ul>
      ${topic?.answers.length ? this.answers(topic, m) : nothing}
      ${ready ? this.foot(contact, draft, topic, m) : nothing}
    </section>`;
  }

  private item(item: ChecklistItem, contact: Contact, draft: Draft, m: Messages): TemplateResult {
    const { id } = item;
    const open = this.expanded === id;
    const [name, why] = {
      topic: [m.topic, m.topicWhy],
      order: [m.order, m.orderWhy],
      time: [m.time, m.timeWhy],
      screenshot: [m.screenshots, m.screenshotsWhy],
      note: [m.note, m.noteWhy],
    }[id] as [string, string];
    const value = this.valueFor(id, contact, draft, m);
    return html`<li class=${item.state}>
      <button type="button" class="row" id="row-${id}" aria-expanded=${open ? 'true' : 'false'} aria-controls="edit-${id}" @click=${() => (this.expanded = open ? undefined : id)}>
        <span class="tick">${item.state === 'doubtful' ? '!' : item.state === 'ready' ? icons.check : nothing}</span>
        <span class="words"><b>${value ?? name}</b><span class="small">${value ? this.caption(item, draft, name, m) : why}</span></span>
        <span class="next">${icons.next}</span>
      </button>
      <div class="editor" id="edit-${id}" ?hidden=${!open}>${open ? this.editor(item, contact, draft, m) : nothing}</div>
    </li>`;
  }

  private caption({ id, state }: ChecklistItem, draft: Draft, name: string, m: Messages): string {
    if (state === 'doubtful') return m.orderDoubtful;
    return id === 'order' && draft.orderFound ? `${name} · ${m.orderFound}` : name;
  }

  private valueFor(id: ChecklistItemId, contact: Contact, draft: Draft, m: Messages): string | undefined {
    switch (id) {
      case 'topic': {
        const topic = contact.topics.find((topic) => topic.id === draft.topic);
        return topic && this.text(topic.label);
      }
      case 'order':
        return draft.order || undefined;
      case 'time':
        return draft.occurredAt && this.when(draft.occurredAt);
      case 'screenshot':
        return draft.screenshots.length ? m.screenshotsKept(draft.screenshots.length) : undefined;
      default:
        return draft.note || undefined;
    }
  }

  private when(iso: string): string {
    return formatWhen(Date.parse(iso), Date.now(), this.spokenLanguage, Intl.DateTimeFormat().resolvedOptions().timeZone);
  }

  private editor({ id, state }: ChecklistItem, contact: Contact, draft: Draft, m: Messages): TemplateResult | typeof nothing {
    const update = (change: Partial<Draft>) => this.draftStore?.update(change);
    switch (id) {
      case 'topic':
        return html`${(['technical', 'consult', 'complaint'] as const).map((kind) => this.topics(kind, contact.topics.filter((topic) => topic.kind === kind), draft, m))}`;
      case 'order':
        return html`<input class="input" aria-labelledby="row-order" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="64" .value=${draft.order ?? ''}
            @input=${(event: Event) => update({ order: (event.target as HTMLInputElement).value.trim(), orderFound: false })} />
          ${state === 'doubtful' ? html`<p class="hint warn">${icons.alert}<span>${m.orderDoubtful}</span></p>` : nothing}`;
      case 'time':
        return html`<div class="inline">
          <input class="input" type="datetime-local" aria-labelledby="row-time" max=${toField(new Date().toISOString())} .value=${toField(draft.occurredAt)}
            @change=${(event: Event) => update({ occurredAt: fromField((event.target as HTMLInputElement).value) })} />
          <button type="button" class="button soft" @click=${() => update({ occurredAt: new Date().toISOString() })}>${m.justNow}</button>
        </div>`;
      case 'screenshot':
        return this.screenshots(contact, draft, m);
      default:
        return html`<textarea class="input" aria-labelledby="row-note" maxlength="1000" placeholder=${m.notePlaceholder} .value=${draft.note ?? ''}
            @input=${(event: Event) => update({ note: (event.target as HTMLTextAreaElement).value })}></textarea>
          <p class="hint warn">${icons.shield}<span>${m.notePrivate}</span></p>`;
    }
  }

  private topics(kind: ContactTopic['kind'], topics: readonly ContactTopic[], draft: Draft, m: Messages): TemplateResult | typeof nothing {
    if (!topics.length) return nothing;
    return html`<fieldset>
      <legend>${m.kinds[kind]}</legend>
      <div class="chips">
        ${topics.map(
          ({ id, label }) => html`<label class="chip ${id === draft.topic ? 'on' : ''}">
            <input type="radio" name="topic" value=${id} .checked=${id === draft.topic} @change=${() => this.draftStore?.update({ topic: id })} />${this.text(label)}
          </label>`,
        )}
      </div>
    </fieldset>`;
  }

  private screenshots({ attachments }: Contact, { screenshots }: Draft, m: Messages): TemplateResult | typeof nothing {
    if (!attachments) return nothing;
    const { most, maxBytes, types } = attachments;
    const pick = (event: Event) => {
      const input = event.target as HTMLInputElement;
      const picked = [...(input.files ?? [])];
      const fitting = picked.filter(({ size }) => size <= maxBytes);
      this.outcome = fitting.length < picked.length ? m.screenshotTooLarge : '';
      this.draftStore?.update({ screenshots: [...screenshots, ...fitting].slice(0, most) });
      input.value = '';
    };
    return html`<ul class="files">
        ${screenshots.map(
          (file) => html`<li><span>${file.name}</span>
            <button type="button" class="link" aria-label="${m.remove} ${file.name}" @click=${() => this.draftStore?.update({ screenshots: screenshots.filter((kept) => kept !== file) })}>${m.remove}</button></li>`,
        )}
      </ul>
      ${screenshots.length < most ? html`<label class="chip">${m.pickScreenshots}<input type="file" multiple accept=${types.join()} @change=${pick} /></label>` : nothing}`;
  }

  private answers({ answers }: ContactTopic, m: Messages): TemplateResult {
    return html`<div class="answers">
      <h3>${m.answers}</h3>
      ${answers.map(
        ({ question, answer, url }) => html`<details>
          <summary>${icons.next}${this.text(question)}</summary>
          <p>${this.text(answer)} ${url && /^https?:/.test(url) ? html`<a href=${url} target="_blank" rel="noopener">${m.more}</a>` : nothing}</p>
        </details>`,
      )}
    </div>`;
  }

  private foot(contact: Contact, draft: Draft, topic: ContactTopic | undefined, m: Messages): TemplateResult {
    const copy = async () => {
      const text = briefWords(
        [
          [m.topic, topic && this.text(topic.label)],
          [m.order, draft.order],
          [m.time, draft.occurredAt && this.when(draft.occurredAt)],
          [m.note, draft.note],
        ],
        m.colon,
      );
      this.outcome = (await copyText(`${this.text(contact.brand.name)} ${m.brief}\n${text}`, this.renderRoot.querySelector('section') ?? this.renderRoot)) ? m.copied : m.copyFailed;
    };
    return html`<div class="foot">
      <button type="button" class="link" @click=${copy}>${m.copyBrief}</button>
      <span class="small" role="status">${this.outcome}</span>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hotline-checklist': HotlineChecklist;
  }
}
