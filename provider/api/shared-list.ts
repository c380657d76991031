import type { Clock } from "../base/clock";

/**
 * Order of events: each write that ended and each list that began takes the next number. Wall time decides nothing here:
 * two events in one millisecond have an order too, and clocks go backwards.
 */
export interface Ticks {
  now(): number;
  next(): number;
}

export function createTicks(): Ticks {
  let tick = 0;
  return { now: () => tick, next: () => ++tick };
}

/** Milliseconds for which a list may be used by those who wrote nothing since. */
export const MAX_AGE_MS = 60_000;

/** One value that is loaded for everybody at once: at most one load in flight and one pending. */
export interface SharedList<V> {
  /** A value whose load began after `tick`; at most {@link MAX_AGE_MS} old when it was loaded before. */
  after(tick: number): Promise<V>;
}

/** So many lists may follow one another at once; after that, one in so many milliseconds (scaled). */
const BURST = 10;
const PACE_MS = 750;
/** When so many wait for a list it is not held back: whoever is on the way is there. */
const CROWD = 32;

/**
 * Keeps a run of many single resources from asking for a list each: whoever asks while a list is held back shares it, and
 * with many of them on their way nobody waits for one.
 */
function createPace(clock: Clock): () => number {
  let left = BURST;
  let counted = clock.now();
  /** Milliseconds (unscaled) for which the next list is to be held back. */
  return () => {
    const now = clock.now();
    left = Math.min(BURST, left + Math.max(0, now - counted) / clock.scaled(PACE_MS)) - 1;
    // Lists that a crowd asked for are not made up for by a long wait of whoever comes last.
    left = Math.max(-1, left);
    counted = now;
    return Math.max(0, -left) * PACE_MS;
  };
}

interface Load<V> {
  /** Tick at which it began; undefined while it is pending. */
  began?: number;
  result: Promise<V>;
  /** While it is held back: how many wait for it, and what ends that. */
  waiting: number;
  go?: () => void;
}

export function createSharedList<V>(load: () => Promise<V>, ticks: Ticks, clock: Clock): SharedList<V> {
  let kept: { value: V; began: number; at: number } | undefined;
  let running: Load<V> | undefined;
  let pending: Load<V> | undefined;
  const pace = createPace(clock);

  function start(before: Promise<unknown>): Load<V> {
    const mine: Load<V> = {
      waiting: 0,
      result: before.then(async () => {
        // A turn of the event loop, so that those who ask in the same moment share one load.
        await new Promise((resolve) => setImmediate(resolve));
        const heldMs = pace();
        if (heldMs > 0 && mine.waiting < CROWD) {
          const crowd = new Promise<void>((resolve) => {
            mine.go = resolve;
          });
          await Promise.race([clock.sleep(heldMs), crowd]);
        }
        pending = undefined;
        running = mine;
        const began = ticks.next();
        const at = clock.now();
        mine.began = began;
        try {
          const value = await load();
          kept = { value, began, at };
          return value;
        } finally {
          running = undefined;
        }
      }),
    };
    return mine;
  }

  return {
    after: (tick) => {
      if (kept && kept.began > tick && Math.abs(clock.now() - kept.at) <= MAX_AGE_MS)
        return Promise.resolve(kept.value);
      if (running?.began !== undefined && running.began > tick) return running.result;
      pending ??= start(running ? running.result.catch(() => undefined) : Promise.resolve());
      if (++pending.waiting >= CROWD) pending.go?.();
      return pending.result;
    },
  };
}
