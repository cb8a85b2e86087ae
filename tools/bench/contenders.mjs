/**
 * @typedef {object} Contender
 * @property {string} name
 * @property {string} label in tables
 * @property {boolean} [isPeer] measured in fewer rounds
 * @property {Record<string, string>} [attributes] of its script tag
 * @property {string[]} [pill] selectors, through shadow roots, of what it shows first
 * @property {string} [number] the number that the pill shows in the end
 * @property {{ path: string[], text?: string }} [panel] what a press on the pill opens
 * @property {string[]} [field] selectors of a field to type into
 * @property {string} [openForm] code that opens the form with the field; else a press on the pill
 * @property {boolean} [isOurs]
 * @property {boolean} [isStatic] works without a desk
 * @property {boolean} [isMember] signed in: its token comes from the shop, then the desk is asked
 */

/** A number that no desk answers with. */
const FALLBACK = '400-820-0000';

/** @param {string} element @param {string} script @param {string} desk @param {string} number */
const bare = (element, script, desk, number) => ({
  attributes: { async: '', src: script, 'data-desk': desk },
  pill: [element, 'button'],
  number,
  panel: { path: [element, 'dialog'], text: number },
  field: [element, 'dialog input'],
});

const ours = (name, label, folder, number, source) => ({
  name,
  label,
  isOurs: true,
  attributes: {
    async: '',
    src: `/${folder}/hotline.js`,
    ...source,
    'data-phone': FALLBACK,
  },
  pill: ['hotline-widget', '[part=launcher]'],
  number,
  panel: { path: ['hotline-widget', 'hotline-panel', '[part=panel]'], text: number },
  field: ['hotline-widget', 'hotline-panel', 'hotline-callback', 'input[type=tel]'],
  openForm: `hotline.push(['open', 'callback'])`,
});

/**
 * What is measured. `vanilla` is what the others are compared with.
 * @param {{ desk: string, oldDesk?: string, number: string,
 *   memberNumber: string, staticNumber: string }} where
 * @param {Contender[]} peers
 * @returns {Contender[]}
 */
export function contenders({ desk, oldDesk, number, memberNumber, staticNumber }, peers) {
  const vanilla = bare('bare-hotline', '/bench/vanilla.js', desk, number);
  const both = (name, label, folder, origin) => [
    ours(name, label, folder, number, { 'data-desk': origin }),
    {
      ...ours(`${name}-member`, `${label}, member`, folder, memberNumber, {
        'data-desk': origin,
        'data-member-token-url': '/hotline-token',
      }),
      isMember: true,
    },
    {
      ...ours(`${name}-static`, `${label}, static mode`, folder, staticNumber, {
        'data-config': '/static.config.json',
      }),
      isStatic: true,
    },
  ];
  return [
    { name: 'nothing', label: 'nothing' },
    { name: 'vanilla', label: 'vanilla element', ...vanilla },
    { name: 'vanilla-again', label: 'the same again (A/A)', ...vanilla },
    { name: 'lit', label: 'Lit element', ...bare('lit-hotline', '/peers/lit.js', desk, number) },
    ...both('ours', 'hotline-widget', 'hotline', desk),
    ...(oldDesk ? both('old', 'hotline-widget, old', 'old', oldDesk) : []),
    ...peers,
  ];
}

/** Contenders that draw the same: the bare elements and the widget with a desk. */
export const alike = ({ number, isStatic, name }) =>
  number !== undefined && !isStatic && name !== 'vanilla-again';

/** Contenders that a host page is measured with. */
export const hosts = ({ name, isPeer, isStatic, isMember }) =>
  !isPeer && !isStatic && !isMember && name !== 'vanilla-again' && name !== 'lit';

/** The script tag in a page's HTML. */
export const tagOf = ({ attributes }) =>
  attributes
    ? `<script ${Object.entries(attributes)
        .map(([name, value]) => `${name}="${value}"`)
        .join(' ')}></script>`
    : '';
