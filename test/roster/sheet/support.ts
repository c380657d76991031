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

let codes: Map<string, Buffer> | undefined;

/** A text in GBK: as a Chinese spreadsheet saves it, and Node can only read it. */
export function gbk(text: string): Buffer {
  if (!codes) {
    codes = new Map();
    const decoder = new TextDecoder("gbk");
    for (let first = 0x81; first <= 0xfe; first++) {
      for (let second = 0x40; second <= 0xfe; second++) {
        const code = Buffer.from([first, second]);
        codes.set(decoder.decode(code), code);
      }
    }
  }
  const known = codes;
  return Buffer.concat([...text].map((one) => (one <= "\x7f" ? Buffer.from(one) : known.get(one)!)));
}
