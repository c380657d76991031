import { ServiceError } from "./errors";
import { PAGE } from "./limits";
import { allPages, type Page } from "./pages";

/** An action that gives its answer in pages. */
export type PagedAction = keyof typeof PAGE;

/** The page of a list that is asked for. */
export interface PageOf {
  PageSize: number;
  PageNumber: number;
}

export interface ListOptions<T> {
  /** One page as the service gives it. */
  fetch(page: PageOf): Promise<Page<T>>;
  /** Key of a row; rows without one are left out. */
  keyOf(row: T): string | undefined;
  /** The service may give fewer rows than were asked for: the list ends at an empty page only. */
  isCut?: true;
  /** Pages may be counted from 1: where number 0 is refused in every size, number 1 is the first. */
  mayCountFromOne?: true;
}

/**
 * Reads lists in pages that the service takes. The largest page is documented for some lists only, and what is documented
 * changes: where the first page is refused it is asked for again in smaller ones, down to a single row. What the service
 * once took is kept, so that only the first list of an action is asked for more than once; from then on a refusal is about
 * something else.
 */
export interface Lists {
  /** All rows, each key once: see pages.ts. */
  all<T>(action: PagedAction, options: ListOptions<T>): Promise<T[]>;
  /** One answer in a size that the service takes, for lists whose pages have no numbers. */
  sized<R>(action: PagedAction, ask: (pageSize: number) => Promise<R>): Promise<R>;
}

/** How the first page of an action is asked for. */
interface Way {
  size: number;
  /** Number of the first page. */
  first: 0 | 1;
}

/** Tried below the documented size, if the refusal names none. */
const SMALLER = [100, 50, 20, 10, 5, 2, 1];

export function createLists(): Lists {
  const taken = new Map<PagedAction, Way>();

  /** Tries one way after the other until one is taken; the first refusal is thrown when none is. */
  async function inSomeWay<R>(action: PagedAction, mayShift: boolean, ask: (way: Way) => Promise<R>): Promise<R> {
    const known = taken.get(action);
    if (known) return ask(known);
    let way: Way | undefined = { size: PAGE[action], first: 0 };
    let refusal: unknown;
    while (way) {
      try {
        const answer = await ask(way);
        taken.set(action, way);
        return answer;
      } catch (error) {
        if (!(error instanceof FirstPageRefused)) throw error;
        refusal ??= error.cause;
        way = next(way, PAGE[action], error.cause, mayShift);
      }
    }
    throw refusal;
  }

  return {
    all: (action, { fetch, keyOf, isCut, mayCountFromOne }) =>
      inSomeWay(action, mayCountFromOne === true, ({ size, first }) =>
        allPages(
          async (pageNumber) => {
            const page = fetch({ PageSize: size, PageNumber: pageNumber + first });
            if (pageNumber > 0 || taken.has(action)) return page;
            const answer = await refusable(page);
            // Kept before the list is complete: the second page may fail for another reason.
            taken.set(action, { size, first });
            return answer;
          },
          isCut ? "unknown" : size,
          keyOf,
        ),
      ),
    sized: (action, ask) =>
      inSomeWay(action, false, ({ size }) => (taken.has(action) ? ask(size) : refusable(ask(size)))),
  };
}

class FirstPageRefused extends Error {
  constructor(override readonly cause: ServiceError) {
    super(cause.message, { cause });
  }
}

/** An answer, or a refusal by which the service may mean the size or the number of the page. */
const refusable = <R>(page: Promise<R>): Promise<R> =>
  page.catch((error: unknown) => {
    const isAboutPage =
      error instanceof ServiceError &&
      /^(?:InvalidParameter|InvalidParameterValue|LimitExceeded)(?:\.|$)/.test(error.code) &&
      !/\.[A-Za-z]*Not(?:Exists?|Found)$/.test(error.code);
    return Promise.reject(isAboutPage ? new FirstPageRefused(error) : error);
  });

/** The way after one that was refused: smaller, by the limit that the refusal names or step by step; then from number 1. */
function next({ size, first }: Way, documented: number, refusal: ServiceError, mayShift: boolean): Way | undefined {
  const words = refusal.serviceMessage;
  const isAboutNumber = /page\s?(?:number|no|index)/i.test(words) && !/size/i.test(words);
  const shifted: Way | undefined = mayShift && first === 0 ? { size: documented, first: 1 } : undefined;
  if (isAboutNumber && shifted) return shifted;
  const named = (words.match(/(?<![\w.-])\d{1,4}(?![\w-])/g) ?? [])
    .map(Number)
    .filter((limit) => limit >= 1 && limit < size);
  const smaller = named.length > 0 ? Math.max(...named) : SMALLER.find((step) => step < size);
  return smaller === undefined ? shifted : { size: smaller, first };
}
