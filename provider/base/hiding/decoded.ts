/** A text as it is read, each unit of it with the place in the source that it stands for. */
export interface Reading {
  readonly text: string;
  /** Of unit `i`; absent where the text is the source itself. */
  readonly from?: Int32Array;
  /** Behind unit `i`. */
  readonly to?: Int32Array;
}

/** A text that was quoted in a text that was quoted: nobody does it more often. */
const MOST_PASSES = 4;

/** What stands for another sign in an address (one character of UTF-8) or a page. */
const NAMED = new RegExp(
  [
    "(?<percent>%(?:[0-7][0-9a-f]|[cd][0-9a-f]%[89ab][0-9a-f]|e[0-9a-f](?:%[89ab][0-9a-f]){2}|f[0-7](?:%[89ab][0-9a-f]){3}))",
    "&(?:#(?<decimal>[0-9]{1,7})|#x(?<hex>[0-9a-f]{1,6})|(?<name>amp|lt|gt|quot|apos|nbsp));",
  ].join("|"),
  "gis",
);

/** These, and what stands for another sign in a JSON text or a program. */
const ESCAPE = new RegExp(
  String.raw`\\u(?<u>[0-9a-f]{4})|\\u\{(?<braced>[0-9a-f]{1,6})\}|\\x(?<x>[0-9a-f]{2})|\\(?<letter>.)|${NAMED.source}`,
  "gis",
);

const LETTERS: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f", v: "\v" };
const NAMES: Readonly<Record<string, string>> = {
  ...{ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" },
};

/**
 * `source` as it is, with every escape read, and so on for a text that was quoted more than once. Each counts: one step too
 * far, and the escapes of the secret itself are read, as is a backslash at its end with the quote behind it.
 */
export function readings(source: string): [Reading, ...Reading[]] {
  const all: [Reading, ...Reading[]] = [{ text: source }];
  for (const escapes of [ESCAPE, ...(source.includes("\\") ? [NAMED] : [])]) {
    let reading: Reading | undefined = all[0];
    for (let pass = 0; pass < MOST_PASSES; pass++) {
      reading = readOnce(reading, escapes);
      if (reading === undefined) break;
      all.push(reading);
    }
  }
  return all;
}

function readOnce(before: Reading, escapes: RegExp): Reading | undefined {
  const { text } = before;
  if (!/[\\%&]/.test(text)) return undefined;
  const pieces: string[] = [];
  const from: number[] = [];
  const to: number[] = [];
  const place = (index: number): void => {
    from.push(before.from?.[index] ?? index);
    to.push(before.to?.[index] ?? index + 1);
  };
  let done = 0;
  for (const match of text.matchAll(escapes)) {
    const sign = signOf(match);
    if (sign === undefined) continue;
    for (let at = done; at < match.index; at++) place(at);
    const last = match.index + match[0].length - 1;
    for (let unit = 0; unit < sign.length; unit++) {
      from.push(before.from?.[match.index] ?? match.index);
      to.push(before.to?.[last] ?? last + 1);
    }
    pieces.push(text.slice(done, match.index), sign);
    done = last + 1;
  }
  if (done === 0) return undefined;
  for (let at = done; at < text.length; at++) place(at);
  pieces.push(text.slice(done));
  return { text: pieces.join(""), from: Int32Array.from(from), to: Int32Array.from(to) };
}

function signOf({ groups = {} }: RegExpMatchArray): string | undefined {
  const { u, braced, x, letter, percent, decimal, hex, name } = groups;
  const code = u ?? braced ?? x ?? hex;
  if (code !== undefined) return fromCode(Number.parseInt(code, 16));
  if (decimal !== undefined) return fromCode(Number(decimal));
  if (letter !== undefined) return LETTERS[letter] ?? letter;
  if (name !== undefined) return NAMES[name.toLowerCase()];
  try {
    return decodeURIComponent(percent!);
  } catch {
    return undefined;
  }
}

const fromCode = (code: number): string | undefined => (code <= 0x10ffff ? String.fromCodePoint(code) : undefined);
