/**
 * A list as CSV (RFC 4180) that a spreadsheet opens safely: with a byte order mark, so that Arabic and
 * Tifinagh arrive, and with no cell that a spreadsheet would take for a formula.
 */
export function toCsv(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`
}

const FORMULA = /^[\s]*[=+\-@|]/

/** Texts of foreign certificates stand in these cells: a leading apostrophe keeps them texts. */
function cell(text: string): string {
  const inert = FORMULA.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert
}
