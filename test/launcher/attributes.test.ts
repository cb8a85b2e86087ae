import { expect } from '@open-wc/testing';
import * as library from '../../src/index.ts';

describe('attributes', () => {
  const elements = Object.entries(library).filter(
    ([, exported]) => exported.prototype instanceof HTMLElement,
  ) as [string, CustomElementConstructor & { observedAttributes: readonly string[] }][];

  it('are those of six elements', () => expect(elements.length).to.be.at.least(6));

  // React 19 and Vue 3 set a property where an element has one, and would replace the method.
  for (const [name, { prototype, observedAttributes }] of elements)
    it(`of ${name} share no name with a method`, () => {
      const methods = observedAttributes.filter(
        (attribute) =>
          attribute in prototype &&
          typeof Object.getOwnPropertyDescriptor(prototype, attribute)?.value === 'function',
      );
      expect(methods.join()).to.equal('');
    });
});
