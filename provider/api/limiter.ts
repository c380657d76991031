import pLimit from "p-limit";

/** Runs a call when the action has a slot. */
export type Limit = <T>(action: string, run: () => Promise<T>) => Promise<T>;

/**
 * Milliseconds within which at most the allowed number of calls leaves. More than a second by what calls may lose against
 * one another on their way (new connections): the service counts arrivals, we count departures.
 */
const WINDOW_MS = 1040;

/**
 * So long after it began a call is on its way. A busy process fires its timers late, and its calls leave late just as much:
 * a slot is counted from then, so that calls which were held up together are not followed too soon by the next.
 */
const LEAVING_MS = 10;

/** Calls of one action on their way at most: a slow service must not meet thousands of connections. */
const MOST_UNDERWAY = 64;

/**
 * One limiter for each action, sliding window: never more than `perSecond` calls of an action leave in a second, also when
 * this process stands still in between. Not scaled by the clock.
 */
export function createLimiter(perSecond: number): Limit {
  const queues = new Map<string, <T>(run: () => Promise<T>) => Promise<T>>();
  return <T>(action: string, run: () => Promise<T>): Promise<T> => {
    const queue = queues.get(action) ?? createQueue(perSecond);
    queues.set(action, queue);
    return queue(run);
  };
}

function createQueue(perSecond: number): <T>(run: () => Promise<T>) => Promise<T> {
  const underway = pLimit(MOST_UNDERWAY);
  const slots = createSlots(perSecond);
  return (run) =>
    underway(async () => {
      await slots();
      return run();
    });
}

/** Gives a slot to each who asks, in order, as soon as the one `perSecond` before it is a window old. */
function createSlots(perSecond: number): () => Promise<void> {
  const waiting: (() => void)[] = [];
  /** When the last calls left, the oldest first. */
  const left: number[] = [];
  let leaving = 0;
  let timer: NodeJS.Timeout | undefined;

  const give = (): void => {
    const now = performance.now();
    while (left.length > 0 && now - left[0]! >= WINDOW_MS) left.shift();
    while (waiting.length > 0 && left.length + leaving < perSecond) {
      leaving++;
      waiting.shift()!();
      setTimeout(() => {
        leaving--;
        left.push(performance.now());
        give();
      }, LEAVING_MS);
    }
    if (waiting.length === 0 || left.length === 0 || timer) return;
    timer = setTimeout(
      () => {
        timer = undefined;
        give();
      },
      WINDOW_MS - (now - left[0]!),
    );
  };

  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      give();
    });
}
