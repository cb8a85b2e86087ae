import { createHash } from 'node:crypto';
import type { Config } from '../../../src/contract/config.ts';
import { LANGUAGES } from '../../../src/contract/text.ts';
import { pickText } from '../../../src/core/text.ts';

/** 32 bits in hex: agents read it, and a shop changes its text a few times. It identifies only. */
const DIGITS = 8;

/**
 * The version of what members agree to with a callback: another one as soon as anything changes that
 * the form says from the shop's config. The same in all languages.
 * @example consentVersion(shop.privacy) // '5f0c1b7e'
 */
export function consentVersion(privacy: Config['privacy']): string {
  const facts = privacy && [
    ...LANGUAGES.map((language) => pickText(privacy.handler, language)),
    privacy.contact,
    privacy.retentionDays,
    privacy.url ?? null,
  ];
  return createHash('sha256')
    .update(JSON.stringify(facts ?? null))
    .digest('hex')
    .slice(0, DIGITS);
}
