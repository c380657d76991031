import type { Context } from "./context";
import { invalidValue } from "./errors";

/** How often page 0 of each listing, and any page, was asked for: the seed of orders that change. */
export class Listings {
  round = 0;
  page = 0;
}

export interface PageRequest {
  PageSize: number;
  PageNumber: number;
}

/** Checks a page against its bounds: sizes from 1 to the limit, numbers from 0. */
export function checkPage(context: Context, page: PageRequest, documented = Number.MAX_SAFE_INTEGER): PageRequest {
  const { pageLimit } = context.dialect;
  const limit = pageLimit === "documented" ? documented : Math.min(documented, pageLimit);
  if (page.PageNumber < 0) throw invalidValue("PageNumber starts from 0.");
  if (page.PageSize < 1) throw invalidValue("PageSize must be at least 1.");
  if (page.PageSize <= limit) return page;
  if (context.dialect.pageTooLarge === "error") throw invalidValue(`PageSize must not exceed ${limit}.`);
  return { ...page, PageSize: limit };
}

/** The part of `items` that is on this page, in the order of `dialect.pageOrder`. */
export function slice<T>(context: Context, items: readonly T[], { PageSize, PageNumber }: PageRequest): T[] {
  const { dialect, listings } = context;
  if (PageNumber === 0) listings.round += 1;
  listings.page += 1;
  const seed = { stable: 0, shuffled: listings.round, unstable: listings.page }[dialect.pageOrder];
  const ordered = seed === 0 ? items : shuffled(items, seed);
  return ordered.slice(PageNumber * PageSize, (PageNumber + 1) * PageSize);
}

/** What TotalCount says of `matching` items out of `all`. */
export function total(context: Context, matching: number, all: number): number {
  return { right: matching, unfiltered: all, zero: 0, inflated: matching + 600 }[context.dialect.totals];
}

/** The same order for the same seed, so that a listing can be kept over its pages. */
function shuffled<T>(items: readonly T[], seed: number): T[] {
  const result = [...items];
  let state = seed * 2654435761;
  for (let i = result.length - 1; i > 0; i -= 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const j = state % (i + 1);
    [result[i], result[j]] = [result[j]!, result[i]!];
  }
  return result;
}
