/**
 * What objects of one instance are about to give up and cannot yet, since what they need themselves has not been given up:
 * in a ring (two phones that are swapped) each waits for another. Whoever sees that the other waits too moves aside first.
 */
export class Offers {
  readonly #offers = new Map<string, ReadonlySet<string>>();

  offer(by: string, values: readonly string[]): void {
    this.#offers.set(by, new Set(values));
  }

  withdraw(by: string): void {
    this.#offers.delete(by);
  }

  /** Whether one of these is waiting to give up the value. */
  isOffered(value: string, by: string): boolean {
    return this.#offers.get(by)?.has(value) === true;
  }
}
