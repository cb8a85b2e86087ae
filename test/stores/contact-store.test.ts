import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import type { Contact } from '../../src/contract/contact.ts';
import {
  ContactStore,
  type ContactState,
  type LoadResolver,
} from '../../src/stores/contact-store.ts';
import { REMEMBERED_CONTACT } from '../../src/device/kept.ts';
import { rememberContact } from '../../src/stores/remember-contact.ts';
import type { Effects } from '../../src/stores/effects.ts';
import type { Source } from '../../src/stores/source.ts';
import { Clock, turn } from '../support/clock.ts';
import { FakeDesk, later, offline } from '../support/fake-desk.ts';
import {
  at,
  localAt,
  bareContact,
  NOW,
  sampleContact,
  type Change,
} from '../support/sample-contact.ts';

const DESK = 'https://desk.example';
const TOKEN = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJtLTEifQ.c2lnbmF0dXJl';
const MINUTE = 60_000;

const open24 = bareContact();
const privateLine = bareContact({
  line: { display: '400-888-0001', uri: 'tel:4008880001' },
  validUntil: at(10),
  member: { verified: true },
});

const memory = (kept: Record<string, string> = {}): Storage =>
  ({ getItem: (name: string) => kept[name] ?? null }) as unknown as Storage;

/** An answer whose body is there already, so that `turn()` is enough for the store to read it. */
const page = (text: string, status = 200): Response =>
  Object.assign(new Response(null, { status }), { text: () => Promise.resolve(text) });
const json = (body: unknown, status = 200): Response => page(JSON.stringify(body), status);

/** The number in a state and where it is from, or else the phase. */
const shown = (state: ContactState): string =>
  state.phase === 'ready' ? `${state.contact.line.display}, ${state.from}` : state.phase;

