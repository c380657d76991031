import { UserError } from "../../base/errors";

const MB = 1024 * 1024;

/** A hundred times what ten thousand people need. */
const MOST_MB = 20;

export function refuseLarge(file: string, bytes: number): void {
  if (bytes <= MOST_MB * MB) return;
  throw new UserError(
    `${file}: expected at most ${MOST_MB} MB, got ${Math.ceil(bytes / MB)} MB; is it a sheet of people? Split it if it is`,
  );
}

/** The text of a file, with lines that end in "\n": UTF-8, UTF-16 with its mark, or GB18030 (GBK, GB2312). */
export function textOf(file: string, content: string | Buffer): string {
  refuseLarge(file, content.length);
  const text = typeof content === "string" ? content.replace(/^\uFEFF/, "") : decoded(file, content);
  return text.replace(/\r\n?/g, "\n");
}

function decoded(file: string, content: Buffer): string {
  const marked = content[0] === 0xff && content[1] === 0xfe ? ["utf-16le"] : ["utf-8", "gb18030"];
  for (const encoding of marked) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(content);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  }
  throw new UserError(`${file}: expected text in UTF-8 or GB18030, got neither; save it as "CSV UTF-8"`);
}
