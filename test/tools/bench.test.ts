import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { roundsOf, runPart } from '../../tools/bench/rounds.mjs';
import { ratios, summary } from '../../tools/bench/stats.mjs';
import { compare, markdown, spread } from '../../tools/bench/table.mjs';
import { tasksAfter } from '../../tools/bench/trace.mjs';
import { between } from '../../tools/bench/write.mjs';

describe('summary', () => {
  it('gives median and quartiles in any order of the values', () =>
    assert.deepEqual(summary([5, 1, 4, 2, 3]), { median: 3, low: 2, high: 4, count: 5 }));
  it('interpolates between the two values in the middle', () =>
    assert.deepEqual(summary([4, 1]), { median: 2.5, low: 1.75, high: 3.25, count: 2 }));
  it('leaves out what was not measured', () =>
    assert.deepEqual(summary([undefined, 7, null, NaN]), { median: 7, low: 7, high: 7, count: 1 }));
  it('is absent without any value', () => assert.equal(summary([undefined]), undefined));
});

describe('ratios', () => {
  it('compares values of the same round', () =>
    // A round in which everything took ten times as long changes nothing.
    assert.deepEqual(ratios([4, 40, 4], [2, 20, 2]), { median: 2, low: 2, high: 2, count: 3 }));
  it('leaves out rounds in which one of the two is missing', () =>
    assert.equal(ratios([4, 9, undefined, 8], [2, undefined, 3, 2])?.count, 2));
});

describe('the tables of the benchmark', () => {
  it('show the median and, in brackets, the quartiles', () => {
    assert.equal(spread(summary([1000, 1200, 1400]), 0), '1,200 (1,100–1,300)');
    assert.equal(spread(summary([2, 2]), 0), '2');
    assert.equal(spread(undefined), '–');
  });
  it('are Markdown', () =>
    assert.equal(markdown(['', 'ms'], [['a', '1']]), '|  | ms |\n| --- | ---: |\n| a | 1 |'));
  it('have the ratio to the base beside each value that has one', () =>
    assert.equal(
      compare(
        [
          { name: 'bare', label: 'bare element' },
          { name: 'ours', label: 'ours' },
        ],
        [
          { key: 'ms', label: 'time, ms', digits: 0, ratio: true },
          { key: 'nodes', label: 'nodes', digits: 0 },
        ],
        {
          bare: [
            { ms: 10, nodes: 3 },
            { ms: 100, nodes: 3 },
          ],
          ours: [{ ms: 15, nodes: 4 }, undefined],
        },
        'bare',
      ),
      [
        '|  | time, ms | × | nodes |',
        '| --- | ---: | ---: | ---: |',
        '| bare element | 55 (33–78) | 1.00 | 3 |',
        '| ours | 15 | 1.50 | 4 |',
      ].join('\n'),
    ));
});

describe('the rounds of the benchmark', () => {
  const part = {
    name: 'part',
    title: 'A part',
    takes: () => true,
    measures: [],
  };
  const contenders = [
    { name: 'a', label: 'A' },
    { name: 'b', label: 'B' },
    { name: 'peer', label: 'Peer', isPeer: true },
  ];

  it('begin with another contender each time, and take peers in every third', async () => {
    const order: string[] = [];
    const sample = (_env: object, { name }: { name: string }, round: number) => {
      order.push(`${name}${round}`);
      return Promise.resolve({ ms: 1 });
    };
    await runPart({ ...part, sample }, {}, contenders, 3);
    assert.deepEqual(order, ['a0', 'b0', 'peer0', 'b1', 'a1', 'a2', 'b2']);
  });
  it('go on after a sample that failed, and name its reason', async () => {
    const sample = (_env: object, { name }: { name: string }) =>
      name === 'b' ? Promise.reject(new Error('never showed')) : Promise.resolve({ ms: 1 });
    const { samples, failures } = await runPart({ ...part, sample }, {}, contenders, 1);
    assert.deepEqual(failures, { b: 'never showed' });
    assert.deepEqual(samples, { a: [{ ms: 1 }], b: [], peer: [{ ms: 1 }] });
  });
  it('are a share of those asked for, but at least three', () => {
    const sample = () => Promise.resolve({});
    assert.equal(roundsOf({ ...part, sample, share: 1 / 3 }, 15), 5);
    assert.equal(roundsOf({ ...part, sample, share: 1 / 5 }, 10), 3);
    assert.equal(roundsOf({ ...part, sample, share: 1 / 5 }, 2), 2);
    assert.equal(roundsOf({ ...part, sample, together: true }, 15), 1);
  });
});

describe('tasksAfter', () => {
  const task = { name: 'ThreadControllerImpl::RunTask', ph: 'X', pid: 1, tid: 1 };
  it('lists tasks of the marked thread after the mark, longest first, in ms', () =>
    assert.deepEqual(
      tasksAfter(
        [
          { name: 'start', ph: 'I', pid: 1, tid: 1, ts: 100 },
          { ...task, ts: 50, dur: 90_000 },
          { ...task, ts: 200, dur: 1_000 },
          { ...task, ts: 300, dur: 60_000 },
          { ...task, tid: 2, ts: 300, dur: 70_000 },
        ],
        'start',
      ),
      [60, 1],
    ));
});

describe('between', () => {
  it('replaces what is between the markers, and nothing else', () =>
    assert.equal(
      between('a\n<!-- bench:x -->\n\nold\n\n<!-- /bench:x -->\nb', 'x', 'new'),
      'a\n<!-- bench:x -->\n\nnew\n\n<!-- /bench:x -->\nb',
    ));
  it('refuses a document without them', () =>
    assert.throws(() => between('text', 'x', 'new'), /no <!-- bench:x -->/));
});
