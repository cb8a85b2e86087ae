/** The same as vanilla.js, by Lit. */
import { LitElement, css, html } from 'lit';

const script = document.currentScript;
const { desk } = script.dataset;

class LitHotline extends LitElement {
  static properties = { contact: { state: true } };
  static styles = css`
    :host {
      all: initial;
      position: fixed;
      right: 20px;
      bottom: 20px;
      z-index: 9999;
      font: 12px/1.3 system-ui;
    }
    button {
      all: unset;
      box-sizing: border-box;
      display: flex;
      align-items: center;
      width: 230px;
      padding: 10px 20px 10px 10px;
      border: 1px solid #8883;
      border-radius: 28px;
      background: #fff;
      color: #111;
      box-shadow: 0 8px 28px #8888;
      cursor: pointer;
    }
    i {
      width: 36px;
      height: 36px;
      margin-right: 12px;
      border-radius: 50%;
      background: #2457d6;
    }
    span,
    b {
      display: block;
      white-space: nowrap;
    }
    b {
      font-size: 16px;
    }
  `;

  connectedCallback() {
    super.connectedCallback();
    void this.show();
  }

  async show() {
    this.contact = await (await fetch(`${desk}/v1/contact`)).json();
  }

  load() {
    return (this.panel ??= import(new URL('/bench/vanilla-panel.js', script.src)));
  }

  async open() {
    (await this.load()).open(this);
  }

  render() {
    const { line, status } = this.contact ?? {};
    const open = status?.state === 'open' ? '接听中' : '未开放';
    return html`<button
      part="launcher"
      @pointerenter=${this.load}
      @focus=${this.load}
      @click=${this.open}
    >
      <i></i
      ><span
        ><span>${line ? `${line.label['zh-CN']} · ${open}` : '客服热线'}</span
        ><b>${line?.display ?? '\u00a0'}</b></span
      >
    </button>`;
  }
}

customElements.define('lit-hotline', LitHotline);
document.body.append(document.createElement('lit-hotline'));
