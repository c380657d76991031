/** So many lives are lived at a time: much of a life is waiting. */
const AHEAD = 3;

/** Does the work of every item in their order, the next ones while one is waited for: `at(index)` is the result of one. */
export class Ahead<I, R> {
  readonly #runs: Promise<R>[] = [];

  constructor(
    private readonly items: readonly I[],
    private readonly work: (item: I) => Promise<R>,
  ) {}

  at(index: number): Promise<R> {
    for (let next = this.#runs.length; next < Math.min(index + AHEAD, this.items.length); next += 1) {
      const run = this.work(this.items[next]!);
      // A failure is told by whoever asks for this one.
      run.catch(() => undefined);
      this.#runs.push(run);
    }
    return this.#runs[index]!;
  }
}
