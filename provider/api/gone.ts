import type { Clock } from "../base/clock";
import { saysMissing } from "./absence";
import { isInternal, ServiceError } from "./errors";
import { gatherFor } from "./gather";

/** Milliseconds in which questions meet. */
const WINDOW_MS = 50;
/** More missing keys than this are not asked for one by one: by then the list is the suspect. */
const MOST_BY_FILTER = 20;
/** An empty list is believed for this many keys at most. */
const MOST_OF_EMPTY = 3;
/** Milliseconds between two complete lists, scaled. */
const PAUSE_MS = 2000;

export interface Witnesses {
  clock: Clock;
  /** A complete list that begins after this call: whether it knows a key in any spelling, and whether it is empty. */
  list(): Promise<{ knows(key: string): boolean; empty: boolean }>;
  /** Waits until what was made or written before this call must show: see lag.ts. */
  lagOver(keys: readonly string[]): Promise<unknown>;
  /** Asks for some keys by the service's own filter; whether it knows each. Fuzzy filters are the callee's to see through. */
  ask(keys: readonly string[]): Promise<(key: string) => boolean>;
  /** Keys of one filter call. */
  askSize: number;
  /** `ask` is a question for one object that tells a failure from absence by itself: its failure is nobody's absence. */
  askIsSure?: boolean;
}

/**
 * Whether an object is gone, which needs time and two witnesses: when a lagging service would show it by now, it is missing in a complete fresh list, and missing when asked for
 * by its own filter. Where many are missing at once, or the list is empty though several are asked for, the second witness
 * is a second complete list after a pause. So it is where the filter answers by an error of the service's own.
 */
export function createIsGone(witnesses: Witnesses): (key: string) => Promise<boolean> {
  let window: { keys: Set<string>; verdicts: Promise<Map<string, Verdict>> } | undefined;
  return async (key) => {
    if (!window) {
      const keys = new Set<string>();
      const verdicts = gatherFor(witnesses.clock, WINDOW_MS).then(() => {
        window = undefined;
        return judge(witnesses, [...keys]);
      });
      window = { keys, verdicts };
    }
    window.keys.add(key);
    const verdict = (await window.verdicts).get(key);
    if (verdict instanceof Error) throw verdict;
    return verdict === true;
  };
}

/** true: gone; an error: its filter could not be asked. */
type Verdict = boolean | Error;

async function judge(witnesses: Witnesses, keys: readonly string[]): Promise<Map<string, Verdict>> {
  const verdicts = new Map<string, Verdict>(keys.map((key) => [key, false]));
  await witnesses.lagOver(keys);
  const first = await witnesses.list();
  const missing = keys.filter((key) => !first.knows(key));
  const listIsSuspect = missing.length > MOST_BY_FILTER || (first.empty && missing.length > MOST_OF_EMPTY);
  const doubtful = listIsSuspect ? missing : await judgeByFilter(witnesses, missing, verdicts);
  if (doubtful.length > 0) {
    await witnesses.clock.sleep(PAUSE_MS);
    const second = await witnesses.list();
    for (const key of doubtful) verdicts.set(key, !second.knows(key));
    // Two lists may leave out the same; a question of its own that is sure costs no more than a call for each.
    const gone = doubtful.filter((key) => verdicts.get(key) === true);
    if (witnesses.askIsSure) await judgeByFilter(witnesses, gone, verdicts);
  }
  return verdicts;
}

/** Fills in what the filter says and returns the keys for which it could not say. */
async function judgeByFilter(
  witnesses: Witnesses,
  missing: readonly string[],
  verdicts: Map<string, Verdict>,
): Promise<string[]> {
  const doubtful: string[] = [];
  const chunks: string[][] = [];
  for (let at = 0; at < missing.length; at += witnesses.askSize) chunks.push(missing.slice(at, at + witnesses.askSize));
  await Promise.all(
    chunks.map(async (chunk) => {
      try {
        const knows = await witnesses.ask(chunk);
        for (const key of chunk) verdicts.set(key, !knows(key));
      } catch (error) {
        const refused = saysMissing(error);
        if (refused && chunk.length === 1) verdicts.set(chunk[0]!, true);
        else if (refused || (!witnesses.askIsSure && isInternalFailure(error))) doubtful.push(...chunk);
        else for (const key of chunk) verdicts.set(key, error instanceof Error ? error : new Error(String(error)));
      }
    }),
  );
  return doubtful;
}

const isInternalFailure = (error: unknown): boolean => error instanceof ServiceError && isInternal(error);
