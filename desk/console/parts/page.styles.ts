import { css } from 'lit';
import { controls } from '../../../src/styles/controls.ts';
import { reset } from '../../../src/styles/reset.ts';
import { tokens } from '../../../src/styles/tokens.ts';
import { layout } from './layout.styles.ts';
import { parts } from './parts.styles.ts';

/** The look of every element of the console. */
export const consoleStyles = [reset, tokens, controls, layout, parts];

/** That of a page that scrolls as a whole, in one readable column of cards. */
export const pageStyles = [
  ...consoleStyles,
  css`
    :host {
      display: grid !important;
      gap: 16px;
      grid-template-columns: minmax(0, 1fr);
      align-content: start;
      max-width: 1180px;
      margin: 0 auto;
      padding: 20px 24px 40px;
    }
    @media (max-width: 719px) {
      :host {
        padding: 14px 14px 28px;
      }
    }
  `,
];
