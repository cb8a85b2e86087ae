import { html, type TemplateResult } from 'lit';
import type { Messages } from '../../i18n/zh-CN.ts';
import { icons } from './icons.ts';

/** A file of its own did not come: says so, and tries again. */
export const failure = (m: Messages, again: () => unknown): TemplateResult =>
  html`<p class="hint bad" role="alert">${icons.alert}<span>${m.partFailed}</span></p>
    <button type="button" class="button" @click=${again}>${m.retry}</button>`;
