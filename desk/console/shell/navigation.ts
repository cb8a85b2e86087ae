import { html, nothing, type TemplateResult } from 'lit';
import { messagesOf } from '../i18n/messages.ts';
import type { ConsoleContext } from '../parts/context.ts';
import { icons } from '../parts/icons.ts';
import { PAGES, pathOf, SUPERVISOR_PAGES, type Page, type Route } from '../parts/paths.ts';
import { countsOf } from './counts.ts';

/**
 * Links to the pages that the agent may open, with the number of late tickets. Not an element: the
 * shell's grid lays it out, beside the page or below it.
 */
export const navigation = ({ store, lang }: ConsoleContext, route: Route): TemplateResult => {
  const t = messagesOf(lang);
  const isSupervisor = store.session?.me.role === 'supervisor';
  const { late } = countsOf(store);
  const current = route.page === 'ticket' ? 'queue' : route.page;
  const entry = (page: Page) =>
    html`<li>
      <a href=${pathOf(page)} aria-current=${page === current ? 'page' : nothing}>
        ${icons[page]}<span>${t.shell.pages[page]}</span>
        ${page === 'queue' && late ? html`<b class="late"><span aria-hidden="true">${late}</span><span class="unseen">${t.shell.late(late)}</span></b>` : nothing}
      </a>
    </li>`;
  return html`<nav aria-label=${t.shell.navigation}>
    <ul lang=${lang}>
      ${PAGES.filter((page) => isSupervisor || !SUPERVISOR_PAGES.includes(page)).map(entry)}
    </ul>
  </nav>`;
};
