import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { messageOf, UserError } from "../../base/errors";
import { csvRows } from "./csv";
import { type Placed, peopleOf } from "./people";
import type { Person } from "./person";
import { type Place, SheetError, type SheetProblem } from "./problems";
import type { ReadOptions } from "./rows";
import { refuseLarge, textOf } from "./text";
import { treeRows } from "./tree";

export type SheetFormat = "csv" | "yaml" | "json";

/** How a sheet is read. */
export interface ParseSheetOptions extends ReadOptions {
  /** The name that messages give the sheet. Default: `sheet.csv` and so on. */
  file?: string;
}

export interface ReadSheetOptions extends ReadOptions {
  /** Default: by the ending of the file. */
  format?: SheetFormat;
}

/** What a sheet holds and what is wrong with it. */
export interface Inspection {
  people: Placed[];
  problems: SheetProblem[];
}

/**
 * Reads the people of a CSV, YAML or JSON file. Everything that is wrong is thrown at once, as a `SheetError`.
 *
 * ```ts
 * const people = tccc.readSheet("roster.csv");
 * ```
 *
 * A column that is missing and a cell that is blank are not managed; `-` is none.
 */
export function readSheet(file: string, options: ReadSheetOptions = {}): Person[] {
  return peopleIn(file, inspectFile(file, options));
}

/** As `readSheet`, from a text or the bytes of a file. */
export function parseSheet(content: string | Buffer, format: SheetFormat, options: ParseSheetOptions = {}): Person[] {
  const file = options.file ?? `sheet.${format}`;
  return peopleIn(file, inspectSheet(file, content, format, options));
}

/** The people and the problems of a file; throws only where it cannot be read at all. */
export function inspectFile(file: string, options: ReadSheetOptions = {}): Inspection {
  const format = options.format ?? formatOf(file);
  let content: Buffer;
  try {
    refuseLarge(file, statSync(file).size);
    content = readFileSync(file);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`${file}: could not be read: ${reasonOf(file, error)}`, { cause: error });
  }
  return inspectSheet(file, content, format, options);
}

/** The people and the problems of a text, or of the bytes of a file. */
export function inspectSheet(
  file: string,
  content: string | Buffer,
  format: SheetFormat,
  options: ParseSheetOptions,
): Inspection {
  const problems: SheetProblem[] = [];
  const report = ({ line, column }: Place, message: string): void => {
    problems.push({ file, line, column, message });
  };
  const text = textOf(file, content, report);
  if (text === undefined) return { people: [], problems };
  const rows = format === "csv" ? csvRows(text, options, report) : treeRows(text, format, options, report);
  const people = peopleOf(rows, report);
  problems.sort((a, b) => a.line - b.line || a.column - b.column);
  return { people, problems };
}

function peopleIn(file: string, { people, problems }: Inspection): Person[] {
  if (problems.length > 0) throw new SheetError(file, problems);
  return people.map(({ person }) => person);
}

function reasonOf(file: string, error: unknown): string {
  switch ((error as NodeJS.ErrnoException).code) {
    case "ENOENT":
    case "ENOTDIR":
      return `there is no such file (looked in ${path.dirname(path.resolve(file))})`;
    case "EISDIR":
      return "it is a folder; name the files in it";
    default:
      return messageOf(error);
  }
}

const endings: Readonly<Record<string, SheetFormat>> = {
  ".csv": "csv",
  ".tsv": "csv",
  ".txt": "csv",
  ".yaml": "yaml",
  ".yml": "yaml",
  ".json": "json",
};

function formatOf(file: string): SheetFormat {
  const ending = path.extname(file).toLowerCase();
  const format = Object.hasOwn(endings, ending) ? endings[ending] : undefined;
  if (format) return format;
  throw new UserError(
    `${file}: expected a file that ends in .csv, .tsv, .yaml, .yml or .json, got ${ending === "" ? "no ending" : ending}; save it as CSV`,
  );
}
