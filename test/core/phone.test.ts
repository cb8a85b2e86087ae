import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import * as v from 'valibot';
import { DialableSchema } from '../../src/contract/contact.ts';
import {
  checkCallable,
  dialUri,
  formatPhone,
  maskPhone,
  parsePhone,
  type PhoneKind,
  type PhoneProblem,
} from '../../src/core/phone.ts';

const digits = (length: number, first = '0123456789') =>
  fc
    .tuple(fc.constantFrom(...first), fc.stringMatching(new RegExp(`^\\d{${length - 1}}$`)))
    .map((parts) => parts.join(''));
const oneOf = (...choices: string[]) => fc.constantFrom(...choices);
const joined = (...parts: fc.Arbitrary<string>[]) =>
  fc.tuple(...parts).map((texts) => texts.join(''));

const NUMBERS: Record<PhoneKind, fc.Arbitrary<string>> = {
  '400': joined(fc.constant('400'), digits(7)),
  '800': joined(fc.constant('800'), digits(7)),
  service: fc.oneof(
    oneOf('10086', '10010', '10000', '1008611', '114', '116114', '12315', '12345', '96110'),
    joined(oneOf('95', '96'), fc.oneof(digits(3), digits(4))),
    joined(fc.constant('1010'), digits(4)),
    joined(fc.constant('95105'), digits(3)),
  ),
  fixed: fc.oneof(
    joined(oneOf('010', '020', '021', '022', '029'), digits(8, '2345678')),
    joined(
      oneOf('0311', '0571', '0755', '0898', '0991'),
      fc.oneof(digits(7, '2345678'), digits(8, '2345678')),
    ),
  ),
  mobile: joined(fc.constant('1'), digits(10, '3456789')),
  privacy: joined(fc.constant('700'), digits(12)),
  abroad: fc.oneof(
    joined(oneOf('+852', '+853'), digits(8, '2356')),
    joined(fc.constant('+886'), digits(9, '9')),
    joined(oneOf('+1', '+44', '+65', '+81'), digits(9, '23456')),
  ),
  emergency: oneOf('110', '112', '119', '120', '122', '999', '010110'),
  premium: fc.oneof(
    joined(oneOf('168', '160'), digits(5)),
    oneOf('12590', '125901234', '075516812345'),
  ),
};
const KINDS = Object.keys(NUMBERS) as PhoneKind[];
const anyNumber = fc.oneof(...Object.values(NUMBERS));
const extension = digits(4);

const fullWidth = (text: string) =>
  text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));
const gap = oneOf('', '', ' ', '\u00a0', '\u3000', '-', '—', '.', '\u200b', '(', ')');
/** A number, and the same number with other characters between its digits. */
const decorated = fc
  .tuple(anyNumber, fc.array(gap, { minLength: 15, maxLength: 15 }), fc.boolean())
  .map(([number, gaps, wide]) => ({
    number,
    text: [...(wide ? fullWidth(number) : number)]
      .map((char, index) => char + (gaps[index] ?? ''))
      .join(''),
  }));

const read = (input: string) => {
  const parsed = parsePhone(input);
  return parsed.ok ? parsed.number : parsed.reason;
};

