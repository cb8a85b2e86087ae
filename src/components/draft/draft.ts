import {
  css,
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import type { Messages } from '../../i18n/zh-CN.ts';
import { attemptOf } from '../../stores/attempt.ts';
import { draftFor, type Draft, type DraftStore } from '../../stores/draft-store.ts';
import { keeperFor, typedOf } from '../../stores/kept-draft.ts';
import { HotlineElement } from '../hotline-element.ts';

const styles = css`
  p {
    display: flex;
    gap: 12px;
    align-items: center;
    justify-content: space-between;
    min-height: var(--_target);
  }
  .link {
    flex: none;
    justify-content: flex-end;
    min-width: var(--_target);
  }
`;

/**
 * @summary Keeps what the member types on the device, says so, and throws it away on request.
 *   Inside the checklist and the form.
 * @element hotline-draft
 */
export class HotlineDraft extends HotlineElement {
  static override styles = [HotlineElement.styles, styles];
  static override properties: PropertyDeclarations = {
    cleared: { state: true },
  };

  private _drafts: DraftStore | undefined;

  /** What was thrown away last. */
  declare private cleared?: Draft | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('storage', this._look);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('storage', this._look);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { store } = this.shown;
    keeperFor(store).attend();
    const drafts = draftFor(store);
    if (drafts !== this._drafts || this._isTyped(drafts.state)) this.cleared = undefined;
    this._drafts = drafts;
    this.changes.follow(drafts);
  }

  private _look = (): void => {
    if (this.hasUpdated) keeperFor(this.shown.store).lookAgain();
    this.requestUpdate();
  };

  private _isTyped(draft: Draft): boolean {
    return Object.keys(typedOf(draft)).length > 0 || !!draft.screenshots;
  }

  private _clear = (): void => {
    const drafts = draftFor(this.shown.store);
    const { state } = drafts;
    drafts.set({});
    this.cleared = state;
  };

  private _undo = ({ screenshots: _, attachments: __, ...draft }: Draft): void =>
    draftFor(this.shown.store).update(draft);

  protected override template(m: Messages): TemplateResult | typeof nothing {
    const { cleared, shown } = this;
    const { store } = shown;
    const { state } = draftFor(store);
    // What waits to be sent is withdrawn in the form.
    if (attemptOf(store) || !(cleared ?? this._isTyped(state))) return nothing;
    const kept = keeperFor(store).keeps;
    const words = cleared
      ? cleared.screenshots
        ? m.draft.clearedPictures
        : m.draft.cleared
      : kept && m.draft.kept[kept];
    return html`<p class="small">
      <span role="status">${words}</span>
      <button
        type="button"
        class="link"
        @click=${() => (cleared ? this._undo(cleared) : this._clear())}
      >
        ${cleared ? m.draft.undo : m.draft.clear}
      </button>
    </p>`;
  }
}

export default HotlineDraft;

declare global {
  interface HTMLElementTagNameMap {
    'hotline-draft': HotlineDraft;
  }
}
