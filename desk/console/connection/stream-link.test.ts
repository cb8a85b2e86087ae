import { expect } from '@open-wc/testing';
import { Clock } from '../../../test/support/clock.ts';
import { STREAM_BEAT_MS } from '../../wire/stream.ts';
import type { StreamHandlers } from './api.ts';
import { StreamLink } from './stream-link.ts';

const SECOND = 1_000;
const NOW = Date.parse('2026-11-20T02:00:00Z');

describe('StreamLink', () => {
  let clock: Clock;
  let link: StreamLink;
  /** Of the open stream. */
  let stream: StreamHandlers | undefined;
  let opened: number;
  let states: string[];
  let deskTime: () => number | undefined;

  beforeEach(() => {
    clock = Clock.held(NOW);
    opened = 0;
    states = [];
    deskTime = () => Date.now();
    link = new StreamLink({
      open: (handlers) => {
        opened++;
        stream = handlers;
        return () => (stream = undefined);
      },
      deskTime: () => deskTime(),
      event: () => undefined,
      turned: (state) => states.push(state),
    });
    link.start();
  });
  afterEach(() => {
    link.stop();
    clock.restore();
  });

  const beat = (age = 0, told?: number) =>
    stream?.event('beat', { asOf: Date.now() - age, ...(told !== undefined && { told }) });
  const queue = () => stream?.event('queue', {});

  it('is live from the first beat on, and stays so while beats come', async () => {
    stream?.open();
    expect(states).to.deep.equal([]);
    beat();
    for (let count = 0; count < 8; count++) {
      await clock.pass(STREAM_BEAT_MS);
      beat();
    }
    expect(states).to.deep.equal(['live']);
    expect(opened).to.equal(1);
  });

  it('is silent when the stream opens and nothing comes', async () => {
    stream?.open();
    await clock.pass(11 * SECOND);
    expect(states).to.deep.equal(['silent']);
  });

  it('connects again and again after a silence, with longer and longer pauses', async () => {
    beat();
    const pauses: number[] = [];
    for (let count = 0; count < 7; count++) {
      await clock.passUntil(
        () => !stream,
        () => 'a closed stream',
      );
      const closedAt = Date.now();
      await clock.passUntil(
        () => stream,
        () => 'an open stream',
      );
      pauses.push((Date.now() - closedAt) / SECOND);
    }
    expect(pauses).to.deep.equal([1, 2, 4, 8, 16, 30, 30]);
  });

  it('trusts a stream that was silent only after a second beat in time', async () => {
    beat();
    await clock.pass(40 * SECOND);
    expect(states).to.deep.equal(['live', 'silent']);
    stream?.open();
    beat();
    expect(link.state).to.equal('silent');
    await clock.pass(STREAM_BEAT_MS);
    beat();
    expect(states).to.deep.equal(['live', 'silent', 'live']);
  });

  it('takes an old beat for a sign that events are held back', () => {
    beat();
    beat(STREAM_BEAT_MS + 6 * SECOND);
    expect(states).to.deep.equal(['live', 'silent']);
  });

  it('accepts a beat of any age until the time of the desk is known', () => {
    deskTime = () => undefined;
    beat(3_600 * SECOND);
    expect(states).to.deep.equal(['live']);
  });

  it('is live again, so that what was missed is loaded, when another stream follows without a break', () => {
    beat();
    stream?.open();
    beat();
    expect(states).to.deep.equal(['live', 'live']);
  });

  it('is live again, so that what was missed is loaded, when fewer events came than were sent', () => {
    beat(0, 4);
    queue();
    beat(0, 5);
    expect(states, 'all came').to.deep.equal(['live']);
    queue();
    beat(0, 7);
    expect(states, 'one was lost').to.deep.equal(['live', 'live']);
    beat(0, 7);
    queue();
    beat(0, 8);
    expect(states, 'all came since').to.deep.equal(['live', 'live']);
    expect(opened).to.equal(1);
  });

  it('counts anew with each stream, and not the events before its first beat', () => {
    beat(0, 4);
    stream?.open();
    queue();
    beat(0, 1);
    expect(states).to.deep.equal(['live', 'live']);
    queue();
    beat(0, 2);
    expect(states).to.deep.equal(['live', 'live']);
  });

  it('hurries when somebody looks', async () => {
    beat();
    for (let count = 0; count < 4; count++)
      await clock
        .passUntil(
          () => !stream,
          () => 'a closed stream',
        )
        .then(() =>
          clock.passUntil(
            () => stream,
            () => 'an open stream',
          ),
        );
    await clock.passUntil(
      () => !stream,
      () => 'a closed stream',
    );
    link.hurry();
    expect(stream).not.to.equal(undefined);
  });
});
