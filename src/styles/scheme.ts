/**
 * Whether text of this colour is on a dark background: light text is. The page decides, not the
 * system setting, because most shops have only one colour scheme. Reads the text colour, because a
 * background can be painted in many ways. Only the green channel counts: it contributes most to
 * luminance.
 *
 * @param color a computed colour, `rgb(…)`
 */
export const onDarkGround = (color: string): boolean => +(color.split(',')[1] ?? 0) > 140;
