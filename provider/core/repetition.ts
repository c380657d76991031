import type { Attempt } from "./job";
import { canonical, sameValue } from "./values";

/** A round of the loop as it was planned: what was live, and the calls. */
export interface Planned<Live, Step> {
  readonly live: Live;
  readonly steps: readonly Step[];
}

/**
 * Whether a plan offers nothing new: all of it was accepted before, or all of it was tried in one round while things were
 * as they are now. A call that was refused may be right after other calls, and may itself have done a part. One that was
 * accepted, and was not needed any more in a round since, was undone by what that round did.
 *
 * @param rounds the rounds so far, without the one that is being planned
 */
export function isRepetition<Live, Step>(
  now: Planned<Live, Step>,
  tried: readonly Attempt<Step>[],
  rounds: readonly Planned<Live, Step>[],
): boolean {
  const isIn = (steps: readonly Step[], step: Step): boolean => steps.some((one) => canonical(one) === canonical(step));
  const undone = ({ step, round, refused }: Attempt<Step>): boolean =>
    refused === undefined && rounds.slice(round + 1).some(({ steps }) => !isIn(steps, step));
  const lasting = tried.filter((attempt) => !undone(attempt));
  const within = (attempts: readonly Attempt<Step>[]): boolean => {
    const steps = attempts.map(({ step }) => step);
    return now.steps.every((step) => isIn(steps, step));
  };
  if (within(lasting.filter(({ refused }) => refused === undefined))) return true;
  return rounds.some(
    ({ live }, round) => within(lasting.filter((attempt) => attempt.round === round)) && sameLive(live, now.live),
  );
}

export function sameLive(before: unknown, now: unknown): boolean {
  return before === undefined || now === undefined ? before === now : sameValue(before, now);
}