describe('parsePhone', () => {
  for (const kind of KINDS) {
    it(`recognises numbers of the kind ${kind} by their digits`, () => {
      fc.assert(
        fc.property(NUMBERS[kind], (number) => {
          expect(read(number)).to.include({ kind, digits: number });
        }),
      );
    });
  }

  it('ignores full-width forms, spaces, hyphens, dots, parentheses and invisible characters', () => {
    fc.assert(
      fc.property(decorated, ({ number, text }) => {
        expect(read(text)).to.deep.equal(read(number));
      }),
    );
  });

  it('removes +86, 0086, 86 or 0 before a mobile number', () => {
    fc.assert(
      fc.property(
        NUMBERS.mobile,
        oneOf('+86 ', '0086', '86', '(+86)', '0', '＋８６'),
        (mobile, prefix) => {
          expect(read(prefix + mobile)).to.include({ kind: 'mobile', digits: mobile });
        },
      ),
    );
  });

  it('restores the 0 of the area code after +86', () => {
    fc.assert(
      fc.property(NUMBERS.fixed, (fixed) => {
        expect(read('+86' + fixed.slice(1))).to.include({
          kind: 'fixed',
          digits: fixed,
          countryCode: '86',
        });
        expect(read(`+86 (0)${fixed.slice(1)}`)).to.deep.equal(read('+86' + fixed.slice(1)));
      }),
    );
  });

  it('distinguishes area codes of three and four digits', () => {
    expect(read('010 8888 8888')).to.include({ areaCode: '010' });
    expect(read('0571 8888 888')).to.include({ areaCode: '0571' });
    expect(read('0701 6222 222')).to.include({ areaCode: '0701' });
  });

  it('reads a short number with the area code of another city', () => {
    expect(read('0571-12345')).to.deep.equal({
      kind: 'service',
      digits: '057112345',
      areaCode: '0571',
    });
  });

  it('treats virtual and satellite mobile numbers as mobile', () => {
    const beginnings = [
      ...['1349', '162', '165', '167', '170', '171', '172', '174'],
      ...['190', '191', '192', '193', '195', '196', '197', '198', '199'],
    ];
    for (const beginning of beginnings)
      expect(read(beginning.padEnd(11, '5')), beginning).to.include({ kind: 'mobile' });
  });

  it('reads a privacy number, which is dialled only inside mainland China', () => {
    const number = { kind: 'privacy', digits: '700123456789012' };
    for (const written of ['700123456789012', '700 1234 5678 9012', '+86 700123456789012'])
      expect(read(written), written).to.deep.equal(number);
  });

  it('ignores commas and full stops behind a number', () => {
    for (const end of [',', '，', '，，', '。', ' , '])
      expect(read(`010-88888888${end}`), end).to.deep.equal(read('010-88888888'));
    expect(read('010-88888888转8001。')).to.include({ extension: '8001' });
  });

  it('reads 00 as +, and drops the domestic 0 of numbers of Taiwan', () => {
    expect(read('00852 2345 6789')).to.deep.equal({ kind: 'abroad', digits: '+85223456789' });
    expect(read('+886 0912 345 678')).to.deep.equal({ kind: 'abroad', digits: '+886912345678' });
  });

  for (const mark of [
    '转',
    '轉',
    ' 转 ',
    '分机',
    '分機:',
    ' ext. ',
    ' extension ',
    'x',
    ',',
    ',,',
    '#',
    '（转）',
  ]) {
    it(`finds an extension after "${mark}"`, () => {
      fc.assert(
        fc.property(
          fc.oneof(NUMBERS.fixed, NUMBERS['400'], NUMBERS.mobile),
          extension,
          (number, ext) => {
            expect(read(number + mark + ext)).to.include({ digits: number, extension: ext });
          },
        ),
      );
    });
  }

  it('finds an extension after a hyphen only if the number before it is complete', () => {
    expect(read('010-88888888-8001')).to.include({ digits: '01088888888', extension: '8001' });
    expect(read('400-123-4567-8001')).to.include({ digits: '4001234567', extension: '8001' });
    expect(read('17097218765-1234')).to.include({ digits: '17097218765', extension: '1234' });
    expect(read('0571-888-8888')).to.not.have.property('extension');
    expect(read('110-1234')).to.equal('unknown');
  });

  const problems: Record<PhoneProblem, string[]> = {
    empty: ['', '   ', '\u3000', '\u200b'],
    letters: [
      'abc',
      '138xxxx8000',
      '400-CALL-NOW',
      '电话13800138000',
      'a110',
      'b88888888',
      '138+00138000',
      '+',
      '12345/67890',
      '.-',
    ],
    'too-short': [
      ...[
        '1380013800',
        '13',
        '1',
        '955',
        '010-8888888',
        '0571-888888',
        '0571',
        '400 123',
        '400123456',
        '800123',
        '23456',
      ],
      ...['+852 2345 678', '+1 234', '+86 10 888', '+86 138 0013', '010-888转8001'],
      '70012345678901',
    ],
    'too-long': [
      ...['138001380001', '010-888888888', '0571-888888888', '400 1234 56789', '888888888'],
      ...['+852 2345 67890', '+1234567890123456', `1${'3'.repeat(80)}`],
    ],
    'missing-area-code': ['88888888', '8888888', '6123 4567'],
    unknown: [
      '026 88888888',
      '0400 2345678',
      '010 98765432',
      '12345678901',
      '99912',
      '9',
      '+0123456789',
    ],
  };
  for (const [reason, texts] of Object.entries(problems)) {
    it(`gives the reason ${reason}`, () => {
      for (const text of texts) expect(read(text), text).to.equal(reason);
    });
  }

  it('gives a known reason for any text that is not a number', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const parsed = parsePhone(text);
        if (!parsed.ok) expect(Object.keys(problems)).to.include(parsed.reason);
        else expect(parsed.number.digits).to.match(/^\+?\d{3,15}$/);
      }),
    );
  });
});

