import { html, type TemplateResult } from 'lit';
import type { Messages } from '../../i18n/zh-CN.ts';
import { icons } from './icons.ts';

/** Says that a file did not load, with a button that tries again. */
export const failure = (m: Messages, retry: () => unknown): TemplateResult =>
  html`<p class="hint bad" role="alert">${icons.alert}<span>${m.partFailed}</span></p>
    <button type="button" class="button" @click=${retry}>${m.retry}</button>`;
