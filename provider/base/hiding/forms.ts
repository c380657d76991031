/** Told of every place: from the first unit to behind the last. */
export type Found = (start: number, end: number) => void;

const BEGINNING = 4;

/**
 * Many texts, searched for in one pass: the time grows with the length of the text, not with how many there are. Each is
 * found by how it begins, then by its length.
 */
export class Forms {
  private readonly forms = new Set<string>();
  /** By the hash of the first four units, or by the whole of what is shorter: the lengths that begin so, longest first. */
  private readonly lengths = new Map<number, number[]>();
  private readonly shorter = new Map<string, number[]>();
  /** Which hashes there are, so that most places are passed over without a look into a map. */
  private readonly sieve = new Uint8Array(1 << 16);

  get size(): number {
    return this.forms.size;
  }

  add(form: string): void {
    if (form === "" || this.forms.has(form)) return;
    this.forms.add(form);
    if (form.length < BEGINNING) {
      addLength(this.shorter, form[0]!, form.length);
      return;
    }
    const hash = hashAt(form, 0);
    this.sieve[hash & 0xffff] = 1;
    addLength(this.lengths, hash, form.length);
  }

  find(text: string, found: Found): void {
    if (this.forms.size === 0) return;
    for (let at = 0; at < text.length; at++) {
      if (this.shorter.size > 0) this.tryLengths(text, at, this.shorter.get(text[at]!), found);
      if (at + BEGINNING > text.length || this.lengths.size === 0) continue;
      const hash = hashAt(text, at);
      if (this.sieve[hash & 0xffff] === 1) this.tryLengths(text, at, this.lengths.get(hash), found);
    }
  }

  private tryLengths(text: string, at: number, lengths: readonly number[] | undefined, found: Found): void {
    for (const length of lengths ?? []) {
      if (at + length <= text.length && this.forms.has(text.slice(at, at + length))) found(at, at + length);
    }
  }
}

function addLength<K>(lengths: Map<K, number[]>, key: K, length: number): void {
  const known = lengths.get(key);
  if (known === undefined) lengths.set(key, [length]);
  else if (!known.includes(length)) known.push(length);
}

function hashAt(text: string, at: number): number {
  let hash = 0;
  for (let unit = at; unit < at + BEGINNING; unit++) hash = (Math.imul(hash, 31) + text.charCodeAt(unit)) | 0;
  return hash ^ (hash >>> 16);
}
