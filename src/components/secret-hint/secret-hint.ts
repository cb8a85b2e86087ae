import { css, html, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { SecretKind } from '../../core/secret-rules.ts';
import { findSecrets, maskSecrets } from '../../core/secrets.ts';
import { MaskEvent } from '../../events/mask.ts';
import type { Messages } from '../../i18n/zh-CN.ts';
import { HotlineElement } from '../hotline-element.ts';
import { icons } from '../parts/icons.ts';

const styles = css`
  .hint {
    padding-top: 6px;
  }
  .hint span {
    flex: 1;
  }
  .hint .link {
    flex: none;
    align-self: center;
    padding: 0 4px;
  }
`;

/**
 * @summary Says beside a field that its text contains what must not be sent, and offers to mask it.
 *   Its content shows while there is nothing to say. Inside the forms.
 * @element hotline-secret-hint
 * @slot - What is said otherwise.
 */
export class HotlineSecretHint extends HotlineElement {
  static override styles = [HotlineElement.styles, styles];
  static override properties: PropertyDeclarations = { value: { attribute: false } };

  /** What the member has written. */
  value = '';

  protected override template(m: Messages): TemplateResult {
    const { contact, value } = this;
    const secrets = findSecrets(value, contact);
    const kinds = [...new Set(secrets.map(({ kind }) => kind))];
    const mask = (): void => {
      this.dispatchEvent(new MaskEvent(maskSecrets(value, secrets)));
      // The button goes with the hint.
      this.parentElement?.querySelector<HTMLElement>('.input')?.focus();
    };
    return html`<div role="status">
      ${
        kinds.length
          ? html`<p class="hint bad">
              ${icons.shield}<span
                >${m.secrets.found(
                  this._names(kinds, m),
                  secrets.every(({ isCertain }) => isCertain),
                )}</span
              >
              <button type="button" class="link" @click=${mask}>${m.secrets.mask}</button>
            </p>`
          : html`<slot></slot>`
      }
    </div>`;
  }

  private _names(kinds: readonly SecretKind[], m: Messages): string {
    return kinds.map((kind) => m.secrets.kinds[kind]).join(m.secrets.and);
  }
}

export default HotlineSecretHint;

declare global {
  interface HTMLElementTagNameMap {
    'hotline-secret-hint': HotlineSecretHint;
  }
}
