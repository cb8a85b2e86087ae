/**
 * Runs an update of what `root` shows. A browser's translation has replaced each text node by an
 * element, `<font>`, and Lit would go on writing into the nodes that are gone: the texts would stay
 * as they were. So there are text nodes in their places meanwhile; a translation whose text has not
 * changed is put back.
 */
export const updateTranslated = (root: ParentNode, update: () => void): void => {
  const translations = [...root.querySelectorAll('font')].map((font) => {
    const text = font.textContent ?? '';
    const node = document.createTextNode(text);
    // One inside another is out of the page by now.
    if (font.isConnected) font.replaceWith(node);
    return { font, node, text };
  });
  update();
  for (const { font, node, text } of translations)
    if (node.isConnected && node.data === text) node.replaceWith(font);
};
