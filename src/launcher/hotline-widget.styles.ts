/** The launcher's own sheet. Everything in px: a shop's root font size must not change us. */
export const styles = `
:host { display: contents !important }
:host([mode=inline]) { display: block !important }
.root {
  all: initial; direction: ltr; color: var(--_ink); font: 12px/16px var(--hotline-font, "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",system-ui,sans-serif);
  --_accent:var(--hotline-accent, var(--_brand, #2457d6)); --_disc:var(--_accent); --_dot:#9aa3af; --_ink:#14181f; --_soft:#5a6472; --_surface:#fff;
}
.dark { --_ink:#eef1f6; --_soft:#a7b0be; --_surface:#1c2027 }
.floating { position: fixed; inset: auto var(--hotline-offset-x, 20px) calc(var(--hotline-offset-y, 20px) + var(--_lift, 0px)) auto; z-index: 2147483647; margin: 0; padding: 0; border: 0; background: none; overflow: visible }
.left { right: auto; left: var(--hotline-offset-x, 20px) }
.pill {
  all: unset; box-sizing: border-box; display: flex; align-items: center; gap: 12px; min-height: 56px; max-width: min(320px, 100vw - 40px); padding: 8px 20px 8px 10px;
  border-radius: 28px; background: var(--_surface); box-shadow: 0 10px 30px -6px rgb(16 24 40/.3), 0 0 0 1px rgb(128 136 150/.2); cursor: pointer; border: 1px solid #0000;
}
.pill:focus-visible { outline: 3px solid var(--_accent); outline-offset: 3px }
.disc { position: relative; flex: none; display: grid; place-items: center; width: 36px; height: 36px; border-radius: 50%; background: var(--_disc); forced-color-adjust: none }
.vip { --_disc:linear-gradient(135deg, #b98a34, #8a5f14) }
.diamond { --_disc:linear-gradient(135deg, #6a4fb3, #1d2140) }
.closed { --_disc:#6b7480 }
.open { --_dot:#0f8a4d }
.busy { --_dot:#e08a00 }
.disc::before { content: ""; width: 24px; height: 24px; background: #fff; clip-path: path("M5.5 4h3.5l2 5-2.5 1.5a11 11 0 0 0 5 5L15 13l5 2v4a2 2 0 0 1-2 2A15 15 0 0 1 3 6a2 2 0 0 1 2-2z"); transform: scale(.82) }
.dot { position: absolute; right: -1px; bottom: -1px; width: 11px; height: 11px; border-radius: 50%; background: var(--_dot); border: 2px solid var(--_surface) }
.words { min-width: 0 }
.words span { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; color: var(--_soft) }
.words .main { color: var(--_ink); font-size: 16px; font-weight: 600; line-height: 20px; font-variant-numeric: tabular-nums }
.loading .main { animation: late 2s step-end }
[aria-busy] { opacity: .7 }
/* A desk that takes longer than 2 s is slow: the fallback number stands in. */
@keyframes late { 0% { width: 104px; border-radius: 6px; background: #8883; color: transparent } }
.care .pill { zoom: 1.3 }
[hidden] { display: none }
@media print { .floating { display: none } }
`;
