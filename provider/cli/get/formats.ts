import Table from "cli-table3";
import { type Column, forPeople, forSheets, shown, titleOf, valueAt } from "./cells";

/** Writes rows as they come: constant memory, whatever their number. */
export interface Writer {
  begin(): string;
  row(row: object): string;
  end(): string;
}

/** RFC 4180: lines end in CRLF, a header names the columns, quotes where they are needed. */
export function csvWriter(columns: readonly Column[], byteOrderMark: boolean): Writer {
  const line = (cells: readonly string[]): string => `${cells.map(quoted).join(",")}\r\n`;
  return {
    begin: () => (byteOrderMark ? "\uFEFF" : "") + line(columns),
    row: (row) => line(columns.map((column) => shown(valueAt(row, column), forSheets))),
    end: () => "",
  };
}

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** One array, a row to a line. */
export function jsonWriter(): Writer {
  let before = "[";
  return {
    begin: () => "",
    row: (row) => {
      const text = `${before}\n${JSON.stringify(row)}`;
      before = ",";
      return text;
    },
    end: () => (before === "[" ? "[]\n" : "\n]\n"),
  };
}

/** Rows that are aligned with one another; the time of cli-table3 grows with the square of them. */
const ALIGNED = 200;

/** Aligned columns under their titles, wide characters too. Beyond {@link ALIGNED} rows a column may get wider, never narrower. */
export function tableWriter(columns: readonly Column[]): Writer {
  let waiting: string[][] = [];
  let widths: number[] | undefined;
  function flush(): string {
    const head = widths ? [] : [columns.map(titleOf)];
    const block = aligned([...head, ...waiting], widths ?? columns.map(() => 0));
    waiting = [];
    widths = block.widths;
    return block.text;
  }
  return {
    begin: () => "",
    row: (row) => {
      waiting.push(columns.map((column) => printable(shown(valueAt(row, column), forPeople))));
      return waiting.length < ALIGNED ? "" : flush();
    },
    end: () => (widths && waiting.length === 0 ? "" : flush()),
  };
}

/** One object: a line for each member that has a value. */
export function objectTable(object: object, columns: readonly Column[]): string {
  const lines = columns
    .map((column) => [titleOf(column), printable(shown(valueAt(object, column), forPeople))])
    .filter(([, value]) => value !== "");
  return aligned(lines, [0, 0]).text;
}

/** Names are anybody's text: no line break and no control sequence of theirs reaches the terminal. */
const printable = (cell: string): string => cell.replace(/\p{Cc}+/gu, " ");

function aligned(lines: readonly (readonly string[])[], least: readonly number[]): { text: string; widths: number[] } {
  const natural = render(lines, []);
  const widths = least.map((width, column) => Math.max(width, natural.widths[column] ?? 0));
  return { text: render(lines, widths).text, widths };
}

const NO_BORDERS = Object.fromEntries(
  ["top", "bottom", "left", "right"]
    .flatMap((side) => [side, `${side}-mid`, `${side}-left`, `${side}-right`])
    .map((part) => [part, ""]),
);

function render(lines: readonly (readonly string[])[], colWidths: number[]): { text: string; widths: number[] } {
  const table = new Table({
    chars: { ...NO_BORDERS, mid: "", "mid-mid": "", "left-mid": "", "right-mid": "", middle: "  " },
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
    colWidths,
  });
  table.push(...lines.map((line) => [...line]));
  const text = table.toString().replace(/[ ]+$/gm, "");
  // The widths that it chose are left in its options.
  const { colWidths: chosen } = (table as unknown as { options: { colWidths: number[] } }).options;
  return { text: text === "" ? "" : `${text}\n`, widths: [...chosen] };
}
