import { expect } from '@open-wc/testing';
import { makePassword } from './password-maker.ts';

describe('makePassword', () => {
  it('makes a different password each time, without letters and digits that look alike', () => {
    const made = Array.from({ length: 50 }, makePassword);
    expect(new Set(made).size).to.equal(50);
    for (const password of made)
      expect(password).to.match(/^[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){3}$/);
  });
});