describe('ContactStore', () => {
  let clock: Clock;
  let desk: FakeDesk;
  let effects: Effects;

  beforeEach(() => {
    clock = Clock.held(NOW);
    desk = new FakeDesk();
    effects = {
      Date,
      Math,
      crypto,
      AbortSignal,
      XMLHttpRequest,
      navigator,
      document,
      fetch: desk.fetch,
      setTimeout: window.setTimeout,
      clearTimeout: window.clearTimeout,
      localStorage: memory(),
      sessionStorage: memory(),
    };
  });
  afterEach(() => clock.restore());

  const noResolver: LoadResolver = () => Promise.reject(new Error('no static mode here'));

  /** A store with a listener, and each state that the listener saw. */
  const listen = async (
    source: Source = { desk: DESK },
    loadResolver: LoadResolver = noResolver,
  ) => {
    const store = new ContactStore(source, effects, loadResolver);
    const seen: string[] = [];
    const leave = store.subscribe(() => seen.push(shown(store.state)));
    await turn();
    return { store, seen, leave };
  };

  describe('requests', () => {
    it('sends one request for several listeners', async () => {
      desk.answer = () => json(open24);
      const { store } = await listen();
      let told = 0;
      store.subscribe(() => told++);
      await turn();
      expect(desk.asked.map(({ path }) => path)).to.deep.equal(['/v1/contact']);
      await store.refresh();
      expect(told).to.equal(1);
    });

    it('goes past the cache of the browser, which would answer with any old Contact after going back', async () => {
      await listen();
      expect(desk.asked.map(({ cache }) => cache)).to.deep.equal(['no-store']);
    });

    it('does not make the browser repeat the preflight of a member', async () => {
      await listen({ desk: DESK, 'member-token': TOKEN });
      expect(desk.asked.map(({ cache }) => cache)).to.deep.equal(['default']);
    });

    it('tells listeners until they unsubscribe', async () => {
      desk.answer = () => json(open24);
      const { store, seen, leave } = await listen();
      expect(seen).to.deep.equal(['400-123-4567, desk']);
      leave();
      await store.refresh();
      expect(seen).to.have.length(1);
    });

    it('sends no request without a desk', async () => {
      const { store } = await listen({ phone: '400-123-4567' });
      expect(shown(store.state)).to.equal('failed');
      expect(desk.asked).to.be.empty;
    });

    it('ignores the answer to an earlier request that arrives late', async () => {
      const slow = later();
      const fast = later();
      desk.answerWith(
        () => slow.promise,
        () => fast.promise,
      );
      const { store, seen } = await listen();
      void store.refresh();
      fast.come(json(open24));
      await turn();
      slow.come(json(privateLine));
      await turn();
      expect(seen).to.deep.equal(['400-123-4567, desk']);
    });
  });

  describe('when the desk fails', () => {
    const failures: Record<string, () => Response | Error> = {
      'cannot be reached': offline,
      'is broken': () => json({ code: 'internal' }, 500),
      'answers with an HTML page': () => page('<!doctype html><title>Sign in</title>'),
      'answers with 404': () => json(open24, 404),
    };
    for (const [what, answer] of Object.entries(failures)) {
      it(`fails if it ${what}, and requests again after 30 seconds`, async () => {
        desk.answerWith(answer, () => json(open24));
        const { seen } = await listen();
        expect(seen).to.deep.equal(['failed']);
        await clock.pass(30_000);
        expect(seen).to.deep.equal(['failed', '400-123-4567, desk']);
      });
    }

    it('fails without rejecting if the answer is not a Contact', async () => {
      await fc.assert(
        fc.asyncProperty(fc.json(), async (body) => {
          desk.answer = () => page(body);
          const store = new ContactStore({ desk: DESK }, effects, noResolver);
          await store.refresh();
          expect(shown(store.state)).to.equal('failed');
        }),
        { numRuns: 50 },
      );
    });

    it('keeps showing the last Contact', async () => {
      desk.answerWith(() => json(open24), offline);
      const { store, seen } = await listen();
      await store.refresh();
      expect(seen).to.deep.equal(['400-123-4567, desk']);
    });

    it('shows the public line that this device remembers, with unknown status', async () => {
      desk.answer = offline;
      effects = {
        ...effects,
        localStorage: memory({ [REMEMBERED_CONTACT + DESK]: JSON.stringify(open24) }),
      };
      const { store } = await listen();
      expect(shown(store.state)).to.equal('400-123-4567, device');
      expect(store.state.phase === 'ready' && store.state.contact.status.state).to.equal('unknown');
    });

    it('fails without throwing if storage is not available', async () => {
      desk.answer = offline;
      effects = {
        ...effects,
        get localStorage(): Storage {
          throw new DOMException('sandboxed', 'SecurityError');
        },
      };
      expect((await listen()).seen).to.deep.equal(['failed']);
    });

    it('fails without throwing if storage holds something else', async () => {
      desk.answer = offline;
      effects = {
        ...effects,
        localStorage: memory({ [REMEMBERED_CONTACT + DESK]: '{"line":' }),
      };
      expect((await listen()).seen).to.deep.equal(['failed']);
    });
  });

  describe('a private line', () => {
    it('is renewed before its token expires', async () => {
      desk.answer = () => json(privateLine);
      const { seen } = await listen({ desk: DESK, 'member-token': TOKEN });
      await clock.pass(9 * MINUTE);
      expect(desk.asked).to.have.length(1);
      await clock.pass(MINUTE / 2);
      expect(desk.asked).to.have.length(2);
      expect(seen).to.deep.equal(['400-888-0001, desk', '400-888-0001, desk']);
    });

    it('is removed before its token expires if the desk cannot be reached', async () => {
      desk.answerWith(() => json(privateLine), offline);
      const { store, seen } = await listen({ desk: DESK, 'member-token': TOKEN });
      await clock.pass(10 * MINUTE);
      expect(seen).to.not.include('400-888-0001, device');
      expect(shown(store.state)).to.not.include('400-888-0001');
    });

    it('is removed before its token expires if the desk never answers', async () => {
      desk.answerWith(
        () => json(privateLine),
        () => new Promise(() => {}),
      );
      const { store } = await listen({ desk: DESK, 'member-token': TOKEN });
      await clock.pass(10 * MINUTE);
      expect(shown(store.state)).to.equal('loading');
    });

    it("expires by the desk's clock if the device's is years off", async () => {
      clock.restore();
      clock = Clock.held(NOW - 3 * 365 * 24 * 60 * MINUTE);
      effects = { ...effects, setTimeout: window.setTimeout, clearTimeout: window.clearTimeout };
      desk.answerWith(() => json(privateLine), offline);
      const { store } = await listen({ desk: DESK, 'member-token': TOKEN });
      await clock.pass(9 * MINUTE);
      expect(shown(store.state)).to.equal('400-888-0001, desk');
      await clock.pass(MINUTE);
      expect(shown(store.state)).to.equal('failed');
    });

    it('is replaced by the public line when the member signs out', async () => {
      desk.answerWith(
        () => json(privateLine),
        () => json(open24),
      );
      const { store, seen } = await listen();
      await store.refresh();
      await clock.pass(20 * MINUTE);
      expect(seen).to.deep.equal(['400-888-0001, desk', '400-123-4567, desk']);
    });

    describe("while the shop's token endpoint", () => {
      const signedIn = async (token: () => Response | Error) => {
        let first = true;
        desk.answer = ({ path, headers }) => {
          if (path !== '/token') return json(headers.has('authorization') ? privateLine : open24);
          if (!first) return token();
          first = false;
          return json({ token: TOKEN });
        };
        const { store, seen } = await listen({
          desk: DESK,
          'member-token-url': 'https://shop.example/token',
        });
        await store.refresh();
        return { store, seen };
      };

      for (const [what, answer] of Object.entries({
        'cannot be reached': offline,
        'fails (500)': () => page('', 500),
        'is overloaded (503)': () => page('', 503),
        'gets too many requests (429)': () => page('', 429),
      }))
        it(`${what}: stays until its token expires`, async () => {
          const { store, seen } = await signedIn(answer);
          expect(seen).to.deep.equal(['400-888-0001, desk']);
          await clock.pass(9 * MINUTE);
          expect(shown(store.state)).to.equal('400-888-0001, desk');
          await clock.pass(2 * MINUTE);
          expect(shown(store.state)).to.equal('400-123-4567, desk');
        });

      for (const status of [401, 403, 404])
        it(`answers ${status}: is replaced by the public line at once`, async () => {
          const { store } = await signedIn(() => page('', status));
          expect(shown(store.state)).to.equal('400-123-4567, desk');
        });
    });

    it('is dropped by forget(); a public line stays', async () => {
      desk.answerWith(
        () => json(privateLine),
        () => json(open24),
      );
      const { store } = await listen();
      store.forget();
      expect(shown(store.state)).to.equal('loading');
      await store.refresh();
      store.forget();
      expect(shown(store.state)).to.equal('400-123-4567, desk');
    });

    it('is never stored on the device; a public line is', async () => {
      const name = REMEMBERED_CONTACT + DESK;
      effects = { ...effects, localStorage };
      localStorage.removeItem(name);
      desk.answerWith(
        () => json(privateLine),
        () => json(open24),
      );
      const { store } = await listen();
      rememberContact(store);
      expect(
        Object.keys(localStorage)
          .map((key) => localStorage.getItem(key))
          .join(),
      ).to.not.include('4008880001');
      await store.refresh();
      rememberContact(store);
      expect((JSON.parse(localStorage.getItem(name) ?? '') as Contact).line.display).to.equal(
        '400-123-4567',
      );
      localStorage.removeItem(name);
    });
  });

  describe('requests again', () => {
    const hours: Record<string, Change<Contact['status']>> = {
      opens: { state: 'closed', asOf: at(0), opensAt: localAt(30), closesAt: undefined },
      closes: { state: 'open', asOf: at(0), closesAt: at(30) },
    };
    for (const [what, status] of Object.entries(hours)) {
      it(`when the line ${what}, within 15 seconds after it`, async () => {
        desk.answer = () => json(bareContact({ status }));
        await listen();
        await clock.pass(30 * MINUTE - 1);
        expect(desk.asked).to.have.length(1);
        await clock.pass(15_001);
        expect(desk.asked).to.have.length(2);
      });
    }

    it('after five seconds at the earliest, whatever the desk says', async () => {
      desk.answer = () =>
        json(bareContact({ status: { state: 'open', asOf: at(0), closesAt: at(-600) } }));
      await listen();
      await clock.pass(MINUTE);
      expect(desk.asked.length).to.be.within(2, 13);
    });

    it('only while there are listeners; the next listener starts a new request', async () => {
      desk.answer = offline;
      const { store, leave } = await listen();
      leave();
      await clock.pass(60 * MINUTE);
      expect(desk.asked).to.have.length(1);
      desk.answer = () => json(open24);
      store.subscribe(() => {});
      await turn();
      expect(shown(store.state)).to.equal('400-123-4567, desk');
    });
  });

  describe("the member's token", () => {
    const bearer = async (
      source: Source,
      answer: () => Response | Error = offline,
    ): Promise<string | null | undefined> => {
      desk.answer = ({ path }) => (path === '/token' ? answer() : json(open24));
      await listen({ desk: DESK, ...source });
      return desk.asked.find(({ path }) => path === '/v1/contact')?.headers.get('authorization');
    };
    const url = { 'member-token-url': 'https://shop.example/token' };

    it('is the one in the page', async () =>
      expect(await bearer({ 'member-token': TOKEN, ...url })).to.equal(`Bearer ${TOKEN}`));
    it('is requested from the shop, as text', async () =>
      expect(await bearer(url, () => page(`${TOKEN}\n`))).to.equal(`Bearer ${TOKEN}`));
    it('is requested from the shop, as JSON', async () =>
      expect(await bearer(url, () => json({ token: TOKEN }))).to.equal(`Bearer ${TOKEN}`));

    it('does not wait for a request of another tab that hangs; a guest asks without a cache', async () => {
      await bearer({ 'member-token': TOKEN });
      expect(desk.asked.at(-1)?.headers.get('pragma')).to.equal('no-cache');
      await bearer({});
      expect(desk.asked.at(-1)?.headers.get('pragma')).to.equal(null);
    });

    const guests: Record<string, () => Response | Error> = {
      'nothing (204)': () => page('', 204),
      'a sign-in page that contains a token': () =>
        page(`<!doctype html><a href="https://www.shop.example">${TOKEN}</a>`),
      'JSON without a token': () => json({ error: 'www.shop.example' }),
      'an error': () => json({ token: TOKEN }, 401),
      'no answer': offline,
    };
    for (const [what, answer] of Object.entries(guests)) {
      it(`is absent if the shop answers with ${what}; the member counts as a guest`, async () =>
        expect(await bearer(url, answer)).to.equal(null));
    }
  });

  describe('in static mode', () => {
    const CONFIG = '{"version":1}';
    const resolver: LoadResolver = () =>
      Promise.resolve({
        resolveConfig: (text: string, { tier }: Source) =>
          sampleContact({ line: { display: `${text} for ${tier ?? 'all'}` } }),
      });

    it('resolves the config file that the page names', async () => {
      desk.answer = () => page(CONFIG);
      const { store } = await listen(
        { config: 'https://shop.example/hotline.config.json', tier: 'vip' },
        resolver,
      );
      expect(shown(store.state)).to.equal(`${CONFIG} for vip, config`);
    });

    it('lets the browser cache the config file as its server says', async () => {
      desk.answer = () => page(CONFIG);
      await listen({ config: 'https://shop.example/hotline.config.json' }, resolver);
      expect(desk.asked.map(({ cache }) => cache)).to.deep.equal([undefined]);
    });

    it('resolves JSON in the page, with or without leading white space', async () => {
      for (const config of [CONFIG, `\n  ${CONFIG}`])
        expect(shown((await listen({ config }, resolver)).store.state)).to.equal(
          `${config} for all, config`,
        );
      expect(desk.asked).to.be.empty;
    });

    it('fails if the config is not valid', async () => {
      const strict: LoadResolver = () =>
        Promise.resolve({ resolveConfig: () => expect.fail('does not hold') });
      expect((await listen({ config: CONFIG }, strict)).seen).to.deep.equal(['failed']);
    });

    it('fails if the resolver does not load', async () => {
      desk.answer = offline;
      expect((await listen({ config: '/hotline.config.json' })).seen).to.deep.equal(['failed']);
    });
  });
});
