import { css } from 'lit';

export const redactionStyles = css`
  dialog {
    position: fixed;
    inset: 0;
    z-index: 2;
    display: flex;
    flex-direction: column;
    gap: 10px;
    width: 100%;
    max-width: none;
    height: 100%;
    max-height: none;
    margin: 0;
    border: 0;
    padding: calc(12px + env(safe-area-inset-top)) 16px calc(12px + env(safe-area-inset-bottom));
    background: var(--_surface);
    color: var(--_ink);
  }
  h3 {
    font-size: 1.15em;
  }
  h3:focus {
    outline: none;
  }
  .room {
    position: relative;
    flex: 1;
    min-height: 120px;
    /* A grip at the edge of the picture stays in view. */
    margin: 0 8px;
  }
  .stage {
    position: absolute;
    inset: 0;
    margin: auto;
    touch-action: none;
    cursor: crosshair;
    user-select: none;
    -webkit-user-select: none;
    box-shadow: 0 0 0 1px var(--_line);
  }
  canvas {
    display: block;
    width: 100%;
    height: 100%;
  }
  .box {
    position: absolute;
    border: 0;
    padding: 0;
    background: #000;
    /* Seen on dark pictures, too. */
    box-shadow: 0 0 0 1px #fff;
    cursor: move;
  }
  .box.on {
    box-shadow:
      0 0 0 2px #fff,
      0 0 0 4px var(--_accent);
  }
  .box:focus-visible {
    outline: 3px solid var(--_accent);
    outline-offset: 4px;
  }
  .grip {
    position: absolute;
    right: calc(var(--_target) / -2);
    bottom: calc(var(--_target) / -2);
    display: grid;
    place-items: center;
    width: var(--_target);
    height: var(--_target);
    cursor: nwse-resize;
  }
  .grip::before {
    content: '';
    width: 16px;
    height: 16px;
    border: 2px solid #fff;
    border-radius: 50%;
    background: var(--_accent);
    box-shadow: 0 0 0 1px #000;
  }
  .tools,
  .end {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    justify-content: center;
  }
  .tools .button {
    flex: 0 1 auto;
    min-height: var(--_target);
    padding: 4px 12px;
  }
  .end .button {
    flex: 1;
    max-width: 300px;
  }
  /* As high before it says something: the picture stays where it is. */
  .said {
    min-height: calc(1.5 * var(--_small));
    text-align: center;
  }
  @media (max-height: 500px) {
    dialog {
      gap: 4px;
    }
  }
`;
