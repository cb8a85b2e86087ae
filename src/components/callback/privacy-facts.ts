import { html, nothing, type TemplateResult } from 'lit';
import type { Contact } from '../../contract/contact.ts';
import type { Messages } from '../../i18n/zh-CN.ts';

/** The information that PIPL, article 17, requires before a phone number is collected. */
export const privacyFacts = (
  { contact, retentionDays, url }: NonNullable<Contact['privacy']>,
  handler: string,
  m: Messages,
): TemplateResult =>
  html`<details>
    <summary class="link">${m.privacy}</summary>
    <dl class="facts">
      ${m.privacyFacts(handler, contact, retentionDays).map(
        ([what, fact]) =>
          html`<dt>${what}</dt>
            <dd>${fact}</dd>`,
      )}
    </dl>
    ${url && /^https?:/.test(url) ? html`<a class="link small" href=${url} target="_blank" rel="noopener">${m.more}</a>` : nothing}
  </details>`;
