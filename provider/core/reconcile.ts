import { UserError } from "../base/errors";
import type { Making } from "./creation";
import {
  type Aside,
  type Attempt,
  type Job,
  type LoopOptions,
  RefusedThenAccepted,
  type StepLike,
  type View,
} from "./job";
import { NotReached, notReached } from "./not-reached";
import { isRepetition, type Planned, sameLive } from "./repetition";
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

/** Rounds of planning at most; the last one may still be confirmed. */
const MAX_ROUNDS = 3;
const PATIENCE_MS = 10_000;
const FIRST_PAUSE_MS = 100;
/**
 * A call may show up to 3 s after it was accepted. Where its success cannot be seen, what else it did (such as clearing what
 * it did not name) shows no earlier.
 */
const LATEST_MS = 3_000;

export async function reconcile<Live, Step extends StepLike>(
  job: Job<Live, Step>,
  options: LoopOptions,
): Promise<Live> {
  const [outcome] = await reconcileAll([job], options);
  if ("error" in outcome!) throw outcome.error;
  return outcome!.live;
}

/** How a job among many ended: each fails alone. */
export type Outcome<Live> = { live: Live } | { error: unknown };

export interface AllOptions extends LoopOptions {
  /** Told when the calls of a job in this round were made, however they ended; `jobs` are those that had any. */
  onApplied?(round: number, jobs: number): void;
}

/**
 * The loop for many objects at once, in step: all of them are planned, then all calls are made, then one look serves the
 * confirm of all. The outcomes come in the order of the jobs.
 */
export async function reconcileAll<Live, Step extends StepLike>(
  jobs: readonly Job<Live, Step>[],
  options: AllOptions,
): Promise<Outcome<Live>[]> {
  const runs = jobs.map((job) => new Run(job, options));
  await Promise.all(runs.map((run) => run.begin()));
  for (let round = 0; ; round++) {
    const planned = await Promise.all(runs.map((run) => run.planned(round)));
    const active = runs.filter((_, index) => planned[index]);
    if (active.length === 0) return runs.map((run) => run.outcome());
    const applied = async (run: Run<Live, Step>): Promise<void> => {
      await run.apply(round);
      options.onApplied?.(round, active.length);
    };
    await Promise.all(active.map(applied));
    await confirm(active, options);
  }
}

/**
 * Looks until every plan is settled, for as long as patience lasts. Nothing is sent meanwhile.
 */
async function confirm<Live, Step extends StepLike>(
  runs: readonly Run<Live, Step>[],
  options: LoopOptions,
): Promise<void> {
  const patience = options.patienceMs ?? PATIENCE_MS;
  let waiting = runs;
  let waited = 0;
  for (let pause = FIRST_PAUSE_MS; ; pause *= 2) {
    const look = waited === 0 ? "shared" : "later";
    await Promise.all(waiting.map((run) => run.look(look)));
    waiting = waiting.filter((run) => !run.settled(waited));
    if (waiting.length === 0 || waited >= patience) return;
    const step = Math.min(pause, patience - waited);
    await options.clock.sleep(step);
    waited += step;
  }
}

/** One job on its way through the loop. What a user must hear ends it; a defect ends everything. */
class Run<Live, Step extends StepLike> {
  readonly #job: Job<Live, Step>;
  readonly #options: LoopOptions;
  readonly #tried: Attempt<Step>[] = [];
  #before!: Live;
  #live!: Live;
  readonly #rounds: Planned<Live, Step>[] = [];
  #round = 0;
  #steps: readonly Step[] = [];
  #aside: Aside<Live, Step> | undefined;
  #end: Outcome<Live> | undefined;

  constructor(job: Job<Live, Step>, options: LoopOptions) {
    this.#job = job;
    this.#options = options;
  }

