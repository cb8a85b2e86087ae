import { expect } from '@open-wc/testing';
import { messages } from '../../src/i18n/zh-CN.ts';
import { draftFor } from '../../src/stores/draft-store.ts';
import { until } from '../support/clock.ts';
import { CallbackForm, Checklist, expectFocus } from '../support/drivers.ts';
import { FakeContacts, sampleContact } from '../support/sample-contact.ts';

const NOTE = messages.items.note;

describe('hotline-secret-hint', () => {
  afterEach(() => localStorage.clear());

  const form = async (change = {}): Promise<[CallbackForm, FakeContacts]> => {
    const contacts = FakeContacts.of(sampleContact(change));
    const shown = await CallbackForm.mount(contacts);
    await shown.press('disclosure');
    return [shown, contacts];
  };

  it('says beside the note what it contains, and masks it', async () => {
    const [shown, { store }] = await form();
    await shown.fill(NOTE, '登不上，密码是 hunter22');
    await shown.says('看起来有密码，客服用不到');
    expect(shown.words).not.to.include(messages.notePrivate);
    await shown.press('button', messages.secrets.mask);
    await until(
      () => shown.valueOf(NOTE) === '登不上，密码是 ****',
      () => shown.valueOf(NOTE),
    );
    expectFocus(shown.get('field', NOTE));
    expect(draftFor(store).state.note).to.equal('登不上，密码是 ****');
    await shown.says(messages.notePrivate);
  });

  it('names all that it has found, and says where it is not certain', async () => {
    const [shown] = await form();
    await shown.fill(NOTE, '给我的 RKDZ4V83MZ2V2JPRQ 不对');
    await shown.says('可能有卡密，');
    await shown.fill(NOTE, '卡密 AB12-CD34-EF56 密码是 hunter22');
    await shown.says('看起来有卡密、密码，');
  });

  it('announces it', async () => {
    const [shown] = await form();
    await shown.fill(NOTE, '验证码 483920');
    await until(
      () => shown.all('status').some(({ textContent }) => textContent?.includes('验证码，')),
      () => 'a status',
    );
  });

  it("says nothing of the shop's order numbers", async () => {
    const [shown] = await form();
    await shown.fill(NOTE, '订单 A1B2C3D4E5F6G7H8，手机 13800138000');
    await shown.fill(/订单号/, 'A1B2C3D4E5F6G7H8');
    await shown.says(messages.notePrivate);
    expect(shown.find('button', messages.secrets.mask)).to.equal(undefined);
  });

  it('says it instead of doubting the order number', async () => {
    const [shown] = await form();
    await shown.fill(/订单号/, '4111 1111 1111 1111');
    await shown.says('看起来有银行卡号');
    expect(shown.words).not.to.include(messages.orderDoubtful);
    await shown.press('button', messages.secrets.mask);
    await until(
      () => shown.valueOf(/订单号/) === '****1111',
      () => shown.valueOf(/订单号/),
    );
  });

  it("finds the shop's own card codes", async () => {
    const [shown] = await form({ cardTemplates: ['GC-####-@@'] });
    await shown.fill(NOTE, '这张 GC-1234-AB 不能用');
    await shown.says('看起来有卡密');
  });

  it('is in the checklist, too', async () => {
    const contacts = FakeContacts.of(
      sampleContact({
        topics: [{ id: 'other', label: '其他', kind: 'consult', asks: ['note'], answers: [] }],
      }),
    );
    draftFor(contacts.store).update({ topic: 'other' });
    const list = await Checklist.mount(contacts);
    await list.edit(new RegExp(NOTE));
    await list.fill(NOTE, '密码是 hunter22');
    await list.says('看起来有密码');
    await list.press('button', messages.secrets.mask);
    await until(
      () => draftFor(contacts.store).state.note === '密码是 ****',
      () => String(draftFor(contacts.store).state.note),
    );
  });
});
