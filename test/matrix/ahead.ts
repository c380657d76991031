/** So many lives are lived at a time: much of a life is waiting. */
const AHEAD = 3;

/** Does the work of every item in their order, the next ones while one is waited for: `at(index)` is the result of one. */
export class Ahead<I, R> {
  readonly #runs = new Map<number, Promise<R>>();

  constructor(
    private readonly items: readonly I[],
    private readonly work: (item: I) => Promise<R>,
  ) {}

  at(index: number): Promise<R> {
    // From `index` on only: whoever asks for one of many waits for no other.
    for (let next = index; next < Math.min(index + AHEAD, this.items.length); next += 1) {
      if (this.#runs.has(next)) continue;
      const run = this.work(this.items[next]!);
      // A failure is told by whoever asks for this one.
      run.catch(() => undefined);
      this.#runs.set(next, run);
    }
    return this.#runs.get(index)!;
  }
}
