/** Whether a browser translates what is in an element: `translate="no"` holds across shadow roots. */
const isTranslated = (element: Element | null): boolean => {
  for (let at: Element | null = element; at;) {
    const said = at.closest('[translate]');
    if (said) return said.getAttribute('translate') !== 'no';
    at = (at.getRootNode() as ShadowRoot).host ?? null;
  }
  return true;
};

function* textsIn(node: Node): Generator<Text> {
  for (const child of [...node.childNodes]) {
    if (child.nodeType === Node.TEXT_NODE) yield child as Text;
    if (child.nodeType !== Node.ELEMENT_NODE || /^(style|script|textarea)$/.test(child.nodeName))
      continue;
    const { shadowRoot } = child as Element;
    if (shadowRoot) yield* textsIn(shadowRoot);
    yield* textsIn(child);
  }
}

/**
 * Does to an element what the translation of Chrome does, in open shadow roots, too: in the place
 * of each text node come two `<font>` elements, one in the other, with the translation. Here it is
 * the text in angle brackets. What is translated already stays.
 */
export const translate = (element: Element): void => {
  for (const text of textsIn(element.shadowRoot ?? element)) {
    const { data, parentElement } = text;
    if (!data.trim() || parentElement?.localName === 'font') continue;
    if (!isTranslated(parentElement ?? (text.getRootNode() as ShadowRoot).host)) continue;
    const [outer, inner] = [document.createElement('font'), document.createElement('font')];
    outer.style.verticalAlign = inner.style.verticalAlign = 'inherit';
    inner.textContent = `⟨${data}⟩`;
    outer.append(inner);
    text.replaceWith(outer);
  }
};

/** A text without the marks of {@link translate}. */
export const untranslated = (text: string): string => text.replace(/[⟨⟩]/g, '');
