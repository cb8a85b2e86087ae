import { css } from 'lit';

export const screenshotsStyles = css`
  ul {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(104px, 1fr));
    gap: 12px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  li {
    display: grid;
    gap: 4px;
    align-content: start;
    min-width: 0;
  }
  .thumb {
    position: relative;
    box-sizing: border-box;
    display: grid;
    gap: 4px;
    place-content: center;
    justify-items: center;
    width: 100%;
    height: 128px;
    padding: 0;
    overflow: hidden;
    border: 1px solid var(--_line);
    border-radius: 12px;
    background: var(--_ground);
    color: var(--_ink-2);
    font: inherit;
    font-size: 13px;
    text-align: center;
  }
  button.thumb {
    cursor: zoom-in;
  }
  button.thumb:hover {
    border-color: var(--_accent);
  }
  button.thumb:focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  .thumb svg {
    width: 22px;
    height: 22px;
  }
  /* The top of a picture of a phone says more than its middle. */
  .thumb img {
    position: absolute;
    top: 0;
    left: 0;
    width: 100%;
    height: 100%;
    object-fit: cover;
    object-position: top;
  }
`;
