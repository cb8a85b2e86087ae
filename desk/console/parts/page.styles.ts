import { css } from 'lit';
import { controls } from '../../../src/styles/controls.ts';
import { reset } from '../../../src/styles/reset.ts';
import { tokens } from '../../../src/styles/tokens.ts';
import { textStyles } from './text.styles.ts';
import { cardStyles } from './card.styles.ts';
import { tierBadgeStyles } from './tier-badge.styles.ts';
import { markStyles } from './marks.styles.ts';
import { badgeStyles } from './badge.styles.ts';
import { fieldStyles } from './field.styles.ts';
import { noticeStyles } from './notice.styles.ts';
import { tableStyles } from './table.styles.ts';
import { buttonStyles } from './button.styles.ts';
import { dialogStyles } from './dialog.styles.ts';
import { consoleTokens } from './tokens.styles.ts';

/** Styles of every element of the console. */
export const consoleStyles = [
  reset,
  tokens,
  controls,
  consoleTokens,
  textStyles,
  cardStyles,
  tierBadgeStyles,
  markStyles,
  badgeStyles,
  fieldStyles,
  noticeStyles,
  tableStyles,
  buttonStyles,
  dialogStyles,
];

/** Styles of a page that scrolls as a whole: one column of cards. */
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
