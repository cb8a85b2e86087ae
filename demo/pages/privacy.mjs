import { html } from 'hono/html';

export const privacy = html`<h1>隐私说明</h1>
  <section class="card prose">
    <p>
      演示店铺“星河卡盟”只在您预约回电时收集您的电话、订单号与您写下的说明，用于这一次回电，以及之后可能的核对。
    </p>
    <ul>
      <li>保存 180 天，到期删除。</li>
      <li>处理人：星河卡盟（演示店铺），privacy@xinghe.example。</li>
      <li>您可以随时要求查询、更正或删除，也可以在工单里直接取消回电。</li>
    </ul>
  </section>`;
