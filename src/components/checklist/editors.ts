import { html, nothing, type TemplateResult } from 'lit';
import type { Contact, ContactTopic } from '../../contract/contact.ts';
import type { Language, Text } from '../../contract/text.ts';
import type { ChecklistItem } from '../../core/checklist.ts';
import { iso, MINUTE } from '../../core/time.ts';
import type { Messages } from '../../i18n/zh-CN.ts';
import type { ContactStore } from '../../stores/contact-store.ts';
import { copyText } from '../../device/copy.ts';
import type { Draft } from '../../stores/draft-store.ts';
import { icons } from '../parts/icons.ts';
import { loadForm } from '../panel/load-form.ts';

export { styles } from './editors.styles.ts';

/** What the checklist hands to its parts. */
export interface Desk {
  contact: Contact;
  draft: Draft;
  m: Messages;
  /** What the last action came to, in words. */
  outcome: string;
  text(text: Text): string;
  /** The brief, fact by fact. */
  facts: readonly (readonly [label: string, value: string | undefined])[];
  update(change: Partial<Draft>): void;
  tell(outcome: string): void;
  /** The checklist itself, for what it hands down. */
  host: { store?: ContactStore | undefined; language?: Language; dark: boolean; care: boolean };
}

type Maybe = TemplateResult | typeof nothing;

const valueOf = (event: Event): string =>
  (event.target as HTMLInputElement | HTMLTextAreaElement).value;

/** This minute on the member's own clock, as a `datetime-local` field wants it. */
const now = (): string => {
  const date = new Date();
  return iso(date.getTime() - date.getTimezoneOffset() * MINUTE).slice(0, 16);
};

/** The field of one item. */
export const editor = ({ id, state }: ChecklistItem, desk: Desk): Maybe => {
  const { draft, m, update } = desk;
  switch (id) {
    case 'topic':
      return html`${(['technical', 'consult', 'complaint'] as const).map((kind) => topics(kind, desk))}`;
    case 'order':
      return html`<input
          class="input"
          aria-label=${m.items.order}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck="false"
          maxlength="64"
          .value=${draft.order ?? ''}
          @input=${(event: Event) => update({ order: valueOf(event).trim(), orderFound: false })}
        />
        ${state === 'doubtful' ? html`<p class="hint warn">${icons.alert}<span>${m.orderDoubtful}</span></p>` : nothing}`;
    case 'time':
      return html`<div class="inline">
        <input
          class="input"
          type="datetime-local"
          aria-label=${m.items.time}
          max=${now()}
          .value=${draft.occurredAt ?? ''}
          @change=${(event: Event) => update({ occurredAt: valueOf(event) })}
        />
        <button type="button" class="button soft" @click=${() => update({ occurredAt: now() })}>
          ${m.justNow}
        </button>
      </div>`;
    case 'screenshot':
      return screenshots(desk);
    case 'note':
      return html`<textarea
          class="input"
          aria-label=${m.items.note}
          maxlength="1000"
          placeholder=${m.notePlaceholder}
          .value=${draft.note ?? ''}
          @input=${(event: Event) => update({ note: valueOf(event) })}
        ></textarea>
        <p class="hint warn">${icons.shield}<span>${m.notePrivate}</span></p>`;
  }
};

const topics = (kind: ContactTopic['kind'], { contact, draft, m, text, update }: Desk): Maybe => {
  const of = contact.topics.filter((topic) => topic.kind === kind);
  if (!of.length) return nothing;
  return html`<fieldset>
    <legend>${m.kinds[kind]}</legend>
    <div class="chips">
      ${of.map(
        ({ id, label }) =>
          html`<label class="chip ${id === draft.topic ? 'on' : ''}"
            ><input
              type="radio"
              name="topic"
              value=${id}
              .checked=${id === draft.topic}
              @change=${() => update({ topic: id })}
            />${text(label)}</label
          >`,
      )}
    </div>
  </fieldset>`;
};

const screenshots = ({ contact: { attachments }, draft, m, update, tell }: Desk): Maybe => {
  if (!attachments) return nothing;
  const { most, maxBytes, types } = attachments;
  const kept = draft.screenshots;
  const pick = (event: Event) => {
    const input = event.target as HTMLInputElement;
    const picked = [...(input.files ?? [])];
    const fitting = picked.filter(({ size }) => size <= maxBytes);
    tell(fitting.length < picked.length ? m.screenshotTooLarge : '');
    update({ screenshots: [...kept, ...fitting].slice(0, most) });
    input.value = '';
  };
  return html`<ul class="files">
      ${kept.map(
        (file) =>
          html`<li>
            <span>${file.name}</span
            ><button
              type="button"
              class="link"
              aria-label="${m.remove} ${file.name}"
              @click=${() => update({ screenshots: kept.filter((other) => other !== file) })}
            >
              ${m.remove}
            </button>
          </li>`,
      )}
    </ul>
    ${kept.length < most ? html`<label class="chip">${m.pickScreenshots}<input type="file" multiple accept=${types.join()} @change=${pick} /></label>` : nothing}`;
};

/** The shop's own answers to the chosen topic: perhaps no call is needed. */
export const answers = ({ contact, draft, m, text }: Desk): Maybe => {
  const given = contact.topics.find(({ id }) => id === draft.topic)?.answers ?? [];
  if (!given.length) return nothing;
  return html`<div class="answers">
    <h3>${m.answers}</h3>
    ${given.map(
      ({ question, answer, url }) =>
        html`<details>
          <summary>${icons.next}${text(question)}</summary>
          <p>
            ${text(answer)}
            ${url && /^https?:/.test(url) ? html`<a class="link" href=${url} target="_blank" rel="noopener">${m.more}</a>` : nothing}
          </p>
        </details>`,
    )}
  </div>`;
};

let code: Promise<unknown> | undefined;

/** The code to read to the agent, a file of its own that needs the form's. What fails is tried again with the next change. */
const bringCode = (failed: () => void): void => {
  code ??= loadForm()
    .then(({ loadBriefCode }) => loadBriefCode())
    .catch(() => {
      code = undefined;
      failed();
    });
};

/** The brief to take along, once there is something in it: copied as text, one fact a line. And what the last action came to. */
export const summary = (
  ready: number,
  { contact, draft, facts, m, outcome, text, tell, host }: Desk,
): TemplateResult => {
  const copy = async (event: Event) => {
    const lines = facts.flatMap(([label, value]) => (value ? [label + m.colon + value] : []));
    const copied = await copyText(
      [`${text(contact.brand.name)} ${m.brief}`, ...lines].join('\n'),
      (event.currentTarget as Element).parentElement as Element,
    );
    tell(copied ? m.copied : m.copyFailed);
  };
  if (ready && contact.briefs) bringCode(() => tell(m.partFailed));
  return html`${
      ready && contact.briefs
        ? html`<hotline-brief-code
            .store=${host.store}
            .language=${host.language}
            .dark=${host.dark}
            .care=${host.care}
            .draft=${draft}
          ></hotline-brief-code>`
        : nothing
    }
    <div class="foot">
      ${ready ? html`<button type="button" class="link" @click=${copy}>${m.copyBrief}</button>` : nothing}<span
        class="small"
        role="status"
        >${outcome}</span
      >
    </div>`;
};
