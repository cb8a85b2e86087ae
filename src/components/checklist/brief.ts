import {
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import type { Contact } from '../../contract/contact.ts';
import { copyText } from '../../device/copy.ts';
import type { Messages } from '../../i18n/zh-CN.ts';
import { draftFor, type Draft } from '../../stores/draft-store.ts';
import { HotlineElement } from '../hotline-element.ts';
import { icons } from '../parts/icons.ts';
import { LazyElement } from '../parts/lazy-element.ts';
import { briefStyles } from './brief.styles.ts';
import { itemValue } from './item-value.ts';

/**
 * @summary Below the checklist: the shop's answers to the chosen topic, and the brief, as text to
 *   copy and as a code to read out.
 * @element hotline-brief
 */
export class HotlineBrief extends HotlineElement {
  static override styles = [HotlineElement.styles, briefStyles];
  static override properties: PropertyDeclarations = {
    copied: { state: true },
    filled: { attribute: false },
  };

  private readonly _code = new LazyElement(this, 'hotline-brief-code');

  declare private copied?: 'copied' | 'failed';

  /** Whether an item of the checklist is ready. */
  filled = false;

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.changes.follow(draftFor(this.shown.store));
    if (this.filled && this.contact?.briefs) void this._code.load();
  }

  private _outcome(m: Messages): string {
    if (this._code.state === 'failed') return m.partFailed;
    return this.copied ? m.copy[this.copied] : '';
  }

  /** Copies the brief as text: the name of the shop, then one fact per line. */
  private async _copy(event: Event, contact: Contact, draft: Draft, m: Messages): Promise<void> {
    const facts = (['topic', 'order', 'time', 'note'] as const).flatMap((id) => {
      const value = itemValue(id, draft, contact.topics, this.now, this.language, m);
      return value ? [m.items[id] + m.colon + value] : [];
    });
    const copied = await copyText(
      [`${this.text(contact.brand.name)} ${m.brief}`, ...facts].join('\n'),
      (event.currentTarget as Element).parentElement as Element,
    );
    this.copied = copied ? 'copied' : 'failed';
  }

  protected override template(m: Messages): TemplateResult | typeof nothing {
    const { contact, filled } = this;
    if (!contact) return nothing;
    const draft = draftFor(this.shown.store).state;
    return html`${this._answers(contact, draft, m)}
      ${filled && contact.briefs ? html`<hotline-brief-code .context=${this.shown} .draft=${draft}></hotline-brief-code>` : nothing}
      <div class="foot">
        ${
          filled
            ? html`<button
                type="button"
                class="link"
                @click=${(event: Event) => this._copy(event, contact, draft, m)}
              >
                ${m.copyBrief}
              </button>`
            : nothing
        }<span class="small" role="status">${this._outcome(m)}</span>
      </div>`;
  }

  /** The shop's answers to the chosen topic, which may make the call unnecessary. */
  private _answers(
    { topics }: Contact,
    { topic }: Draft,
    m: Messages,
  ): TemplateResult | typeof nothing {
    const answers = topics.find(({ id }) => id === topic)?.answers ?? [];
    if (!answers.length) return nothing;
    return html`<div class="answers">
      <h3>${m.answers}</h3>
      ${answers.map(
        ({ question, answer, url }) =>
          html`<details>
            <summary>${icons.next}${this.text(question)}</summary>
            <p>
              ${this.text(answer)}
              ${url && /^https?:/.test(url) ? html`<a class="link" href=${url} target="_blank" rel="noopener">${m.more}</a>` : nothing}
            </p>
          </details>`,
      )}
    </div>`;
  }
}

export default HotlineBrief;

declare global {
  interface HTMLElementTagNameMap {
    'hotline-brief': HotlineBrief;
  }
}
