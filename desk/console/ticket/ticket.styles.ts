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
    .say {
      display: grid;
      gap: 8px;
      padding: 18px 20px;
      border-radius: 16px;
      background: var(--_accent-soft);
    }
    .say h2 {
      color: var(--_accent);
      font-size: 13px;
    }
    .sentence {
      font-size: 18px;
      line-height: 1.5;
    }
    .sentence b {
      display: block;
      margin-top: 2px;
      font-size: clamp(32px, 9vw, 44px);
      font-weight: 700;
      letter-spacing: 0.04em;
      line-height: 1.3;
      text-indent: -0.12em;
    }
    .on-call {
      display: flex;
      gap: 8px;
      align-items: center;
      color: var(--_ok);
      font-size: 18px;
      font-weight: 650;
    }
    .actions .button {
      flex: 1 1 auto;
    }
    .actions .main {
      flex-basis: 100%;
      min-height: 52px;
      font-size: 18px;
    }
    .work > .main {
      min-height: 52px;
      font-size: 17px;
    }
    section {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: 10px;
    }
    .facts {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr);
      gap: 6px 18px;
      align-items: center;
    }
    .facts dt {
      color: var(--_ink-2);
      font-size: 13px;
    }
    .facts .icon {
      margin: -10px 0;
    }
    .words,
    blockquote {
      margin: 0;
      white-space: pre-wrap;
    }
    blockquote {
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
    .timeline li {
      position: relative;
      display: grid;
      grid-template-columns: 20px 1fr auto;
      gap: 10px;
      padding-bottom: 14px;
      line-height: 20px;
    }
    .timeline li:not(:last-child)::before {
      content: '';
      position: absolute;
      top: 18px;
      bottom: -4px;
      left: 9px;
      width: 2px;
      background: var(--_line);
    }
    .timeline i {
      z-index: 1;
      width: 12px;
      height: 12px;
      margin: 4px;
      border: 1px solid transparent;
      border-radius: 50%;
      background: var(--_ok);
    }
    .timeline .now i {
      background: var(--_accent);
      box-shadow: 0 0 0 4px var(--_accent-soft);
    }
    .timeline time {
      color: var(--_ink-2);
      font-size: 13px;
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
