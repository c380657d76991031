import { UserError } from "../../base/errors";
import { decode } from "./encoding";
import type { Report } from "./rows";

const MB = 1024 * 1024;

/** A hundred times what ten thousand people need. */
const MOST_MB = 20;

export function refuseLarge(file: string, bytes: number): void {
  if (bytes <= MOST_MB * MB) return;
  throw new UserError(
    `${file}: expected at most ${MOST_MB} MB, got ${Math.ceil(bytes / MB)} MB; is it a sheet of people? Split it if it is`,
  );
}

/** The text of a file, with lines that end in "\n"; `undefined` where it is damaged, which is reported. */
export function textOf(file: string, content: string | Buffer, report: Report): string | undefined {
  refuseLarge(file, content.length);
  if (typeof content === "string") return withNewlines(content.replace(/^\uFEFF/, ""));
  const decoded = decode(content);
  if ("text" in decoded) return withNewlines(decoded.text);
  if (decoded.at === undefined) throw new UserError(`${file}: ${decoded.fault}`);
  // As UTF-8: nothing is wrong before that place. In GB18030 it is the column of the byte.
  const before = withNewlines(content.subarray(0, decoded.at).toString())
    .replace(/^\uFEFF/, "")
    .split("\n");
  report({ line: before.length, column: before.at(-1)!.length + 1 }, decoded.fault);
  return undefined;
}

const withNewlines = (text: string): string => text.replace(/\r\n?/g, "\n");
