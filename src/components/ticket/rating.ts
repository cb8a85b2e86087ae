import { html, type PropertyDeclarations, type TemplateResult } from 'lit';
import { RateEvent } from '../../events/rate.ts';
import type { Messages } from '../../i18n/zh-CN.ts';
import { HotlineElement } from '../hotline-element.ts';
import { icons } from '../parts/icons.ts';
import { LazyElement } from '../parts/lazy-element.ts';
import { fieldHint } from '../secret-hint/field-hint.ts';
import { ticketStyles } from './ticket.styles.ts';

/** `sending`: the rating is being sent. `busy`: another action is. */
export type RatingPhase = 'idle' | 'busy' | 'sending';

/**
 * @summary The rating form of a ticket: one to five in words, and an optional comment. Inside the
 *   ticket.
 * @element hotline-rating
 * @fires hotline-rate
 */
export class HotlineRating extends HotlineElement {
  static override styles = [HotlineElement.styles, ticketStyles];
  static override properties: PropertyDeclarations = {
    rating: { state: true },
    comment: { state: true },
    missing: { state: true },
    phase: { attribute: false },
  };

  /** 1 to 5. */
  declare private rating?: number | undefined;
  private comment = '';
  /** Whether the member tried to send the form without a rating. */
  private missing = false;

  /** What the ticket is sending. */
  phase: RatingPhase = 'idle';

  private readonly _secrets = new LazyElement(this, 'hotline-secret-hint');

  private _change(change: { rating: number } | { comment: string }): void {
    Object.assign(this, change, { missing: false });
  }

  private _submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { rating } = this;
    const comment = this.comment.trim();
    this.missing = !rating;
    if (rating) {
      this.dispatchEvent(new RateEvent({ rating, ...(comment && { comment }) }));
      return;
    }
    await this.updateComplete;
    this.renderRoot.querySelector('input')?.focus();
  };

  protected override template(m: Messages): TemplateResult {
    const { rating, phase } = this;
    return html`<form class="rate" novalidate @submit=${this._submit}>
      <fieldset aria-describedby="missing">
        <legend>${m.rate}</legend>
        <div class="chips">
          ${[5, 4, 3, 2, 1].map(
            (value) =>
              html`<label class="chip ${rating === value ? 'on' : ''}"
                ><input
                  type="radio"
                  name="rating"
                  .checked=${rating === value}
                  @change=${() => this._change({ rating: value })}
                />${m.ratings[value - 1]}</label
              >`,
          )}
        </div>
      </fieldset>
      <p id="missing" class="hint bad" role="alert" ?hidden=${!this.missing}>
        ${icons.alert}<span>${m.rateMissing}</span>
      </p>
      <label class="small" for="comment">${`${m.comment} · ${m.optional}`}</label>
      <textarea
        id="comment"
        class="input"
        maxlength="500"
        .value=${this.comment}
        @input=${(event: Event) => this._change({ comment: (event.target as HTMLTextAreaElement).value })}
      ></textarea>
      ${fieldHint(this._secrets, this.shown, this.comment, (comment) => this._change({ comment }))}
      <button type="submit" class="button" aria-disabled=${phase !== 'idle'}>
        ${phase === 'sending' ? m.sending : m.rateYes}
      </button>
    </form>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hotline-rating': HotlineRating;
  }
}
