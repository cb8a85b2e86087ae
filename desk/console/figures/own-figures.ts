import { html, type TemplateResult } from 'lit';
import type { OwnFigures } from '../../wire/figures.ts';
import type { Messages } from '../i18n/zh-CN.ts';
import { ConsoleElement } from '../parts/console-element.ts';
import { Loaded } from '../parts/loaded.ts';
import { consoleStyles } from '../parts/page.styles.ts';
import { renderLoaded } from '../parts/render-loaded.ts';
import { cardStyles } from '../parts/card.styles.ts';
import { figureWords } from './figure-words.ts';
import { figuresStyles } from './figures.styles.ts';

/**
 * @summary What the signed-in agent has done today. Compared with nobody.
 * @element desk-own-figures
 */
export class DeskOwnFigures extends ConsoleElement {
  static override styles = [...consoleStyles, cardStyles, figuresStyles];

  private readonly _own = new Loaded<OwnFigures>(this, () =>
    this.api.get<OwnFigures>('/me/figures'),
  );

  protected override arrived(): void {
    void this._own.ask();
  }

  protected override deskChanged(changed: string): void {
    if (changed === 'queue' || changed === 'lines') this._own.askSoon();
  }

  protected override template(t: Messages): TemplateResult {
    return html`<section class="card" aria-labelledby="own">
      <h2 id="own">${t.figures.own}</h2>
      ${renderLoaded(this._own, t, ({ figures }) =>
        figures.calls || figures.ratings
          ? html`<dl class="own">
              ${figureWords(figures, t, this.language).map(
                ({ name, value, detail }) =>
                  html`<div>
                    <dt>${name}</dt>
                    <dd><b>${value}</b><span class="small">${detail}</span></dd>
                  </div>`,
              )}
            </dl>`
          : html`<p class="quiet-words">${t.figures.ownNone}</p>`,
      )}
      <p class="small">${t.figures.ownHint}</p>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-own-figures': DeskOwnFigures;
  }
}
