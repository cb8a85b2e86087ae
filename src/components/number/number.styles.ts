import { css } from 'lit';

export const numberStyles = css`
  .card {
    padding: 18px;
    border-radius: var(--_radius);
    background: var(--_surface-2);
    --_card-ink-2: var(--_ink-2);
    --_card-edge: var(--_edge);
  }
  .card.vip {
    background: linear-gradient(160deg, #fffaf0, #fbf1da);
    --_accent: #7a5411;
    --_on-accent: #fff;
    --_card-ink-2: #6d5a35;
    --_card-edge: #b79a5c;
  }
  :host([dark]) .card.vip {
    background: linear-gradient(160deg, #2c2416, #201b13);
    --_accent: #e9c983;
    --_on-accent: #2a1e06;
    --_card-ink-2: #cbb88f;
    --_card-edge: #857047;
  }
  .card.diamond {
    background: radial-gradient(120% 140% at 100% 0, #563e99 0, #332a66 45%, #171a33 100%);
    color: #fff;
    --_accent: #fff;
    --_on-accent: #231d4d;
    --_ok: #5fe3a1;
    --_busy: #ffc76b;
    --_card-ink-2: #e6e2fa;
    --_card-edge: #8f83c4;
    --_bad: #ffc2c2;
  }
  .top {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 12px;
    align-items: center;
    justify-content: space-between;
  }
  .top,
  .facts,
  .extra {
    color: var(--_card-ink-2);
    font-size: var(--_small);
  }
  .status {
    display: inline-flex;
    gap: 8px;
    align-items: center;
    font-weight: 500;
  }
  .dot {
    flex: none;
    width: 8px;
    height: 8px;
    border-radius: 50%;
    background: currentColor;
    box-shadow: 0 0 0 3px color-mix(in srgb, currentColor 20%, transparent);
    color: var(--_edge);
  }
  .open .dot {
    color: var(--_ok);
  }
  .busy .dot {
    color: var(--_busy);
  }
  .number {
    display: inline-flex;
    align-items: center;
    min-height: var(--_target);
    font-size: 30px;
    font-weight: 650;
    font-variant-numeric: tabular-nums;
    line-height: 1.3;
    text-decoration: none;
  }
  .closed .number {
    color: var(--_card-ink-2);
  }
  .actions,
  .retry {
    display: flex;
    gap: 8px;
    margin-top: 14px;
  }
  .actions .main {
    flex: 1;
  }
  .button.outline {
    box-shadow: inset 0 0 0 1px var(--_card-edge);
  }
  .button.copy {
    width: 100%;
    margin: 8px 0;
  }
  .extra {
    margin: 8px 0 -8px;
  }
  .extra a {
    display: inline-block;
    line-height: var(--_target);
  }
  .extra dl {
    align-items: center;
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 6px 14px;
    padding-bottom: 8px;
  }
  .qr {
    display: grid;
    justify-items: center;
    gap: 8px;
    margin-top: 14px;
  }
  .qr .code {
    width: 168px;
    height: 168px;
    border-radius: 8px;
  }
  .wait {
    min-height: 172px;
  }
  .bone {
    width: 40%;
    height: 16px;
    border-radius: 8px;
    background: currentColor;
    opacity: 0.08;
  }
  .bone.big {
    width: 72%;
    height: 32px;
    margin: 14px 0;
  }
  .bone.wide {
    width: 100%;
    height: 48px;
  }
  /* In the room above what follows, so that nothing moves. */
  .copied {
    margin-bottom: -20px;
    line-height: 20px;
  }
`;
