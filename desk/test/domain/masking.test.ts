import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { recordMasked, withoutSecrets } from '../../src/domain/masking.ts';
import { NOW, sampleTicket, SHOP as shop } from '../support/sample.ts';

describe('withoutSecrets', () => {
  it('masks what is certain in each text', () => {
    assert.deepEqual(
      withoutSecrets(
        { order: '卡密 AB12-CD34-EF56', note: '密码是 hunter22', comment: '验证码 483920' },
        shop,
      ),
      {
        body: { order: '卡密 ****EF56', note: '密码是 ****', comment: '验证码 ****' },
        isMasked: true,
      },
    );
  });

  it('leaves what may be something else', () => {
    const body = { note: '给我的 RKDZ4V83MZ2V2JPRQ 不对', order: 'A1B2C3D4E5F6G7H8' };
    assert.deepEqual(withoutSecrets(body, shop), { body, isMasked: false });
  });

  it('leaves an order number of the shop, whatever it looks like', () => {
    const cards = ['GC-####-####'];
    const orders = { patterns: ['GC-\\d{4}-\\d{4}'] };
    const body = { order: 'GC-1234-5678' };
    assert.deepEqual(withoutSecrets(body, { ...shop, secrets: { cards }, orders }).body, body);
    assert.deepEqual(withoutSecrets(body, { ...shop, secrets: { cards } }).body, {
      order: '****5678',
    });
  });

  it('adds no text that was not there', () => {
    assert.deepEqual(Object.keys(withoutSecrets({ note: '催一下' }, shop).body), ['note']);
  });
});

describe('recordMasked', () => {
  const change = { set: { rating: 5 } };

  it('adds a step before those of the change', () => {
    const own = {
      at: NOW,
      status: 'waiting',
      kind: 'reopened',
      actor: 'member',
      agent: null,
    } as const;
    const rule = recordMasked(
      () => ({ ok: true, change: { ...change, events: [own] } }),
      true,
      NOW,
    );
    assert.deepEqual(rule(sampleTicket({ status: 'solved' })), {
      ok: true,
      change: {
        ...change,
        events: [{ at: NOW, status: 'solved', kind: 'masked', actor: 'desk', agent: null }, own],
      },
    });
  });

  it('records nothing where nothing was masked, or the change is refused', () => {
    const decision = { ok: true, change } as const;
    assert.deepEqual(recordMasked(() => decision, false, NOW)(sampleTicket({})), decision);
    const refused = { ok: false, refusal: 'not-ratable' } as const;
    assert.deepEqual(recordMasked(() => refused, true, NOW)(sampleTicket({})), refused);
  });
});
