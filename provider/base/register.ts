import { Generation, lookedAt } from "./hiding/generation";
import { HIDDEN, textsIn } from "./secrets";

/** A generation that is full is kept beside the next one, so that a process which sees no end of secrets ends none the less. */
const MOST_SECRETS = 200_000;
const MOST_UNITS = 32_000_000;

/**
 * Everything secret that a process has seen, and the one way in which texts lose it: whatever leaves the process (a
 * message, a reason in the state, a line of a log) goes through `hide`, whoever wrote it and whosever secret it quotes.
 *
 * A secret is known in other spellings too: a number by its digits, with its country code or without, whatever stands
 * between them; a text by its letters, digits and signs, in any case, inside a JSON text, an address, a page, Base64 or
 * hexadecimal digits. What is shorter than 4 signs, or up to 5 digits, would hide the ids and names of everybody: it is
 * hidden in what the service says only (`hideQuoted`), where it stands alone.
 *
 * The newest 200,000 secrets are known at least.
 */
export class Secrets {
  /** @param most how many secrets make a generation full */
  constructor(private readonly most = MOST_SECRETS) {}

  private newest = new Generation();
  private older: Generation | undefined;
  private readonly readable = new Set<string>(["secret", "true", "false", "null", "undefined"]);

  /** Every text and number in `value`, a declaration or a part of one, is a secret from now on. */
  note(value: unknown): void {
    for (const text of textsIn(value)) {
      if (this.newest.has(text)) continue;
      if (this.readable.has(text.toLowerCase())) continue;
      if (this.newest.count >= this.most || this.newest.size >= MOST_UNITS) {
        this.older = this.newest;
        this.newest = new Generation();
      }
      this.newest.add(text);
    }
  }

  /** Words that stay readable whoever calls a secret so: names of fields and types, and ids. */
  keep(words: Iterable<string>): void {
    for (const word of words) this.readable.add(word.toLowerCase());
  }

  /** `text` without any secret that this process has seen. Again and again it stays the same. */
  hide(text: string): string {
    return this.without(text, false);
  }

  /** The words of the service about one call: short secrets are hidden too, those of fewer than 4 signs if it is their call. */
  hideQuoted(text: string, own: readonly string[]): string {
    return withoutWords(this.without(text, true), own);
  }

  private without(text: string, quoted: boolean): string {
    if (text === "" || (this.newest.count === 0 && this.older === undefined)) return text;
    const looked = lookedAt(text);
    const ranges: [start: number, end: number][] = [];
    for (const generation of [this.newest, this.older]) {
      generation?.find(looked, quoted, (start, end) => ranges.push([start, end]));
    }
    return withoutRanges(text, ranges);
  }
}

function withoutRanges(text: string, ranges: [start: number, end: number][]): string {
  if (ranges.length === 0) return text;
  ranges.sort(([a], [b]) => a - b);
  const pieces: string[] = [];
  let done = 0;
  let hiddenTo = -1;
  for (const [start, end] of ranges) {
    if (start > hiddenTo) {
      if (hiddenTo >= 0) pieces.push(HIDDEN);
      pieces.push(text.slice(done, start));
    }
    hiddenTo = Math.max(hiddenTo, end);
    done = hiddenTo;
  }
  pieces.push(HIDDEN, text.slice(done));
  return pieces.join("");
}

/** Words of fewer than four signs: whatever stands between blanks, quotes, commas or brackets, and each word in it. */
function withoutWords(text: string, own: readonly string[]): string {
  const short = new Set(own.filter((secret) => secret.trim() !== "" && secret.length < 4));
  if (short.size === 0) return text;
  return text
    .replace(/[^\s"'`,;()[\]{}<>]+/g, (word) => (short.has(word) ? HIDDEN : word))
    .replace(/(?<![[\p{L}\p{N}])[\p{L}\p{N}]+(?![\p{L}\p{N}])/gu, (word) => (short.has(word) ? HIDDEN : word));
}
