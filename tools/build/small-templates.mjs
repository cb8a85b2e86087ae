import { transform } from 'esbuild';

/** Elements inside which white space at the start and the end draws nothing. */
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
 * Minifies the style sheets and removes the indentation of the markup that stand in our templates. Packages that do
 * this minify CSS with a tool that does not lower nesting for old browsers, or parse the markup as HTML, of which a
 * Lit template is only a part.
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
