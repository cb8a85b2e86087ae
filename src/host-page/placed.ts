import type { Widget } from './widget.ts';
import { warn } from './warn.ts';

/** How often in a row the element is put back before the page has its way. */
const MAX_REMOVALS = 5;
/** An element that the page leaves alone for this long was not removed for good, ms. */
const CALM_MS = 2_000;
/** How long the second time waits; each later one twice as long, ms. */
const WAIT_MS = 100;

/** Keeps one pill in the page: puts the element back when the page removes it. */
export class Placed {
  private _removals = 0;
  private _since = 0;
  private _timer: ReturnType<typeof setTimeout> | undefined;
  private readonly _all = document.getElementsByTagName(
    'hotline-widget',
  ) as HTMLCollectionOf<Widget>;

  constructor(
    private readonly _widget: Widget,
    private readonly _own: boolean,
  ) {
    _widget.onRemoved = () => this._putBackLater();
  }

  /**
   * Puts the element back if it is missing, and removes copies of it: a page that keeps its HTML for
   * Back has kept the element too.
   */
  look(): void {
    const { _widget: widget } = this;
    const copies = [...this._all].filter(
      (found) => found !== widget && found.getAttribute('mode') !== 'inline',
    );
    if (widget.isConnected && !copies.length) return;
    const [copy] = copies;
    // The page has written the element anew, perhaps for another member.
    if (copy && this._own) this._take(copy);
    for (const each of copies) each.remove();
    if (!widget.isConnected && !this._timer && this._removals <= MAX_REMOVALS) this._putBack();
  }

  /** Takes the place and the attributes of another element. */
  private _take(copy: Widget): void {
    const { _widget: widget } = this;
    for (const { name } of [...widget.attributes])
      if (!copy.hasAttribute(name)) widget.removeAttribute(name);
    for (const { name, value } of copy.attributes) widget.setAttribute(name, value);
    copy.replaceWith(widget);
  }

  private _putBack(): void {
    this._since = performance.now();
    // An element with the name `body` hides the property of that name.
    document.querySelector('body')?.append(this._widget);
  }

  /**
   * In a task of its own: a page that removes the element in a MutationObserver would never end the
   * present one.
   */
  private _putBackLater(): void {
    if (this._timer) return;
    if (performance.now() - this._since > CALM_MS) this._removals = 0;
    const removals = this._removals++;
    if (removals >= MAX_REMOVALS) {
      warn(
        'this page removes <hotline-widget> whenever it is put back, so it stays away. Let the page keep it, or write the element where the page leaves it alone.',
      );
      return;
    }
    this._timer = setTimeout(
      () => {
        this._timer = undefined;
        // It was only moved.
        if (this._widget.isConnected) this._removals--;
        else this.look();
      },
      removals && WAIT_MS * 2 ** removals,
    );
  }
}
