import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Messages } from '../../i18n/zh-CN.ts';
import { wordsOf } from '../../i18n/words-of.ts';
import { verifyNumber, type Verdict } from '../../stores/verify-number.ts';
import { HotlineElement } from '../hotline-element.ts';
import { icons } from '../parts/icons.ts';
import { retryWords } from '../parts/retry-words.ts';
import { verifyStyles } from './verify.styles.ts';

/** China's line against fraud by telephone. */
const ANTI_FRAUD = '96110';

type Check = Verdict | { kind: 'idle' | 'checking' };

/**
 * @summary Checks whether a number that called the member is the shop's, and says what to do.
 * @element hotline-verify
 */
export class HotlineVerify extends HotlineElement {
  static override styles = [HotlineElement.styles, verifyStyles];
  static override properties: PropertyDeclarations = {
    check: { state: true },
  };

  /** The number that called, as the member writes it. */
  private _number = '';

  private check: Check = { kind: 'idle' };

  /** What was said belongs to the number of before. */
  private _write = (event: Event): void => {
    this._number = (event.target as HTMLInputElement).value;
    this.check = { kind: 'idle' };
  };

  private _submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { store, _number: number } = this;
    if (!store || this.check.kind === 'checking') return;
    const asked: Check = { kind: 'checking' };
    this.check = asked;
    const verdict: Verdict = number.trim()
      ? await verifyNumber(number, store)
      : { kind: 'problem', code: 'empty' };
    // The member has changed the number meanwhile.
    if (this.check !== asked) return;
    this.check = verdict;
    if (verdict.kind !== 'problem') return;
    await this.updateComplete;
    this.renderRoot.querySelector('input')?.focus();
  };

  protected override template({ verify: v, ...m }: Messages): TemplateResult {
    const { check } = this;
    const problem =
      check.kind === 'problem' ? (wordsOf(v.problem, check.code) ?? v.problem['unknown']) : '';
    return html`<form novalidate @submit=${this._submit}>
        <label for="number">${v.number}</label>
        <input
          id="number"
          class="input"
          type="tel"
          maxlength="40"
          autocomplete="off"
          aria-invalid=${!!problem}
          aria-describedby="problem hint"
          .value=${this._number}
          @input=${this._write}
        />
        <p id="problem" class="hint bad" role="alert" ?hidden=${!problem}>
          ${icons.alert}<span>${problem}</span>
        </p>
        <p id="hint" class="small">${v.hint}</p>
        <button type="submit" class="button" aria-disabled=${check.kind === 'checking'}>
          ${check.kind === 'checking' ? v.checking : v.check}
        </button>
      </form>
      <div class="verdict ${check.kind}" role="status">${this._verdict({ verify: v, ...m })}</div>`;
  }

  private _verdict(m: Messages): TemplateResult | typeof nothing {
    const { check } = this;
    const { verify: v } = m;
    if (check.kind === 'yes')
      return html`<h3>${icons.check}${v.yes}</h3>
        <p>${v.yesBut}</p>
        ${this._call(m)}`;
    if (check.kind === 'no')
      return html`<h3>${icons.alert}${v.no}</h3>
        <ul>
          ${v.noDo.map((step) => html`<li>${step}</li>`)}
          <li>
            ${v.antiFraud} <a class="link" href="tel:${ANTI_FRAUD}" translate="no">${ANTI_FRAUD}</a>
          </li>
        </ul>
        ${this._call(m)}`;
    if (check.kind === 'unknown')
      return html`<h3>${icons.alert}${v.unknown}</h3>
        <p>${v.unknownDo} ${retryWords(check.retryAfter, m)}</p>
        ${this._call(m)}`;
    return nothing;
  }

  /** The number of the member's own line. */
  private _call({ verify: v }: Messages): TemplateResult | typeof nothing {
    const { line } = this.contact ?? {};
    return line
      ? html`<p>${v.callUs} <a class="link" href=${line.uri} translate="no">${line.display}</a></p>`
      : nothing;
  }
}

export default HotlineVerify;

declare global {
  interface HTMLElementTagNameMap {
    'hotline-verify': HotlineVerify;
  }
}
