import { html, nothing, type TemplateResult } from 'lit';
import type { Contact } from '../../contract/contact.ts';
import { recentOrders } from '../../core/recent-orders.ts';
import type { Messages } from '../../i18n/zh-CN.ts';
import type { Context } from '../../page/context.ts';
import type { Draft } from '../../stores/draft-store.ts';

/**
 * The member's recent orders, as the page names them, to pick from.
 * @param choose called for each choice
 * @param press called for each press, also by keys, after `choose`
 */
export const orderChoice = (
  { orders: named }: Context,
  { orderPatterns }: Contact,
  { order }: Draft,
  m: Messages,
  choose: (change: Partial<Draft>) => void,
  press: (event: MouseEvent, change: Partial<Draft>) => void = () => undefined,
): TemplateResult | typeof nothing => {
  const orders = recentOrders(named, orderPatterns);
  if (!orders.length) return nothing;
  return html`<fieldset>
    <legend>${m.recentOrders}</legend>
    <div class="orders">
      ${orders.map(({ number, title }) => {
        const change = { order: number, orderFound: false };
        return html`<label class="chip ${number === order ? 'on' : ''}"
          ><input
            type="radio"
            name="order"
            .checked=${number === order}
            @change=${() => choose(change)}
            @click=${(event: MouseEvent) => press(event, change)}
          /><span
            >${title ? html`<b>${title}</b>` : nothing}<span class="figures" translate="no"
              >${number}</span
            ></span
          ></label
        >`;
      })}
    </div>
  </fieldset>`;
};
