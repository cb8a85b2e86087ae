import { svg, html, type TemplateResult } from 'lit';
import { encode } from 'uqr';

/**
 * A QR code as an SVG: dark modules on white in every colour scheme, with the quiet zone of four
 * modules that scanners need.
 */
export const qrCode = (text: string): TemplateResult => {
  const { data, size } = encode(text, { border: 4, ecc: 'M' });
  let path = '';
  data.forEach((row, y) => row.forEach((dark, x) => dark && (path += `M${x} ${y}h1v1h-1z`)));
  return html`<svg
    class="code"
    viewBox="0 0 ${size} ${size}"
    shape-rendering="crispEdges"
    aria-hidden="true"
  >
    ${svg`<rect width=${size} height=${size} fill="#fff" stroke="none"/><path d=${path} fill="#000" stroke="none"/>`}
  </svg>`;
};
