import {
  css,
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { stringify } from '../../core/stringify.ts';
import { MINUTE } from '../../core/time.ts';
import { requestBriefCode } from '../../desk-client/brief-code.ts';
import { requestHandoff } from '../../desk-client/handoff.ts';
import type { Messages } from '../../i18n/zh-CN.ts';
import { codeOf, validCode } from '../../stores/brief-codes.ts';
import type { ContactStore } from '../../stores/contact-store.ts';
import { deskOf } from '../../stores/desk.ts';
import { briefOf } from '../../stores/draft-request.ts';
import { draftFor, type DraftStore } from '../../stores/draft-store.ts';
import { holdCode } from '../../stores/held-code.ts';
import { HotlineElement } from '../hotline-element.ts';
import { qrCode } from '../number/qr.ts';
import { icons } from '../parts/icons.ts';
import { retryWords } from '../parts/retry-words.ts';

/** Where a phone is likely to lie beside the screen. */
const DESKTOP = '(pointer: fine) and (min-width: 600px)';
/** A page that a phone opens now should not end while it is read, ms. */
const RENEW_BEFORE_MS = MINUTE;
/** How often a code that nobody looks after is renewed. */
const MAX_RENEWALS = 3;

const styles = css`
  .handoff {
    display: grid;
    gap: 8px;
    justify-items: center;
    margin-top: 14px;
  }
  .code {
    width: 168px;
    height: 168px;
    border-radius: 8px;
  }
  p:not(.hint) {
    text-align: center;
  }
  /* On the cards of tiers, too. */
  p,
  .small,
  .link,
  .button.outline {
    color: var(--_card-ink-2, var(--_ink-2));
  }
  .hint.bad {
    color: var(--_card-ink-2, var(--_bad));
  }
  .button.outline {
    box-shadow: inset 0 0 0 1px var(--_card-edge, var(--_edge));
  }
`;

type State =
  | { phase: 'idle' | 'over' }
  | { phase: 'making'; before?: Ready | undefined }
  | { phase: 'failed'; retryAfter?: number | undefined }
  | Ready;

interface Ready {
  phase: 'ready';
  url: string;
  /** By the desk's clock, epoch ms. */
  until: number;
  /** What it was made of, as JSON. */
  brief: string;
}

/**
 * @summary Takes number, code and draft to the member's phone: a QR code of a page on the desk, in
 *   place of what is inside the element. Inside the number card, in desk mode on desktops.
 * @element hotline-handoff
 */
export class HotlineHandoff extends HotlineElement {
  static override styles = [HotlineElement.styles, styles];
  static override properties: PropertyDeclarations = {
    handoff: { state: true },
  };

  private _drafts: DraftStore | undefined;
  /** How often it was renewed since the member pressed. */
  private _renewals = 0;

  private handoff: State = { phase: 'idle' };

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { store } = this.shown;
    const drafts = draftFor(store);
    // Another member is here.
    if (this._drafts && this._drafts !== drafts) this.handoff = { phase: 'idle' };
    this._drafts = drafts;
    this.changes.follow(drafts);
    this.changes.follow(codeOf(store));
    const { handoff } = this;
    if (handoff.phase !== 'ready' || handoff.until - RENEW_BEFORE_MS > this.now) return;
    if (document.hidden || this._renewals >= MAX_RENEWALS) {
      if (handoff.until <= this.now) this.handoff = { phase: 'over' };
    } else {
      this._renewals++;
      void this._make(handoff);
    }
  }

  private get _isOffered(): boolean {
    const { store } = this.shown;
    const { state, source } = store;
    return (
      !!source.desk &&
      state.phase === 'ready' &&
      state.from === 'desk' &&
      matchMedia(DESKTOP).matches
    );
  }

  private _start = (): void => {
    this._renewals = 0;
    if (this.handoff.phase !== 'making') void this._make();
  };

  /** The code that the phone is to show: the one that is there, or a new one. */
  private async _code(store: ContactStore, brief: string): Promise<string | undefined> {
    const drafts = draftFor(store);
    const known = validCode(store);
    const { screenshots = 0, attachments = [] } = drafts.state;
    // Screenshots are sent first, which is what the checklist does.
    const lacks = attachments.length < screenshots;
    if (known || brief === '{}' || !store.state.contact?.briefs || lacks) return known?.code;
    const answer = await requestBriefCode(deskOf(store), briefOf(drafts.state));
    if (!answer.ok || drafts !== draftFor(store)) return undefined;
    codeOf(store).set({ code: answer.value, brief });
    if (answer.value.key) holdCode(store, answer.value.key);
    return answer.value.code;
  }

  /** @param before what is shown until there is a new one */
  private async _make(before?: Ready): Promise<void> {
    const { store, language } = this.shown;
    const drafts = draftFor(store);
    const making: State = (this.handoff = { phase: 'making', before });
    const { attachments: _, ...facts } = briefOf(drafts.state);
    const brief = stringify(briefOf(drafts.state));
    const code = await this._code(store, brief);
    if (this.handoff !== making) return;
    const answer = await requestHandoff(deskOf(store), {
      ...facts,
      ...(code && { code }),
      language,
    });
    // Meanwhile the member has gone, or does not want it any more.
    if (this.handoff !== making || drafts !== draftFor(store)) return;
    if (answer.ok) {
      const { url, expiresAt } = answer.value;
      this.handoff = {
        phase: 'ready',
        url: new URL(`${store.source.desk ?? ''}/${url}`, location.href).href,
        until: Date.parse(expiresAt),
        brief,
      };
    } else if (before && before.until > this.now) {
      // The next update tries again, as often as it may.
      this.handoff = before;
    } else {
      this.handoff = { phase: 'failed', retryAfter: answer.retryAfter };
      if (answer.code === 'unknown-topic') void store.refresh();
    }
  }

  protected override template(m: Messages): TemplateResult {
    const { handoff } = this;
    const shown =
      handoff.phase === 'ready' ? handoff : handoff.phase === 'making' ? handoff.before : undefined;
    return shown
      ? this._ready(shown, m)
      : html`<slot></slot>${this._isOffered ? this._offer(m) : nothing}`;
  }

  private _offer({ handoff: h, ...m }: Messages): TemplateResult {
    const { handoff } = this;
    const making = handoff.phase === 'making';
    return html`<div class="handoff">
      <button type="button" class="button outline" aria-disabled=${making} @click=${this._start}>
        ${making ? h.making : h.start}
      </button>
      <p class="small" role="status">
        ${handoff.phase === 'over' ? h.over : handoff.phase === 'failed' ? nothing : h.why}
      </p>
      ${
        handoff.phase === 'failed'
          ? html`<p class="hint bad" role="alert">
              ${icons.alert}<span
                >${h.failed} ${retryWords(handoff.retryAfter, { ...m, handoff: h })}</span
              >
            </p>`
          : nothing
      }
    </div>`;
  }

  private _ready({ url, until, brief }: Ready, { handoff: h, ...m }: Messages): TemplateResult {
    const minutes = Math.max(1, Math.round((until - this.now) / MINUTE));
    const isChanged = brief !== stringify(briefOf(draftFor(this.shown.store).state));
    return html`<div class="handoff" role="status">
        ${qrCode(url)}
        <p>${h.scan}</p>
        <p class="small">${h.left(m.minutes(minutes))}</p>
      </div>
      <div class="handoff">
        ${
          isChanged
            ? html`<button type="button" class="button outline" @click=${this._start}>
                ${h.update}
              </button>`
            : nothing
        }
        <button type="button" class="link" @click=${() => (this.handoff = { phase: 'idle' })}>
          ${h.dial}
        </button>
      </div>`;
  }
}

export default HotlineHandoff;

declare global {
  interface HTMLElementTagNameMap {
    'hotline-handoff': HotlineHandoff;
  }
}
