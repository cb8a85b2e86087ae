export type CsvCell = string | number | null;

/**
 * Beginnings that make a spreadsheet take a text for a formula (OWASP, "CSV Injection"), full-width
 * ones too.
 */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/**
 * Writes one cell by RFC 4180. A text that would be a formula gets an apostrophe in front; numbers
 * stay numbers.
 */
export function csvCell(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * Writes rows as a CSV file. It begins with a byte order mark, by which spreadsheets recognise
 * UTF-8.
 * @example csv([['number', 'tier'], ['261123-00001-7', null]])
 */
export const csv = (rows: readonly (readonly CsvCell[])[]): string =>
  `\uFEFF${rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')}`;
