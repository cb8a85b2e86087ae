import { css } from 'lit';

/** Tokens that only the console has: the page background, and the colours of tiers and due times. */
export const consoleTokens = css`
  :host {
    --_control: 44px;
    --_ground: #f3f4f7;
    --_hover: #f5f7fb;
    --_vip-ground: linear-gradient(135deg, #fbeecb, #f0d698);
    --_vip-ink: #5f4109;
    --_late-soft: #fdeeee;
    --_soon-soft: #fff4e2;
    --_ok-soft: #e6f5ed;
    --_card-shadow: 0 1px 2px rgb(16 24 40 / 0.05);
  }
  @supports (color: color-mix(in srgb, red, blue)) {
    :host {
      --_accent-soft: color-mix(in srgb, var(--_accent) 8%, var(--_surface));
    }
    :host([dark]) {
      --_accent-soft: color-mix(in srgb, var(--_accent) 16%, var(--_surface));
    }
  }
  :host([dark]) {
    --_ground: #0e1116;
    --_hover: #1b2028;
    --_vip-ground: linear-gradient(135deg, #4a3a17, #33280f);
    --_vip-ink: #f0d698;
    --_late-soft: #3a1c1f;
    --_soon-soft: #33270f;
    --_ok-soft: #12301f;
    --_card-shadow: none;
  }
`;
