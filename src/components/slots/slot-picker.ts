import { html, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { Window } from '../../contract/slots.ts';
import type { ChooseSlotEvent } from '../../events/choose-slot.ts';
import type { Messages } from '../../i18n/zh-CN.ts';
import type { Context } from '../../page/context.ts';
import { failure } from '../parts/failure.ts';
import { LazyElement } from '../parts/lazy-element.ts';

/** `<hotline-slots>` in its host: loaded when it first shows. */
export class SlotPicker {
  private readonly _slots: LazyElement;

  constructor(host: ReactiveControllerHost) {
    this._slots = new LazyElement(host, 'hotline-slots');
  }

  render(
    context: Context,
    chosen: Window | undefined,
    choose: (window: Window | undefined) => void,
    m: Messages,
  ): TemplateResult {
    const { load, state } = this._slots;
    void load();
    // What it holds shows until its file is there.
    return html`<hotline-slots
      id="when"
      .context=${context}
      .chosen=${chosen}
      @hotline-choose-slot=${(event: ChooseSlotEvent) => choose(event.window)}
      >${state === 'failed' ? failure(m, load) : html`<p class="small" role="status">${m.slots.loading}</p>`}</hotline-slots
    >`;
  }
}
