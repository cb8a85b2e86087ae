import { nearest } from '../config/nearest.ts';
import { warn } from './warn.ts';
import type { Widget } from './widget.ts';

/** What the tag may say, as `data-` attributes. */
const KNOWN = [
  ...['desk', 'config', 'tier', 'member-token', 'member-token-url', 'phone', 'order', 'orders'],
  ...['lang', 'mode', 'placement', 'care', 'opened', 'pinned'],
  'structured-data',
];
/** Attributes that may take only some values. */
const VALUES: Record<string, readonly string[]> = {
  mode: ['floating', 'inline'],
  placement: ['bottom-right', 'bottom-left', 'none'],
};
/** Why a desk does not believe a token, and what to do. */
const TOKENS: Record<string, string> = {
  malformed: 'it is not a JWT, or a claim is missing',
  expired: 'it has expired. Sign a new one, or name an endpoint in data-member-token-url',
  'bad-signature': 'it is signed with another secret than the one that the desk has',
  'wrong-audience': "its `aud` is not the desk's id",
  'too-long-lived': 'it is valid for more than 15 minutes',
  'unknown-key': 'the desk does not know its `kid`',
  'unknown-tier': "its `tier` is not in the desk's config",
};

/** Looks at what the tag says. */
const checkAttributes = (widget: Widget): void => {
  const { desk, config, phone } = widget.store?.source ?? {};
  if (!(desk || config || phone))
    warn(
      'it has no source. Give the script tag data-desk (or data-config), and data-phone as the fallback.',
    );
  if (desk && !/^https?:\/\/[^/]+$/.test(desk))
    warn(`data-desk is an origin, such as https://desk.shop.example; it says ${desk}`);
  for (const { name, value } of widget.attributes) {
    const meant = KNOWN.includes(name) ? undefined : nearest(name, KNOWN);
    // Pages give their elements and tags attributes of their own; `class` is near none.
    if (meant && name.length > 3) warn(`data-${name} is not known. Did you mean data-${meant}?`);
    const values = VALUES[name];
    if (values && value && !values.includes(value))
      warn(`data-${name} is ${values.join(', ')}; it says ${value}`);
  }
};

/** Whether a desk is there that refuses this page: its answer can be had, but not read. */
const isRefused = (desk: string): Promise<boolean> =>
  fetch(`${desk}/v1/contact`, { mode: 'no-cors' }).then(
    () => true,
    () => false,
  );

/**
 * Tells the page's owner in the console, once each, what is wrong with the tag, and why the desk
 * does not answer or does not believe the token.
 */
export const tellOwner = (widget: Widget): void => {
  checkAttributes(widget);
  const look = (): void => {
    const { state, source } = widget.store ?? {};
    const { verified, reason = '' } = state?.contact?.member ?? {};
    const why = verified === false ? TOKENS[reason] : undefined;
    if (why) warn(`the desk does not accept the member's token (${reason}): ${why}.`);
    const { desk } = source ?? {};
    if (
      !desk ||
      (state?.phase !== 'failed' && !(state?.phase === 'ready' && state.from === 'device'))
    )
      return;
    void isRefused(desk).then((refused) =>
      warn(
        refused
          ? `${desk} answers, but not to pages of ${location.origin}. Add this origin to \`origins\` in its config.`
          : `${desk} cannot be reached, so the fallback number shows.`,
      ),
    );
  };
  widget.store?.subscribe(look);
  look();
};
