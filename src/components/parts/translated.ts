/**
 * Runs an update of what `root` shows. A browser's translation has replaced each text node by an
 * element, `<font>`, and Lit would go on writing into the nodes that are gone: the texts would stay
 * as they were. So there are text nodes in their places meanwhile; a translation whose text has not
 * changed is put back.
 */
export const updateTranslated = (root: ParentNode, update: () => void): void => {
  const translations = [...root.querySelectorAll('font')].map((font) => {
    const node = new Text(font.textContent);
    font.replaceWith(node);
    return { font, node };
  });
  update();
  // One inside another is out of the page by now.
  for (const { font, node } of translations)
    if (node.isConnected && node.data === font.textContent) node.replaceWith(font);
};
