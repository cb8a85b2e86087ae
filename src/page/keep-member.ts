import type { ContactStore } from '../stores/contact-store.ts';
import type { Source } from '../stores/source.ts';
import { FIND_CONTEXT, type FindContext } from './context.ts';

interface Holder extends Element {
  store?: ContactStore;
}

/** Whom a token is about, as it says itself; undefined if that cannot be read. */
const subjectOf = ({ 'member-token': token = '' }: Source): string | undefined => {
  try {
    const claims = token.split('.')[1]?.replace(/-/g, '+').replace(/_/g, '/') ?? '';
    const { sub } = JSON.parse(atob(claims)) as { sub?: unknown };
    return typeof sub === 'string' ? sub : undefined;
  } catch {
    return undefined;
  }
};

const isSameShop = (one: Source, other: Source): boolean =>
  one.desk === other.desk && one.config === other.config;

/**
 * Whether the person in front of the page is the same before and after: the member has a fresh
 * token, a guest has signed in, or only the tier or the number has changed.
 */
const isSamePerson = (before: Source, after: Source): boolean => {
  const { 'member-token': token, 'member-token-url': url } = before;
  const member = subjectOf(before);
  return member
    ? member === subjectOf(after)
    : !(token ?? url) || (token === after['member-token'] && url === after['member-token-url']);
};

/**
 * From now on, elements keep their store when the page hands them a fresh token, and new elements
 * get that of the same member. What the member has begun belongs to the store: form, view, request,
 * ticket. Before the panel is loaded there is nothing to keep, so the launcher does without this.
 */
export const keepMember = (): void => {
  const find = window[FIND_CONTEXT];
  if (!find || find.keepsMember) return;
  /** What `find` returned last for each element. */
  const found = new WeakMap<Element, ContactStore>();
  /** The store that is used instead of one that `find` has made. */
  const insteadOf = new WeakMap<ContactStore, ContactStore>();
  const inUse = new Set<ContactStore>();
  const used = (store: ContactStore): ContactStore => insteadOf.get(store) ?? store;

  const keeping: FindContext = (element) => {
    const context = find(element);
    const { store } = context;
    const before = found.get(element) ?? (element as Partial<Holder>).store;
    found.set(element, store);
    if (before === store) inUse.add(used(store));
    if (!inUse.has(used(store))) {
      const { source } = store;
      const own = before && used(before);
      const kept = [own, ...inUse].find(
        (known) =>
          known &&
          isSameShop(known.source, source) &&
          isSamePerson(known.source, source) &&
          // Guests and tiers elsewhere in the page may be others.
          (known === own || subjectOf(known.source)),
      );
      if (kept) {
        insteadOf.set(store, kept);
        // Nobody listens to it, so it has nothing to request.
        store.refresh = () => Promise.resolve();
        kept.source = source;
        void kept.refresh();
      } else inUse.add(store);
    }
    return Object.defineProperty(context, 'store', { value: used(store) });
  };
  keeping.keepsMember = true;
  window[FIND_CONTEXT] = keeping;
};
