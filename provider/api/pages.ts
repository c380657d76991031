/** One page as the service gave it; a list may be `null` or absent, a total may be wrong. */
export interface Page<T> {
  rows: readonly T[] | null | undefined;
  total: number | null | undefined;
}

/**
 * All rows of a paged list, each key once (the row seen last).
 *
 * Ends at a short page. A total is never proof that all was seen, only a reason to ask once more: after a short page
 * while the total claims more than was seen, one further page is asked for. Ends in any case at a page without new rows, also
 * a full one: then the service does not heed the page number.
 *
 * @param fetch the page of a number, from 0
 * @param keyOf key of a row; rows without one are left out
 */
export async function allPages<T>(
  fetch: (pageNumber: number) => Promise<Page<T>>,
  pageSize: number,
  keyOf: (row: T) => string | undefined,
): Promise<T[]> {
  const seen = new Map<string, T>();
  let doubted = false;
  for (let pageNumber = 0; ; pageNumber++) {
    const { rows, total } = await fetch(pageNumber);
    const before = seen.size;
    for (const row of rows ?? []) {
      const key = keyOf(row);
      if (key !== undefined && key !== "") seen.set(key, row);
    }
    const nothingNew = seen.size === before;
    const full = (rows?.length ?? 0) >= pageSize;
    const more = (total ?? 0) > seen.size;
    if (full ? nothingNew : !more || (nothingNew && (doubted || pageNumber > 0))) return [...seen.values()];
    doubted = !full;
  }
}
