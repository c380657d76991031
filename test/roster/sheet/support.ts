import assert from "node:assert/strict";
import { type ParseSheetOptions, parseSheet, SheetError, type SheetFormat } from "../../../provider";

/** What is wrong in the sheet, as `line:column: message`. */
export function problemsOf(content: string | Buffer, format: SheetFormat, options?: ParseSheetOptions): string[] {
  try {
    parseSheet(content, format, options);
  } catch (error) {
    assert.ok(error instanceof SheetError, String(error));
    return error.problems.map(({ line, column, message }) => `${line}:${column}: ${message}`);
  }
  return [];
}

/** The place and the first word of each problem. */
export const placesOf = (...args: Parameters<typeof problemsOf>): string[] =>
  problemsOf(...args).map((text) => text.split(" ").slice(0, 2).join(" "));
