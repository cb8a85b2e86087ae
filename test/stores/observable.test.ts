import { expect } from '@open-wc/testing';
import { Observable } from '../../src/stores/observable.ts';

class Count extends Observable<number> {
  next = () => this.set(this.state + 1);
}

describe('an observable', () => {
  it('tells each follower of each change, when the new state is there', () => {
    const count = new Count(0);
    const seen: number[] = [];
    count.subscribe(() => seen.push(count.state));
    count.subscribe(() => seen.push(-count.state));
    count.next();
    count.next();
    expect(seen).to.deep.equal([1, -1, 2, -2]);
  });

  it('tells no one who has left, and leaving twice harms nobody', () => {
    const count = new Count(0);
    const seen: string[] = [];
    const leave = count.subscribe(() => seen.push('left'));
    count.subscribe(() => seen.push('stayed'));
    leave();
    leave();
    count.next();
    expect(seen).to.deep.equal(['stayed']);
  });

  it('lets a follower leave, and another come, while it tells them', () => {
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
