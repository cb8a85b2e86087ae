import { css } from 'lit';

/** A section of the ticket screen: its heading and its content. */
export const sectionStyles = css`
  section {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 10px;
  }
`;
