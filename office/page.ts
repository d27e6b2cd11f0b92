/** What of a list is asked for: the rows behind the row of an id, so many of them. */
export interface PageAsked {
  readonly after?: string | undefined;
  readonly limit: number;
}

/** One page out of rows read one beyond its end; `next` is the id behind which the following page begins. */
export function pageOf<Row>(
  read: readonly Row[],
  limit: number,
  idOf: (row: Row) => string,
): { readonly rows: readonly Row[]; readonly next: string | null } {
  const rows = read.slice(0, limit);
  const last = rows.at(-1);
  return { rows, next: read.length > limit && last !== undefined ? idOf(last) : null };
}
