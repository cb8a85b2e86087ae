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
  `,
];
