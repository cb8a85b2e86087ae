/**
 * Whether text of this colour stands on a dark ground. The page decides, not the system, because most shops have one scheme only; and
 * its text tells: light text stands on a dark ground, whatever paints that ground. Green makes most of what the eye takes for lightness.
 *
 * @param color a computed colour, `rgb(…)`
 */
export const onDarkGround = (color: string): boolean => Number(color.match(/\d+/g)?.[1]) > 140;
