import { expect } from '@open-wc/testing';
import { Store } from '../../src/stores/store.ts';

class Count extends Store<number> {
  next = () => this.set(this.state + 1);
}

describe('Store', () => {
  it('tells every listener of every change, after the state is replaced', () => {
    const count = new Count(0);
    const seen: number[] = [];
    count.subscribe(() => seen.push(count.state));
    count.subscribe(() => seen.push(-count.state));
    count.next();
    count.next();
    expect(seen).to.deep.equal([1, -1, 2, -2]);
  });

  it('tells no listener that has unsubscribed, even twice', () => {
    const count = new Count(0);
    const seen: string[] = [];
    const leave = count.subscribe(() => seen.push('left'));
    count.subscribe(() => seen.push('stayed'));
    leave();
    leave();
    count.next();
    expect(seen).to.deep.equal(['stayed']);
  });

  it('lets listeners unsubscribe and subscribe while they are told', () => {
    const count = new Count(0);
    const seen: string[] = [];
    const leave = count.subscribe(() => {
      leave();
      count.subscribe(() => seen.push('new'));
      seen.push('first');
    });
    count.subscribe(() => seen.push('second'));
    count.next();
    expect(seen).to.deep.equal(['first', 'second']);
    count.next();
    expect(seen).to.deep.equal(['first', 'second', 'second', 'new']);
  });
});
