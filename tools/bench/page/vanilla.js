/** The bare minimum: a hand-written element that draws the pill with the number of the desk. */
const script = document.currentScript;
const { desk } = script.dataset;

const STYLES = `
:host { all: initial; position: fixed; right: 20px; bottom: 20px; z-index: 9999; font: 12px/1.3 system-ui }
button { all: unset; box-sizing: border-box; display: flex; align-items: center; width: 230px; padding: 10px 20px 10px 10px; border: 1px solid #8883; border-radius: 28px; background: #fff; color: #111; box-shadow: 0 8px 28px #8888; cursor: pointer }
i { width: 36px; height: 36px; margin-right: 12px; border-radius: 50%; background: #2457d6 }
span, b { display: block; white-space: nowrap }
b { font-size: 16px }
`;

class BareHotline extends HTMLElement {
  connectedCallback() {
    const root = this.attachShadow({ mode: 'open' });
    root.innerHTML = `<style>${STYLES}</style><button part="launcher"><i></i><span><span>客服热线</span><b>&nbsp;</b></span></button>`;
    const button = root.querySelector('button');
    button.onpointerenter = button.onfocus = () => this.load();
    button.onclick = () => this.open();
    void this.show();
  }

  async show() {
    this.contact = await (await fetch(`${desk}/v1/contact`)).json();
    const { line, status } = this.contact;
    const open = status.state === 'open' ? '接听中' : '未开放';
    this.shadowRoot.querySelector('span span').textContent = `${line.label['zh-CN']} · ${open}`;
    this.shadowRoot.querySelector('b').textContent = line.display;
  }

  load() {
    return (this.panel ??= import(new URL('/bench/vanilla-panel.js', script.src)));
  }

  async open() {
    (await this.load()).open(this);
  }
}

customElements.define('bare-hotline', BareHotline);
document.body.append(document.createElement('bare-hotline'));
