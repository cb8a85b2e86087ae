import { expect, fixture, html } from '@open-wc/testing';
import { LitElement } from 'lit';
import { Observe } from '../../src/controllers/observe.ts';
import { Store } from '../../src/stores/store.ts';

class Count extends Store<number> {
  followers = 0;

  next = () => this.set(this.state + 1);

  override subscribe(listener: () => void): () => void {
    const leave = super.subscribe(listener);
    this.followers++;
    return () => {
      this.followers--;
      leave();
    };
  }
}

class Watcher extends LitElement {
  count: Count | undefined;
  other: Count | undefined;
  readonly changes = new Observe(this);

  protected override willUpdate(): void {
    this.changes.follow(this.count);
    this.changes.follow(this.other);
  }

  protected override render(): string {
    return `${this.count?.state ?? '-'} ${this.other?.state ?? '-'}`;
  }
}
customElements.define('test-watcher', Watcher);

describe('Observe', () => {
  let watcher: Watcher;
  const shows = async () => {
    await watcher.updateComplete;
    return watcher.shadowRoot?.textContent;
  };

  beforeEach(async () => {
    watcher = await fixture<Watcher>(html`<test-watcher></test-watcher>`);
    watcher.count = new Count(0);
    watcher.other = new Count(10);
    watcher.requestUpdate();
    await watcher.updateComplete;
  });

  it('updates its host when a followed store changes', async () => {
    watcher.count?.next();
    expect(await shows()).to.equal('1 10');
    watcher.other?.next();
    expect(await shows()).to.equal('1 11');
  });

  it('follows each store once, however often the host updates', async () => {
    watcher.requestUpdate();
    await watcher.updateComplete;
    expect(watcher.count?.followers).to.equal(1);
  });

  it('follows nothing after the host is removed', () => {
    watcher.remove();
    expect([watcher.count?.followers, watcher.other?.followers]).to.deep.equal([0, 0]);
  });

  it('follows again when the host is back, and shows what it missed', async () => {
    const { parentElement: place } = watcher;
    watcher.remove();
    watcher.count?.next();
    place?.append(watcher);
    expect(await shows()).to.equal('1 10');
    expect(watcher.count?.followers).to.equal(1);
    watcher.count?.next();
    expect(await shows()).to.equal('2 10');
  });

  it('follows nothing after leave(), until a store is named again', async () => {
    const before = watcher.count;
    watcher.changes.leave();
    watcher.count = new Count(5);
    watcher.requestUpdate();
    expect(await shows()).to.equal('5 10');
    expect(before?.followers).to.equal(0);
    expect([watcher.count.followers, watcher.other?.followers]).to.deep.equal([1, 1]);
  });

  it('accepts undefined', async () => {
    watcher.count = undefined;
    watcher.requestUpdate();
    expect(await shows()).to.equal('- 10');
  });
});
