import { expect, fixture, html } from '@open-wc/testing';
import { sourceOf } from '../../src/stores/source.ts';

describe('sourceOf', () => {
  it('reads the attributes of an element', async () => {
    const element = await fixture(
      html`<p
        desk="https://desk.example"
        member-token="ey.a.b"
        member-token-url="/token/"
        tier="vip"
        phone="400-123-4567"
      ></p>`,
    );
    const { desk, tier, phone, config, ...tokens } = sourceOf(element);
    expect([desk, tier, phone, config]).to.deep.equal([
      'https://desk.example',
      'vip',
      '400-123-4567',
      undefined,
    ]);
    expect(tokens).to.deep.equal({ 'member-token': 'ey.a.b', 'member-token-url': '/token/' });
  });

  it('treats an empty attribute as absent', async () => {
    const { desk, phone } = sourceOf(await fixture(html`<p desk="" phone=""></p>`));
    expect([desk, phone]).to.deep.equal([undefined, undefined]);
  });

  it("removes a slash after the desk's origin", async () => {
    expect(sourceOf(await fixture(html`<p desk="https://desk.example/"></p>`)).desk).to.equal(
      'https://desk.example',
    );
  });

  it('takes the phone number of a link inside if no attribute names one', async () => {
    expect(
      sourceOf(
        await fixture(
          html`<p>
            <a href="/help">?</a><b><a href="tel:4001234567">400-123-4567</a></b>
          </p>`,
        ),
      ).phone,
    ).to.equal('4001234567');
    expect(
      sourceOf(
        await fixture(html`<p phone="400-765-4321"><a href="tel:4001234567">400-123-4567</a></p>`),
      ).phone,
    ).to.equal('400-765-4321');
  });
});
