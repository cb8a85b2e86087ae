import { matchLanguage } from '../core/text.ts';
import { isLight } from '../styles/scheme.ts';
import type { FoundContext } from './context.ts';

const hostOf = (element: Element): Element | undefined =>
  (element.getRootNode() as Partial<ShadowRoot>).host;

/**
 * Language and colours of an element in a shadow root of the page: what is stated there, or else
 * around its host. `closest` and `parentElement` end at a shadow root.
 */
export const inShadow = (element: Element): Partial<FoundContext> => {
  const host = hostOf(element);
  if (!host) return {};
  let lang: string | undefined;
  for (let at: Element | undefined = element; at && !lang; at = hostOf(at))
    lang = at.closest<HTMLElement>('[lang]')?.lang;
  return {
    language: matchLanguage([lang, ...navigator.languages]),
    dark: isLight(getComputedStyle(element.parentElement ?? host).color),
  };
};