describe('formatPhone', () => {
  const written: Record<string, string> = {
    '4001234567': '400-123-4567',
    '8001234567': '800-123-4567',
    '8613800138000': '138 0013 8000',
    '（０１０）８８８８８８８８': '010-8888 8888',
    '057188888888': '0571-8888 8888',
    '05718888888': '0571-888 8888',
    '95588': '95588',
    '10101010': '1010 1010',
    '0571 12345': '0571-12345',
    '+85223456789': '+852 2345 6789',
    '+886912345678': '+886 912 345 678',
    '+12125551234': '+1 212 555 1234',
    '+861088888888': '+86 10 8888 8888',
    '0086 400 1234567': '+86 400 123 4567',
    '+8613800138000': '+86 138 0013 8000',
    '95105105': '9510 5105',
    '700123456789012': '700 1234 5678 9012',
    '138 0013 8000，': '138 0013 8000',
    '010-88888888-8001': '010-8888 8888 转 8001',
  };
  for (const [input, output] of Object.entries(written)) {
    it(`formats ${input} as ${output}`, () => expect(formatPhone(input)).to.equal(output));
  }

  it('keeps the number: parsing the result gives the same number', () => {
    fc.assert(
      fc.property(anyNumber, fc.option(extension), oneOf('', '+86'), (number, ext, prefix) => {
        const input = (number.startsWith('+') ? '' : prefix) + number + (ext ? `转${ext}` : '');
        expect(read(formatPhone(input))).to.deep.equal(read(input));
      }),
    );
  });

  it('returns a text that is not a number trimmed', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!parsePhone(text).ok);
        expect(formatPhone(text)).to.equal(text.trim());
      }),
    );
  });
});

describe('dialUri', () => {
  const dialled: [string, string | undefined, string][] = [
    ['400-123-4567', undefined, 'tel:4001234567'],
    ['400-123-4567', '2,0', 'tel:4001234567,,2,0'],
    ['95588', '0#', 'tel:95588,,0#'],
    ['010-8888 8888', undefined, 'tel:01088888888'],
    ['010-8888 8888转8001', '1', 'tel:01088888888,,8001,,1'],
    ['138 0013 8000', undefined, 'tel:13800138000'],
    ['95105105', undefined, 'tel:95105105'],
    ['+86700123456789012', undefined, 'tel:700123456789012'],
    ['400-123-4567，', undefined, 'tel:4001234567'],
    ['+852 2345 6789', undefined, 'tel:+85223456789'],
    ['+86 10 8888 8888', undefined, 'tel:+861088888888'],
    ['0086 400 123 4567', undefined, 'tel:+864001234567'],
    ['8888 8888', undefined, 'tel:88888888'],
    ['138+0013', undefined, 'tel:1380013'],
  ];
  for (const [number, keys, uri] of dialled) {
    it(`dials ${number}${keys ? ` and then ${keys}` : ''} with ${uri}`, () =>
      expect(dialUri(number, keys)).to.equal(uri));
  }

  it('returns a URI that the contract accepts for any text with a digit', () => {
    const withDigit = fc
      .tuple(fc.string({ unit: 'grapheme' }), digits(1), fc.string({ unit: 'grapheme' }))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(withDigit, anyNumber), fc.string(), (number, keys) => {
        expect(v.is(DialableSchema, { display: number, uri: dialUri(number, keys) })).to.equal(
          true,
        );
      }),
    );
  });
});

