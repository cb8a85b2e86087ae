import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Messages } from '../i18n/zh-CN.ts';
import { ConsoleElement } from '../parts/console-element.ts';
import { icons } from '../parts/icons.ts';
import { consoleStyles } from '../parts/page.styles.ts';
import { sectionStyles } from './section.styles.ts';
import { ratingStyles } from './rating.styles.ts';

const STARS = [1, 2, 3, 4, 5] as const;

/**
 * @summary What the member said about the call: one to five stars and a comment.
 * @element desk-rating
 */
export class DeskRating extends ConsoleElement {
  static override styles = [...consoleStyles, sectionStyles, ratingStyles];
  static override properties: PropertyDeclarations = {
    rating: { attribute: false },
    comment: { attribute: false },
  };

  /** Number of stars, 1 to 5. */
  rating = 0;
  /** The member's words; null when there are none. */
  comment: string | null = null;

  protected override template(t: Messages): TemplateResult {
    const { rating, comment } = this;
    return html`<section aria-labelledby="title">
      <h2 id="title">${t.ticket.feedback}</h2>
      <p class="stars" role="img" aria-label=${t.ticket.rating(rating)}>
        ${STARS.map((star) => html`<span class=${star <= rating ? 'full' : ''}>${icons.star}</span>`)}<b
          class="figures"
          aria-hidden="true"
          >${rating}</b
        >
      </p>
      ${comment === null ? nothing : html`<blockquote>${comment}</blockquote>`}
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-rating': DeskRating;
  }
}
