import { expect } from '@open-wc/testing';
import { UnreadablePicture, type DrawnPicture } from '../../src/device/draw-picture.ts';
import { draftFor } from '../../src/stores/draft-store.ts';
import type { Effects } from '../../src/stores/effects.ts';
import { PictureStore } from '../../src/stores/picture-store.ts';
import { turn, until } from '../support/clock.ts';
import { FakeEffects } from '../support/effects.ts';
import { FakeDesk } from '../support/fake-desk.ts';
import { FakeUpload } from '../support/pictures.ts';
import { FakeContacts, sampleContact } from '../support/sample-contact.ts';

const file = (name: string): File => new File([name], name, { type: 'image/png' });
const BOX = { left: 0, top: 0, width: 0.5, height: 0.5 };

describe('PictureStore', () => {
  let contacts: FakeContacts;
  let effects: FakeEffects;
  let store: PictureStore;
  /** Draws nothing: the data say what was to be drawn. */
  const draw = async (data: Blob, boxes: readonly unknown[] = []): Promise<DrawnPicture> => {
    const text = await data.text();
    if (/heic|broken/.test(text)) throw new UnreadablePicture(/heic/.test(text) ? 'heic' : 'other');
    return { data: new Blob([`${text}${boxes.length ? ' black' : ''}`]), width: 10, height: 10 };
  };

  beforeEach(() => {
    FakeUpload.all = [];
    effects = new FakeEffects(new FakeDesk().fetch);
    effects.XMLHttpRequest = FakeUpload as unknown as Effects['XMLHttpRequest'];
    contacts = FakeContacts.of(sampleContact({ attachments: { most: 3 } }));
    contacts.effects = effects;
    store = new PictureStore(contacts.store, draftFor(contacts.store), draw);
  });

  const draft = () => draftFor(contacts.store).state;
  const phases = () => store.state.pictures.map(({ state }) => state.phase);
  const upload = (nth: number): Promise<FakeUpload> =>
    until(
      () => FakeUpload.all[nth]?.body && FakeUpload.all[nth],
      () => `upload ${nth} of ${FakeUpload.all.length}`,
    );
  const numberOf = (nth: number): number => store.state.pictures[nth]!.number;
  const become = (...wanted: string[]): Promise<unknown> =>
    until(
      () => phases().join() === wanted.join(),
      () => `${wanted.join()}, not ${phases().join()}`,
    );

  it('sends nothing before the member has said so', async () => {
    await store.add([file('a'), file('b')]);
    await turn();
    expect(phases()).to.deep.equal(['ready', 'ready']);
    expect(FakeUpload.all).to.be.empty;
    expect(draft()).to.include({ screenshots: 2 });
  });

  it('sends one after the other, and names them in the draft', async () => {
    await store.add([file('a'), file('b')]);
    store.use();
    const first = await upload(0);
    expect(await first.file.text()).to.equal('a');
    expect(phases()).to.deep.equal(['uploading', 'queued']);
    first.arrive('a');
    (await upload(1)).arrive('b');
    await become('arrived', 'arrived');
    expect(draft().attachments).to.deep.equal(['a'.repeat(22), 'b'.repeat(22)]);
  });

  it('says how far an upload has come', async () => {
    await store.add([file('a')]);
    store.use();
    (await upload(0)).progress(0.4);
    expect(store.state.pictures[0]?.state).to.deep.equal({ phase: 'uploading', part: 0.4 });
  });

  it('never sends the picture without its boxes once there are any', async () => {
    await store.add([file('card')]);
    await store.redact(numberOf(0), [BOX]);
    expect(await (await upload(0)).file.text()).to.equal('card black');
    expect(FakeUpload.all).to.have.length(1);
  });

  it('gives up what it was sending when something is blacked out, and names the new one only', async () => {
    await store.add([file('card')]);
    store.use();
    const before = await upload(0);
    await store.redact(numberOf(0), [BOX]);
    expect(before.isAborted).to.equal(true);
    const after = await upload(1);
    expect(after.headers['idempotency-key']).not.to.equal(before.headers['idempotency-key']);
    // The answer to the first comes late.
    before.arrive('x');
    after.arrive('y');
    await become('arrived');
    expect(draft().attachments).to.deep.equal(['y'.repeat(22)]);
  });

  it('names a picture no more whose boxes change after it has arrived', async () => {
    await store.add([file('card')]);
    store.use();
    (await upload(0)).arrive('x');
    await become('arrived');
    const done = store.redact(numberOf(0), [BOX]);
    expect(draft().attachments).to.deep.equal([]);
    await done;
    (await upload(1)).arrive('y');
    await become('arrived');
    expect(draft().attachments).to.deep.equal(['y'.repeat(22)]);
  });

  it('starts from the whole picture when boxes are changed again', async () => {
    await store.add([file('card')]);
    await store.redact(numberOf(0), [BOX]);
    await upload(0);
    await store.redact(numberOf(0), []);
    expect(await (await upload(1)).file.text()).to.equal('card');
  });

  it('tries again after a cut, with the same key, longer each time, and stops', async () => {
    await store.add([file('a')]);
    store.use();
    const pauses: number[] = [];
    for (let nth = 0; nth < 4; nth++) {
      const cut = await upload(nth);
      cut.progress(0.99);
      cut.cut();
      await become('paused');
      pauses.push(await effects.ring());
    }
    expect(pauses).to.deep.equal([1_000, 3_000, 9_000, 20_000]);
    (await upload(4)).cut();
    await become('failed');
    expect(new Set(FakeUpload.all.map(({ headers }) => headers['idempotency-key'])).size).to.equal(
      1,
    );
    store.retry();
    (await upload(5)).arrive('a');
    await become('arrived');
  });

  it('waits as long as the desk says, and leaves a long wait to the member', async () => {
    await store.add([file('a')]);
    store.use();
    (await upload(0)).answer(503, { code: 'unavailable' }, { 'retry-after': '5' });
    await become('paused');
    expect(await effects.ring()).to.equal(5_000);
    (await upload(1)).answer(429, { code: 'too-many-requests' }, { 'retry-after': '600' });
    await become('failed');
    expect(store.state.pictures[0]?.state).to.include({ retryAfter: 600 });
    expect(effects.timers).to.be.empty;
  });

  it('does not try again what the desk refuses', async () => {
    await store.add([file('a')]);
    store.use();
    (await upload(0)).answer(507, { code: 'attachments-full' });
    await become('failed');
    expect(store.state.pictures[0]?.state).to.include({ code: 'attachments-full' });
  });

  it('waits for the network, and goes on when it is back', async () => {
    await store.add([file('a')]);
    store.use();
    effects.isOnline = false;
    (await upload(0)).cut();
    await become('paused');
    expect(effects.timers).to.be.empty;
    effects.isOnline = true;
    store.resume();
    (await upload(1)).arrive('a');
    await become('arrived');
  });

  it('forgets a removed picture, also while it is sent', async () => {
    await store.add([file('a'), file('b')]);
    store.use();
    const first = await upload(0);
    store.remove(numberOf(0));
    expect(first.isAborted).to.equal(true);
    expect(await (await upload(1)).file.text()).to.equal('b');
    first.arrive('a');
    await turn();
    expect(draft().attachments).to.deep.equal([]);
    expect(draft().screenshots).to.equal(1);
  });

  it('says which files it cannot take', async () => {
    await store.add([file('heic'), file('broken'), file('a'), file('b')]);
    expect(store.state.pictures.map(({ name }) => name)).to.deep.equal(['a']);
    expect(store.state.refused).to.have.deep.members([
      { name: 'b', reason: 'most' },
      { name: 'heic', reason: 'heic' },
      { name: 'broken', reason: 'other' },
    ]);
  });

  it('drops all pictures when another member is here', async () => {
    await store.add([file('a')]);
    store.use();
    const sending = await upload(0);
    contacts.show(sampleContact({ member: { ref: 'm-2' } }));
    expect(sending.isAborted).to.equal(true);
    expect(store.state.pictures).to.be.empty;
    expect(contacts.followers, 'no longer follows').to.equal(0);
    expect(draft().screenshots).to.equal(undefined);
  });

  it('drops a picture that is drawn only after another member came', async () => {
    const added = store.add([file('a')]);
    contacts.show(sampleContact({ member: { ref: 'm-2' } }));
    await added;
    expect(store.state.pictures).to.be.empty;
  });

  it('is empty once they were sent', async () => {
    await store.add([file('a')]);
    draftFor(contacts.store).clear();
    expect(store.state.pictures).to.be.empty;
  });

  describe('deliver', () => {
    it('sends what the member has not decided on: sending the request is the word', async () => {
      await store.add([file('a')]);
      const delivered = store.deliver();
      expect(store.state.isAwaited).to.equal(true);
      (await upload(0)).arrive('a');
      expect(await delivered).to.equal(true);
      expect(store.state.isAwaited).to.equal(false);
      expect(draft().attachments).to.have.length(1);
    });

    it('is over at once if there is nothing to send', async () => {
      expect(await store.deliver()).to.equal(true);
    });

    it('goes on without what is missing when the member says so', async () => {
      await store.add([file('a'), file('b')]);
      const delivered = store.deliver();
      (await upload(0)).arrive('a');
      (await upload(1)).answer(507, { code: 'attachments-full' });
      await become('arrived', 'failed');
      expect(store.state.isAwaited, 'the member decides').to.equal(true);
      store.goOn();
      expect(await delivered).to.equal(true);
      expect(draft().attachments).to.deep.equal(['a'.repeat(22)]);
    });

    it('waits for the network', async () => {
      await store.add([file('a')]);
      effects.isOnline = false;
      const delivered = store.deliver();
      (await upload(0)).cut();
      expect(await delivered).to.equal(false);
    });

    it('ends when the last missing picture is removed', async () => {
      await store.add([file('a')]);
      const delivered = store.deliver();
      await upload(0);
      store.remove(numberOf(0));
      expect(await delivered).to.equal(true);
    });
  });

  describe('renew', () => {
    it('sends again what the desk no longer has, under another key, and nothing else', async () => {
      await store.add([file('a'), file('b')]);
      const delivered = store.deliver();
      (await upload(0)).arrive('a');
      (await upload(1)).arrive('b');
      await delivered;
      const renewed = store.renew(['b'.repeat(22)]);
      const again = await upload(2);
      expect(await again.file.text()).to.equal('b');
      expect(again.headers['idempotency-key']).not.to.equal(
        FakeUpload.all[1]?.headers['idempotency-key'],
      );
      again.arrive('c');
      expect(await renewed).to.equal(true);
      expect(draft().attachments).to.deep.equal(['a'.repeat(22), 'c'.repeat(22)]);
    });
  });
});
