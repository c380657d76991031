import { type Kind, kinds, throttledForAMinute } from "./kinds";
import type { LifeName } from "./lives";
import { type Lived, live, SCALE } from "./living";

/** A fault of one kind at one call of a verb, at most one for each verb of the life. */
export interface Cell {
  kind: Kind;
  /** The call of the verb at which it strikes, from 1. */
  nth: number;
}

/** Which fault strikes at a verb of so many calls, if any. */
export type Choice = (verb: number, calls: number) => Cell | undefined;

export const allKinds: readonly Kind[] = [...kinds, throttledForAMinute(SCALE)];

export interface Outcome {
  /** Faults that struck. */
  met: number;
  /** Attempts that failed, each with a message and a next run. */
  failed: number;
  problems: string[];
}

/** One life with one fault at a time: after each the verb has come to its end before the next one strikes. */
export async function liveUnder(name: LifeName, undisturbed: Lived, choose: Choice): Promise<Outcome> {
  let met = 0;
  const lived = await live(
    name,
    {
      before({ sim }, verb, run) {
        if (run > 0) return undefined;
        const cell = choose(verb, undisturbed.past[verb]?.calls.length ?? 0);
        if (!cell) return undefined;
        met += 1;
        return { ending: cell.kind.strike(sim, cell.nth), env: cell.kind.env };
      },
    },
    undisturbed,
  );
  const problems = lived.problems.map((problem) => {
    const verb = Number(/verb (\d+)/.exec(problem)?.[1]);
    const cell = choose(verb, undisturbed.past[verb]?.calls.length ?? 0);
    return cell ? `${cell.kind.name} at call ${cell.nth}: ${problem}` : problem;
  });
  return { met, failed: lived.failed, problems };
}

/** Every kind at every call: so many choices that each call of each verb meets each kind once. */
export function* everyCell(
  undisturbed: Lived,
  only: (kind: Kind) => boolean = () => true,
): Generator<[string, Choice]> {
  const most = Math.max(...undisturbed.past.map(({ calls }) => calls.length));
  for (const kind of allKinds.filter(only)) {
    for (let nth = 1; nth <= (kind.env ? 1 : most); nth++) {
      yield [`${kind.name} at call ${nth}`, (_, calls) => (nth <= calls ? { kind, nth } : undefined)];
    }
  }
}

/** Runs tasks, some at a time. */
export async function several<T>(tasks: Iterable<() => Promise<T>>, atATime: number): Promise<T[]> {
  const results: T[] = [];
  const queue = tasks[Symbol.iterator]();
  const worker = async (): Promise<void> => {
    for (let next = queue.next(); !next.done; next = queue.next()) results.push(await next.value());
  };
  await Promise.all(Array.from({ length: atATime }, worker));
  return results;
}
