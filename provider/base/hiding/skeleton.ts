import type { Reading } from "./decoded";

/**
 * What of a text survives every way of writing it down: letters in lower case and without accents, digits, and signs
 * beyond ASCII. Blanks and punctuation are gone, full-width signs are those of ASCII.
 */
export interface Skeleton {
  readonly text: string;
  /** The place in the source of unit `i`. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** 1: something was dropped in front of unit `i`. */
  readonly gap: Uint8Array;
  /** How much it tells: 1 for each letter and digit of ASCII, 2 for each other sign. */
  readonly weight: number;
}

/** Of ASCII: the unit to keep, 0 for none. */
const ASCII = Uint8Array.from({ length: 128 }, (_, code) =>
  /[a-z0-9]/i.test(String.fromCharCode(code)) ? String.fromCharCode(code).toLowerCase().charCodeAt(0) : 0,
);

/** Blanks, punctuation, accents, what nobody sees, and what stands for a broken character. */
const DROPPED = /[\p{Z}\p{C}\p{P}\p{M}\ufffd]/u;

/** The few signs that texts of one language repeat. */
const known = new Map<string, string>();
const MOST_KNOWN = 20_000;

export function skeletonOf({ text, from: starts, to: ends }: Reading): Skeleton {
  let size = Math.max(16, text.length);
  let units = new Uint16Array(size);
  let from = new Int32Array(size);
  let to = new Int32Array(size);
  let gap = new Uint8Array(size);
  let count = 0;
  let weight = 0;
  let dropped = 1;
  const keep = (unit: number, start: number, end: number): void => {
    if (count === size) {
      size *= 2;
      units = grown(units, new Uint16Array(size));
      from = grown(from, new Int32Array(size));
      to = grown(to, new Int32Array(size));
      gap = grown(gap, new Uint8Array(size));
    }
    units[count] = unit;
    from[count] = starts?.[start] ?? start;
    to[count] = ends?.[end] ?? end + 1;
    gap[count++] = dropped;
    dropped = 0;
  };
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 128) {
      if (ASCII[code] === 0) dropped = 1;
      else {
        keep(ASCII[code]!, at, at);
        weight++;
      }
      continue;
    }
    const sign = String.fromCodePoint(text.codePointAt(at)!);
    const form = formOf(sign);
    const last = at + sign.length - 1;
    for (let unit = 0; unit < form.length; unit++) keep(form.charCodeAt(unit), at, last);
    if (form === "") dropped = 1;
    else weight += /^[a-z0-9]+$/.test(form) ? form.length : 2;
    at = last;
  }
  const bytes = Buffer.from(units.buffer, 0, count * 2);
  return { text: bytes.toString("utf16le"), from, to, gap, weight };
}

function formOf(sign: string): string {
  const form = known.get(sign);
  if (form !== undefined) return form;
  const kept = [...sign.normalize("NFKD").toLowerCase()].filter((part) => !isDropped(part)).join("");
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(sign, kept);
  return kept;
}

const isDropped = (sign: string): boolean =>
  sign.charCodeAt(0) < 128 ? ASCII[sign.charCodeAt(0)] === 0 : DROPPED.test(sign);

function grown<T extends Uint8Array | Uint16Array | Int32Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}

/** Whether a unit belongs to a word of a script that puts blanks between words. */
export function isWord(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (Number.isNaN(code)) return false;
  if (code < 128) return ASCII[code] !== 0;
  return /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u.test(text[at]!);
}
