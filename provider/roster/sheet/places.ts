import type { Place } from "./problems";

/** Where the cells of a CSV text are. */
export interface Places {
  /** Where a cell of the line begins that is at or after `offset`. */
  cell(offset: number, index: number): Place;
  /** Where the last cell of that line begins. */
  last(offset: number): Place;
}

export function placesIn(text: string, delimiter: string): Places {
  let newlines: number[] | undefined;
  const place = (offset: number): Place => {
    newlines ??= [...text.matchAll(/\n/g)].map(({ index }) => index);
    let low = 0;
    for (let high = newlines.length; low < high; ) {
      const middle = (low + high) >>> 1;
      if (newlines[middle]! < offset) low = middle + 1;
      else high = middle;
    }
    return { line: low + 1, column: offset - (low === 0 ? -1 : newlines[low - 1]!) };
  };
  // Most of what is wrong stands in the same line as what was wrong before it.
  let known: { from: number; found: number[] } | undefined;
  const starts = (from: number): number[] => {
    if (known?.from === from) return known.found;
    let at = from;
    while (text[at] === "\n") at++;
    const found = [at];
    for (let quoted = false; at < text.length; at++) {
      if (text[at] === '"') quoted = !quoted;
      else if (!quoted && text[at] === delimiter) found.push(at + 1);
      else if (!quoted && text[at] === "\n") break;
    }
    known = { from, found };
    return found;
  };
  return {
    cell: (offset, index) => {
      const found = starts(offset);
      return place(found[Math.min(index, found.length - 1)]!);
    },
    last: (offset) => place(starts(offset).at(-1)!),
  };
}
