import { css } from 'lit';

/** A field with its label. */
export const fieldStyles = css`
  .field {
    display: grid;
    gap: 6px;
  }
  .field > label,
  .field > .label {
    font-weight: 600;
  }
`;
