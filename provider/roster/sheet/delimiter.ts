import { headingOf } from "./headers";

/** What may divide columns: commas and semicolons of a Chinese input method too. */
const delimiters = [",", ";", "\t", "|", "，", "；"];

export interface Divided {
  /** As long as the text that was given: what stands where is the same. */
  text: string;
  delimiter: string;
}

/** A CSV text and what divides its cells, without what spreadsheets add for one another: `sep=;` and `="0012"`. */
export function divided(given: string): Divided {
  const [line, named] = /^"?sep=(.)"?(?=\n)/i.exec(given) ?? [];
  const text = line === undefined ? given : " ".repeat(line.length) + given.slice(line.length);
  const delimiter = named ?? delimiterOf(text);
  return { text: withoutSigns(text, delimiter), delimiter };
}

/** The one by which the first line that is not blank has the most names of columns, else the most cells. */
function delimiterOf(text: string): string {
  const first = /[^\n]*\S[^\n]*/.exec(text)?.[0] ?? "";
  const unquoted = first.replace(/"[^"]*"/g, (cell) => cell.replace(/[,;\t|，；]/g, " "));
  const score = (delimiter: string): number => {
    const cells = unquoted.split(delimiter);
    const known = cells.filter((cell) => !("unknown" in headingOf(cell.replace(/^\s*"|"\s*$/g, ""))));
    return known.length * 10_000 + Math.min(cells.length, 9_999);
  };
  const scored = delimiters.map((delimiter) => ({ delimiter, score: score(delimiter) }));
  return scored.reduce((best, one) => (one.score > best.score ? one : best)).delimiter;
}

/** Another delimiter by which a line has as many cells as it should have. */
export function otherDelimiter(raw: string, delimiter: string, width: number): string | undefined {
  return delimiters.find((other) => other !== delimiter && raw.trim().split(other).length === width);
}

/** A cell `="0012"`, which a spreadsheet keeps as text; no quote can stand there otherwise. */
function withoutSigns(text: string, delimiter: string): string {
  if (!text.includes('="')) return text;
  const mark = delimiter === "|" ? "\\|" : delimiter;
  const cell = new RegExp(`(^|[\\n${mark}])="([^"\\n${mark}]+)"(?=[\\n${mark}]|$)`, "g");
  return text.replace(cell, (_, before: string, inner: string) => `${before}  ${inner} `);
}
