import { css } from 'lit';

/** Forms in dialogs. */
export const formStyles = css`
  .form {
    display: grid;
    gap: 18px;
    grid-template-columns: minmax(0, 1fr);
  }
  .form h2 {
    font-size: 18px;
  }
  .form .actions {
    justify-content: flex-end;
  }
  .form [role='alert']:empty {
    display: none;
  }
  .form .field > .row {
    flex-wrap: nowrap;
  }
  .form .label {
    margin-bottom: 6px;
    padding: 0;
    font-weight: 600;
  }
  .form .hint:empty {
    display: none;
  }
  .form .pair {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 14px;
    align-items: start;
  }
  .form .check {
    display: flex;
    gap: 10px;
    align-items: center;
    min-height: var(--_target);
    cursor: pointer;
  }
  .form .check input {
    width: 20px;
    height: 20px;
    flex: none;
    accent-color: var(--_accent);
  }
  .preview {
    padding: 12px 14px;
    border-radius: 12px;
    background: var(--_surface-2);
  }
  .form .others {
    padding-top: 12px;
  }
  .preview .as-member {
    display: flex;
    gap: 8px;
    font-weight: 400;
  }
  .preview p {
    margin-top: 2px;
    font-weight: 600;
  }
  @media (max-width: 359px) {
    .form .pair {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
