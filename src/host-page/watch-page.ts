/** The page is looked at this long after it begins to change, when it is mostly laid out, ms. */
const SOON_MS = 100;
/** And again after this time, when what slides in has arrived. Until then it is not watched, ms. */
const PAUSE_MS = 500;
/** A look costs more in a larger page; the time until the next one is this many times as long. */
const SHARE = 30;
/** Attributes by which pages show and hide things, or change their colours. */
const ATTRIBUTES = [
  ...['class', 'style', 'open', 'hidden'],
  ...['data-theme', 'data-bs-theme', 'theme', 'href', 'media', 'disabled'],
];
/** What may show something without a change of an element. */
const EVENTS = ['scroll', 'resize', 'click', 'toggle', 'transitionend'];

/**
 * Calls `look` now, and whenever the page has changed, was scrolled, resized or pressed. An observer
 * of a whole document costs a busy page dearly, so it stops at the first change and begins again
 * after a pause: a page that changes all the time is looked at about three times a second, and a
 * very large one less often.
 */
export const watchPage = (look: () => void): void => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = (): void => {
    if (timer) return;
    observer.disconnect();
    timer = setTimeout(() => {
      const begun = performance.now();
      look();
      timer = setTimeout(again, Math.max(PAUSE_MS, SHARE * (performance.now() - begun)));
    }, SOON_MS);
  };
  const observer = new MutationObserver(later);
  const again = (): void => {
    timer = undefined;
    look();
    observer.observe(document, {
      childList: true,
      subtree: true,
      attributes: true,
      attributeFilter: ATTRIBUTES,
    });
    // What `look` itself has changed is no reason to look again.
    observer.takeRecords();
  };
  // Old Safari has no events here.
  matchMedia('(prefers-color-scheme: dark)').addEventListener?.('change', later);
  for (const type of EVENTS) addEventListener(type, later, { capture: true, passive: true });
  again();
};
