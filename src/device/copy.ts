/**
 * Copies text. Plain HTTP pages have no clipboard API: there a text area in `near` is selected and copied, which must stand
 * inside an open modal dialog to be focusable. Returns whether it worked.
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
