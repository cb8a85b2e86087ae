import { expect, fixture, html } from '@open-wc/testing';
import { copyText } from '../../src/device/copy.ts';

describe('copyText', () => {
  let near: HTMLElement;
  const clipboard = (value: unknown) =>
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value });
  const command = (value: (name: string) => boolean) =>
    Object.defineProperty(document, 'execCommand', { configurable: true, value });

  beforeEach(async () => (near = await fixture(html`<div><button>copy</button></div>`)));
  afterEach(() => {
    Reflect.deleteProperty(navigator, 'clipboard');
    Reflect.deleteProperty(document, 'execCommand');
  });

  it('uses the clipboard if there is one', async () => {
    let copied = '';
    clipboard({ writeText: (text: string) => Promise.resolve(void (copied = text)) });
    expect(await copyText('400-123-4567', near)).to.equal(true);
    expect(copied).to.equal('400-123-4567');
  });

  for (const [what, value] of [
    ['on a plain HTTP page', undefined],
    [
      'if the browser refuses the clipboard',
      { writeText: () => Promise.reject(new DOMException('denied', 'NotAllowedError')) },
    ],
  ] as const) {
    it(`copies a selected text area ${what}, and removes it`, async () => {
      clipboard(value);
      let copied = '';
      command((name) => {
        copied = `${name} ${String(getSelection())} ${near.contains(document.activeElement)}`;
        return true;
      });
      const button = near.querySelector('button')!;
      button.focus();
      expect(await copyText('two\nlines', near)).to.equal(true);
      expect(copied).to.equal('copy two\nlines true');
      expect(near.children).to.have.length(1);
      expect(document.activeElement).to.equal(button);
    });
  }

  for (const [what, act] of [
    ['fails', () => false],
    [
      'throws',
      () => {
        throw new DOMException('no', 'SecurityError');
      },
    ],
  ] as const) {
    it(`returns false if that ${what} too, and removes the text area`, async () => {
      clipboard(undefined);
      command(act);
      expect(await copyText('x', near)).to.equal(false);
      expect(near.children).to.have.length(1);
    });
  }
});
