import { css } from 'lit';

export const signInStyles = css`
  :host {
    width: min(400px, 100%);
  }
  form {
    display: grid;
    gap: 14px;
    padding: 32px 28px 24px;
    box-shadow: var(--_shadow);
  }
  h1 {
    margin-bottom: 8px;
  }
  .secret {
    position: relative;
    display: block;
  }
  .secret .input {
    padding-inline-end: 52px;
  }
  .secret .icon {
    position: absolute;
    inset: 0 0 0 auto;
  }
  .secret [aria-pressed='true'] {
    color: var(--_accent);
  }
  .hint:empty,
  #trouble:empty {
    margin-top: -14px;
  }
`;
