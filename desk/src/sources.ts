import { readFileSync } from 'node:fs';
import type { Sources } from './config/settings.ts';
import { chineseWorkCalendar } from './lines/work-calendar.ts';

/** Earlier holidays no longer matter. */
const FIRST_CALENDAR_YEAR = 2025;

/** What settings are read from. */
export const SOURCES: Sources = {
  readFile: (path) => readFileSync(path, 'utf8'),
  workCalendar: () => chineseWorkCalendar(FIRST_CALENDAR_YEAR),
};
