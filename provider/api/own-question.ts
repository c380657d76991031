import type { Clock } from "../base/clock";
import { mayMeanMissing, saysMissing } from "./absence";
import { ServiceError } from "./errors";

/** An object that a complete list shows. */
export interface Listed {
  id: number;
  /** Whether the service surely answers for it: what has ended may be listed and yet be described no more. */
  lives: boolean;
}

export interface OwnQuestionOptions<T> {
  clock: Clock;
  /** Asks the service for one object. `undefined`: an empty answer, one way to say that there is none. */
  ask(id: number): Promise<T | undefined>;
  /** A complete list that begins after this call. */
  list(): Promise<readonly Listed[]>;
}

/** The object of an id; `undefined`: the service says that there is none. Rejects when it fails to say. */
export type OwnQuestion<T> = (id: number) => Promise<T | undefined>;

/** An id that no object has. */
const NOBODY = 2_147_483_647;
/** Living objects that are tried as a reference. */
const MOST_REFERENCES = 2;
/** Where no object can tell whether the service works: milliseconds (scaled) between two questions. */
const PAUSE_MS = 10_000;

/**
 * The service's own question for one object. A failure is no answer: a database that is away for some seconds would make
 * a living task absent, and a task that is absent is made again and dials.
 *
 * Yet an error of the service's own may be its only answer for an object that does not exist. So a code that may be both is
 * believed only when the service shows that it works and that it gives this very code for what does not exist: an object
 * that lives was described in between, the same question failed again in the same way, and so did one for an id that
 * nobody has. Where nothing lives to be described, time has to do: the question fails the same after a pause, and a clean
 * list does not have the object.
 */
export function createOwnQuestion<T>(options: OwnQuestionOptions<T>): OwnQuestion<T> {
  const { clock, ask, list } = options;

  /** What came of one question: an object, its absence, or a refusal that may say so. Everything else is thrown. */
  async function attempt(id: number): Promise<{ found: T | undefined } | { doubt: ServiceError }> {
    try {
      return { found: await ask(id) };
    } catch (error) {
      if (saysMissing(error)) return { found: undefined };
      if (error instanceof ServiceError && mayMeanMissing(error)) return { doubt: error };
      throw error;
    }
  }

  /** Whether an object that lives is described; `undefined` when there is none to ask for. */
  async function works(listed: readonly Listed[], but: number): Promise<boolean | undefined> {
    const others = listed.filter(({ id, lives }) => lives && id !== but).slice(0, MOST_REFERENCES);
    for (const { id } of others) {
      const asked = await attempt(id);
      if ("found" in asked && asked.found !== undefined) return true;
    }
    return others.length > 0 ? false : undefined;
  }

  return async (id) => {
    const first = await attempt(id);
    if ("found" in first) return first.found;
    const listed = await list();
    const row = listed.find((one) => one.id === id);
    const isWorking = row?.lives ? false : await works(listed, id);
    // What is listed is there, unless the service shows that it describes others and not this one.
    if (isWorking === false || (row && !isWorking)) throw first.doubt;
    if (!isWorking) await clock.sleep(PAUSE_MS);
    const [second, nobody] = await Promise.all([attempt(id), attempt(id === NOBODY ? NOBODY - 1 : NOBODY)]);
    if ("found" in second) return second.found;
    const sameForNobody = "doubt" in nobody && nobody.doubt.code === second.doubt.code;
    if (!sameForNobody || second.doubt.code !== first.doubt.code) throw second.doubt;
    if (!isWorking && (await list()).some((one) => one.id === id)) throw second.doubt;
    return undefined;
  };
}
