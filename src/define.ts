import { HotlineChecklist } from './components/checklist/checklist.ts';
import { HotlineNumber } from './components/number/number.ts';
import { HotlinePanel } from './components/panel/panel.ts';

/** Defines the panel and what it holds at first, once however often they are loaded. */
if (!customElements.get('hotline-panel')) customElements.define('hotline-panel', HotlinePanel);
if (!customElements.get('hotline-number')) customElements.define('hotline-number', HotlineNumber);
if (!customElements.get('hotline-checklist')) customElements.define('hotline-checklist', HotlineChecklist);
if (document.querySelector('hotline-callback,hotline-ticket')) void import('./define-form.ts').then(({ defineForm }) => defineForm());
