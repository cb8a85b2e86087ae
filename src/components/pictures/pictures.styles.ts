import { css } from 'lit';

export const picturesStyles = css`
  .pictures,
  .delivery {
    display: grid;
    gap: 10px;
    grid-template-columns: minmax(0, 1fr);
  }
  .over {
    outline: 2px dashed var(--_accent);
    outline-offset: 6px;
    border-radius: 12px;
  }
  .tiles {
    display: grid;
    gap: 10px;
  }
  .tiles li {
    display: flex;
    gap: 12px;
    align-items: flex-start;
  }
  /* As high while it is drawn as it is then. */
  .thumb {
    display: grid;
    place-items: center;
    flex: none;
    width: 72px;
    height: 72px;
    border: 1px solid var(--_line);
    border-radius: 10px;
    background: var(--_surface-2);
    overflow: hidden;
  }
  .thumb canvas {
    max-width: 100%;
    max-height: 100%;
  }
  .about {
    flex: 1;
    min-width: 0;
  }
  .about progress {
    display: block;
    width: 100%;
    height: 6px;
    margin: 4px 0;
    accent-color: var(--_accent);
  }
  .about .links {
    display: flex;
    flex-wrap: wrap;
    gap: 0 16px;
  }
  .about .bad {
    color: var(--_bad);
  }
  .about .ok {
    color: var(--_ok);
  }
  .focus:focus {
    outline: none;
  }
  .focus:empty {
    position: absolute;
  }
`;
