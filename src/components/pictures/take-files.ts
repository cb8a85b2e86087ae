import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** The pictures among what was pasted or dropped. */
const picturesIn = (transfer: DataTransfer | null): File[] =>
  [...(transfer?.files ?? [])].filter(
    ({ type, name }) =>
      // Some systems name no type for HEIC.
      /^image\/|^$/.test(type) && (type || /\.hei[cf]$/i.test(name)),
  );

const isField = (target: EventTarget | undefined): boolean =>
  target instanceof Element && target.matches('input, textarea, select, [contenteditable]');

/**
 * The outermost of our shadow roots around a node: that of the panel, or of the element that the
 * page placed. The pill's belongs to the page as much as to us.
 */
const wholeAround = (node: Node): ShadowRoot => {
  let root = node.getRootNode() as ShadowRoot;
  for (;;) {
    const outer = root.host.getRootNode() as Partial<ShadowRoot> & Node;
    const { host } = outer;
    if (!host?.localName.startsWith('hotline-') || host.localName === 'hotline-widget') return root;
    root = outer as ShadowRoot;
  }
};

/**
 * Takes the pictures that are pasted or dropped anywhere in the panel around its host, while the
 * host is in it.
 */
export class TakeFiles implements ReactiveController {
  /** Whether a file is being dragged over the panel. */
  isOver = false;
  private _whole: ShadowRoot | undefined;
  /** Whether the last press was in the panel, for what is pasted without a focus. */
  private _isPressed = false;

  constructor(
    private readonly _host: ReactiveControllerHost & Element,
    private readonly _take: (files: readonly File[]) => void,
  ) {
    _host.addController(this);
  }

  hostConnected(): void {
    const whole = (this._whole = wholeAround(this._host));
    whole.addEventListener('paste', this._paste);
    whole.addEventListener('dragover', this._over);
    whole.addEventListener('dragleave', this._out);
    whole.addEventListener('drop', this._drop);
    addEventListener('pointerdown', this._press, true);
    addEventListener('paste', this._pasteNowhere);
  }

  hostDisconnected(): void {
    const whole = this._whole;
    whole?.removeEventListener('paste', this._paste);
    whole?.removeEventListener('dragover', this._over);
    whole?.removeEventListener('dragleave', this._out);
    whole?.removeEventListener('drop', this._drop);
    removeEventListener('pointerdown', this._press, true);
    removeEventListener('paste', this._pasteNowhere);
    this.isOver = false;
  }

  private _setOver(isOver: boolean): void {
    if (isOver === this.isOver) return;
    this.isOver = isOver;
    this._host.requestUpdate();
  }

  private _paste = (event: Event): void => {
    const { clipboardData } = event as ClipboardEvent;
    const files = picturesIn(clipboardData);
    // Spreadsheets and documents put a picture of a text beside it.
    const isText = isField(event.composedPath()[0]) && clipboardData?.types.includes('text/plain');
    if (!files.length || isText || event.defaultPrevented) return;
    event.preventDefault();
    this._take(files);
  };

  private _press = (event: Event): void => {
    this._isPressed = !!this._whole && event.composedPath().includes(this._whole);
  };

  /** After a press on what cannot have the focus, the page's body gets what is pasted. */
  private _pasteNowhere = (event: Event): void => {
    if (this._isPressed && event.target === document.body) this._paste(event);
  };

  private _over = (event: Event): void => {
    const { dataTransfer } = event as DragEvent;
    if (!dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    event.stopPropagation();
    dataTransfer.dropEffect = 'copy';
    this._setOver(true);
  };

  private _out = (event: Event): void => {
    const { relatedTarget } = event as DragEvent;
    const isInside = relatedTarget instanceof Node && this._whole?.contains(relatedTarget);
    if (!isInside) this._setOver(false);
  };

  private _drop = (event: Event): void => {
    const { dataTransfer } = event as DragEvent;
    this._setOver(false);
    if (!dataTransfer?.types.includes('Files')) return;
    // Otherwise the browser leaves the page for the file.
    event.preventDefault();
    event.stopPropagation();
    this._take(picturesIn(dataTransfer));
  };
}
