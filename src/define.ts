import { HotlineChecklist } from './components/checklist/checklist.ts';
import { HotlineNumber } from './components/number/number.ts';
import { HotlinePanel } from './components/panel/panel.ts';
import { loadForm } from './components/panel/load-form.ts';

/** Defines the panel and what it holds at first, once however often they are loaded. */
for (const [name, element] of [
  ['hotline-panel', HotlinePanel],
  ['hotline-number', HotlineNumber],
  ['hotline-checklist', HotlineChecklist],
] as const) {
  if (!customElements.get(name)) customElements.define(name, element);
}

if (document.querySelector('hotline-callback,hotline-ticket'))
  loadForm()
    .then(({ loadTicket }) => loadTicket())
    .catch(() => undefined);
