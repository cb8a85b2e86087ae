import { expect } from '@open-wc/testing';
import { keep, readKept, type Device } from '../../src/device/kept.ts';

/** A browser that refuses its storage, as in a sandboxed frame. */
const withoutStorage: Device = {
  get localStorage(): Storage {
    throw new DOMException('denied', 'SecurityError');
  },
};

describe('keep and readKept', () => {
  afterEach(() => localStorage.clear());

  it('keep a value until it is removed', () => {
    keep(window, 'hotline:test', 'a');
    expect(readKept(window, 'hotline:test')).to.equal('a');
    keep(window, 'hotline:test', undefined);
    expect(readKept(window, 'hotline:test')).to.equal(undefined);
    expect(localStorage).to.have.length(0);
  });

  it('keep an empty text', () => {
    keep(window, 'hotline:test', '');
    expect(readKept(window, 'hotline:test')).to.equal('');
  });

  it('do nothing if the browser refuses its storage', () => {
    keep(withoutStorage, 'hotline:test', 'a');
    expect(readKept(withoutStorage, 'hotline:test')).to.equal(undefined);
  });
});
