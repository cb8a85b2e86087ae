import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import type { Contact } from '../../src/contract/contact.ts';
import { readContact } from '../../src/desk-client/read-contact.ts';
import { bareContact, sampleContact } from '../support/sample-contact.ts';

const read = (answer: unknown): Contact => readContact(JSON.stringify(answer));

/** A Contact in which one place holds something else. */
const with_ = (path: string, value: unknown): unknown => {
  const contact = JSON.parse(JSON.stringify(sampleContact())) as Record<string, unknown>;
  const names = path.split('.');
  const last = names.pop() ?? '';
  const place = names.reduce((at, name) => at[name] as Record<string, unknown>, contact);
  place[last] = value;
  return contact;
};

describe('readContact', () => {
  it('reads Contacts with all fields and with only the required ones', () => {
    for (const contact of [sampleContact(), bareContact()])
      expect(read(contact)).to.deep.equal(JSON.parse(JSON.stringify(contact)));
  });

  const rubbish: Record<string, [path: string, value: unknown]> = {
    'no line': ['line', undefined],
    'a line without a number': ['line.uri', undefined],
    'an address that runs a script': ['line.uri', 'javascript:alert(1)'],
    'an address that dials and then more': ['line.uri', 'tel:400?body=x'],
    'a number that nobody can read': ['line.display', ''],
    'a line without a name': ['line.label', null],
    'an opening that is no instant': ['status.opensAt', 'tomorrow'],
    'a closing that is no instant': ['status.closesAt', 'late'],
    'an end of the private line that is no instant': ['validUntil', 'never'],
    'an answer from no instant': ['asOf', 'now'],
    'no status': ['status', null],
    'no member': ['member', undefined],
    'no brand': ['brand', undefined],
    'topics that are no list': ['topics', {}],
    'notices that are words': ['notices', 'closed'],
    'perks that are missing': ['line.perks', undefined],
  };
  for (const [what, [path, value]] of Object.entries(rubbish))
    it(`refuses ${what}`, () => expect(() => read(with_(path, value))).to.throw());

  it('refuses an HTML page and an empty answer', () => {
    for (const text of ['<!doctype html><title>502</title>', '', 'null', '[]', '0', '"tel:400"'])
      expect(() => readContact(text)).to.throw();
  });

  it('refuses any JSON without a number to dial', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(() => readContact(text)).to.throw();
      }),
    );
  });
});
