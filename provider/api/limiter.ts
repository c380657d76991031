import pLimit from "p-limit";
import pThrottle from "p-throttle";

/** Runs a call when the action has a slot. */
export type Limit = <T>(action: string, run: () => Promise<T>) => Promise<T>;

/**
 * Milliseconds within which at most the allowed number of calls begins. More than a second by what calls may lose
 * against one another on their way (new connections, a busy process): the service counts arrivals, we count departures.
 */
const WINDOW_MS = 1050;

/** Calls of one action on their way at most: a slow service must not meet thousands of connections. */
const MOST_UNDERWAY = 64;

/** One limiter for each action, sliding window: never more than `perSecond` calls of an action in a second. Not scaled by the clock. */
export function createLimiter(perSecond: number): Limit {
  const queues = new Map<string, (run: () => Promise<unknown>) => Promise<unknown>>();
  return async <T>(action: string, run: () => Promise<T>): Promise<T> => {
    let queue = queues.get(action);
    if (!queue) {
      const throttled = pThrottle({ limit: perSecond, interval: WINDOW_MS, strict: true })(
        (each: () => Promise<unknown>) => each(),
      );
      const underway = pLimit(MOST_UNDERWAY);
      queue = (each) => underway(() => throttled(each));
      queues.set(action, queue);
    }
    return (await queue(run)) as T;
  };
}
