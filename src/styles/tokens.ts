import { css } from 'lit';

/** Design tokens. The public custom properties are documented on `<hotline-widget>`. */
export const tokens = css`
  :host {
    color-scheme: light;
    --_accent: var(--hotline-accent, var(--_brand, #2457d6));
    --_on-accent: var(--hotline-on-accent, #fff);
    --_accent-soft: var(--hotline-accent-soft, #eef3ff);
    --_ink: #14181f;
    --_ink-2: #5a6472;
    --_line: #e2e6ec;
    --_edge: #868f9c;
    --_surface: var(--hotline-surface, #fff);
    --_surface-2: #f5f6f8;
    --_ok: #0b7d45;
    --_busy: #d98200;
    --_warn: #9a4f00;
    --_bad: #c0282d;
    --_radius: var(--hotline-radius, 16px);
    --_control: 48px;
    --_target: 44px;
    --_small: 13px;
    --_shadow: 0 24px 64px -16px rgb(16 24 40 / 0.28), 0 2px 8px rgb(16 24 40 / 0.06);
  }
  :host([dark]) {
    color-scheme: dark;
    --_accent: var(--hotline-accent, var(--_brand, #8fb0ff));
    --_on-accent: var(--hotline-on-accent, #0d1526);
    --_accent-soft: var(--hotline-accent-soft, #1d2740);
    --_ink: #eef1f6;
    --_ink-2: #a7b0be;
    --_line: #2c333f;
    --_edge: #707b8c;
    --_surface: var(--hotline-surface, #15181e);
    --_surface-2: #1d2129;
    --_ok: #3fcf8e;
    --_busy: #f0a53a;
    --_warn: #f0b566;
    --_bad: #ff8d8d;
    --_shadow: 0 24px 64px -16px #000, 0 0 0 1px rgb(255 255 255 / 0.08);
  }
`;
