import { css } from 'lit';

export const shellStyles = css`
  :host {
    display: grid !important;
    grid-template: auto minmax(0, 1fr) / auto minmax(0, 1fr);
    grid-template-areas: 'bar bar' 'nav main';
    position: fixed;
    inset: 0;
    background: var(--_ground);
  }
  /* A Chinese font gives an apostrophe the width of a character. */
  :host([lang='en']) {
    --hotline-font:
      system-ui, 'Segoe UI', Roboto, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC',
      sans-serif;
  }
  desk-bar {
    grid-area: bar;
    position: relative;
    z-index: 3;
  }
  main {
    grid-area: main;
    min-width: 0;
    min-height: 0;
    overflow: auto;
  }
  main:focus-visible {
    outline-offset: -3px;
  }
  main > .notice {
    margin: 12px 16px 0;
  }
  .paused {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 12px;
    align-items: center;
  }
  .paused > span {
    flex: 1 1 12em;
  }
  .alone {
    grid-area: 1 / 1 / -1 / -1;
    display: grid;
    place-items: center;
    padding: 20px;
  }
  .skip {
    position: absolute;
    top: 8px;
    left: 8px;
    z-index: 9;
    padding: 10px 16px;
    border: 0;
    border-radius: 10px;
    background: var(--_accent);
    color: var(--_on-accent);
    transform: translateY(-200%);
  }
  .skip:focus {
    transform: none;
  }
  nav {
    grid-area: nav;
    overflow-y: auto;
    border-inline-end: 1px solid var(--_line);
    background: var(--_surface);
  }
  nav ul {
    display: grid;
    gap: 4px;
    padding: 10px 8px;
  }
  nav a {
    position: relative;
    display: grid;
    gap: 4px;
    place-items: center;
    align-content: center;
    min-width: 68px;
    min-height: 60px;
    padding: 6px 4px;
    border: 1px solid transparent;
    border-radius: 12px;
    color: var(--_ink-2);
    font-size: 13px;
    line-height: 1.2;
    text-decoration: none;
  }
  nav a:hover {
    background: var(--_surface-2);
  }
  nav a[aria-current] {
    background: var(--_accent-soft);
    color: var(--_accent);
    font-weight: 600;
  }
  nav svg {
    width: 22px;
    height: 22px;
  }
  nav .late {
    position: absolute;
    top: 4px;
    left: calc(50% + 8px);
    min-width: 18px;
    padding: 0 5px;
    border-radius: 9px;
    background: var(--_bad);
    color: var(--_surface);
    font-size: 12px;
    font-weight: 600;
    line-height: 18px;
    text-align: center;
  }
  .beside {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    height: 100%;
  }
  .beside.two {
    grid-template-columns: minmax(0, 1fr) minmax(420px, 46%);
  }
  .beside > * {
    min-height: 0;
  }
  .beside desk-ticket {
    overflow: auto;
    border-inline-start: 1px solid var(--_line);
    background: var(--_surface);
  }
  .said {
    position: fixed;
    inset: auto 16px 24px;
    z-index: 8;
    display: grid;
    justify-items: center;
    pointer-events: none;
  }
  .said p {
    display: flex;
    gap: 10px;
    align-items: center;
    max-width: 520px;
    padding: 12px 18px;
    border-radius: 12px;
    background: var(--_ink);
    color: var(--_surface);
    box-shadow: var(--_shadow);
  }
  @media (max-width: 719px) {
    :host {
      grid-template: auto minmax(0, 1fr) auto / minmax(0, 1fr);
      grid-template-areas: 'bar' 'main' 'nav';
    }
    nav {
      border-block-start: 1px solid var(--_line);
      border-inline-end: 0;
      padding-bottom: env(safe-area-inset-bottom);
    }
    nav ul {
      grid-auto-columns: minmax(max-content, 1fr);
      grid-auto-flow: column;
      gap: 2px;
      padding: 4px;
      /* Six names are wider than the narrowest phones in some languages. */
      overflow-x: auto;
    }
    nav a {
      min-width: 0;
      min-height: 52px;
      padding: 4px 3px;
      font-size: 12px;
      white-space: nowrap;
    }
    .said {
      bottom: 84px;
    }
  }
  /* Low viewports (zoomed in, phone in landscape): the whole page scrolls. */
  @media (max-height: 480px) {
    :host {
      grid-template-rows: auto;
      grid-auto-rows: auto;
      align-content: start;
      overflow: auto;
    }
    main,
    .beside desk-ticket {
      overflow: visible;
    }
    .beside {
      height: auto;
    }
  }
`;
