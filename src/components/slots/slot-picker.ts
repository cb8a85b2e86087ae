import { html, type TemplateResult } from 'lit';
import type { Window } from '../../contract/slots.ts';
import type { ChooseSlotEvent } from '../../events/choose-slot.ts';
import type { Messages } from '../../i18n/zh-CN.ts';
import type { Context } from '../../page/context.ts';
import { failure } from '../parts/failure.ts';
import type { LazyElement } from '../parts/lazy-element.ts';

/**
 * `<hotline-slots>`, loaded when it is first drawn. Until then its content shows: that it loads, or
 * that loading failed.
 */
export const slotPicker = (
  { load, state }: LazyElement,
  context: Context,
  chosen: Window | undefined,
  choose: (event: ChooseSlotEvent) => void,
  m: Messages,
): TemplateResult => {
  // After a failure, only the button loads again, not each update of the form.
  if (state !== 'failed') void load();
  return html`<hotline-slots
    id="when"
    .context=${context}
    .chosen=${chosen}
    @hotline-choose-slot=${choose}
    >${state === 'failed' ? failure(m, load) : html`<p class="small" role="status">${m.slots.loading}</p>`}</hotline-slots
  >`;
};
