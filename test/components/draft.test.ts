import { expect } from '@open-wc/testing';
import { defineElement } from '../../src/elements.ts';
import { keepAttempt } from '../../src/stores/attempt.ts';
import { draftFor } from '../../src/stores/draft-store.ts';
import { placeOf } from '../../src/stores/held.ts';
import { CallbackForm, Checklist } from '../support/drivers.ts';
import { FakeContacts, sampleContact } from '../support/sample-contact.ts';

const NOTE = '充了一小时还没有到';

describe('hotline-draft', () => {
  let contacts: FakeContacts;
  const draft = () => draftFor(contacts.store).state;
  beforeEach(() => (contacts = FakeContacts.of(sampleContact())));

  it('says nothing before the member has typed', async () => {
    const list = await Checklist.mount(contacts, {}, 'A1B2C3D4E5F6G7H8');
    await defineElement('hotline-draft');
    await list.settled();
    expect(draft().order).to.equal('A1B2C3D4E5F6G7H8');
    expect(list.all('button', '清空')).to.have.length(0);
  });

  it('says where the draft is kept, in the checklist and in the form', async () => {
    const list = await Checklist.mount(contacts);
    await list.edit(/补充说明|遇到什么问题/);
    draftFor(contacts.store).update({ note: NOTE });
    await list.says('填写的内容自动存在');
    const form = await CallbackForm.mount(contacts);
    await form.says('填写的内容自动存在');
  });

  it('throws the draft away, and brings it back', async () => {
    const form = await CallbackForm.mount(contacts);
    await form.fill(/您的电话/, '138 0013 8000');
    await form.press('button', '清空');
    expect(draft().phone).to.equal(undefined);
    expect(form.valueOf(/您的电话/)).to.equal('');
    await form.says('已清空');
    await form.press('button', '恢复');
    expect(draft().phone).to.equal('138 0013 8000');
    expect(form.all('button', '恢复')).to.have.length(0);
  });

  it('does not offer to bring back screenshots', async () => {
    draftFor(contacts.store).update({ note: NOTE, screenshots: 1, attachments: ['one'] });
    const form = await CallbackForm.mount(contacts);
    await form.press('button', '清空');
    await form.says('截图不能恢复');
    await form.press('button', '恢复');
    expect(draft()).to.include({ note: NOTE });
    expect(draft().screenshots).to.equal(undefined);
  });

  it('does not throw away what waits to be sent', async () => {
    draftFor(contacts.store).update({ note: NOTE });
    const form = await CallbackForm.mount(contacts);
    await form.has('button', '清空');
    keepAttempt(contacts.store, { key: 'k', since: Date.now() }, placeOf(contacts.store));
    draftFor(contacts.store).update({ urgent: true });
    await form.settled();
    expect(form.all('button', '清空')).to.have.length(0);
    keepAttempt(contacts.store, undefined, placeOf(contacts.store));
  });
});
