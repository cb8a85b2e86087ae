import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { Contact } from '../../../../src/contract/contact.ts';
import type { HandoffRequest } from '../../../../src/contract/handoff.ts';
import type { Language } from '../../../../src/contract/text.ts';
import { pickText } from '../../../../src/core/text.ts';
import { messages as en } from '../../../../src/i18n/en.ts';
import { lineFacts, stateWords } from '../../../../src/i18n/line-words.ts';
import { formatTime, formatWhen } from '../../../../src/i18n/when.ts';
import { messages as zhCN, type Messages } from '../../../../src/i18n/zh-CN.ts';
import { messages as zhTW } from '../../../../src/i18n/zh-TW.ts';
import { PAGE_SCRIPT, PAGE_STYLE } from './assets.ts';
import { PAGE_WORDS } from './words.ts';

type Part = HtmlEscapedString | Promise<HtmlEscapedString> | '';

const MESSAGES: Readonly<Record<Language, Messages>> = { 'zh-CN': zhCN, 'zh-TW': zhTW, en };

export interface PageInput {
  language: Language;
  /** What whoever sees the page may see. */
  contact: Contact;
  /** Epoch ms. */
  now: number;
  /** Lets the page's own style and script run, and no other. */
  nonce: string;
}

const document_ = (
  { language, contact, nonce }: PageInput,
  title: string,
  content: Part,
): HtmlEscapedString | Promise<HtmlEscapedString> => {
  const brand = pickText(contact.brand.name, language);
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex, nofollow" />
        <meta name="format-detection" content="telephone=no" />
        <title>${title} · ${brand}</title>
        <style nonce="${nonce}">
          ${raw(PAGE_STYLE)}
        </style>
      </head>
      <body>
        <header>${brand}</header>
        <main>${content}</main>
        <script nonce="${nonce}">
          ${raw(PAGE_SCRIPT)};
        </script>
      </body>
    </html>`;
};

/** Number, status, facts, and the buttons that dial and copy. */
const lineCard = ({ language, contact, now }: PageInput): Part => {
  const m = MESSAGES[language];
  const { line, status } = contact;
  const text = (words: Parameters<typeof pickText>[0]): string => pickText(words, language);
  const facts = lineFacts(contact, m, text, now, language, line.timeZone);
  return html`<section class="card ${status.state}">
    <p class="top">
      <span>${text(line.label)}</span><span class="state">${stateWords(contact, m, text)}</span>
    </p>
    <p><a class="number" translate="no" href="${line.uri}">${line.display}</a></p>
    <p class="small">${facts.join(' · ')}</p>
    <a class="button" href="${line.uri}">${m.call} ${line.display}</a>
    <button
      class="button outline"
      type="button"
      data-copy="${line.display}"
      data-done="${m.copy.copied}"
      data-failed="${m.copy.failed}"
    >
      ${m.copyNumber}
    </button>
    <p class="small" role="status"></p>
    <p class="small">${PAGE_WORDS[language].paste}</p>
  </section>`;
};

const draftCard = (
  { language, contact, now }: PageInput,
  { topic, order, occurredAt, note }: HandoffRequest,
): Part => {
  const m = MESSAGES[language];
  const label = contact.topics.find(({ id }) => id === topic)?.label;
  const facts = [
    [m.items.topic, label && pickText(label, language)],
    [m.items.order, order],
    [
      m.items.time,
      occurredAt && formatWhen(Date.parse(occurredAt), now, language, contact.line.timeZone),
    ],
    [m.items.note, note],
  ].filter(([, fact]) => fact);
  return facts.length === 0
    ? ''
    : html`<section>
        <h2>${PAGE_WORDS[language].draft}</h2>
        <dl>
          ${facts.map(
            ([name, fact]) =>
              html`<dt>${name}</dt>
                <dd>${fact}</dd>`,
          )}
        </dl>
      </section>`;
};

const codeCard = ({ language }: PageInput, { code }: HandoffRequest): Part =>
  code === undefined
    ? ''
    : html`<section>
        <h2>${MESSAGES[language].code}</h2>
        <p class="code" translate="no">${code}</p>
        <p class="small">${PAGE_WORDS[language].codeWhy}</p>
      </section>`;

/** For the phone that has opened it. */
export const openedPage = (page: PageInput, expiresAt: number, body: HandoffRequest) => {
  const { language, contact } = page;
  const until = formatTime(expiresAt, language, contact.line.timeZone);
  return document_(
    page,
    MESSAGES[language].call,
    html`${lineCard(page)} ${codeCard(page, body)} ${draftCard(page, body)}
      <p class="small">${MESSAGES[language].safe}</p>
      <p class="small">${PAGE_WORDS[language].until(until)}</p>`,
  );
};

/**
 * Before it is opened: nothing of the member's. Whatever looks at a link gets this and no more.
 * @param device by which the browser is recognised where its cookie does not arrive
 */
export const closedPage = (page: PageInput, device: string) => {
  const { open, openWhy } = PAGE_WORDS[page.language];
  return document_(
    page,
    open,
    html`<form method="post">
      <input type="hidden" name="device" value="${device}" />
      <button class="button">${open}</button>
      <p class="small">${openWhy}</p>
    </form>`,
  );
};

/** The public number, for whoever comes too late or second. */
export const refusedPage = (page: PageInput, why: 'taken' | 'over') => {
  const words = PAGE_WORDS[page.language];
  return document_(
    page,
    words[why],
    html`<h1>${words[why]}</h1>
      <p>${why === 'taken' ? words.takenWhy : ''} ${words.again}</p>
      ${lineCard(page)}`,
  );
};
