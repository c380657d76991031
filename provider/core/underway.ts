import type { Clock } from "../base/clock";

/** The changes and deletions that this process is at, by type: what one of them waits for, another may be about to do. */
export class Underway {
  readonly #running = new Map<string, number>();
  readonly #ended = new Map<string, number>();

  /** Carries out a change or a deletion of a resource of this type. */
  async during<T>(type: string, clock: Clock, work: () => Promise<T>): Promise<T> {
    this.#running.set(type, (this.#running.get(type) ?? 0) + 1);
    try {
      return await work();
    } finally {
      this.#running.set(type, this.#running.get(type)! - 1);
      this.#ended.set(type, clock.now());
    }
  }

  /** When the last change or deletion of any other type ended, milliseconds; now, while one is under way. */
  lastBeside(type: string, clock: Clock): number {
    const others = <V>(all: Map<string, V>): V[] =>
      [...all].filter(([other]) => other !== type).map(([, value]) => value);
    return others(this.#running).some((count) => count > 0) ? clock.now() : Math.max(0, ...others(this.#ended));
  }
}
