/**
 * Adds styles to a shadow root as a constructed style sheet, which a strict Content Security Policy
 * allows. Browsers without constructed style sheets (Safari before 16.4) get a style element.
 */
export const adopt = (root: ShadowRoot, css: string): void => {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } catch {
    const style = document.createElement('style');
    style.append(css);
    root.append(style);
  }
};