describe('checkCallable', () => {
  it('gives the E.164 form of mobile, fixed and foreign numbers', () => {
    expect(checkCallable('138 0013 8000')).to.deep.include({
      callable: true,
      e164: '+8613800138000',
    });
    expect(checkCallable('(010) 8888 8888')).to.deep.include({
      callable: true,
      e164: '+861088888888',
    });
    expect(checkCallable('00852 6123 4567')).to.deep.include({
      callable: true,
      e164: '+85261234567',
    });
  });

  it('returns the extension', () => {
    const result = checkCallable('0571-88888888转8001');
    expect(result.callable && result.number.extension).to.equal('8001');
  });

  it('gives the same E.164 form for every way to write a number, including E.164', () => {
    const callable = fc.oneof(NUMBERS.mobile, NUMBERS.fixed, NUMBERS.abroad, NUMBERS.privacy);
    fc.assert(
      fc.property(callable, (number) => {
        const result = checkCallable(number);
        if (!result.callable) throw new Error(`${number} is refused: ${result.reason}`);
        // Privacy numbers, which cannot be called from abroad, have more than E.164's 15 digits.
        expect(result.e164).to.match(/^\+(?:[1-9]\d{6,14}|86700\d{12})$/);
        expect(checkCallable(formatPhone(number))).to.deep.include({ e164: result.e164 });
        expect(checkCallable(result.e164)).to.deep.include({ e164: result.e164 });
      }),
    );
  });

  for (const kind of ['400', '800', 'service', 'emergency', 'premium'] as const) {
    it(`refuses numbers of the kind ${kind}, with and without +86`, () => {
      fc.assert(
        fc.property(NUMBERS[kind], (number) => {
          expect(checkCallable(number)).to.deep.equal({ callable: false, reason: kind });
          expect(checkCallable('+86' + number)).to.deep.equal({ callable: false, reason: kind });
        }),
      );
    });
  }

  it('refuses countries that the shop does not call', () => {
    const china = ['+86'];
    for (const number of ['13800138000', '010-8888 8888', '+86 571 8888 8888'])
      expect(checkCallable(number, china).callable, number).to.equal(true);
    for (const number of ['+85223456789', '+85361234567', '+886912345678', '+25261234567'])
      expect(checkCallable(number, china), number).to.deep.equal({
        callable: false,
        reason: 'country',
      });
    expect(checkCallable('+85223456789', ['+86', '+852']).callable).to.equal(true);
  });

  it('refuses foreign premium and satellite numbers', () => {
    for (const number of [
      '+1 900 555 1234',
      '+979 1234 56789',
      '+870 773 123456',
      '+8816 1234 5678',
    ]) {
      expect(checkCallable(number), number).to.deep.equal({ callable: false, reason: 'premium' });
    }
  });

  it('passes on the reason why a text is not a number', () => {
    expect(checkCallable('8888 8888')).to.deep.equal({
      callable: false,
      reason: 'missing-area-code',
    });
    expect(checkCallable('1380013800')).to.deep.equal({ callable: false, reason: 'too-short' });
  });
});

describe('maskPhone', () => {
  const masked: Record<string, string> = {
    '+8613800138000': '138****8000',
    '+861088888888': '010****8888',
    '+8657188886789': '0571****789',
    '+86700123456789012': '700****9012',
    '+865718886789': '0571****789',
    '+85223456789': '+852****6789',
    '+12125551234': '+1****1234',
    '+2905123': '+290****',
    '+864001234567': '****',
    nobody: '****',
    '': '****',
  };
  for (const [e164, text] of Object.entries(masked)) {
    it(`masks "${e164}" as ${text}`, () => expect(maskPhone(e164)).to.equal(text));
  }

  it('shows the extension, which dials nothing by itself', () => {
    expect(maskPhone('+8675583765566', '8001')).to.equal('0755****566 转 8001');
    expect(maskPhone('+8675583765566', null)).to.equal('0755****566');
  });

  it('shows at most seven digits and hides at least four', () => {
    const abroad = fc
      .tuple(digits(1, '123456789'), fc.stringMatching(/^\d{6,14}$/))
      .map(([first, rest]) => `+${first}${rest}`);
    fc.assert(
      fc.property(fc.oneof(anyNumber, abroad), (number) => {
        const result = checkCallable(number);
        fc.pre(result.callable);
        const { length } = maskPhone(result.e164).replace(/\D/g, '');
        expect(length).to.be.within(
          1,
          Math.min(7, result.number.digits.replace('+', '').length - 4),
        );
      }),
    );
  });
});
