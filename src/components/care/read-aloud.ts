import type { Language } from '../../contract/text.ts';

/** Blocks of controls in whose place something else is read, or nothing. */
const SILENT = 'style,svg,input,textarea,select,hotline-care-bar,[hidden],.visually-hidden,.bone';

const isShown = (element: Element): boolean => element.getClientRects().length > 0;

/** Digit by digit, in groups: a number that is dialled is no amount. */
const digits = (text: string): string =>
  text
    .trim()
    .replace(/[-\s]+/g, ', ')
    .replace(/\d(?=\d)/g, '$& ');

/**
 * What an element shows, in the order of the page, one entry for each block: a paragraph, a button,
 * a heading. Phone numbers, codes and ticket numbers are spelled digit by digit.
 */
export const blocksIn = (element: Element): string[] => {
  const blocks: string[] = [];
  let block = '';
  const end = (): void => {
    const text = block.replace(/\s+/g, ' ').trim();
    if (/[\p{L}\p{N}]/u.test(text)) blocks.push(text);
    block = '';
  };
  const read = (node: Node): void => {
    if (node instanceof Text)
      block += node.parentElement?.closest('[translate=no]') ? digits(node.data) : node.data;
    if (!(node instanceof Element) || node.matches(SILENT)) return;
    const { display } = getComputedStyle(node);
    if (display === 'none' || (display !== 'contents' && !isShown(node))) return;
    const isApart = display !== 'inline' && display !== 'contents';
    if (isApart) end();
    const isFolded = node.localName === 'details' && !node.hasAttribute('open');
    for (const child of (node.shadowRoot ?? node).childNodes)
      if (!isFolded || (child as Element).localName === 'summary') read(child);
    if (isApart) end();
  };
  read(element);
  end();
  return blocks;
};

/** A voice of the device that speaks this language. */
export const voiceFor = (language: Language): SpeechSynthesisVoice | undefined => {
  const voices = window.speechSynthesis?.getVoices() ?? [];
  // Android writes zh_CN.
  const speaks = (start: string) =>
    voices.find(({ lang }) => lang.replace('_', '-').startsWith(start));
  return speaks(language) ?? speaks(language.slice(0, 2));
};

/**
 * Reads texts aloud, one after the other. Returns a function that stops it.
 * @param done called once, when all is read or it was stopped
 */
export const readAloud = (
  texts: readonly string[],
  voice: SpeechSynthesisVoice,
  done: () => void,
): (() => void) => {
  const { speechSynthesis } = window;
  speechSynthesis.cancel();
  let left = texts.length;
  let isOver = false;
  const finish = (): void => {
    if (isOver) return;
    isOver = true;
    done();
  };
  // One for each block: Chrome breaks off what takes longer than 15 s.
  for (const text of texts) {
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    utterance.rate = 0.9;
    utterance.onend = utterance.onerror = () => {
      if (!--left) finish();
    };
    speechSynthesis.speak(utterance);
  }
  if (!left) finish();
  return () => {
    if (isOver) return;
    finish();
    speechSynthesis.cancel();
  };
};
