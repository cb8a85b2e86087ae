/**
 * Copies text and returns whether it worked. Plain HTTP pages have no clipboard API: there it
 * selects and copies a text area that it adds to `near`. Inside a modal dialog, `near` must be in
 * the dialog, or the text area cannot be focused.
 */
export const copyText = async (text: string, near: ParentNode & Node): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const before = (near.getRootNode() as ShadowRoot | Document)
      .activeElement as HTMLElement | null;
    const area = document.createElement('textarea');
    area.value = text;
    area.readOnly = true;
    area.style.position = 'fixed';
    area.style.opacity = '0';
    near.append(area);
    area.select();
    try {
      return document.execCommand('copy');
    } catch {
      return false;
    } finally {
      area.remove();
      before?.focus({ preventScroll: true });
    }
  }
};
