import { expect } from '@open-wc/testing';
import { turn, until } from '../../../test/support/clock.ts';
import type { StreamHandlers } from './api.ts';
import { sharedStream } from './shared-stream.ts';
import type { PageState, Tabs } from './tabs.ts';

let browsers = 0;

/** Tabs of one browser, with its locks and channels, and the streams that they have open. */
class FakeBrowser {
  private readonly _name = `browser ${++browsers}`;
  private readonly _tabs: Tab[] = [];
  /** Handlers of the open streams. */
  readonly streams = new Set<StreamHandlers>();

  /** A tab joins the stream of this agent. */
  open(agent = 'mei', more: Partial<Tabs> = {}): Tab {
    const tab = new Tab(more);
    const name = `${this._name} ${agent}`;
    tab.leave = sharedStream(
      (handlers) => {
        this.streams.add(handlers);
        queueMicrotask(() => handlers.open());
        return () => void this.streams.delete(handlers);
      },
      tab.tabs,
      name,
    )(tab.handlers);
    this._tabs.push(tab);
    return tab;
  }

  tell(number: string): void {
    for (const stream of this.streams) stream.event('queue', { number });
  }

  close(): void {
    for (const tab of this._tabs) tab.leave();
  }
}

class Tab {
  leave = (): void => undefined;
  readonly heard: string[] = [];
  private _state: PageState = 'visible';
  private _look = (): void => undefined;

  constructor(private readonly _more: Partial<Tabs>) {}

  readonly handlers: StreamHandlers = {
    open: () => this.heard.push('open'),
    event: (name, data) => this.heard.push(`${name} ${Object.values(data as object).join()}`),
    lost: () => this.heard.push('lost'),
  };

  get tabs(): Tabs {
    return {
      locks: navigator.locks,
      BroadcastChannel,
      state: () => this._state,
      watch: (act) => {
        this._look = act;
        return () => (this._look = () => undefined);
      },
      ...this._more,
    };
  }

  turn(state: PageState): void {
    this._state = state;
    this._look();
  }

  hears(what: string): Promise<unknown> {
    return until(
      () => this.heard.includes(what),
      () => `“${what}” among ${this.heard.join()}`,
    );
  }
}

describe('sharedStream', () => {
  let browser: FakeBrowser;
  beforeEach(() => (browser = new FakeBrowser()));
  afterEach(() => browser.close());

  it('is one for six tabs, and all of them hear what comes', async () => {
    const tabs = Array.from({ length: 6 }, () => browser.open());
    await Promise.all(tabs.map((tab) => tab.hears('open')));
    browser.tell('1');
    await Promise.all(tabs.map((tab) => tab.hears('queue 1')));
    expect(browser.streams.size).to.equal(1);
    expect(
      tabs.map(({ heard }) => heard.filter((what) => what === 'queue 1').length),
    ).to.deep.equal([1, 1, 1, 1, 1, 1]);
  });

  it('is known, with its last beat, to a tab that is opened later', async () => {
    const first = browser.open();
    await first.hears('open');
    for (const stream of browser.streams) stream.event('beat', { asOf: 7 });
    const second = browser.open();
    await second.hears('beat 7');
    expect(second.heard).to.deep.equal(['open', 'beat 7']);
    expect(first.heard).to.deep.equal(['open', 'beat 7']);
  });

  it('is opened by another tab when the one that has it closes', async () => {
    const [first, second] = [browser.open(), browser.open()];
    await second.hears('open');
    second.heard.length = 0;
    first.leave();
    await second.hears('open');
    expect(browser.streams.size).to.equal(1);
    browser.tell('2');
    await second.hears('queue 2');
    expect(first.heard).not.to.include('queue 2');
  });

  it('is opened by another tab while the browser keeps the one that had it frozen', async () => {
    const [first, second] = [browser.open(), browser.open()];
    await second.hears('open');
    second.heard.length = 0;
    first.turn('left');
    await second.hears('open');
    expect(first.heard).to.include('lost');
    first.turn('visible');
    browser.tell('4');
    await first.hears('queue 4');
    expect(browser.streams.size).to.equal(1);
  });

  it('is taken over from a tab that holds the lock and does not answer', async () => {
    let letGo: (() => void) | undefined;
    const name = 'deaf';
    const stolen = navigator.locks
      .request(`${(browser as unknown as { _name: string })._name} ${name}`, () => {
        return new Promise<void>((resolve) => (letGo = resolve));
      })
      .catch(() => 'stolen');
    await until(
      () => letGo,
      () => 'the lock',
    );
    const tab = browser.open(name);
    await tab.hears('open');
    expect(await stolen).to.equal('stolen');
  });

  it('is not shared by two agents', async () => {
    const [mei, li] = [browser.open('mei'), browser.open('li')];
    await Promise.all([mei.hears('open'), li.hears('open')]);
    expect(browser.streams.size).to.equal(2);
    [...browser.streams][0]?.event('queue', { number: '3' });
    await mei.hears('queue 3');
    await turn();
    expect(li.heard).not.to.include('queue 3');
  });

  for (const [missing, more] of [
    ['locks', { locks: undefined }],
    ['channels', { BroadcastChannel: undefined }],
  ] as const) {
    it(`is a tab’s own without ${missing}, while the tab is visible`, async () => {
      const [first, second] = [browser.open('mei', more), browser.open('mei', more)];
      expect(browser.streams.size).to.equal(2);
      first.turn('hidden');
      expect(browser.streams.size).to.equal(1);
      await second.hears('open');
      first.turn('visible');
      expect(browser.streams.size).to.equal(2);
    });
  }
});
