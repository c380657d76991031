/**
 * Which spelling of a key is whose, where two keys that differ in case only may be two objects. A key that was listed exactly,
 * that a state knows exactly, or that was matched once is never matched to another spelling afterwards: when its object has
 * gone, one that is spelled otherwise is somebody else's.
 */
export class Spellings {
  /** Keys that a list has shown, exactly so. */
  readonly #listed = new Set<string>();
  /** Key → the one spelling that it means from now on. */
  readonly #means = new Map<string, string>();
  /** Key → spellings of others that were there before its object was made. */
  readonly #others = new Map<string, ReadonlySet<string>>();

  /** A complete list has shown these. */
  list(keys: Iterable<string>): void {
    for (const key of keys) this.#listed.add(key);
  }

  /** A state knows how the object of a key is spelled. What was found out in this process since stands. */
  pin(key: string, spelling: string): void {
    if (!this.#means.has(key)) this.#means.set(key, spelling);
  }

  /**
   * The object of a key was made: it is shown as the service likes, but none of those that were there before is it (`there`:
   * all that differ in case only).
   */
  made(key: string, there: readonly string[]): void {
    const before = this.#means.get(key);
    this.#others.set(key, new Set(there.filter((one) => one !== key && one !== before)));
    this.#means.delete(key);
    this.#listed.delete(key);
  }

  /** The spelling that a key means, if that is known. */
  known(key: string): string | undefined {
    return this.#means.get(key) ?? (this.#listed.has(key) ? key : undefined);
  }

  /**
   * The spellings of a list that a key may mean: the one that it is known to mean, else the exact one, else those that differ
   * in case only.
   */
  candidates(key: string, has: (spelling: string) => boolean, alike: readonly string[]): readonly string[] {
    const means = this.#means.get(key);
    if (means !== undefined) return has(means) ? [means] : [];
    if (has(key)) return [key];
    if (this.#listed.has(key)) return [];
    const others = this.#others.get(key);
    return others ? alike.filter((one) => !others.has(one)) : alike;
  }
}
