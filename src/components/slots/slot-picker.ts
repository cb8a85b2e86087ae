import { html, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { Window } from '../../contract/slots.ts';
import type { Language } from '../../contract/text.ts';
import type { ChooseSlotEvent } from '../../events/choose-slot.ts';
import type { Messages } from '../../i18n/zh-CN.ts';
import type { ContactStore } from '../../stores/contact-store.ts';
import { failure } from '../parts/failure.ts';

type Host = ReactiveControllerHost & {
  store?: ContactStore | undefined;
  language?: Language;
  dark: boolean;
  care: boolean;
};

/** `<hotline-slots>` in its host: a file of its own, fetched when it first shows. */
export class SlotPicker {
  private _failed = false;
  private _asked: Promise<unknown> | undefined;

  constructor(private readonly _host: Host) {}

  render(
    chosen: Window | undefined,
    choose: (window: Window | undefined) => void,
    m: Messages,
  ): TemplateResult {
    const { store, language, dark, care } = this._host;
    this._asked ??= import('../../define-slots.ts').catch(() => this._tell(true));
    // What it holds shows until its file is there.
    return html`<hotline-slots
      id="when"
      .store=${store}
      .language=${language}
      .dark=${dark}
      .care=${care}
      .chosen=${chosen}
      @hotline-choose-slot=${(event: ChooseSlotEvent) => choose(event.window)}
      >${
        this._failed
          ? failure(m, () => {
              this._asked = undefined;
              this._tell(false);
            })
          : html`<p class="small" role="status">${m.slots.loading}</p>`
      }</hotline-slots
    >`;
  }

  private _tell(failed: boolean): void {
    this._failed = failed;
    this._host.requestUpdate();
  }
}
