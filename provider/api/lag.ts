import type { Clock } from "../base/clock";

/** Milliseconds (scaled) for which a service may not show what it has accepted. Documented nowhere; 0.4 to 3 s were seen. */
const LAG_MS = 4000;

/**
 * The time that a lagging service is given before something is believed to be missing. It runs from the beginning of this
 * process, since what its state holds was made by one before it, perhaps a moment ago; and from this process's own writes.
 * So a whole refresh waits for it once at most, and one that has been going for longer not at all.
 */
export interface Lag {
  /**
   * Waits until what was accepted at `sinceMs` (default and at least: when this process began) must show, `LAG_MS` at most.
   * True when it had to: what was seen before is to be looked at again.
   */
  over(sinceMs?: number): Promise<boolean>;
}

export function createLag(clock: Clock): Lag {
  const began = clock.now();
  return {
    over: async (sinceMs = began) => {
      const now = clock.now();
      const leftMs = (Math.max(began, sinceMs) - now) / clock.scaled(1) + LAG_MS;
      if (leftMs <= 0) return false;
      // A clock that was set back must not keep anybody waiting.
      await clock.sleep(Math.min(LAG_MS, leftMs));
      return true;
    },
  };
}
