import { css, type CSSResult } from 'lit';
import { timeLeftStyles } from '../parts/time-left.styles.ts';

export const queueListStyles: CSSResult[] = [
  timeLeftStyles,
  css`
    :host {
      display: grid !important;
      grid-template: minmax(0, 1fr) / minmax(0, 1fr);
      min-height: 0;
      container-type: inline-size;
    }
    .list {
      position: relative;
      overflow: auto;
      min-height: 0;
      margin-bottom: 16px;
      border: 1px solid var(--_line);
      border-radius: 14px;
      background: var(--_surface);
      /* The queue keeps rows in place itself; the browser must not anchor the scroll. */
      overflow-anchor: none;
      overscroll-behavior: contain;
    }
    .list:focus-visible {
      outline-width: 2px;
      outline-offset: 1px;
    }
    .rows {
      position: relative;
      overflow: hidden;
    }
    .item {
      position: absolute;
      inset: 0 0 auto;
      display: grid;
      grid-template-columns: 190px minmax(0, 1fr) 172px 156px;
      grid-template-areas: 'time what who state';
      gap: 4px 18px;
      align-items: center;
      min-height: 68px;
      padding: 8px 16px;
      border-bottom: 1px solid var(--_line);
      background: var(--_surface);
      cursor: pointer;
      contain: layout style;
    }
    .item:hover {
      background: var(--_hover);
    }
    .item.open {
      background: var(--_accent-soft);
    }
    .list:focus-visible .item.active {
      box-shadow: inset 0 0 0 3px var(--_accent);
    }
    .item.gone {
      cursor: default;
    }
    .item.gone > :not(.state) {
      opacity: 0.45;
    }
    .time {
      grid-area: time;
    }
    .what {
      grid-area: what;
      display: flex;
      flex-wrap: wrap;
      gap: 4px 10px;
      align-items: center;
      min-width: 0;
    }
    .topic {
      font-weight: 600;
    }
    .about {
      flex: 1 0 100%;
      overflow: hidden;
      min-width: 0;
      color: var(--_ink-2);
      font-size: 13px;
      line-height: 1.45;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .order {
      margin-inline-end: 10px;
      font-variant-numeric: tabular-nums;
    }
    .phone {
      max-width: 100%;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .name {
      color: var(--_ink);
    }
    .who {
      grid-area: who;
      display: grid;
      justify-items: end;
      color: var(--_ink-2);
      font-size: 13px;
      line-height: 1.45;
    }
    .state {
      grid-area: state;
      min-width: 0;
      text-align: end;
    }
    .badge.mine {
      background: var(--_accent-soft);
      color: var(--_accent);
    }
    .item.open .badge.mine,
    .item.open .badge,
    .item.open .tier:not(.vip, .diamond) {
      background: var(--_surface);
    }
    @container (max-width: 860px) {
      .item {
        grid-template-columns: 172px minmax(0, 1fr);
        grid-template-areas: 'time what' 'state who';
      }
      .who {
        display: flex;
        flex-wrap: wrap;
        gap: 0 12px;
        justify-content: flex-start;
      }
      .state {
        text-align: start;
      }
    }
    @container (max-width: 460px) {
      .item {
        grid-template-columns: minmax(0, 1fr);
        grid-template-areas: 'time' 'what' 'who' 'state';
        padding: 12px 14px;
      }
    }
    @media (max-width: 719px) {
      .list {
        margin-bottom: 10px;
      }
    }
    @media (max-height: 480px) {
      .list {
        height: max(240px, 90vh);
      }
    }
    @media (prefers-reduced-motion: no-preference) {
      .list:not(.still) .item {
        transition: transform 180ms ease-out;
      }
    }
  `,
];
