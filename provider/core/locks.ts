/**
 * One verb at a time on one object. Two resources may write the same account (a Staff and her binding); each compares
 * what is live with what was there before its own writes, so they must not interleave.
 */
export class Locks {
  readonly #tails = new Map<string, Promise<unknown>>();

  /** With several keys the work begins when all of them are free; no two holders can wait for each other. */
  async hold<T>(keys: string | readonly string[], work: () => Promise<T>): Promise<T> {
    const all = typeof keys === "string" ? [keys] : [...new Set(keys)];
    const run = Promise.all(all.map((key) => this.#tails.get(key))).then(work);
    const tail = run.catch(() => undefined);
    for (const key of all) this.#tails.set(key, tail);
    try {
      return await run;
    } finally {
      for (const key of all) if (this.#tails.get(key) === tail) this.#tails.delete(key);
    }
  }
}
