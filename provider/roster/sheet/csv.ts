import { parse } from "csv-parse/sync";
import { shown } from "../../core/values";
import { divided, otherDelimiter } from "./delimiter";
import { headingOf, unknownHeading } from "./headers";
import { type Places, placesIn } from "./places";
import type { ReadOptions, Report, Row } from "./rows";

/** One line of cells, which may span several lines of text. */
interface Line {
  cells: string[];
  offset: number;
  raw: string;
}

/** The rows of a CSV text, in which lines end in "\n". */
export function csvRows(given: string, options: ReadOptions, report: Report): Row[] {
  const { text, delimiter } = divided(given);
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
    const fault = faultOf(line, head, delimiter);
    if (fault !== undefined) {
      report(row.at(), fault);
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

/** Why a line is no row under these names of columns. */
function faultOf(line: Line, head: Line, delimiter: string): string | undefined {
  const width = head.cells.length;
  const isHead = line.cells.every((cell, index) => cell.trim() === (head.cells[index] ?? "").trim());
  if (isHead) return "the line of column names stands here once more; remove it";
  if (line.cells.length >= width && line.cells.slice(width).every((cell) => cell.trim() === "")) return undefined;
  const other = otherDelimiter(line.raw, delimiter, width);
  const why = other
    ? `it is divided by ${shown(other)}, the line of column names by ${shown(delimiter)}`
    : "was the line cut off, or is a quote or a delimiter missing?";
  return `expected ${width} cells as in the line of column names, got ${line.cells.length}; ${why}`;
}

type Column = { field: string } | { skill: string } | undefined;

/** What each column is about; `undefined` in all where no row could be understood. */
function columnsOf(
  head: Line,
  lines: readonly Line[],
  options: ReadOptions,
  report: (index: number, message: string) => void,
): Column[] | undefined {
  if (head.cells.every((text) => "unknown" in headingOf(text))) {
    report(0, noHeadings(head, lines));
    return undefined;
  }
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

/** One message, where each cell would be an unknown column: a title above the names of the columns, or no sheet at all. */
function noHeadings(head: Line, lines: readonly Line[]): string {
  const got = shown(head.cells.find((cell) => cell.trim() !== ""));
  const below = lines
    .slice(0, 20)
    .some(({ cells }) => cells.filter((text) => !("unknown" in headingOf(text))).length > 1);
  const what = below ? "remove the lines above the one that has them" : "add it as the first line";
  return `expected a line of column names such as mail,name,staffNumber or 邮箱,姓名,工号, got ${got}; ${what}`;
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
