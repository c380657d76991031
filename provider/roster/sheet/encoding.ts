/** What a file holds as text, or why it is none. `at`: the byte at which it stops making sense, where that is known. */
export type Decoded = { text: string } | { fault: string; at?: number };

const SAVE = 'save it as "CSV UTF-8"';

/** UTF-8 with or without its mark, UTF-16 with its mark, or GB18030 (GBK, GB2312), which Chinese spreadsheets write. */
export function decode(content: Buffer): Decoded {
  if (begins(content, 0x50, 0x4b, 0x03, 0x04) || begins(content, 0xd0, 0xcf, 0x11, 0xe0)) {
    return { fault: `expected text, got a workbook (.xlsx or .xls) or an archive; open it and ${SAVE}` };
  }
  for (const [encoding, ...mark] of marks) {
    if (!begins(content, ...mark)) continue;
    const text = strictly(encoding, content);
    if (text !== undefined) return { text };
    if (encoding !== "utf-8") return { fault: `it begins as ${encoding} and is none; was it cut off? Or ${SAVE}` };
    return damaged(scan(content).bad!);
  }
  const nul = content.indexOf(0);
  if (nul >= 0) {
    const fault = `expected text, got a NUL byte: UTF-16 without its mark, or a file that a crash left behind; ${SAVE}`;
    return { fault, at: nul };
  }
  const utf8 = strictly("utf-8", content);
  if (utf8 !== undefined) return { text: utf8 };
  const found = scan(content);
  if (found.cut || found.long >= found.other) return damaged(found.bad!);
  const gb = strictly("gb18030", content);
  if (gb !== undefined && isChinese(content)) return { text: gb };
  if (gb === undefined && strictly("gb18030", content, true) !== undefined && isChinese(content)) {
    return { fault: "the last character is cut off; was the file?", at: content.length - 1 };
  }
  return { fault: `expected text in UTF-8 or GB18030, got neither; ${SAVE}` };
}

const marks: readonly ["utf-8" | "utf-16le" | "utf-16be", ...number[]][] = [
  ["utf-8", 0xef, 0xbb, 0xbf],
  ["utf-16le", 0xff, 0xfe],
  ["utf-16be", 0xfe, 0xff],
];

const damaged = (at: number): Decoded => ({
  fault: `a character is cut off or damaged here: the rest is UTF-8, this is not; was the file cut off? Or ${SAVE}`,
  at,
});

const begins = (content: Buffer, ...bytes: number[]): boolean => bytes.every((byte, at) => content[at] === byte);

/** `open`: a last character that is not complete is left out. */
function strictly(encoding: string, content: Buffer, open = false): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(content, { stream: open });
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/**
 * Whether a text is UTF-8 in which something is broken: read as GB18030 it would be other characters, without an error.
 * Hanzi are three bytes in UTF-8; GB18030 hardly ever happens to look like that.
 */
function scan(content: Buffer): { bad?: number; cut: boolean; long: number; other: number } {
  const found: { bad?: number; cut: boolean; long: number; other: number } = { cut: false, long: 0, other: 0 };
  for (let at = 0; at < content.length; ) {
    const size = sizeAt(content, at);
    if (size >= 3) found.long += size;
    else if (size !== 1) found.other += size || 1;
    if (size === 0) {
      // An end in the middle of a character, and nothing else that is wrong.
      found.cut = found.bad === undefined && isUnfinished(content, at);
      found.bad ??= at;
      if (found.cut) return found;
    }
    at += size || 1;
  }
  return found;
}

/** The bytes of the character at a place in UTF-8; 0: none is there. */
function sizeAt(content: Buffer, at: number): number {
  const size = sizeOf(content[at]!);
  if (size === 0 || at + size > content.length) return 0;
  for (let next = 1; next < size; next++) if ((content[at + next]! & 0xc0) !== 0x80) return 0;
  return size;
}

function sizeOf(first: number): number {
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4) return 0;
  return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

function isUnfinished(content: Buffer, at: number): boolean {
  const rest = content.subarray(at + 1);
  return rest.length < sizeOf(content[at]!) - 1 && rest.every((byte) => (byte & 0xc0) === 0x80);
}

/**
 * Any text of Western Europe or in Big5 reads as GB18030 too, with hanzi that nobody uses ("Müller"). Of what Chinese people
 * write, most is signs and hanzi of GB2312.
 */
function isChinese(content: Buffer): boolean {
  let common = 0;
  let all = 0;
  for (let at = 0; at < content.length; at++) {
    const first = content[at]!;
    if (first < 0x80) continue;
    const second = content[++at] ?? 0;
    const sign = first >= 0xa1 && first <= 0xa3;
    const hanzi = first >= 0xb0 && first <= 0xf7;
    if (second >= 0x30 && second <= 0x39) at += 2;
    else if ((sign || hanzi) && second >= 0xa1) common++;
    all++;
  }
  return common * 2 >= all;
}
