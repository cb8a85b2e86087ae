import { html, type TemplateResult } from 'lit';
import type { Language, Text } from '../../../src/contract/text.ts';
import { pickText } from '../../../src/core/text.ts';

/** Sentence that opens the call, in the member's language and not the agent's. */
const SENTENCES: Readonly<
  Record<Language, (brand: string, passphrase: TemplateResult) => TemplateResult>
> = {
  'zh-CN': (brand, passphrase) => html`您好，这里是${brand}客服。您的口令是${passphrase}`,
  'zh-TW': (brand, passphrase) => html`您好，這裡是${brand}客服。您的口令是${passphrase}`,
  en: (brand, passphrase) =>
    html`Hello, this is the service team of ${brand}. Your passphrase is ${passphrase}`,
};

/** The sentence with the passphrase highlighted. */
export const sayFirst = (brand: Text, passphrase: string, language: Language): TemplateResult => {
  const quoted = language === 'en' ? html`<b>“${passphrase}”</b>` : html`<b>「${passphrase}」</b>`;
  return html`<p class="sentence" lang=${language}>
    ${SENTENCES[language](pickText(brand, language), quoted)}
  </p>`;
};
