/** One page as the service gave it; a list may be `null` or absent, a total may be wrong. */
export interface Page<T> {
  rows: readonly T[] | null | undefined;
  total: number | null | undefined;
}

/** A service whose order changes between two pages repeats rows and misses others: so often such a list is read at most. */
const MOST_SWEEPS = 10;

/**
 * All rows of a paged list, each key once (the row seen last).
 *
 * Rows that were repeated are rows that were missed: pages that come in no fixed order together hold as many rows as
 * there are. So the list is read again until as many keys were seen as rows were given, ten times at most.
 *
 * @param fetch the page of a number, from 0
 * @param pageSize rows of a full page; `"unknown"`: the service may give fewer than it was asked for
 * @param keyOf key of a row; rows without one are left out
 */
export async function allPages<T>(
  fetch: (pageNumber: number) => Promise<Page<T>>,
  pageSize: number | "unknown",
  keyOf: (row: T) => string | undefined,
): Promise<T[]> {
  const all = new Map<string, T>();
  for (let sweep = 1; ; sweep++) {
    const { seen, given } = await readThrough(fetch, pageSize, keyOf);
    for (const [key, row] of seen) all.set(key, row);
    if (all.size >= given || sweep === MOST_SWEEPS) return [...all.values()];
  }
}

/**
 * Ends at a short page. A total is never proof that all was seen, only a reason to ask once more: after a short page
 * while the total claims more than was seen, one further page is asked for. Ends in any case at a page without new rows, also
 * a full one: then the service does not heed the page number.
 *
 * A first page that is short, with a total that is less than its rows, may be one that the service has cut: then the size
 * of a full page is not known.
 *
 * Where it is not known, it ends at an empty page; or at the second in a row without new rows, since
 * the first two are the same where pages are counted from 1 and 0 is taken for 1.
 */
async function readThrough<T>(
  fetch: (pageNumber: number) => Promise<Page<T>>,
  expectedSize: number | "unknown",
  keyOf: (row: T) => string | undefined,
): Promise<{ seen: Map<string, T>; given: number }> {
  const seen = new Map<string, T>();
  let pageSize = expectedSize;
  let given = 0;
  let doubted = false;
  let stale = 0;
  let last = new Set<string>();
  for (let pageNumber = 0; ; pageNumber++) {
    const { rows, total } = await fetch(pageNumber);
    if (pageNumber === 0 && mayBeCut(rows?.length ?? 0, total ?? 0, pageSize)) pageSize = "unknown";
    const before = seen.size;
    const page = new Set<string>();
    let keys = 0;
    for (const row of rows ?? []) {
      const key = keyOf(row);
      if (key === undefined || key === "") continue;
      seen.set(key, row);
      page.add(key);
      keys++;
    }
    const nothingNew = seen.size === before;
    const again = nothingNew && page.size === last.size && [...page].every((key) => last.has(key));
    last = page;
    if (pageSize === "unknown") {
      stale = nothingNew ? stale + 1 : 0;
      // The same page again says nothing about how many rows there are; one that merely holds nothing new does.
      if (!again) given += keys;
      if ((rows?.length ?? 0) === 0 || stale === 2) return { seen, given };
      continue;
    }
    const full = (rows?.length ?? 0) >= pageSize;
    const more = (total ?? 0) > seen.size;
    // A page given again, whatever its number, says nothing about how many rows there are.
    if (!nothingNew || !(full || doubted)) given += keys;
    if (full ? nothingNew : !more || (nothingNew && (doubted || pageNumber > 0))) return { seen, given };
    doubted = !full;
  }
}

const mayBeCut = (rows: number, total: number, pageSize: number | "unknown"): boolean =>
  rows > 0 && total < rows && pageSize !== "unknown" && rows < pageSize;
