import type { Widget } from './widget.ts';
import { followTheme } from './follow-theme.ts';
import { followKept } from './kept-ticket.ts';
import { roomBelow } from './make-room.ts';
import { Placed } from './placed.ts';
import { tellOwner } from './tell-owner.ts';
import { watchPage } from './watch-page.ts';

/** `<hotline-number>` and the other elements that a page places itself. */
const INLINE = 'hotline-number,hotline-checklist,hotline-callback,hotline-ticket';

/** A margin of nothing but on phones whose screen is not all free. */
const SAFE_AREA =
  '0 env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left)';

let attended = false;

/**
 * Looks after the hotline in its page, from the time that the pill shows: puts it back when the
 * page removes it, keeps it off the page's bars, shows an open ticket on it, and loads the panel's code for elements that the
 * page places itself. Calling it again changes nothing.
 *
 * @param own whether the page has written the element itself
 */
export const attend = (widget: Widget, own: boolean): void => {
  if (attended) return;
  attended = true;
  tellOwner(widget);
  const placed = new Placed(widget, own);
  const root = widget.shadowRoot?.querySelector('div');
  // Away from a phone's rounded corners and its home bar.
  if (root) root.style.margin = SAFE_AREA;
  const pill = widget.shadowRoot?.querySelector<HTMLElement>('[part=launcher]');
  const followColours = followTheme();
  if (pill) followKept(widget, pill);
  let lift = 0;
  watchPage(() => {
    placed.look();
    followColours();
    if (document.querySelector(INLINE)) widget.preload();
    const room = pill ? roomBelow(pill) : 0;
    if (room === lift) return;
    lift = room;
    // A transform: the page's layout does not count it as a shift.
    pill?.style.setProperty('transform', room ? `translateY(-${room}px)` : 'none');
  });
};
