import type { CallFigures } from '../../wire/figures.ts';
import type { Messages } from '../i18n/zh-CN.ts';
import { durationWords } from '../parts/format.ts';
import { percentWords } from '../parts/charts/scale.ts';

const HOUR = 3_600_000;

/** Time on calls in hours, also where it is days: three days of talk are not three days of work. */
const talkWords = (ms: number, t: Messages): string =>
  ms < 48 * HOUR ? durationWords(ms, t) : t.common.hours(Math.round(ms / HOUR), 0);

/** A figure in words: its value, and what it is made of. */
export interface FigureWords {
  name: string;
  value: string;
  detail: string;
}

/** The figures that agents and supervisors read, in their order. */
export function figureWords(figures: CallFigures, t: Messages, language: string): FigureWords[] {
  const { calls, cameIn, reached, kept, broken, talkMs, ratings, stars } = figures;
  const { noValue } = t.figures;
  const promises = kept + broken;
  const mean = new Intl.NumberFormat(language, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  return [
    {
      name: t.figures.calls,
      value: `${calls}`,
      detail: cameIn ? t.figures.cameIn(cameIn) : '',
    },
    {
      name: t.figures.reached,
      value: calls ? percentWords(reached, calls, language) : noValue,
      detail: calls ? t.figures.keptOf(reached, calls) : '',
    },
    {
      name: t.figures.kept,
      value: promises ? percentWords(kept, promises, language) : noValue,
      detail: promises ? t.figures.keptOf(kept, promises) : '',
    },
    {
      name: t.figures.talk,
      value: calls ? talkWords(talkMs, t) : noValue,
      detail: calls ? t.figures.mean(durationWords(talkMs / calls, t)) : '',
    },
    {
      name: t.figures.rating,
      value: ratings ? mean.format(stars / ratings) : noValue,
      detail: ratings ? t.figures.ratingOf(ratings) : '',
    },
  ];
}
