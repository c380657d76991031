import type { Range } from "./instants";

/** How long a window may be, in seconds. */
export interface Lengths {
  first: number;
  /** The service's own limit. */
  longest: number;
  /** A window of this length is read to its end, however much is in it. */
  shortest: number;
}

/** What reading a window showed: it held much, little, something between; or it was given up since it holds too much. */
export type Outcome = "much" | "little" | "fitting" | "too much";

/** The window that begins at `at`. Ends with the range. */
export function windowAt(at: number, { to }: Range, length: number): Range {
  return { from: at, to: Math.min(to, at + length) };
}

/** The length of the next window. It grows through quiet times and shrinks at busy ones, within its bounds. */
export function nextLength(length: number, outcome: Outcome, { longest, shortest }: Lengths): number {
  const factor = { much: 1 / 2, little: 2, fitting: 1, "too much": 1 / 8 }[outcome];
  return Math.max(shortest, Math.min(longest, Math.round(length * factor)));
}

/** Rows of one window; `undefined` when there are more than the reader wants to hold. */
export type ReadWindow<T> = (window: Range, mayGiveUp: boolean) => Promise<readonly T[] | undefined>;

export interface Walk<T> {
  lengths: Lengths;
  read: ReadWindow<T>;
  /** Rows with one key are one and the same. */
  keyOf(row: T): string;
  /** Unix seconds by which rows are in order. */
  timeOf(row: T): number;
  /** Rows in a window below which the next one is longer, and above which it is shorter. */
  few: number;
  many: number;
}

/**
 * Everything in a range, the oldest first, each once, holding two windows at a time. A window begins where the one before
 * it ended, since nobody documents whether the service counts its ends in: what it shows twice is given once.
 */
export async function* walk<T>(range: Range, { lengths, read, keyOf, timeOf, few, many }: Walk<T>): AsyncGenerator<T> {
  let length = lengths.first;
  let before: ReadonlySet<string> = new Set();
  for (let at = range.from; at === range.from || at < range.to; ) {
    const window = windowAt(at, range, length);
    const rows = await read(window, window.to - window.from > lengths.shortest);
    if (!rows) {
      length = nextLength(window.to - window.from, "too much", lengths);
      continue;
    }
    const keyed = new Map(rows.map((row) => [keyOf(row), row]));
    const inOrder = [...keyed].sort(([, a], [, b]) => timeOf(a) - timeOf(b));
    for (const [key, row] of inOrder) if (!before.has(key)) yield row;
    before = new Set(keyed.keys());
    length = nextLength(length, keyed.size < few ? "little" : keyed.size > many ? "much" : "fitting", lengths);
    at = window.to;
    if (at === range.from) return;
  }
}
