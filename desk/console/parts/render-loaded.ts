import { html, nothing, type TemplateResult } from 'lit';
import { ApiProblem } from '../connection/api.ts';
import type { Messages } from '../i18n/zh-CN.ts';
import { icons } from './icons.ts';
import { problemWords } from './problem-words.ts';
import type { Loaded } from './loaded.ts';

/**
 * Loaded data, or its placeholder, its error with a retry button, or the missing permission. Not an
 * element, as `render` in `@lit/task`: `body` gets a value that exists, and what it returns stays in
 * the page's own shadow root, with the page's styles.
 */
export const renderLoaded = <Value>(
  loaded: Loaded<Value>,
  t: Messages,
  body: (value: Value) => TemplateResult,
): TemplateResult => {
  const { value, error } = loaded;
  if (value === undefined && !error) {
    return html`<div class="card bones" role="status" aria-label=${t.common.loading}>
      <div class="bone"></div>
      <div class="bone"></div>
      <div class="bone"></div>
    </div>`;
  }
  const showsBody = value !== undefined && !isDenied(error);
  return html`${renderError(loaded, t)}${showsBody ? body(value) : nothing}`;
};

/** Why loading failed, with a retry button, or the missing permission; nothing when it did not. */
export const renderError = (
  loaded: Loaded<unknown>,
  t: Messages,
): TemplateResult | typeof nothing => {
  const { error } = loaded;
  if (!error) return nothing;
  if (isDenied(error))
    return html`<div class="card empty" role="status">
      ${icons.lock}<strong>${problemWords(error, t)}</strong>
    </div>`;
  return html`<div class="notice bad" role="alert">
    ${icons.alert}<span class="grow">${problemWords(error, t)}</span>
    <button type="button" class="link" @click=${() => loaded.ask()}>${t.common.retry}</button>
  </div>`;
};

const isDenied = (error: unknown): boolean =>
  error instanceof ApiProblem && error.code === 'not-for-this-role';
