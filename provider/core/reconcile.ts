import type { Clock } from "../base/clock";
import { UserError } from "../base/errors";
import type { Log } from "../base/log";
import { canonical } from "./values";

/**
 * The loop that everything that writes goes through:
 *
 *     observe   read what is live
 *     plan      pure: what must be called so that the live object becomes the wanted one; empty when nothing differs
 *     apply     make the calls
 *     confirm   read again, patiently; if it still differs and another plan can help, plan again
 *
 * The service's documentation leaves open how most calls behave. No plan assumes one reading: it looks at what is live
 * and at what was tried, and each round may try another way. Nothing is sent again while a confirm waits.
 */
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
  /** What still differs, in words such as `phone: wanted "0086…", found ""`. */
  differences(view: View<Live, Step>): readonly string[];
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

/** Rounds of planning at most; the last one may still be confirmed. */
const MAX_ROUNDS = 3;
const PATIENCE_MS = 10_000;
const FIRST_PAUSE_MS = 100;

/** The loop ended without reaching what was wanted. `live` is what is there, as far as it is known. */
export class NotReached<Live> extends UserError {
  constructor(
    message: string,
    readonly live: Live,
    /** What was sent: an object whose creation was accepted exists, whether or not it was seen since. */
    readonly tried: readonly Attempt<StepLike>[],
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = "NotReached";
  }
}

/** Whether a call of this name was accepted before the loop failed. */
export function wasAccepted(error: unknown, call: string): boolean {
  if (!(error instanceof NotReached)) return false;
  return error.tried.some(({ step, refused, doubtful }) => step.call === call && !refused && !doubtful);
}

export async function reconcile<Live, Step extends StepLike>(
  job: Job<Live, Step>,
  options: LoopOptions,
): Promise<Live> {
  const before = await job.observe("shared");
  const tried: Attempt<Step>[] = [];
  let live = before;
  for (let round = 0; ; round++) {
    const view: View<Live, Step> = { live, before, round, tried };
    const steps = job.plan(view);
    if (steps.length === 0) return live;
    options.log.debug(() => `${job.doing}: round ${round + 1}: ${steps.map((step) => canonical(step)).join(" ")}`);
    if (round === MAX_ROUNDS || isRepetition(steps, tried)) throw notReached(job, view, options);
    try {
      for (const step of steps) {
        const attempt = await attemptStep(job, step, round, options.judge);
        tried.push(attempt);
        // What was planned to follow may rest on it; look first.
        if (attempt.refused !== undefined || attempt.doubtful !== undefined) break;
      }
      live = await confirm(job, { live, before, round, tried }, options);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      throw new NotReached(options.explain(job.doing, error), live, tried, { cause: error });
    }
  }
}

/**
 * Whether a plan offers nothing new: all of it was accepted before, or all of it was tried in one round. A call that was
 * refused may be right after other calls.
 */
function isRepetition<Step>(steps: readonly Step[], tried: readonly Attempt<Step>[]): boolean {
  const within = (attempts: readonly Attempt<Step>[]): boolean =>
    steps.every((step) => attempts.some((attempt) => canonical(attempt.step) === canonical(step)));
  if (within(tried.filter(({ refused }) => refused === undefined))) return true;
  return tried.some(({ round }) => within(tried.filter((attempt) => attempt.round === round)));
}

async function attemptStep<Live, Step extends StepLike>(
  job: Job<Live, Step>,
  step: Step,
  round: number,
  judge: Judge,
): Promise<Attempt<Step>> {
  try {
    await job.apply(step);
    return { step, round };
  } catch (error) {
    const verdict = judge(error);
    if (verdict === "refused") return { step, round, refused: error };
    if (verdict === "doubtful") return { step, round, doubtful: error };
    throw error;
  }
}

/**
 * Waits until the plan is empty, for as long as patience lasts. Two things end the wait sooner: a refusal of all that was
 * sent, since what was refused will not show; and a plan made of other calls only, which is not a repetition but the next step (what is
 * set on a group once it was created).
 */
async function confirm<Live, Step extends StepLike>(
  job: Job<Live, Step>,
  view: View<Live, Step>,
  options: LoopOptions,
): Promise<Live> {
  const patience = options.patienceMs ?? PATIENCE_MS;
  const now = view.tried.filter(({ round }) => round === view.round);
  const refused = now.every((attempt) => attempt.refused !== undefined);
  const made = new Set(now.map(({ step }) => step.call));
  let live = await job.observe("shared");
  let waited = 0;
  for (let pause = FIRST_PAUSE_MS; ; pause *= 2) {
    const next = job.plan({ ...view, live });
    if (refused || waited >= patience || next.every((step) => !made.has(step.call))) return live;
    const step = Math.min(pause, patience - waited);
    await options.clock.sleep(step);
    waited += step;
    live = await job.observe("later");
  }
}

function notReached<Live, Step extends StepLike>(
  job: Job<Live, Step>,
  view: View<Live, Step>,
  options: LoopOptions,
): NotReached<Live> {
  const last = view.tried.findLast((attempt) => attempt.round === view.round - 1);
  const cause = last?.refused ?? last?.doubtful;
  const differences = job.differences(view);
  const found = differences.length > 0 ? `Still different: ${differences.join("; ")}` : "";
  // Where nothing was applied, what differs is all that was wanted: the refusal says enough.
  const partly = view.tried.some(({ refused, doubtful }) => refused === undefined && doubtful === undefined);
  const message = cause
    ? [options.explain(job.doing, cause), partly ? found : ""].filter((line) => line !== "").join("\n")
    : `${job.doing}: the service accepted every call, but what it shows is not what was declared. ${found}. Run \`pulumi up\` again if the service was slow; otherwise change it in the console`;
  return new NotReached(message, view.live, view.tried, { cause });
}
