import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { stringify } from '../../src/core/stringify.ts';

/** What Prototype.js 1.6 did. */
const patched = <Value>(act: () => Value): Value => {
  const owners = [Array, String, Number, Boolean, Object];
  for (const { prototype } of owners) {
    Object.defineProperty(prototype, 'toJSON', {
      configurable: true,
      enumerable: false,
      writable: true,
      value(this: unknown) {
        return `patched ${String(this)}`;
      },
    });
  }
  try {
    const value = act();
    for (const { prototype } of owners)
      expect(prototype, 'the page keeps what it patched').to.have.own.property('toJSON');
    return value;
  } finally {
    for (const { prototype } of owners) Reflect.deleteProperty(prototype, 'toJSON');
  }
};

describe('stringify', () => {
  it('returns what JSON.stringify returns, on patched pages too', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const plain = JSON.stringify(value);
        expect(stringify(value)).to.equal(plain);
        expect(patched(() => stringify(value))).to.equal(plain);
      }),
    );
  });

  it("restores the page's patches even if the value cannot be written", () => {
    const round: { self?: unknown } = {};
    round.self = round;
    patched(() => expect(() => stringify(round)).to.throw(TypeError));
  });

  it('writes dates as JSON.stringify does', () => {
    expect(stringify({ at: new Date(0) })).to.equal('{"at":"1970-01-01T00:00:00.000Z"}');
  });
});
