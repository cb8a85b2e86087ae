import { css } from 'lit';

export const actionsStyles = css`
  section {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
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
  /* A number that breaks is read out wrongly. */
  .sentence b.figures {
    font-size: clamp(24px, 7.6vw, 42px);
    letter-spacing: 0.02em;
    text-indent: 0;
    white-space: nowrap;
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
  section > .main {
    min-height: 52px;
    font-size: 17px;
  }
  .notice .small {
    color: inherit;
  }
`;
