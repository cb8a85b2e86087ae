import { css } from 'lit';

export const inquiriesStyles = css`
  .inquiries {
    display: grid;
    gap: 12px;
    grid-template-columns: minmax(0, 1fr);
  }
  .card {
    display: grid;
    gap: 12px;
    grid-template-columns: minmax(0, 1fr);
    padding: 14px;
    border: 2px solid var(--_accent);
    border-radius: 14px;
    --_editor-padding: 0px;
  }
  h4 {
    margin: 0;
    font-size: 1.05em;
    line-height: 1.4;
    overflow-wrap: anywhere;
  }
  h4:focus,
  .said:focus {
    outline: none;
  }
  .answers {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 8px;
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 12px;
    align-items: center;
  }
  .foot .button {
    flex: 1 1 auto;
  }
`;
