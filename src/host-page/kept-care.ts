import { CARE, readKept } from '../device/kept.ts';

/** Switches care mode as the member had it on an earlier page, whatever the tag says. */
export const followCare = (widget: HTMLElement): void => {
  const kept = readKept(window, CARE);
  if (typeof kept === 'boolean') widget.toggleAttribute('care', kept);
};
