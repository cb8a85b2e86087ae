import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { TicketView } from '../../wire/ticket.ts';
import { ConsoleElement } from '../parts/console-element.ts';
import type { Messages } from '../i18n/zh-CN.ts';
import { icons } from '../parts/icons.ts';
import { notesStyles } from './notes.styles.ts';
import { consoleStyles } from '../parts/page.styles.ts';

/** Asks the ticket page to save a note. */
export class AddNoteEvent extends Event {
  static readonly type = 'console-add-note';

  constructor(readonly text: string) {
    super(AddNoteEvent.type, { bubbles: true });
  }
}

/**
 * @summary Internal notes of a ticket; members never see them.
 * @element desk-notes
 * @fires console-add-note - The agent submitted a note.
 */
export class DeskNotes extends ConsoleElement {
  static override styles = [...consoleStyles, notesStyles];
  static override properties: PropertyDeclarations = {
    notes: { attribute: false },
    closed: { type: Boolean },
    draft: { state: true },
  };

  private draft = '';

  /** The notes, oldest first. */
  notes: TicketView['notes'] = [];
  /** Whether no notes can be added any more. */
  closed = false;

  private readonly _submit = (event: Event): void => {
    event.preventDefault();
    const text = this.draft.trim();
    if (text) this.dispatchEvent(new AddNoteEvent(text));
  };

  /** Called when the note has been saved: empties the field. */
  clear(): void {
    this.draft = '';
  }

  protected override template(t: Messages): TemplateResult {
    return html`<section aria-labelledby="title">
      <header class="row spread">
        <h2 id="title">${t.ticket.notes}</h2>
        <span class="badge warn">${icons.lock}${t.ticket.invisible}</span>
      </header>
      ${
        this.notes.length
          ? html`<ul>
              ${this.notes.map(
                ({ at, agent, text }) =>
                  html`<li>
                    <p class="text">${text}</p>
                    <p class="small">${this.agentName(agent)} · <time>${this.when(at)}</time></p>
                  </li>`,
              )}
            </ul>`
          : html`<p class="small">${t.ticket.noNotes}</p>`
      }
      ${
        this.closed
          ? nothing
          : html`<form @submit=${this._submit}>
              <label class="unseen" for="note">${t.ticket.note}</label>
              <textarea
                id="note"
                class="input"
                rows="2"
                maxlength="1000"
                placeholder=${t.ticket.notePlaceholder}
                .value=${this.draft}
                @input=${(event: Event) => (this.draft = (event.target as HTMLTextAreaElement).value)}
              ></textarea>
              <button type="submit" class="button outline" aria-disabled=${!this.draft.trim()}>
                ${t.ticket.addNote}
              </button>
            </form>`
      }
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-notes': DeskNotes;
  }
}