  async begin(): Promise<void> {
    try {
      this.#before = await this.#job.observe("shared");
      this.#live = this.#before;
    } catch (error) {
      const told =
        error instanceof UserError && new UserError(this.#options.explain(this.#job.doing, error), { cause: error });
      this.#end = { error: told || error };
      return;
    }
    await this.#owned(async (creation) => creation.first(this.#live));
  }

  /** Whatever is there and was not made by this job is asked about before anything is planned for it. */
  async #owned(ask: (creation: Making<Live>) => Promise<void>): Promise<void> {
    if (this.#end || !this.#job.creation) return;
    try {
      await ask(this.#job.creation);
    } catch (error) {
      // Nothing of it is ours to keep: it is told as it is.
      this.#end = { error };
    }
  }

  /** Whether there is something to be done in this round. */
  async planned(round: number): Promise<boolean> {
    await this.#owned((creation) => creation.appeared(this.#live, this.#tried));
    if (this.#end) return false;
    this.#round = round;
    this.#steps = this.#job.plan(this.#view());
    if (this.#steps.length === 0) {
      this.#end = { live: this.#live };
      return false;
    }
    const { doing } = this.#job;
    this.#options.log.debug(
      () => `${doing}: round ${round + 1}: ${this.#steps.map((step) => canonical(step)).join(" ")}`,
    );
    const planned = { live: this.#live, steps: this.#steps };
    const { creation } = this.#job;
    const again = creation?.wasInDoubt(this.#steps, this.#tried)
      ? !(await creation.mayRepeat(this.#tried))
      : isRepetition(planned, this.#tried, this.#rounds);
    this.#rounds.push(planned);
    if (round < MAX_ROUNDS + (creation?.moreRounds ?? 0) + (this.#aside ? 1 : 0) && !again) return true;
    if (await this.#makesWay()) return true;
    await this.#fail();
    return false;
  }

  /** Where nothing is left to try, the object may make way for others that wait for it; then it is tried again. */
  async #makesWay(): Promise<boolean> {
    if (this.#aside || this.#tried.at(-1)?.refused === undefined) return false;
    this.#aside = await this.#job.aside?.(this.#view());
    if (!this.#aside) return false;
    this.#steps = [...this.#aside.steps, ...this.#steps];
    return true;
  }

  async #fail(): Promise<void> {
    const view = this.#view();
    const more = this.#tried.at(-1)?.refused === undefined ? undefined : await this.#job.obstacle?.(view);
    const back = this.#aside?.back(this.#live) ?? [];
    const failure = (): NotReached<Live> => notReached(this.#job, this.#view(), this.#options, more);
    this.#end = { error: failure() };
    if (back.length === 0) return;
    try {
      for (const step of back) await this.#job.apply(step);
      this.#live = await this.#job.observe("later");
      this.#end = { error: failure() };
    } catch (error) {
      // What it gave up may be somebody else's by now; the state has what is live.
      if (!(error instanceof UserError)) throw error;
    }
  }

  async apply(round: number): Promise<void> {
    await this.#guarded(async () => {
      for (const step of this.#steps) {
        const attempt = await attemptStep(this.#job, step, round, this.#options, () => this.#shows(step));
        this.#tried.push(attempt);
        this.#job.creation?.sent(attempt);
        // What was planned to follow may rest on it; look first.
        if (attempt.refused !== undefined || attempt.doubtful !== undefined) return;
      }
    });
  }

  async look(look: "shared" | "later"): Promise<void> {
    await this.#guarded(async () => {
      this.#live = await this.#job.observe(look);
    });
  }

  /**
   * The plan is empty; or all that was sent was refused, since what was refused will not show, unless it is by a part or
   * as the object that somebody else has made; or the plan is made of other calls only, which is not a repetition but the next step (what is set on a group once it was
   * created). Calls of which nothing shows are given the time in which it would.
   */
  settled(waited: number): boolean {
    if (this.#end) return true;
    const now = this.#tried.filter(({ round }) => round === this.#round);
    if (now.every((attempt) => attempt.refused !== undefined)) {
      const { mayBePartial, creation } = this.#job;
      const late = now.some((attempt) => mayBePartial?.(attempt.step) || creation?.isLate(attempt));
      return waited >= LATEST_MS || this.#traced() || !late;
    }
    const made = new Set(now.map(({ step }) => step.call));
    if (this.#job.plan(this.#view()).some((step) => made.has(step.call))) return false;
    return waited >= LATEST_MS || this.#traced();
  }

  /** Whether anything shows that was not there before the calls of this round. */
  #traced(): boolean {
    return !sameTrace(this.#job, this.#rounds.at(-1)!.live, this.#live);
  }

  /** Whether a call that may have done nothing comes to show, in the time in which it would. */
  async #shows(step: Step): Promise<boolean> {
    const [before, job] = [this.#live, this.#job];
    for (let waited = 0, pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LATEST_MS - waited)) {
      this.#live = await job.observe(waited === 0 ? "shared" : "later");
      if (job.shows ? job.shows(step, this.#live) : !sameTrace(job, before, this.#live)) return true;
      if (waited >= LATEST_MS) return false;
      await this.#options.clock.sleep(pause);
      waited += pause;
    }
  }

  outcome(): Outcome<Live> {
    return this.#end!;
  }

  #view(): View<Live, Step> {
    return { live: this.#live, before: this.#before, round: this.#round, tried: this.#tried };
  }

  async #guarded(work: () => Promise<void>): Promise<void> {
    if (this.#end) return;
    try {
      await work();
    } catch (error) {
      if (!(error instanceof UserError)) {
        this.#end = { error };
        return;
      }
      const message = this.#options.explain(this.#job.doing, error);
      this.#end = { error: new NotReached(message, this.#live, this.#tried, { cause: error }) };
    }
  }
}

function sameTrace<Live, Step extends StepLike>(job: Job<Live, Step>, before: Live, now: Live): boolean {
  return job.trace ? sameLive(job.trace(before), job.trace(now)) : sameLive(before, now);
}

async function attemptStep<Live, Step extends StepLike>(
  job: Job<Live, Step>,
  step: Step,
  round: number,
  options: LoopOptions,
  shows: () => Promise<boolean>,
): Promise<Attempt<Step>> {
  const patience = options.patienceMs ?? PATIENCE_MS;
  for (let waited = 0, pause = FIRST_PAUSE_MS; ; waited += pause, pause *= 2) {
    try {
      await job.apply(step);
      return { step, round };
    } catch (error) {
      if (error instanceof RefusedThenAccepted) {
        return (await shows()) ? { step, round } : { step, round, refused: error.refusal };
      }
      const verdict = options.judge(error);
      if (verdict === "doubtful") return { step, round, doubtful: error };
      if (verdict !== "refused") throw error;
      if (waited >= patience || !(await job.mayPass?.(step, error))) return { step, round, refused: error };
    }
    await options.clock.sleep(pause);
  }
}
