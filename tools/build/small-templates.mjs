import { transform } from 'esbuild';

/** Elements in which leading and trailing white space is not rendered. */
const BLOCKS =
  'button|dd|dialog|div|dl|dt|fieldset|form|h[1-6]|legend|li|ol|p|section|summary|td|th|ul';

const withoutIndentation = (code) =>
  code
    .replace(/\n\s+/g, '\n')
    .replace(/>\n</g, '><')
    .replace(/\n>/g, '>')
    .replace(/<[a-z][a-z-]*\n(?:[^<>`]|=>)*>/g, (tag) => tag.replace(/\n/g, ' '))
    .replace(new RegExp(`\n(?=</(?:${BLOCKS})>)`, 'g'), '')
    .replace(new RegExp(`(<(?:${BLOCKS})(?:\\s(?:[^<>]|=>)*)?>)\n(?=\\S)`, 'g'), '$1');

/**
 * Minifies the style sheets in our templates and removes the indentation of their markup. Packages
 * for this do not lower CSS nesting for old browsers, or parse a template as a whole HTML document,
 * which it is not.
 */
export const smallTemplates = () => ({
  name: 'small-templates',
  async transform(code, id) {
    if (!/\/(?:src|console)\/.*\.ts$/.test(id)) return null;
    const sheets = [...code.matchAll(/(?<=css ?`|styles = `)[^`$]+(?=`)/g)].map(([sheet]) => sheet);
    for (const sheet of sheets)
      code = code.replace(
        sheet,
        (await transform(sheet, { loader: 'css', minify: true, target: 'chrome87' })).code.trim(),
      );
    return { code: withoutIndentation(code), map: null };
  },
});
