/**
 * Pages built like those of the shop systems that docs/embed.md names: their style resets, fixed
 * bars and buttons, and dialogs. What must not be covered has `data-keep`.
 */
export interface ShopPage {
  head: string;
  body: string;
  /** Name of the button that opens a dialog; the page opens it itself if there is none. */
  opener?: string;
}

const GOODS = Array.from(
  { length: 40 },
  (_, at) =>
    `<div class="card"><h4>礼品卡 ${at + 1}</h4><p>自动发货</p><a href="#${at}">购买</a></div>`,
).join('');

const script = (code: string): string => `<script>${code}</script>`;

/** Opens and closes a dialog by its display, as most of them do. */
const TOGGLE = script(`
  const all = () => document.querySelectorAll('.shown-with-dialog');
  const show = () => all().forEach((each) => (each.style.display = ''));
  const hide = () => all().forEach((each) => (each.style.display = 'none'));
`);

const hiddenDialog = (dialog: string): string =>
  dialog.replace(/<div class="shown/g, '<div style="display: none" class="shown');

export const SHOP_PAGES: Record<string, ShopPage> = {
  // A dialog of Bootstrap 5 that shows on load and keeps the focus; its backdrop is another element.
  'dujiaoka, theme unicorn': {
    head: `<style>
      *, ::before, ::after { box-sizing: border-box }
      button, input { margin: 0; font: inherit; text-transform: none }
      .modal { position: fixed; top: 0; left: 0; z-index: 1055; width: 100%; height: 100%; overflow: auto; outline: 0 }
      .modal-dialog { max-width: 500px; margin: 15vh auto; background: #fff; pointer-events: auto; padding: 16px }
      .backdrop { position: fixed; top: 0; left: 0; z-index: 1050; width: 100vw; height: 100vh; background: #000; opacity: .5 }
    </style>`,
    body: `<main>${GOODS}</main>
      <div class="modal shown-with-dialog" tabindex="-1" role="dialog" aria-modal="true"><div class="modal-dialog">
        <h5>公告</h5><p>请核对邮箱。</p><button onclick="hide()">知道了</button></div></div>
      <div class="backdrop shown-with-dialog"></div>${TOGGLE}
      ${script(`addEventListener('focusin', (event) => {
        const modal = document.querySelector('.modal');
        if (modal.style.display !== 'none' && !modal.contains(event.target)) modal.focus();
      });`)}`,
  },

  // layui: shade and layer are fixed, above anything that a page stacks; a bar of buttons beside.
  'dujiaoka, theme luna': {
    head: `<style>
      * { margin: 0; padding: 0; -webkit-tap-highlight-color: transparent }
      button { border: none; width: 100%; height: 38px; background: #009688 }
      .shade { position: fixed; inset: 0; z-index: 19891014; background: #000; opacity: .3 }
      .layer { position: fixed; z-index: 19891015; top: 30vh; left: calc(50% - 150px); width: 300px; background: #fff }
      .fixbar { position: fixed; right: 15px; bottom: 15px; z-index: 999999; list-style: none }
      .fixbar li { width: 50px; height: 50px; background: #9f9f9f }
    </style>`,
    body: `<div class="main">${GOODS}</div><ul class="fixbar" data-keep><li>微信</li><li>顶部</li></ul>
      <button onclick="show()">购买须知</button>${hiddenDialog(`
      <div class="shown-with-dialog shade"></div>
      <div class="shown-with-dialog layer"><p>须知</p><button onclick="hide()">知道了</button></div>`)}${TOGGLE}`,
    opener: '购买须知',
  },

  // A cover over the whole page until it has loaded, which fades; a bar to pay at the bottom.
  'dujiaoka, theme hyper': {
    head: `<style>
      #loading { position: fixed; inset: 0; z-index: 9999; background: #fff; transition: opacity .3s }
      .pay { position: fixed; left: 0; right: 0; bottom: 0; z-index: 1000; display: flex; height: 56px; background: #fff }
      .pay button { margin-left: auto }
    </style>`,
    body: `<div class="content">${GOODS}</div><footer>Shop</footer>
      <div class="pay" data-keep><b>¥ 95</b><button>立即下单</button></div>
      <div id="loading" class="shown-with-dialog"><button onclick="hide()">知道了</button></div>${TOGGLE}`,
  },

  // Sizes in rem of a root of 13 px, a z-index beyond all others, hotkeys that look for fields.
  'acg-faka': {
    head: `<style>
      html { font-size: 13px } html, body { height: 100%; margin: 0 }
      button { all: revert; font-size: 1rem !important }
      .mask { position: fixed; inset: 0; z-index: 19999999999; background: rgba(0, 0, 0, .5); display: flex; align-items: center; justify-content: center }
      .mask > div { width: 24rem; padding: 2rem; background: #fff }
      .top { position: fixed; right: 2rem; bottom: 2rem; width: 4rem; height: 4rem; z-index: 19999999999 }
    </style>`,
    body: `<div id="pjax">${GOODS}</div><button class="top" data-keep>↑</button>
      <button onclick="show()">选择支付</button>${hiddenDialog(`
      <div class="shown-with-dialog mask"><div><p>付款</p><button onclick="hide()">知道了</button></div></div>`)}${TOGGLE.replace(
        /style.display = ''/,
        "style.display = 'flex'",
      )}
      ${script(`document.addEventListener('keydown', (event) => {
        if (event.target.tagName !== 'INPUT' && event.target.tagName !== 'TEXTAREA') event.preventDefault();
      }, true);`)}`,
    opener: '选择支付',
  },

  // One page that scrolls in an element of its own; tabs, a bar to buy above them, a sheet.
  'dujiao-next': {
    head: `<style>
      *, ::before, ::after { box-sizing: border-box; border: 0 solid; margin: 0; padding: 0 }
      button, a { font: inherit; color: inherit; background: transparent }
      #app { position: fixed; inset: 0; overflow: auto }
      .tabs { position: fixed; left: 0; right: 0; bottom: 0; z-index: 40; height: 56px; background: #fff; display: flex }
      .tabs a { flex: 1 }
      .buy { position: fixed; left: 0; right: 0; bottom: 56px; z-index: 30; height: 64px; background: #eef }
      .top { position: fixed; right: 24px; bottom: 136px; width: 44px; height: 44px; border-radius: 50%; background: #ddd; z-index: 40 }
      .overlay { position: fixed; inset: 0; z-index: 50; background: #0006 }
      .sheet { position: fixed; left: 0; right: 0; bottom: 0; height: 70vh; z-index: 51; background: #fff }
    </style>`,
    body: `<div id="app"><main>${GOODS}</main>
      <div class="buy" data-keep><button onclick="show()">选择规格</button></div>
      <button class="top" data-keep>↑</button>
      <nav class="tabs" data-keep><a href="#">首页</a><a href="#">商品</a><a href="#">购物车</a><a href="#">我的</a></nav></div>
      ${hiddenDialog(`<div class="shown-with-dialog overlay"></div>
      <div class="shown-with-dialog sheet"><p>规格</p><button onclick="hide()">知道了</button></div>`)}${TOGGLE}`,
    opener: '选择规格',
  },

  // A dialog of the browser, and a sheet without any mask would be the same to the member.
  zfaka: {
    head: `<style>
      button, input { border-radius: 0; height: 38px }
      dialog { margin: auto; padding: 20px }
      .query { position: sticky; bottom: 0; height: 50px; background: #f2f2f2 }
    </style>`,
    body: `<div class="layui-container">${GOODS}</div><div class="query" data-keep><button onclick="document.querySelector('dialog').showModal()">查询订单</button></div>
      <dialog><p>订单</p><button onclick="this.parentElement.close()">知道了</button></dialog>`,
    opener: '查询订单',
  },

  // A cart at the corner, above everything; a dialog of Bootstrap 3 with jQuery's `focusin`.
  caihong: {
    head: `<style>
      * { -webkit-box-sizing: border-box; box-sizing: border-box } body { font: 14px/1.42 宋体, serif; text-align: center }
      .cart { position: fixed; right: 15px; bottom: 15px; z-index: 999999; margin: 0; padding: 0; list-style: none }
      .cart li { width: 50px; height: 50px; background: #3e4425 }
      .modal { position: fixed; inset: 0; z-index: 1050; overflow: hidden auto; background: #0008 }
      .modal > div { margin: 20vh auto; width: 280px; background: #fff }
    </style>`,
    body: `<div class="container">${GOODS}</div><ul class="cart" data-keep><li onclick="show()"><button>购物车</button></li></ul>
      ${hiddenDialog('<div class="shown-with-dialog modal"><div><h4>购物车</h4><button onclick="hide()">知道了</button></div></div>')}${TOGGLE}`,
    opener: '购物车',
  },
};
