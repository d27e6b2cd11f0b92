/** PostgreSQL takes at most 65,535 parameters in one statement; no table of the ledger has 65 columns. */
const ROWS = 1000;

/** Rows in portions of `size`, by default as many as one statement can write. */
export function batches<Row>(rows: readonly Row[], size = ROWS): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, nth) =>
    rows.slice(nth * size, (nth + 1) * size),
  );
}
