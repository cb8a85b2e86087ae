import { defineParts, HotlinePanel } from './components/panel/panel.ts';
import { defineElement, ELEMENTS, register, type Tag } from './elements.ts';

/** What the launcher loads: registers the panel and what it shows first, and loads the others that stand in the page itself. */
register('hotline-panel', HotlinePanel);
defineParts();
for (const tag in ELEMENTS)
  if (document.querySelector(tag)) defineElement(tag as Tag).catch(() => undefined);
