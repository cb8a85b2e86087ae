import { html, nothing, type TemplateResult } from 'lit';
import type { MaskEvent } from '../../events/mask.ts';
import type { Context } from '../../page/context.ts';
import type { LazyElement } from '../parts/lazy-element.ts';

/** What is shorter is no secret, or none that could be told from other text. */
const MAY_BE_SECRET = /[\w\uff10-\uff5a]{4}/;

/**
 * `<hotline-secret-hint>` for the field before it, loaded once the member has written what might be a
 * secret. `hint` shows while there is none.
 */
export const fieldHint = (
  { load }: LazyElement,
  context: Context,
  value = '',
  change: (masked: string) => void,
  hint: TemplateResult | typeof nothing = nothing,
): TemplateResult => {
  if (MAY_BE_SECRET.test(value)) void load();
  return html`<hotline-secret-hint
    .context=${context}
    .value=${value}
    @hotline-mask=${({ masked }: MaskEvent) => change(masked)}
    >${hint}</hotline-secret-hint
  >`;
};
