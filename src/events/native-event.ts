/** The browser's `Event`. Pages have variables of that name, and MooTools has a class. */
export const NativeEvent = document.createEvent('Event').constructor as typeof Event;
