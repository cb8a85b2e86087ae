import { careStyles } from '../../styles/care.ts';
import { keptTextSize } from './text-size.ts';

/** Adds the styles of care mode to an element, which shows them while it has the attribute `care`. */
export const enlarge = (element: HTMLElement & { context?: unknown }): void => {
  const root = element.shadowRoot;
  if (!root) return;
  // Elements inside the panel inherit its size, which the member may change.
  if (!element.context || element.localName === 'hotline-panel')
    element.style.setProperty('--_text', `${keptTextSize()}px`);
  const { styleSheet, cssText } = careStyles;
  if (styleSheet) {
    const sheets = root.adoptedStyleSheets;
    if (!sheets.includes(styleSheet)) root.adoptedStyleSheets = [...sheets, styleSheet];
  } else if (!root.querySelector('.care-styles')) {
    const style = document.createElement('style');
    style.className = 'care-styles';
    style.append(cssText);
    root.append(style);
  }
};
