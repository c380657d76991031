import type { Clock } from "../base/clock";
import type { Log } from "../base/log";
import type { Making } from "./creation";

/** One call of a plan. */
export interface StepLike {
  readonly call: string;
}

export interface Job<Live, Step extends StepLike> {
  /** What is done to which object, for messages: `updating Staff li@example.com`. */
  readonly doing: string;
  /** `shared`: from a list that began after the last write to this object; `later`: from one that begins after now. */
  observe(look: "shared" | "later"): Promise<Live>;
  plan(view: View<Live, Step>): readonly Step[];
  apply(step: Step): Promise<void>;
  /** How it makes its object, where it may; the loop asks about one that somebody else has made. */
  readonly creation?: Making<Live>;
  /**
   * Whether a refusal of a call may pass by itself, such as that of a name which somebody gave up a moment ago. It is then
   * sent again for as long as the loop is patient: what was refused was not applied. Default: no refusal passes.
   */
  mayPass?(step: Step, refusal: unknown): Promise<boolean> | boolean;
  /**
   * Asked once where everything was tried and refused: what the object gives up first, so that others can give up what it
   * needs. The plan follows these calls. Default: nothing.
   */
  aside?(view: View<Live, Step>): Promise<Aside<Live, Step> | undefined>;
  /** What stands in the way of a plan that was refused, in words for the user, as far as it can be seen. */
  obstacle?(view: View<Live, Step>): Promise<string | undefined>;
  /** Whether a call that is refused may have done a part of what it asked for, which may show late. Default: no call may. */
  mayBePartial?(step: Step): boolean;
  /**
   * Whether what is live shows all that a call asks for. Asked after {@link RefusedThenAccepted}; default: whether anything
   * came to show.
   */
  shows?(step: Step, live: Live): boolean;
  /** What still differs, in words such as `phone: wanted "0086…", found ""`. */
  differences(view: View<Live, Step>): readonly string[];
  /**
   * The part of what is live that shows a call once it shows anything of it, where that is not all of it: one look may be
   * made of two calls, and one of them may be late.
   */
  trace?(live: Live): unknown;
}

/** How an object makes way. */
export interface Aside<Live, Step> {
  readonly steps: readonly Step[];
  /** What gives it back what it gave up, where that was in vain. */
  back(live: Live): readonly Step[];
}

export interface View<Live, Step> {
  readonly live: Live;
  /** As it was before the first write of this job. */
  readonly before: Live;
  /** 0 for the first plan. Whether a plan is empty must not depend on it, except through {@link tried}. */
  readonly round: number;
  /** Every call so far. In a confirm those of this round are among them: to choose another way, look at earlier rounds. */
  readonly tried: readonly Attempt<Step>[];
}

/**
 * Thrown by `apply` where a call was refused, and then accepted for the same object in another spelling: an acceptance that
 * may have done nothing. Which of the two counts shows in what is live.
 */
export class RefusedThenAccepted extends Error {
  constructor(readonly refusal: unknown) {
    super("refused, then accepted in another spelling");
  }
}

export interface Attempt<Step> {
  readonly step: Step;
  readonly round: number;
  /** The service refused it: certainly not applied. */
  readonly refused?: unknown;
  /** It failed, and may have been applied all the same. */
  readonly doubtful?: unknown;
}

/** How a failed call is to be read; the loop knows nothing of the service's codes. */
export type Judge = (error: unknown) => "refused" | "doubtful" | "fatal";

export interface LoopOptions {
  clock: Clock;
  log: Log;
  judge: Judge;
  /** A failed call in the user's words: what was being done, what the service said, what to do. */
  explain(doing: string, error: unknown): string;
  /** How long a confirm waits for what was written to show, in milliseconds. Default 10,000. */
  patienceMs?: number;
}
