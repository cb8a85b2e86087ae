import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

const icon = (body: SVGTemplateResult): TemplateResult =>
  html`<svg viewBox="0 0 24 24" aria-hidden="true">${body}</svg>`;

export const icons = {
  phone: icon(
    svg`<path d="M5 4h4l2 5-2.5 1.5a11 11 0 0 0 5 5L15 13l5 2v4a2 2 0 0 1-2 2A16 16 0 0 1 3 6a2 2 0 0 1 2-2z"/>`,
  ),
  copy: icon(
    svg`<rect x="9" y="9" width="11" height="11" rx="2.5"/><path d="M5 15V6a2 2 0 0 1 2-2h9"/>`,
  ),
  check: icon(svg`<path d="M5 12.5l4.5 4.5L19 7.5"/>`),
  qr: icon(
    svg`<rect x="4" y="4" width="6" height="6" rx="1"/><rect x="14" y="4" width="6" height="6" rx="1"/><rect x="4" y="14" width="6" height="6" rx="1"/><path d="M14 14h2v2M20 14v6h-6v-2"/>`,
  ),
  close: icon(svg`<path d="M6 6l12 12M18 6L6 18"/>`),
  next: icon(svg`<path d="M9 6l6 6-6 6"/>`),
  back: icon(svg`<path d="M15 6l-6 6 6 6"/>`),
  shield: icon(
    svg`<path d="M12 3l7 3v5c0 5-3 8.5-7 10-4-1.5-7-5-7-10V6z"/><path d="M9 12l2 2 4-4"/>`,
  ),
  alert: icon(svg`<circle cx="12" cy="12" r="9"/><path d="M12 7.5v5M12 16h.01"/>`),
};
