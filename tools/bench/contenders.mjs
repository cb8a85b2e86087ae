/**
 * @typedef {object} Contender
 * @property {string} name
 * @property {string} label in tables
 * @property {Record<string, string>} [attributes] of its script tag
 * @property {string} [before] code that its snippet runs first
 * @property {string[]} [pill] selectors, through shadow roots, of what it shows first
 * @property {string} [number] the number that the pill shows in the end
 */

/** A number that no desk answers with. */
const FALLBACK = '400-820-0000';

const ours = (name, label, source) => ({
  name,
  label,
  attributes: { async: '', ...source, 'data-phone': FALLBACK },
  pill: ['hotline-widget', '[part=launcher]'],
});

/**
 * @param {{ desk: string, oldDesk?: string, number: string, staticNumber: string }} where
 * @returns {Contender[]}
 */
export function contenders({ desk, oldDesk, number, staticNumber }) {
  const vanilla = {
    attributes: { async: '', src: '/bench/vanilla.js', 'data-desk': desk },
    pill: ['bare-hotline', 'button'],
    number,
  };
  const tag = (folder) => ({ src: `/${folder}/hotline.js` });
  const both = (name, label, folder, origin) => [
    { ...ours(name, label, { ...tag(folder), 'data-desk': origin }), number },
    {
      ...ours(`${name}-static`, `${label}, static mode`, {
        ...tag(folder),
        'data-config': '/static.config.json',
      }),
      number: staticNumber,
    },
  ];
  return [
    { name: 'nothing', label: 'nothing (control)' },
    { name: 'vanilla', label: 'vanilla element', ...vanilla },
    { name: 'vanilla-again', label: 'vanilla element again (A/A)', ...vanilla },
    ...both('ours', 'hotline-widget', 'hotline', desk),
    ...(oldDesk ? both('old', 'hotline-widget, old', 'old', oldDesk) : []),
  ];
}
