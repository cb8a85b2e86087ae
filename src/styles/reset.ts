import { css } from 'lit';

/**
 * Resets the styles that the shadow root inherits from the page. `!important` inside a shadow root
 * takes precedence over the page's own `!important`.
 */
export const reset = css`
  :host {
    display: block !important;
    visibility: inherit !important;
    direction: ltr !important;
    color: var(--_ink) !important;
    font: 400 15px / 1.5
      var(
        --hotline-font,
        system-ui,
        'PingFang SC',
        'Microsoft YaHei',
        'Noto Sans CJK SC',
        sans-serif
      ) !important;
    letter-spacing: normal !important;
    text-align: start !important;
    text-indent: 0 !important;
    text-shadow: none !important;
    text-transform: none !important;
    white-space: normal !important;
    word-spacing: 0 !important;
    word-break: normal !important;
    overflow-wrap: anywhere !important;
    writing-mode: horizontal-tb !important;
    cursor: auto !important;
  }
  :host([hidden]) {
    display: none !important;
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  fieldset {
    margin: 0;
    min-width: 0;
    padding: 0;
    border: 0;
    list-style: none;
  }
  h2,
  h3 {
    font-size: 1em;
    font-weight: 600;
  }
  svg {
    display: block;
    flex: none;
    width: 20px;
    height: 20px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  [hidden] {
    display: none !important;
  }
`;
