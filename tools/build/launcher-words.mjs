import { tsImport } from 'tsx/esm/api';

const USE = /\blauncherWords\(/g;
const DESTRUCTURED = /\{([\w\s,]+)\}( = launcherWords\()/g;

/** Joins the words of each language with `|`, in the order of `keys`. */
export function packWords(words, keys) {
  return Object.fromEntries(
    Object.entries(words).map(([language, named]) => {
      const values = keys.map((key) => named[key]);
      if (values.some((value) => typeof value !== 'string' || value.includes('|')))
        throw new Error(`launcher words: ${language} lacks a word, or one contains |`);
      return [language, values.join('|')];
    }),
  );
}

/** Turns `const { b } = launcherWords(…)` into `const [, b] = launcherWords(…)`. */
export function unpackByPosition(code, keys) {
  const uses = code.match(USE)?.length ?? 0;
  if (uses !== (code.match(DESTRUCTURED)?.length ?? 0))
    throw new Error('launcher words: the build understands only const { … } = launcherWords(…)');
  return code.replace(DESTRUCTURED, (_, names, rest) => {
    const wanted = names.split(',').map((name) => name.trim());
    const unknown = wanted.filter((name) => name && !keys.includes(name));
    if (unknown.length > 0) throw new Error(`launcher words: there is no ${unknown.join(', ')}`);
    const places = keys.map((key) => (wanted.includes(key) ? key : ''));
    return `[${places.join(',').replace(/,+$/, '')}]${rest}`;
  });
}

/** Packs the words of `i18n/launcher.ts`, which every visitor downloads, without their keys. */
export const launcherWords = async () => {
  const { LAUNCHER_WORDS } = await tsImport('../../src/i18n/launcher.ts', import.meta.url);
  const keys = Object.keys(LAUNCHER_WORDS.en);
  const packed = JSON.stringify(packWords(LAUNCHER_WORDS, keys));
  return {
    name: 'launcher-words',
    load: (id) =>
      id.endsWith('/src/i18n/launcher.ts')
        ? `const words = ${packed};
           export const launcherWords = (language) => words[language].split('|');`
        : null,
    transform: (code, id) =>
      id.endsWith('.ts') && !id.endsWith('/src/i18n/launcher.ts') && code.includes('launcherWords(')
        ? { code: unpackByPosition(code, keys), map: null }
        : null,
  };
};
