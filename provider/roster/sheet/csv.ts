import { parse } from "csv-parse/sync";
import { headingOf, unknownHeading } from "./headers";
import type { Place } from "./problems";
import type { ReadOptions, Report, Row } from "./rows";

/** One line of cells, which may span several lines of text. */
interface Line {
  cells: string[];
  offset: number;
  raw: string;
}

/** The rows of a CSV text, in which lines end in "\n". */
export function csvRows(text: string, options: ReadOptions, report: Report): Row[] {
  const delimiter = delimiterOf(text);
  const places = placesIn(text, delimiter);
  const [head, ...lines] = linesOf(text, delimiter, places, report);
  if (!head) {
    report({ line: 1, column: 1 }, "the sheet is empty; expected a line of column names such as mail,name,staffNumber");
    return [];
  }
  const columns = columnsOf(head, lines, options, (index, message) => report(places.cell(head.offset, index), message));
  if (!columns) return [];
  const rows: Row[] = [];
  for (const line of lines) {
    const row: Row = { at: () => places.cell(line.offset, 0), cells: new Map(), skills: [] };
    const width = head.cells.length;
    if (line.cells.length < width || line.cells.slice(width).some((cell) => cell.trim() !== "")) {
      const message = `expected ${width} cells as in the line of column names, got ${line.cells.length}; was the line cut off, or is a quote or a delimiter missing?`;
      report(row.at(), message);
      continue;
    }
    for (const [index, column] of columns.entries()) {
      const value = line.cells[index]!.trim();
      if (!column || value === "") continue;
      const cell = { value, at: () => places.cell(line.offset, index) };
      if ("field" in column) row.cells.set(column.field, cell);
      else row.skills.push({ ...cell, name: column.skill });
    }
    rows.push(row);
  }
  return rows;
}

type Column = { field: string } | { skill: string } | undefined;

/** What each column is about; `undefined` in all where no row could be understood. */
function columnsOf(
  head: Line,
  lines: readonly Line[],
  options: ReadOptions,
  report: (index: number, message: string) => void,
): Column[] | undefined {
  const seen = new Map<string, number>();
  const columns = head.cells.map((text, index): Column => {
    const heading = headingOf(text);
    if ("unknown" in heading) {
      const blank = heading.unknown === "" && lines.every(({ cells }) => (cells[index] ?? "").trim() === "");
      if (options.extraColumns !== "ignore" && !blank) report(index, unknownHeading(heading.unknown, "column"));
      return undefined;
    }
    const key = "field" in heading ? heading.field : `skill:${heading.skill}`;
    const first = seen.get(key);
    if (first !== undefined) {
      report(index, `column ${index + 1} is about ${key}, as column ${first + 1} is; remove one of them`);
      return undefined;
    }
    seen.set(key, index);
    return heading;
  });
  const missing = ["mail", "name"].filter((field) => !seen.has(field));
  for (const field of missing) report(0, `expected a column ${field}, but it is missing; every person needs one`);
  return missing.length > 0 ? undefined : columns;
}

/** The lines that are not blank. A text that is no CSV is reported, after the lines before that place. */
function linesOf(text: string, delimiter: string, places: Places, report: Report): Line[] {
  const lines: Line[] = [];
  let offset = 0;
  try {
    parse(text, {
      delimiter,
      raw: true,
      relax_column_count: true,
      record_delimiter: "\n",
      skip_empty_lines: true,
      on_record: (parsed) => {
        const { record: cells, raw } = parsed as unknown as { record: string[]; raw: string };
        if (cells.some((cell) => cell.trim() !== "")) lines.push({ cells, raw, offset });
        offset += raw.length;
        return null;
      },
    });
  } catch (error) {
    const { code, column } = error as { code?: string; column?: unknown };
    if (code === undefined) throw error;
    const index = typeof column === "number" ? column : 0;
    if (code === "CSV_QUOTE_NOT_CLOSED") {
      report(places.last(offset), "a quote is opened here and never closed; was the file cut off?");
    } else {
      const message = `a quote stands where none can be; a cell with quotes, line breaks or "${delimiter}" is quoted as a whole, each quote in it doubled`;
      report(places.cell(offset, index), message);
    }
  }
  return lines;
}

/** The one of `,`, `;` and tab that is most frequent in the first line that is not blank. */
function delimiterOf(text: string): string {
  const first = /[^\n]*\S[^\n]*/.exec(text)?.[0].replace(/"[^"]*"/g, "") ?? "";
  const count = (delimiter: string): number => first.split(delimiter).length;
  return [",", ";", "\t"].reduce((best, one) => (count(one) > count(best) ? one : best));
}

interface Places {
  /** Where a cell of the line begins that is at or after `offset`. */
  cell(offset: number, index: number): Place;
  /** Where the last cell of that line begins. */
  last(offset: number): Place;
}

function placesIn(text: string, delimiter: string): Places {
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
  const starts = (from: number): number[] => {
    let at = from;
    while (text[at] === "\n") at++;
    const found = [at];
    for (let quoted = false; at < text.length; at++) {
      if (text[at] === '"') quoted = !quoted;
      else if (!quoted && text[at] === delimiter) found.push(at + 1);
      else if (!quoted && text[at] === "\n") break;
    }
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
