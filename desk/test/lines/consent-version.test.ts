import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { consentVersion } from '../../src/lines/consent-version.ts';

const privacy = {
  handler: '星河网络科技有限公司',
  contact: 'privacy@shop.example',
  retentionDays: 90,
  url: 'https://shop.example/privacy',
};

describe('consentVersion', () => {
  it('is short, and the same for the same text', () => {
    assert.match(consentVersion(privacy), /^[0-9a-f]{8}$/);
    assert.equal(consentVersion({ ...privacy }), consentVersion(privacy));
    const { handler, ...others } = privacy;
    assert.equal(consentVersion({ ...others, handler }), consentVersion(privacy), 'in any order');
    assert.equal(
      consentVersion({ ...others, handler: { 'zh-CN': handler } }),
      consentVersion(privacy),
      'in all languages',
    );
  });

  it('is another one when any part of the text changes', () => {
    const { url: _, ...withoutLink } = privacy;
    const texts = [
      privacy,
      { ...privacy, handler: '星河科技' },
      { ...privacy, handler: { 'zh-CN': privacy.handler, en: 'Galaxy' } },
      { ...privacy, contact: '400-100-0001' },
      { ...privacy, retentionDays: 91 },
      { ...privacy, url: 'https://shop.example/privacy-2' },
      withoutLink,
      undefined,
    ];
    assert.equal(new Set(texts.map(consentVersion)).size, texts.length);
  });
});
