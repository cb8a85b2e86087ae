import { html, type TemplateResult } from 'lit';
import type { Language, Text } from '../../../src/contract/text.ts';
import { pickText } from '../../../src/core/text.ts';
import { formatTicketNumber } from '../../../src/core/ticket-number.ts';

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
  const quoted =
    language === 'en'
      ? html`<b translate="no">“${passphrase}”</b>`
      : html`<b translate="no">「${passphrase}」</b>`;
  return html`<p class="sentence" lang=${language}>
    ${SENTENCES[language](pickText(brand, language), quoted)}
  </p>`;
};

const NUMBER_IS: Readonly<Record<Language, string>> = {
  'zh-CN': '您的工单号是',
  'zh-TW': '您的工單號是',
  en: 'Your ticket number is',
};

/** The ticket number in groups, to be read aloud to somebody who has called. */
export const readOut = (number: string, language: Language): TemplateResult =>
  html`<p class="sentence" lang=${language}>
    ${NUMBER_IS[language]} <b class="figures" translate="no">${formatTicketNumber(number)}</b>
  </p>`;
