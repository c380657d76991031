import type { Found } from "./forms";
import type { Skeleton } from "./skeleton";

/** How many digits a country code may have: what follows them is the number as it is written within its country. */
const MOST_CODE = 3;
/** A number of this length is a phone number, or as good as one: it is known by its end. */
const PHONE = 10;
/** So many equal digits are no accident, wherever they stand; fewer must be the whole of what is written there. */
const CERTAIN = 9;
const LEAST = 6;

/**
 * Numbers, found by their digits: with the country code or without, with blanks, dashes, dots, brackets or none. A text is
 * searched in one pass, however many there are.
 */
export class Numbers {
  /** The end by which a number is known, by length; with it the whole number. */
  private readonly ends = new Map<number, Map<string, string>>();
  /** Which last six digits there are, so that most places are passed over. */
  private readonly sieve = new Uint8Array(1_000_000);

  /** @param international whether it was written with its country code */
  add(digits: string, international: boolean): void {
    const number = digits.replace(/^0+/, "");
    if (number.length < LEAST) return;
    const isPhone = number.length >= PHONE || (international && number.length > LEAST);
    const end = isPhone ? number.slice(-Math.max(LEAST, number.length - MOST_CODE)) : number;
    this.sieve[Number(end.slice(-LEAST))] = 1;
    const ends = this.ends.get(end.length) ?? new Map<string, string>();
    this.ends.set(end.length, ends);
    if ((ends.get(end)?.length ?? 0) < number.length) ends.set(end, number);
  }

  find(skeleton: Skeleton, found: Found): void {
    if (this.ends.size === 0) return;
    const { text } = skeleton;
    let digits = 0;
    let last = 0;
    for (let at = 0; at < text.length; at++) {
      const digit = text.charCodeAt(at) - 48;
      if (digit < 0 || digit > 9) {
        digits = 0;
        last = 0;
        continue;
      }
      digits++;
      last = (last * 10 + digit) % 1_000_000;
      if (digits < LEAST || this.sieve[last] === 0) continue;
      for (const [length, ends] of this.ends) {
        if (length > digits) continue;
        const number = ends.get(text.slice(at + 1 - length, at + 1));
        if (number !== undefined) this.take(skeleton, number, length, at + 1 - digits, at + 1, found);
      }
    }
  }

  /** Takes what stands in front of the end and belongs to it; `first` is where its digits begin. */
  private take(skeleton: Skeleton, number: string, length: number, first: number, end: number, found: Found): void {
    const { text, gap } = skeleton;
    let start = end - length;
    let equal = length;
    while (equal < number.length && start > first && text[start - 1] === number[number.length - 1 - equal]) {
      start--;
      equal++;
    }
    while (start > first && gap[start] === 0 && text[start - 1] === "0") start--;
    const whole = isEdge(skeleton, start) && isEdge(skeleton, end);
    if (equal >= CERTAIN || whole) found(start, end);
  }
}

const isEdge = ({ text, gap }: Skeleton, at: number): boolean => at >= text.length || at === 0 || gap[at] === 1;
