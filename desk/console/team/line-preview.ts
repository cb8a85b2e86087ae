import { html, type TemplateResult } from 'lit';
import { messages as memberEn } from '../../../src/i18n/en.ts';
import { messages as memberZh } from '../../../src/i18n/zh-CN.ts';
import type { ConsoleLanguage } from '../parts/context.ts';

/** Messages of the members' widget, so that a preview shows what members will read. */
export const memberWords = (language: ConsoleLanguage) => (language === 'en' ? memberEn : memberZh);

/** What members will read about a line. */
export const linePreview = (label: string, sentence: string): TemplateResult =>
  html`<div class="preview" role="status">
    <span class="small">${label}</span>
    <p>${sentence}</p>
  </div>`;
