import { css, type CSSResult } from 'lit';
import { timeLeftStyles } from '../parts/time-left.styles.ts';

export const ticketStyles: CSSResult[] = [
  timeLeftStyles,
  css`
    .page {
      position: relative;
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: 22px;
      align-content: start;
      padding: 18px 24px 40px;
    }
    :host([alone]) {
      min-height: 100%;
      background: var(--_surface);
    }
    :host([alone]) .page {
      max-width: 720px;
      margin: 0 auto;
      padding: 8px 16px 28px;
    }
    .leave {
      justify-self: start;
      gap: 4px;
      margin-bottom: -14px;
      text-decoration: none;
    }
    .leave.icon {
      position: absolute;
      top: 14px;
      inset-inline-end: 16px;
      margin: 0;
    }
    article > header {
      display: grid;
      gap: 8px;
    }
    h1.number {
      font-size: 24px;
    }
    .work {
      display: grid;
      gap: 14px;
    }
    section {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: 10px;
    }
    blockquote {
      margin: 0;
      white-space: pre-wrap;
      padding: 10px 14px;
      border-radius: 12px;
      background: var(--_surface-2);
    }
    .stars {
      display: flex;
      gap: 2px;
      align-items: center;
      color: var(--_busy);
    }
    .stars .full svg {
      fill: currentColor;
    }
    .stars b {
      margin-inline-start: 8px;
      color: var(--_ink);
    }
    .earlier li {
      display: flex;
      flex-wrap: wrap;
      gap: 0 12px;
      align-items: center;
      border-bottom: 1px solid var(--_line);
    }
    .earlier li:last-child {
      border: 0;
    }
    .earlier a {
      display: inline-flex;
      align-items: center;
      min-height: var(--_target);
      color: var(--_accent);
    }
    .earlier .small {
      margin-inline-start: auto;
    }
    .notice .small {
      color: inherit;
    }
  `,
];
