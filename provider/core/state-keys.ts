import type { Clock } from "../base/clock";
import type { Owner } from "./claims";

/** How long no entry of the state was read until all of them are taken for read. The engine reads many at the same time. */
const QUIET_MS = 300;
const LONGEST_MS = 5_000;

/**
 * What the entries of the state have, as a refresh reads them one by one. A refresh runs no program: whoever asks who belongs
 * to nobody must know of the other entries.
 */
export class StateKeys {
  readonly #owners = new Map<string, Owner>();
  #last = 0;

  note(keys: readonly string[], owner: Owner, clock: Clock): void {
    for (const key of keys) this.#owners.set(key, owner);
    this.#last = clock.now();
  }

  /** Another entry that has what the key names. */
  holder(key: string, asker: Owner): string | undefined {
    const owner = this.#owners.get(key);
    return owner && owner.identity !== asker.identity ? owner.text : undefined;
  }

  /** Waits until no more entries are being read. */
  async quiet(clock: Clock): Promise<void> {
    for (let waited = 0; waited < LONGEST_MS; waited += QUIET_MS) {
      const before = this.#last;
      await clock.sleep(QUIET_MS);
      if (this.#last === before) return;
    }
  }
}
