import type { Contact } from '../contract/contact.ts';
import type { Period } from '../contract/hours.ts';
import type { Language } from '../contract/text.ts';
import { pickText } from '../core/text.ts';
import { HOUR, MINUTE } from '../core/time.ts';
import { wallTime } from '../core/zone.ts';
import type { ContactStore } from '../stores/contact-store.ts';
import { warn } from './warn.ts';
import type { Widget } from './widget.ts';

/** The attribute that asks for it. Its value may list the languages that agents speak. */
const ATTRIBUTE = 'structured-data';
/** Marks the script, also in HTML that the page has kept for Back. */
const MARK = 'data-hotline-line';
const LANGUAGE_TAG = /^[a-z]{2,3}(-[a-z\d]{2,8})*$/i;
/** ISO 8601: Monday is 1. */
const DAYS = ',Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday'.split(',');

const clock = (minutes: number): string =>
  [minutes / 60, minutes % 60].map((part) => `${Math.trunc(part)}`.padStart(2, '0')).join(':');

/** The distance of a zone from UTC at an instant: `+08:00`. */
const offsetOf = (zone: string, instant: number): string => {
  const ms = wallTime(zone, instant) - instant;
  return (ms < 0 ? '-' : '+') + clock(Math.abs(ms) / MINUTE);
};

/** Searches take a period from 00:00 to 00:00 for a closed day, and know no 24:00. */
const closes = ({ from, to }: Period): string => {
  if (to !== from && !/^(00|24):00$/.test(to)) return to;
  const [hours = 0, minutes = 0] = to.split(':').map(Number);
  const day = 24 * (HOUR / MINUTE);
  return clock((hours * 60 + minutes + day - 1) % day);
};

const openingHours = ({ line, asOf }: Contact): object[] => {
  const offset = offsetOf(line.timeZone, Date.parse(asOf));
  const week =
    line.hours === '24x7'
      ? [{ days: [1, 2, 3, 4, 5, 6, 7], periods: [{ from: '00:00', to: '24:00' }] }]
      : line.hours;
  return week.flatMap(({ days, periods }) =>
    periods.map((period) => ({
      '@type': 'OpeningHoursSpecification',
      dayOfWeek: days.map((day) => `https://schema.org/${DAYS[day]}`),
      opens: `${period.from}:00${offset}`,
      closes: `${closes(period)}:00${offset}`,
    })),
  );
};

/** The number of a `tel:` URI with its country: without `+`, it is dialled inside mainland China. */
const withCountry = (uri: string): string =>
  uri.replace(/^tel:|,.*/g, '').replace(/^0?(?=\d)/, '+86');

/** The languages that agents speak: what the page says, or those in which the line has a name. */
const languagesOf = (listed: string, { line }: Contact): string[] | undefined => {
  const tags = listed.split(/[\s,]+/).filter(Boolean);
  const wrong = tags.filter((tag) => !LANGUAGE_TAG.test(tag));
  if (wrong.length)
    warn(
      `data-${ATTRIBUTE} may list the languages that your agents speak, such as "zh-CN en"; it says ${wrong.join(' ')}`,
    );
  const spoken = tags.filter((tag) => LANGUAGE_TAG.test(tag));
  if (spoken.length) return spoken;
  return typeof line.label === 'string' ? undefined : Object.keys(line.label);
};

/** The line in the vocabulary of schema.org, as JSON-LD. */
const describe = (contact: Contact, language: Language, listed: string): string => {
  const { brand, line } = contact;
  const availableLanguage = languagesOf(listed, contact);
  const hoursAvailable = openingHours(contact);
  const numbers = [line.uri, line.international?.uri].filter(
    (uri): uri is string => uri !== undefined,
  );
  return JSON.stringify({
    '@context': 'https://schema.org',
    '@type': 'Organization',
    name: pickText(brand.name, language),
    url: `${location.origin}/`,
    contactPoint: numbers.map((uri) => ({
      '@type': 'ContactPoint',
      contactType: 'customer service',
      telephone: withCountry(uri),
      availableLanguage,
      hoursAvailable,
    })),
    // Whoever copies it into HTML must not end the script by a text of the config.
  }).replace(/</g, '\\u003c');
};

/**
 * A script of data. Trusted Types refuse and report a text for a new script, even for one of data.
 * They guard what can run: a copy of a script that the browser has run never runs, so it may
 * have any text. Undefined if the page has no script that has surely run.
 */
const makeScript = (): HTMLScriptElement | undefined => {
  const script = document
    .querySelector<HTMLScriptElement>(
      'script[src]:not([type],[nomodule]),script[src][type="module"],script[src][type="text/javascript"]',
    )
    ?.cloneNode() as HTMLScriptElement | undefined;
  for (const { name } of [...(script?.attributes ?? [])]) script?.removeAttribute(name);
  if (script) script.type = 'application/ld+json';
  script?.setAttribute(MARK, '');
  return script;
};

let script: HTMLScriptElement | undefined;
let shown: Widget | undefined;
let followed: ContactStore | undefined;
let leave: (() => void) | undefined;

/** Puts the public line into the page, or takes it away for whoever is no guest. */
const write = (): void => {
  const listed = shown?.isConnected ? shown.getAttribute(ATTRIBUTE) : null;
  const contact = followed?.state.contact;
  const isPublic = contact && !contact.member.verified && !contact.member.tier;
  const language = shown?.shadowRoot?.querySelector('div')?.lang as Language;
  const text = isPublic && listed !== null ? describe(contact, language, listed) : '';
  if (text) script ??= makeScript();
  for (const found of document.querySelectorAll(`script[${MARK}]`))
    if (found !== script || !text) found.remove();
  if (!script || !text) return;
  if (script.textContent !== text) script.replaceChildren(text);
  if (!script.isConnected) document.querySelector('head')?.append(script);
};

/** Follows the widget's store, which another token or desk replaces. */
const follow = (): void => {
  const store = shown?.isConnected ? shown.store : undefined;
  if (store !== followed) {
    leave?.();
    followed = store;
    leave = store?.subscribe(write);
  }
  write();
};

const observer = new MutationObserver(follow);

/**
 * Says in the page's head, for search engines, where the public line is reached and when. Calling
 * it again looks whether the widget is still in the page.
 */
export const stateLine = (widget: Widget): void => {
  if (widget !== shown) {
    shown = widget;
    observer.disconnect();
    observer.observe(widget, { attributes: true });
  }
  follow();
};
