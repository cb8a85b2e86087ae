import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { LANGUAGES } from '../../src/contract/text.ts';
import { matchLanguage, pickText } from '../../src/core/text.ts';

describe('pickText', () => {
  it('returns a plain string for every language', () => {
    for (const language of LANGUAGES) expect(pickText('客服', language)).to.equal('客服');
  });

  it('returns the text of the language', () => {
    const text = { 'zh-CN': '热线', 'zh-TW': '熱線', en: 'Hotline' };
    expect(LANGUAGES.map((language) => pickText(text, language))).to.deep.equal([
      '热线',
      '熱線',
      'Hotline',
    ]);
  });

  it('falls back to simplified Chinese', () => {
    for (const language of LANGUAGES)
      expect(pickText({ 'zh-CN': '热线' }, language)).to.equal('热线');
  });
});

describe('matchLanguage', () => {
  const matches: Record<string, string[]> = {
    'zh-CN': ['zh', 'zh-CN', 'zh-Hans', 'zh-hans-hk', 'zh-Hans-TW', 'zh-SG', 'zh_CN', 'ZH'],
    'zh-TW': [
      'zh-TW',
      'zh-HK',
      'zh-MO',
      'zh-Hant',
      'zh-Hant-CN',
      'zh_TW',
      'ZH-tw',
      'zh-tw-x-private',
    ],
    en: ['en', 'en-US', 'en-GB-oxendict', 'EN_us'],
  };
  for (const [language, tags] of Object.entries(matches)) {
    for (const tag of tags)
      it(`chooses ${language} for ${tag}`, () => expect(matchLanguage([tag])).to.equal(language));
  }

  it('uses the first tag that the widget supports', () => {
    expect(matchLanguage([null, '', undefined, 'fr-FR', 'zha', 'eng', 'en-AU', 'zh-TW'])).to.equal(
      'en',
    );
  });

  it('falls back to simplified Chinese if no tag is supported', () => {
    expect(matchLanguage([])).to.equal('zh-CN');
    expect(matchLanguage(['fr', 'x-zh-TW', 'i-en', null])).to.equal('zh-CN');
  });

  it('returns a supported language for any list of tags', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.string())), (tags) => {
        expect(LANGUAGES).to.include(matchLanguage(tags));
      }),
    );
  });
});
