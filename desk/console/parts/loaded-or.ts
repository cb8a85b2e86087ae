import { html, nothing, type TemplateResult } from 'lit';
import { ApiProblem } from '../connection/api.ts';
import type { Messages } from '../i18n/zh-CN.ts';
import { icons } from './icons.ts';
import { problemWords } from './problem-words.ts';
import type { Loaded } from './loaded.ts';

/**
 * Renders loaded data, or its placeholder, its error with a retry button, or the missing
 * permission.
 */
export const loadedOr = <Value>(
  loaded: Loaded<Value>,
  t: Messages,
  body: (value: Value) => TemplateResult,
): TemplateResult => {
  const { value, error } = loaded;
  if (error instanceof ApiProblem && error.code === 'not-for-this-role') {
    return html`<div class="card empty" role="status">
      ${icons.lock}<strong>${problemWords(error, t)}</strong>
    </div>`;
  }
  if (value === undefined && !error) {
    return html`<div class="card bones" role="status" aria-label=${t.common.loading}>
      <div class="bone"></div>
      <div class="bone"></div>
      <div class="bone"></div>
    </div>`;
  }
  const trouble = error
    ? html`<div class="notice bad" role="alert">
        ${icons.alert}<span class="grow">${problemWords(error, t)}</span>
        <button type="button" class="link" @click=${() => loaded.ask()}>${t.common.retry}</button>
      </div>`
    : nothing;
  return html`${trouble}${value === undefined ? nothing : body(value)}`;
};
