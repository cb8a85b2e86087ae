import { HotlineWidget } from './hotline-widget.ts';

/** Defines `<hotline-widget>`, once however often it is called. */
export const registerLauncher = (): void => {
  if (!customElements.get('hotline-widget')) customElements.define('hotline-widget', HotlineWidget);
};
