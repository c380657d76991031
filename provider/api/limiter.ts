import pLimit from "p-limit";
import { isThrottled, ServiceError } from "./errors";

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
 * For so long no call of an action begins after one was refused for the limit: somebody else uses the account too, and what
 * would follow at once would be refused as well. Between half of it and all, so that two who meet do not meet again.
 */
const REFUSED_MS = 1000;

/**
 * One limiter for each action, sliding window: never more than `perSecond` calls of an action leave in a second, also when
 * this process stands still in between. That is not scaled by the clock.
 *
 * @param scaled a wait as the milliseconds it really takes
 */
export function createLimiter(perSecond: number, scaled = (ms: number): number => ms): Limit {
  const queues = new Map<string, <T>(run: () => Promise<T>) => Promise<T>>();
  return <T>(action: string, run: () => Promise<T>): Promise<T> => {
    const queue = queues.get(action) ?? createQueue(perSecond, scaled);
    queues.set(action, queue);
    return queue(run);
  };
}

function createQueue(perSecond: number, scaled: (ms: number) => number): <T>(run: () => Promise<T>) => Promise<T> {
  const underway = pLimit(MOST_UNDERWAY);
  const slots = createSlots(perSecond);
  return (run) =>
    underway(async () => {
      await slots.take();
      try {
        return await run();
      } catch (error) {
        if (error instanceof ServiceError && isThrottled(error))
          slots.hold(scaled(REFUSED_MS) * (0.5 + Math.random() / 2));
        throw error;
      }
    });
}

interface Slots {
  /** Resolves when the caller may begin. */
  take(): Promise<void>;
  /** Gives no slot for so many milliseconds. */
  hold(ms: number): void;
}

/** Gives a slot to each who asks, in order, as soon as the one `perSecond` before it is a window old. */
function createSlots(perSecond: number): Slots {
  const waiting: (() => void)[] = [];
  /** When the last calls left, the oldest first. */
  const left: number[] = [];
  let leaving = 0;
  let heldUntil = 0;
  let timer: NodeJS.Timeout | undefined;

  const give = (): void => {
    const now = performance.now();
    while (left.length > 0 && now - left[0]! >= WINDOW_MS) left.shift();
    while (waiting.length > 0 && now >= heldUntil && left.length + leaving < perSecond) {
      leaving++;
      waiting.shift()!();
      setTimeout(() => {
        leaving--;
        left.push(performance.now());
        give();
      }, LEAVING_MS);
    }
    const full = left.length + leaving >= perSecond;
    // Those that are leaving look again when they have left.
    if (waiting.length === 0 || timer || (full && left.length === 0)) return;
    const ms = Math.max(heldUntil - now, full ? WINDOW_MS - (now - left[0]!) : 0);
    timer = setTimeout(() => {
      timer = undefined;
      give();
    }, ms);
  };

  return {
    take: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        give();
      }),
    hold: (ms) => {
      heldUntil = Math.max(heldUntil, performance.now() + ms);
    },
  };
}
