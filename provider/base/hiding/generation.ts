import { type Reading, readings } from "./decoded";
import { Forms, type Found } from "./forms";
import { Numbers } from "./numbers";
import { quotations } from "./quotations";
import { isWord, type Skeleton, skeletonOf } from "./skeleton";

/** What weighs less tells nobody anything, and would make texts unreadable: it is hidden where its own call is quoted only. */
const LEAST_WEIGHT = 4;
/** What weighs less is a word that may be part of another: it is hidden only where it stands alone. */
const WORD_WEIGHT = 8;
/** What weighs less, in a text without its blanks and signs, may be pieces of two words. */
const PHRASE_WEIGHT = 12;
/** A text in Base64 or hexadecimal digits. */
const TOKEN = /[A-Za-z0-9+/_-]{6,}={0,2}/g;

/** A text in every reading in which secrets are looked for. */
export type Looked = readonly { reading: Reading; skeleton: Skeleton }[];

export function lookedAt(source: string): Looked {
  return readings(source).map((reading) => ({ reading, skeleton: skeletonOf(reading) }));
}

/** Secrets of one age, and where a text holds one. */
export class Generation {
  private readonly known = new Set<string>();
  private waiting: string[] = [];
  /** As they are. */
  private readonly plain = new Forms();
  /** As they are, where they stand alone. */
  private readonly words = new Forms();
  /** As they are, where they stand alone in the words of the service: a few digits, which an id of ours may have too. */
  private readonly digits = new Forms();
  private readonly skeletons = new Forms();
  private readonly phrases = new Forms();
  private readonly numbers = new Numbers();
  /** Units of all that is held. */
  size = 0;

  has(secret: string): boolean {
    return this.known.has(secret);
  }

  get count(): number {
    return this.known.size;
  }

  add(secret: string): void {
    this.known.add(secret);
    this.waiting.push(secret);
    this.size += secret.length;
  }

  /** @param quoted whether the text is the service's own, not one of ours */
  find(looked: Looked, quoted: boolean, found: Found): void {
    this.prepare();
    if (this.known.size === 0) return;
    this.findIn(looked, quoted, found);
    for (const { reading } of looked) this.findTokens(reading, quoted, found);
  }

  private findIn(looked: Looked, quoted: boolean, found: Found): void {
    for (const { reading, skeleton } of looked) {
      const { text, from, to } = reading;
      const read: Found = (start, end) => found(from?.[start] ?? start, to?.[end - 1] ?? end);
      const alone: Found = (start, end) => {
        if (isAlone(text, start, end)) read(start, end);
      };
      this.plain.find(text, read);
      this.words.find(text, alone);
      if (quoted) this.digits.find(text, alone);
      const mapped: Found = (start, end) => found(skeleton.from[start]!, skeleton.to[end - 1]!);
      this.skeletons.find(skeleton.text, mapped);
      this.phrases.find(skeleton.text, (start, end) => {
        if (startsWord(skeleton, start) && startsWord(skeleton, end)) mapped(start, end);
      });
      this.numbers.find(skeleton, mapped);
    }
  }

  /** Texts that hold a secret inside Base64 or hexadecimal digits: hidden as a whole. */
  private findTokens({ text, from, to }: Reading, quoted: boolean, found: Found): void {
    for (const match of text.matchAll(TOKEN)) {
      const [token] = match;
      const parts = /[_/-]/.test(token) ? [token, ...token.split(/[_/-]/)] : [token];
      if (!parts.some((part) => this.isIn(part, quoted))) continue;
      const last = match.index + token.length - 1;
      found(from?.[match.index] ?? match.index, to?.[last] ?? last + 1);
    }
  }

  private isIn(token: string, quoted: boolean): boolean {
    let is = false;
    for (const text of textsOf(token)) {
      this.findIn(lookedAt(text), quoted, () => {
        is = true;
      });
    }
    return is;
  }

  /** What came since the last text: most processes show none, and need no index. */
  private prepare(): void {
    if (this.waiting.length === 0) return;
    for (const secret of this.waiting) this.index(secret);
    this.waiting = [];
  }

  private index(secret: string): void {
    const skeleton = skeletonOf({ text: secret });
    const isNumber = /^\d+$/.test(skeleton.text);
    if (isNumber) this.numbers.add(skeleton.text, /^[\s(]*(?:\+|00)/.test(secret.normalize("NFKC")));
    if (isNumber && skeleton.text === secret) {
      if (secret.length >= LEAST_WEIGHT) this.digits.add(secret);
      return;
    }
    const weight = weightOf(secret, skeleton);
    if (weight < LEAST_WEIGHT) return;
    // A text is read whole: what looks like an escape in the secret is read with those around it.
    const read = readings(secret)
      .slice(1)
      .map(({ text }) => text)
      .filter((text) => text.length >= LEAST_WEIGHT);
    // Where only signs tell it from another text, there is nothing but its forms to know it by.
    const forms = skeleton.weight < LEAST_WEIGHT ? [...quotations(secret), ...read] : [secret];
    const exact = weight < WORD_WEIGHT ? this.words : this.plain;
    if (skeleton.weight < PHRASE_WEIGHT) for (const form of forms) exact.add(form);
    if (skeleton.weight < LEAST_WEIGHT || isNumber) return;
    const index = skeleton.weight < PHRASE_WEIGHT ? this.phrases : this.skeletons;
    index.add(skeleton.text);
    for (const text of read) index.add(skeletonOf({ text }).text);
    const bytes = Buffer.from(secret);
    // Without its padding and signs: both alphabets of Base64 are one here.
    for (const encoding of ["base64", "hex"] as const) {
      this.skeletons.add(skeletonOf({ text: bytes.toString(encoding) }).text);
    }
  }
}

/** Signs that the skeleton drops tell something too, where there is no other. */
const weightOf = (secret: string, skeleton: Skeleton): number =>
  Math.max(skeleton.weight, secret.replace(/\s/g, "").length);

/** What a token may hold, if it holds a text at all. */
function textsOf(token: string): string[] {
  const texts: string[] = [];
  if (/^(?:[0-9a-f]{2}){4,}$/i.test(token)) texts.push(Buffer.from(token, "hex").toString());
  // Words are no Base64, or nothing that anybody could read.
  if (/[A-Z0-9]/.test(token)) texts.push(Buffer.from(token, "base64").toString());
  return texts.filter((text) => text.length >= LEAST_WEIGHT && !/[\ufffd\p{Cc}]/u.test(text.replace(/[\n\r\t]/g, "")));
}

function isAlone(text: string, start: number, end: number): boolean {
  const begins = start === 0 || !isWord(text, start - 1) || !isWord(text, start);
  return begins && (end >= text.length || !isWord(text, end) || !isWord(text, end - 1));
}

const startsWord = ({ text, gap }: Skeleton, at: number): boolean =>
  at === 0 || at >= text.length || gap[at] === 1 || !isWord(text, at - 1) || !isWord(text, at);
