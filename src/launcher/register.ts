import { HotlineWidget } from './hotline-widget.ts';

/** Defines `<hotline-widget>`; calling it again does nothing. */
export const registerLauncher = (widget = HotlineWidget): void => {
  if (!customElements.get('hotline-widget')) customElements.define('hotline-widget', widget);
};
