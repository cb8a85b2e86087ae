import { html, nothing, type TemplateResult } from 'lit';
import { icons } from './icons.ts';

interface Field {
  id: string;
  label: string;
  value: string;
  set: (value: string) => void;
  hint?: string;
  /** Validation error; undefined when valid or not to be shown yet. */
  error?: string | undefined;
  type?: 'text' | 'password' | 'number' | 'datetime-local' | 'time';
  autocomplete?: 'off' | 'current-password' | 'new-password';
  /** Whether the field gets the focus when its dialog opens. */
  first?: boolean;
  /** Button beside the field. */
  beside?: TemplateResult;
}

/**
 * A labelled field with its hint and validation error. Not an element: an input inside another shadow
 * root would not belong to its form, and Enter would not submit it.
 */
export const field = ({
  id,
  label,
  value,
  set,
  hint,
  error,
  type = 'text',
  autocomplete = 'off',
  first = false,
  beside,
}: Field): TemplateResult =>
  html`<div class="field">
    <label for=${id}>${label}</label>
    <div class="row">
      <input
        class="input grow"
        id=${id}
        type=${type}
        autocomplete=${autocomplete}
        spellcheck="false"
        autocapitalize="off"
        ?autofocus=${first}
        .value=${value}
        aria-invalid=${error ? 'true' : 'false'}
        aria-describedby="${id}-hint"
        @input=${(event: Event) => set((event.target as HTMLInputElement).value)}
      />${beside ?? nothing}
    </div>
    <p id="${id}-hint" class="hint ${error ? 'bad' : ''}">
      ${error ? html`${icons.alert}<span>${error}</span>` : hint}
    </p>
  </div>`;

/** Radio buttons in the form of chips. */
export const choice = <Value extends string>(
  name: string,
  legend: string,
  options: readonly (readonly [value: Value, label: string])[],
  value: Value,
  set: (value: Value) => void,
): TemplateResult =>
  html`<fieldset class="field">
    <legend class="label">${legend}</legend>
    <div class="chips">
      ${options.map(
        ([option, label]) =>
          html`<label class="chip ${option === value ? 'on' : ''}"
            ><input
              type="radio"
              name=${name}
              value=${option}
              .checked=${option === value}
              @change=${() => set(option)}
            />${label}</label
          >`,
      )}
    </div>
  </fieldset>`;
