import {
  css,
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { formatOwnTime } from '../../i18n/when.ts';
import type { Messages } from '../../i18n/zh-CN.ts';
import { stringify } from '../../core/stringify.ts';
import { requestBriefCode, type KnownCode } from '../../desk-client/brief-code.ts';
import { copyText } from '../../device/copy.ts';
import { codeOf, validCode } from '../../stores/brief-codes.ts';
import { deskOf } from '../../stores/desk.ts';
import { briefOf } from '../../stores/draft-request.ts';
import { draftFor, type Draft, type DraftStore } from '../../stores/draft-store.ts';
import { holdCode } from '../../stores/held-code.ts';
import { sendWithPictures } from '../../stores/send-with-pictures.ts';
import { HotlineElement } from '../hotline-element.ts';
import { icons } from '../parts/icons.ts';
import { retryWords } from '../parts/retry-words.ts';

const styles = css`
  .code {
    display: grid;
    gap: 6px;
  }
  .digits {
    display: flex;
    gap: 4px;
    align-items: center;
    padding: 6px 6px 6px 16px;
    border-radius: 12px;
    background: var(--_surface-2);
    font-size: 28px;
    font-weight: 650;
    font-variant-numeric: tabular-nums;
    letter-spacing: 0.12em;
  }
  .digits b {
    flex: 1;
    font-weight: inherit;
  }
  .digits .small {
    font-weight: 400;
    letter-spacing: 0;
    line-height: 1.3;
  }
  .digits:focus {
    outline: none;
  }
`;

/** `brief`: what the code was requested for. */
type CodeRequest =
  | { phase: 'idle' | 'sending' }
  | { phase: 'failed'; retryAfter?: number | undefined }
  | { phase: 'ready'; code: KnownCode; brief: string };

/**
 * @summary Six digits that stand for the brief: the member reads them out, and the agent sees the
 *   brief. Inside the checklist.
 * @element hotline-brief-code
 */
export class HotlineBriefCode extends HotlineElement {
  static override styles = [HotlineElement.styles, styles];
  static override properties: PropertyDeclarations = {
    request: { state: true },
    copied: { state: true },
    draft: { attribute: false },
  };

  /** The draft of the member who is here. */
  private _drafts: DraftStore | undefined;

  private request: CodeRequest = { phase: 'idle' };
  declare private copied?: 'copied' | 'failed' | undefined;

  /** What the member entered in the checklist. */
  declare draft?: Draft;

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { request, _drafts: before } = this;
    this._drafts = draftFor(this.shown.store);
    // Another member is here.
    if (before && before !== this._drafts) this.request = { phase: 'idle' };
    this.changes.follow(codeOf(this.shown.store));
    // Taken elsewhere on this page.
    const known = request.phase !== 'sending' && validCode(this.shown.store);
    if (known && request.phase !== 'ready')
      this.request = { phase: 'ready', code: known, brief: this._brief };
    // The code does not include changes that were made after it was requested.
    if (
      request.phase === 'ready' &&
      (request.brief !== this._brief || Date.parse(request.code.expiresAt) < this.now)
    )
      this.request = { phase: 'idle' };
  }

  private get _brief(): string {
    return stringify(this.draft && briefOf(this.draft));
  }

  private _requestCode = async (): Promise<void> => {
    const { store, draft, request } = this;
    if (!store || !draft || request.phase === 'sending') return;
    const drafts = draftFor(store);
    const isHere = (): boolean => drafts === draftFor(store);
    this.copied = undefined;
    this.request = { phase: 'sending' };
    const isThere = !drafts.pictures || (await drafts.pictures.deliver());
    if (!isHere()) return;
    if (!isThere) {
      this.request = { phase: 'failed' };
      return;
    }
    let brief = '';
    const answer = await sendWithPictures(
      drafts,
      () => {
        brief = stringify(briefOf(drafts.state));
        return requestBriefCode(deskOf(store), briefOf(drafts.state));
      },
      isHere,
    );
    if (!isHere()) return;
    this.request = answer.ok
      ? { phase: 'ready', code: answer.value, brief }
      : { phase: 'failed', retryAfter: answer.retryAfter };
    if (answer.ok) codeOf(store).set({ code: answer.value, brief });
    if (answer.ok && answer.value.key) holdCode(store, answer.value.key);
    if (!answer.ok && answer.code === 'unknown-topic') void store.refresh();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.digits')?.focus();
  };

  private async _copy(code: string): Promise<void> {
    this.copied = (await copyText(code, this.renderRoot.querySelector('div') ?? this.renderRoot))
      ? 'copied'
      : 'failed';
  }

  protected override template(m: Messages): TemplateResult {
    const { request, copied } = this;
    if (request.phase === 'ready') {
      const { code, expiresAt } = request.code;
      const until = formatOwnTime(expiresAt, this.now, this.language);
      return html`<div class="code" role="status">
        <p class="small">${m.code}</p>
        <p class="digits" tabindex="-1">
          <b translate="no">${code}</b>
          <span class="small">${copied && m.copy[copied]}</span>
          <button type="button" class="icon" title=${m.copyCode} @click=${() => this._copy(code)}>
            ${copied === 'copied' ? icons.check : icons.copy}
          </button>
        </p>
        <p class="small">${m.codeTell(until)}</p>
      </div>`;
    }
    const sending = request.phase === 'sending';
    const wait = request.phase === 'failed' ? retryWords(request.retryAfter, m) : '';
    return html`<div class="code">
      <button
        type="button"
        class="button soft"
        aria-disabled=${sending}
        @click=${this._requestCode}
      >
        ${sending ? m.sending : m.getCode}
      </button>
      ${draftFor(this.shown.store).pictures ? html`<hotline-picture-delivery .context=${this.shown}></hotline-picture-delivery>` : nothing}
      ${request.phase === 'failed' ? html`<p class="hint bad" role="alert">${icons.alert}<span>${m.codeFailed} ${wait}</span></p>` : html`<p class="small">${m.codeWhy}</p>`}
    </div>`;
  }
}

export default HotlineBriefCode;

declare global {
  interface HTMLElementTagNameMap {
    'hotline-brief-code': HotlineBriefCode;
  }
}
