import { expect } from '@open-wc/testing';
import { deskTime } from '../../src/stores/desk-time.ts';
import { FakeEffects } from '../support/effects.ts';
import { at, FakeContacts, NOW, sampleContact } from '../support/sample-contact.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

describe('deskTime', () => {
  let effects: FakeEffects;
  let contacts: FakeContacts;
  const now = () => deskTime(contacts.store) - NOW;

  beforeEach(() => {
    effects = new FakeEffects(fetch);
    effects.time = NOW + DAY;
    contacts = FakeContacts.of(sampleContact());
    contacts.effects = effects;
  });

  it('is what the desk said, and what has passed on the device since', () => {
    expect(now()).to.equal(0);
    effects.time += 5 * MINUTE;
    expect(now()).to.equal(5 * MINUTE);
  });

  it('follows a newer status', () => {
    expect(now()).to.equal(0);
    contacts.show(sampleContact({ status: { state: 'busy', asOf: at(7) } }));
    expect(now()).to.equal(7 * MINUTE);
  });

  it('does not go back when the clock of the device does', () => {
    expect(now()).to.equal(0);
    effects.time -= 3 * DAY;
    expect(now()).to.equal(0);
  });

  it('is the time of the device for a remembered contact, which is old', () => {
    contacts.show(sampleContact(), 'device');
    expect(now()).to.equal(DAY);
  });
});
