import { css } from 'lit';

/** Dark in both schemes: nothing is to be brighter than the picture. */
export const viewerStyles = css`
  dialog {
    --_accent: #8ab4ff;
    box-sizing: border-box;
    width: 100vw;
    max-width: none;
    height: 100vh;
    height: 100dvh;
    max-height: none;
    margin: 0;
    padding: 0;
    border: 0;
    border-radius: 0;
    background: #0b0d11;
    color: #f2f4f8;
  }
  dialog:focus {
    outline: none;
  }
  dialog[open] {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr) auto;
  }
  header,
  footer {
    display: flex;
    flex-wrap: wrap;
    gap: 2px;
    align-items: center;
    min-width: 0;
    padding: 6px 8px;
  }
  header p {
    flex: 1;
    min-width: 0;
    margin: 0;
    font-size: 14px;
    line-height: 1.35;
  }
  header .facts {
    color: #b6bdc9;
    font-size: 13px;
  }
  footer {
    justify-content: center;
  }
  .tool {
    display: inline-grid;
    box-sizing: border-box;
    min-width: 44px;
    height: 44px;
    padding: 0 10px;
    place-content: center;
    border: 0;
    border-radius: 10px;
    background: none;
    color: inherit;
    font: inherit;
    font-size: 14px;
    text-decoration: none;
    cursor: pointer;
  }
  .tool svg {
    width: 22px;
    height: 22px;
  }
  .tool:hover {
    background: rgb(255 255 255 / 0.12);
  }
  .tool:focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: -2px;
  }
  .tool[aria-disabled='true'] {
    opacity: 0.4;
    cursor: default;
  }
  .next svg {
    transform: scaleX(-1);
  }
  .scale {
    min-width: 58px;
    padding: 0;
    font-variant-numeric: tabular-nums;
  }
  .room {
    position: relative;
    display: grid;
    min-height: 0;
    overflow: hidden;
    place-items: center;
    touch-action: none;
    user-select: none;
    -webkit-user-select: none;
  }
  .room.larger {
    cursor: grab;
  }
  .room.moving {
    cursor: grabbing;
  }
  .room img {
    display: block;
    max-width: 100%;
    max-height: 100%;
    min-height: 0;
    will-change: transform;
  }
  .instead {
    display: grid;
    gap: 12px;
    justify-items: center;
    max-width: 320px;
    padding: 16px;
    text-align: center;
  }
  .instead svg {
    width: 32px;
    height: 32px;
  }
  .instead .button {
    background: #f2f4f8;
    color: #0b0d11;
  }
  .turning {
    width: 28px;
    height: 28px;
    border: 3px solid rgb(255 255 255 / 0.25);
    border-top-color: #fff;
    border-radius: 50%;
    animation: turn 0.9s linear infinite;
  }
  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .turning {
      animation: none;
    }
  }
`;
