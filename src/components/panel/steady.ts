/** Those that are kept steady already. */
const kept = new WeakSet();

/**
 * Keeps a panel as tall as it has been, so that its head and what is at its top do not move when
 * things in it load, arrive or go.
 */
export function keepSteady(dialog: HTMLElement): void {
  const body = dialog.querySelector('.body');
  if (!body || kept.has(dialog)) return;
  kept.add(dialog);
  let tallest = 0;
  const resized = new ResizeObserver(() => {
    // Rounded down: what the observer changes must not change sizes, or the page hears an error.
    tallest = Math.max(tallest, dialog.offsetHeight - 1);
    dialog.style.setProperty('--_tallest', `${tallest}px`);
  });
  const observe = (): void => {
    for (const part of body.children) resized.observe(part);
  };
  new MutationObserver(observe).observe(body, { childList: true });
  observe();
}
