import { defineParts, HotlinePanel } from './components/panel/panel.ts';
import { keepFocus, keepInside } from './components/parts/keep-inside.ts';
import { CARE, keep } from './device/kept.ts';
import { defineElement, ELEMENTS, register, type Tag } from './elements.ts';

/**
 * Loaded by the launcher. Registers the panel and what it shows first, and loads the other elements
 * that the page contains.
 */
register('hotline-panel', HotlinePanel);
defineParts();
keepFocus();
keepInside();
// Here and not in the launcher, which every visitor downloads.
addEventListener('hotline-request-care', (event) => {
  for (const element of event.composedPath())
    if (element instanceof Element && element.localName === 'hotline-widget')
      keep(window, CARE, element.toggleAttribute('care'));
});
for (const tag of Object.keys(ELEMENTS) as Tag[])
  if (document.querySelector(tag)) defineElement(tag).catch(() => undefined);
