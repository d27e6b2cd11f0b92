/** PostgreSQL takes at most 65,535 parameters in one statement; no table of the ledger has 65 columns. */
const ROWS = 1000;

/** Rows in the portions that one statement each can write. */
export function batches<Row>(rows: readonly Row[]): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / ROWS) }, (_, nth) =>
    rows.slice(nth * ROWS, (nth + 1) * ROWS),
  );
}
