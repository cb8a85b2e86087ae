import { HotlineWidget } from './hotline-widget.ts';

/** Defines `<hotline-widget>`; calling it again does nothing. */
export const registerLauncher = (): void => {
  if (!customElements.get('hotline-widget')) customElements.define('hotline-widget', HotlineWidget);
};
