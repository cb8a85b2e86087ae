import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { icons as shared } from '../../../src/components/parts/icons.ts';

const icon = (body: SVGTemplateResult): TemplateResult =>
  html`<svg viewBox="0 0 24 24" aria-hidden="true">${body}</svg>`;

/** The widget's icons, and those that only the console uses. */
export const icons = {
  ...shared,
  queue: icon(svg`<path d="M4 6h10M4 12h16M4 18h7"/><circle cx="18.5" cy="6" r="1.5"/>`),
  find: icon(svg`<circle cx="11" cy="11" r="6.5"/><path d="M16 16l4.5 4.5"/>`),
  wall: icon(svg`<path d="M4 20h16M7 20v-7M12 20V5M17 20v-10"/>`),
  team: icon(
    svg`<circle cx="9" cy="8" r="3.5"/><path d="M2.5 20c.4-3.8 3-6 6.5-6s6.1 2.2 6.5 6M16 4.9a3.5 3.5 0 0 1 0 6.2M18 14.5c2 .8 3.2 2.7 3.5 5.5"/>`,
  ),
  audit: icon(svg`<path d="M6 3h9l4 4v14H6zM15 3v4h4M9.5 12h6M9.5 16h6"/>`),
  deliveries: icon(svg`<path d="M21 4L3 11l7 3 3 7zM10 14l4-4"/>`),
  clock: icon(svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5V12l3 2"/>`),
  urgent: icon(svg`<path d="M13 3L5 14h6l-1 7 8-11h-6z"/>`),
  senior: icon(
    svg`<circle cx="10" cy="4.5" r="1.8"/><path d="M8 21l2-6-2-2.5L9 8l4 2.5 2.5 1M11.5 15L13 21M17 11v10"/>`,
  ),
  nudged: icon(svg`<path d="M6 16V11a6 6 0 0 1 12 0v5l1.5 2h-15zM10 21h4"/>`),
  retry: icon(svg`<path d="M20 12a8 8 0 1 1-2.5-5.8M20 3v4.5h-4.5"/>`),
  person: icon(
    svg`<circle cx="12" cy="8" r="3.8"/><path d="M4.5 20.5c.6-4 3.4-6 7.5-6s6.9 2 7.5 6"/>`,
  ),
  lock: icon(
    svg`<rect x="5" y="10.5" width="14" height="9.5" rx="2"/><path d="M8 10.5V8a4 4 0 0 1 8 0v2.5"/>`,
  ),
  eye: icon(
    svg`<path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z"/><circle cx="12" cy="12" r="3"/>`,
  ),
  note: icon(svg`<path d="M5 4h14v11l-5 5H5zM14 20v-5h5M8.5 8.5h7M8.5 12h4"/>`),
  calendar: icon(
    svg`<rect x="4" y="5.5" width="16" height="15" rx="2.5"/><path d="M4 10h16M8.5 3v4M15.5 3v4"/>`,
  ),
  more: icon(svg`<path d="M5 12h.01M12 12h.01M19 12h.01"/>`),
  signOut: icon(svg`<path d="M10 4H6a2 2 0 0 0-2 2v12a2 2 0 0 0 2 2h4M15 8l4 4-4 4M19 12H9.5"/>`),
  keyboard: icon(
    svg`<rect x="2.5" y="6" width="19" height="12" rx="2.5"/><path d="M6.5 10h.01M10.5 10h.01M14 10h.01M17.5 10h.01M8 14h8"/>`,
  ),
  offline: icon(
    svg`<path d="M3 3l18 18M5 12a10 10 0 0 1 3.5-2.3M2 8.8A14.5 14.5 0 0 1 6 6.3M12.5 9a10 10 0 0 1 6.5 3M10.5 5a14.5 14.5 0 0 1 11.5 3.8M9 15.5a5 5 0 0 1 6 0M12 19h.01"/>`,
  ),
  star: icon(
    svg`<path d="M12 3.5l2.6 5.4 5.9.8-4.3 4.1 1 5.9L12 16.9l-5.2 2.8 1-5.9L3.5 9.7l5.9-.8z"/>`,
  ),
  plus: icon(svg`<path d="M12 5v14M5 12h14"/>`),
  minus: icon(svg`<path d="M5 12h14"/>`),
  download: icon(svg`<path d="M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 20h14"/>`),
};
