/**
 * Styles of the launcher. The root (div) holds the pill (button); the pill holds the icon (i) and
 * the text (span): a note (span) and the main text (b). All lengths are in px, so the shop's root
 * font size has no effect.
 */
export const styles = `
:host { display: contents !important }
:host([mode=inline]) { display: block !important }
div { all: initial; --_surface:#fff; direction: ltr; color: #111; font: 12px/1.3 var(--hotline-font,system-ui) }
.dark { --_surface:#222; color: #eee }
.floating { position: fixed; right: var(--hotline-offset-x,20px); bottom: var(--hotline-offset-y,20px); z-index: 2147483647 }
.left { right: auto; left: var(--hotline-offset-x,20px) }
button {
  all: unset; box-sizing: border-box; display: flex; align-items: center; max-width: min(27em,90vw);
  /* As wide as the usual texts, so the number moves nothing when it arrives. */
  min-width: min(17em,90vw); padding: 10px 20px 10px 10px;
  border-radius: 28px; border: 1px solid #8883; background: var(--_surface); box-shadow: 0 8px 28px #8888; cursor: pointer;
}
:focus-visible { outline: 3px solid }
i { position: relative; min-width: 36px; height: 36px; border-radius: 50%; margin-right: 12px; background: var(--hotline-accent,var(--_brand,#2457d6)) }
i::before, i::after { content: ""; position: absolute }
i::before { width: 24px; height: 36px; left: 6px; background: #fff; clip-path: path("M3 10h6l2 5-3 2q2 3 5 5l2-3 5 2v6A17 17 0 0 1 3 10") }
i::after { right: 0; bottom: 0; padding: 5px; border: 2px solid var(--_surface); border-radius: 50%; background: #999 }
.vip i { background: linear-gradient(#b83,#851) }
.diamond i { background: linear-gradient(#64b,#114) }
.closed i { background: #777 }
.open i::after { background: #184 }
.busy i::after { background: #e80 }
span, b { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
/* The note is still to come. */
.loading span span { height: 1.3em }
span span, [aria-busy=true] { opacity: .75 }
b { font-size: 1.35em }
.loading b { animation: late 0s 2s both }
/* After 2 s without an answer, the fallback number shows. */
@keyframes late { 0% { background: #8883; color: #0000 } }
.care { font-size: 18px }
[hidden] { display: none }
@media print { .floating { display: none } }
`;
